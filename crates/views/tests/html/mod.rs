//! A strict reader of our own HTML: every element closed, every attribute quoted and unescaped.

use std::collections::HashMap;

/// An element in the order of the page.
#[derive(Debug)]
pub struct Element {
    /// Lower-case name.
    pub name: String,
    /// Attributes; one without a value has an empty one.
    pub attributes: HashMap<String, String>,
    /// Names of the elements around it, outermost first.
    pub inside: Vec<String>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }
}

const VOID: [&str; 5] = ["meta", "link", "input", "br", "hr"];

/// Reads a page, or says where it is not well-formed.
pub fn read(page: &str) -> Result<Vec<Element>, String> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    let (mut elements, mut open) = (Vec::new(), Vec::<String>::new());
    while let Some((text, after)) = rest.split_once('<') {
        if text.contains('>') {
            return Err(format!("a bare > in {text:?}"));
        }
        let end = end_of_tag(after).ok_or_else(|| format!("a tag without end: {after:.40}"))?;
        let (tag, following) = (&after[..end], &after[end + 1..]);
        rest = following;
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(top) if top == name => {}
                top => return Err(format!("</{name}> closes {top:?}")),
            }
            continue;
        }
        let element = element(tag, &open)?;
        let closed = tag.ends_with('/') || VOID.contains(&element.name.as_str());
        if !closed {
            open.push(element.name.clone());
        }
        if element.name == "script" {
            rest = rest.split_once("</script>").map_or("", |(_, after)| after);
            open.pop();
        }
        elements.push(element);
    }
    if open.is_empty() { Ok(elements) } else { Err(format!("left open: {open:?}")) }
}

/// The place of the `>` that is not inside quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(place, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(place)
    })
}

fn element(tag: &str, open: &[String]) -> Result<Element, String> {
    let tag = tag.trim_end_matches('/').trim_end();
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = HashMap::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, following) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').ok_or("an unquoted value")?,
            None => ("", after),
        };
        if attributes.insert(key.to_owned(), value.to_owned()).is_some() {
            return Err(format!("{key} twice in <{tag}>"));
        }
        rest = following;
    }
    Ok(Element { name: name.to_owned(), attributes, inside: open.to_vec() })
}
