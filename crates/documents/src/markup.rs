//! A page's markup as the parts of a paper, so that a page and its PDF say the same words.
//!
//! It reads the well-formed HTML that our own pages are made of, not any HTML: headings, texts,
//! lists, pairs (`dl`), tables and forms (`table` without a head). What is only for a screen
//! (`no-print`, `sr`, buttons, scripts, drawings) is left out.

use crate::limits::MARKUP_DEPTH_MAX;
use crate::model::{Block, Column, Field, Table};

/// Lines of room in a box for a long answer.
const TALL_LINES: u8 = 5;

/// The parts of a paper that says what this markup says.
pub fn blocks(html: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    inside(&parse(html), &mut blocks);
    blocks
}

enum Node {
    Text(String),
    Element(Element),
}

#[derive(Default)]
struct Element {
    name: String,
    class: String,
    nodes: Vec<Node>,
}

impl Element {
    fn has(&self, class: &str) -> bool {
        self.class.split_ascii_whitespace().any(|word| word == class)
    }

    fn hidden(&self) -> bool {
        let name = self.name.as_str();
        matches!(name, "script" | "style" | "svg" | "button" | "nav" | "form")
            || ["no-print", "sr", "js-only"].into_iter().any(|class| self.has(class))
    }

    fn is_block(&self) -> bool {
        matches!(
            self.name.as_str(),
            "h1" | "h2"
                | "h3"
                | "h4"
                | "p"
                | "pre"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "div"
                | "table"
                | "section"
                | "article"
                | "aside"
                | "details"
                | "summary"
                | "figure"
                | "figcaption"
        )
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All elements of a name below this one, in order.
    fn below<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.below(name, found);
            }
        }
    }
}

/// The markup as a tree.
fn parse(html: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        push(&mut open, Node::Text(unescaped(text)));
        // A tag without its end says nothing.
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            close(&mut open, name);
        } else if !tag.starts_with('!') {
            let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
            let class =
                attributes.split_once("class=\"").and_then(|(_, rest)| rest.split_once('"'));
            let class = class.map(|(class, _)| class.to_owned()).unwrap_or_default();
            let element = Element { name: name.to_owned(), class, nodes: Vec::new() };
            let void = matches!(name, "br" | "img" | "input" | "meta" | "link" | "hr");
            if void || tag.ends_with('/') || open.len() >= MARKUP_DEPTH_MAX {
                push(&mut open, Node::Element(element));
            } else {
                open.push(element);
            }
        }
    }
    push(&mut open, Node::Text(unescaped(rest)));
    while open.len() > 1 {
        fold(&mut open);
    }
    open.pop().unwrap_or_default()
}

fn push(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.nodes.push(node);
    }
}

/// Puts the innermost open element into the one around it.
fn fold(open: &mut Vec<Element>) {
    if let Some(element) = open.pop() {
        push(open, Node::Element(element));
    }
}

fn close(open: &mut Vec<Element>, name: &str) {
    if open.iter().skip(1).any(|element| element.name == name) {
        while open.last().is_some_and(|element| element.name != name) {
            fold(open);
        }
        fold(open);
    }
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&nbsp;", " ").replace("&amp;", "&")
}

/// The parts inside an element; words beside blocks are lines of their own.
fn inside(element: &Element, blocks: &mut Vec<Block>) {
    let mut words = String::new();
    for node in &element.nodes {
        match node {
            Node::Element(inner) if inner.hidden() => {}
            Node::Element(inner) if inner.is_block() => {
                line(&mut words, blocks);
                block(inner, blocks);
            }
            Node::Element(inner) => inline(element, inner, &mut words),
            Node::Text(text) => say(text, &mut words),
        }
    }
    line(&mut words, blocks);
}

fn line(words: &mut String, blocks: &mut Vec<Block>) {
    let text = words.trim();
    if !text.is_empty() {
        blocks.push(Block::Line(text.to_owned()));
    }
    words.clear();
}

fn block(element: &Element, blocks: &mut Vec<Block>) {
    match element.name.as_str() {
        "h1" | "h2" => blocks.push(Block::Heading(words(element))),
        "h3" | "h4" | "summary" => blocks.push(Block::Subheading(words(element))),
        "pre" => blocks.push(Block::Line(verbatim(element))),
        "ol" | "ul" => list(element, blocks),
        "dl" => {
            let mut facts = Vec::new();
            pairs(element, &mut facts);
            blocks.push(Block::Facts(facts));
        }
        "table" => table(element, blocks),
        _ => inside(element, blocks),
    }
}

/// Each point begins with its number or a dot.
fn list(element: &Element, blocks: &mut Vec<Block>) {
    let points = element.elements().filter(|point| point.name == "li" && !point.hidden());
    for (number, point) in (1..).zip(points) {
        let start = blocks.len();
        inside(point, blocks);
        let mark = if element.name == "ol" { format!("{number}. ") } else { "· ".to_owned() };
        if let Some(Block::Line(text) | Block::Subheading(text)) = blocks.get_mut(start) {
            text.insert_str(0, &mark);
        }
    }
}

fn pairs(element: &Element, facts: &mut Vec<(String, String)>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "dt" => facts.push((words(inner), String::new())),
            "dd" => {
                if let Some((_, value)) = facts.last_mut() {
                    *value = words(inner);
                }
            }
            _ => pairs(inner, facts),
        }
    }
}

/// A table with a head lists; one without is a form of names and boxes.
fn table(element: &Element, blocks: &mut Vec<Block>) {
    let (mut heads, mut rows) = (Vec::new(), Vec::new());
    element.below("thead", &mut heads);
    element.below("tr", &mut rows);
    if heads.is_empty() {
        let fields = rows.iter().filter_map(|row| {
            let mut cells = row.elements();
            let (label, value) = (cells.next()?, cells.next()?);
            let text = words(value);
            let lines = if value.has("tall") { TALL_LINES } else { 1 };
            let value = (!text.is_empty()).then_some(text);
            Some(Field { label: words(label), value, lines })
        });
        return blocks.push(Block::Fields(fields.collect()));
    }
    let mut columns = Vec::new();
    for head in heads {
        head.below("th", &mut columns);
    }
    let columns: Vec<Column> =
        columns.into_iter().map(|head| Column { title: words(head), share: 1 }).collect();
    let mut bodies = Vec::new();
    element.below("tbody", &mut bodies);
    let mut rows = Vec::new();
    for body in bodies {
        body.below("tr", &mut rows);
    }
    let row = |row: &&Element| {
        let mut cells: Vec<String> = row.elements().map(words).collect();
        cells.resize(columns.len(), String::new());
        cells
    };
    let rows = rows.iter().map(row).collect();
    blocks.push(Block::Table(Table { columns, rows }));
}

/// The words of an element on one line, or on several where it says so.
fn words(element: &Element) -> String {
    let mut words = String::new();
    gather(element, &mut words);
    words.trim().to_owned()
}

fn gather(element: &Element, words: &mut String) {
    for node in &element.nodes {
        match node {
            Node::Text(text) => say(text, words),
            Node::Element(inner) if inner.hidden() => {}
            Node::Element(inner) if inner.is_block() => {
                turn(words);
                gather(inner, words);
                turn(words);
            }
            Node::Element(inner) => inline(element, inner, words),
        }
    }
}

fn inline(around: &Element, element: &Element, words: &mut String) {
    if element.name == "br" {
        return turn(words);
    }
    // What a style sheet sets apart by white or colour, a space sets apart here.
    let apart = match element.name.as_str() {
        "span" => !element.class.is_empty() || around.has("meta") || around.has("row"),
        name => matches!(name, "small" | "strong"),
    };
    let stands = words.chars().last().is_some_and(|last| !last.is_whitespace());
    if apart && stands {
        words.push(' ');
    }
    gather(element, words);
}

fn turn(words: &mut String) {
    if !words.is_empty() && !words.ends_with('\n') {
        words.push('\n');
    }
}

/// Adds text, all white in it as one space.
fn say(text: &str, words: &mut String) {
    for c in text.chars() {
        if !matches!(c, ' ' | '\n' | '\t' | '\r') {
            words.push(c);
        } else if words.chars().last().is_some_and(|last| !last.is_whitespace()) {
            words.push(' ');
        }
    }
}

/// The text as it is written, lines and spaces kept.
fn verbatim(element: &Element) -> String {
    let mut text = String::new();
    for node in &element.nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) => text.push_str(&verbatim(inner)),
        }
    }
    text.trim_matches('\n').to_owned()
}
