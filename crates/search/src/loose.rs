//! Questions in plain words: what an item and the question have in common.

use std::collections::HashSet;

use crate::Filters;
use crate::fold::is_han;
use crate::index::Index;
use crate::node::Node;
use crate::postings::Field;
use crate::vocabulary::TERM_CHARS_MAX;
use crate::words::Word;

/// Items offered at most.
const BEST_MAX: usize = 50;
/// Postings read for one question; the rare parts come first, the common ones say little.
const POSTINGS_MAX: usize = 20_000;
/// An item must have this share of the best one's score.
const SHARE_OF_BEST: f32 = 0.5;
/// The best one must have this share of what the question weighs.
const SHARE_OF_ALL: f32 = 0.12;
/// What a part counts for when it is only in the text.
const TEXT_WEIGHT: f32 = 0.3;
/// What a single character counts for beside a pair.
const SINGLE_WEIGHT: f32 = 0.3;
/// What a synonym counts for beside the word itself.
const RELATED_WEIGHT: f32 = 0.8;

/// Words that frame a question and say nothing of its matter; the longest first.
const FRAME: [&str; 73] = [
    "要办什么证",
    "办什么手续",
    "要什么手续",
    "需要什么",
    "要办什么",
    "办什么证",
    "怎么办理",
    "如何办理",
    "在哪里办",
    "什么手续",
    "哪些材料",
    "什么材料",
    "什么条件",
    "要多少钱",
    "怎么回事",
    "可不可以",
    "能不能",
    "怎么办",
    "怎么弄",
    "怎么样",
    "什么证",
    "在哪里",
    "去哪里",
    "去哪儿",
    "在哪儿",
    "多少钱",
    "要多久",
    "我想要",
    "我需要",
    "应该",
    "我想",
    "我要",
    "想要",
    "需要",
    "怎么",
    "怎样",
    "如何",
    "什么",
    "哪些",
    "哪里",
    "哪儿",
    "哪个",
    "可以",
    "请问",
    "一下",
    "手续",
    "材料",
    "办理",
    "时候",
    "多少",
    "多久",
    "条件",
    "自己",
    "我家",
    "我们",
    "没有",
    "以后",
    "之后",
    "有没有",
    "是不是",
    "一个",
    "想",
    "我",
    "吗",
    "呢",
    "了",
    "的",
    "啊",
    "吧",
    "去",
    "把",
    "给",
    "和",
];
/// The same in English.
const FRAME_EN: [&str; 40] = [
    "how", "to", "do", "i", "a", "an", "the", "my", "for", "of", "in", "on", "is", "are", "can",
    "what", "where", "when", "need", "want", "get", "apply", "please", "and", "or", "with", "me",
    "you", "we", "it", "at", "does", "did", "must", "should", "would", "have", "has", "from", "if",
];
/// Endings that an English word is tried without.
const ENDINGS: [&str; 4] = ["ing", "es", "ed", "s"];

/// A part of a question.
struct Unit {
    text: String,
    weight: f32,
    kind: Kind,
}

enum Kind {
    /// Counts wherever it occurs, most in name and synonyms.
    Part,
    /// Counts for the items that have it as name or synonym.
    Term,
    /// Counts where one of its synonyms is.
    Related(Vec<String>),
}

/// The items that have most in common with the words, best first, and the parts to mark.
pub fn best(index: &Index, words: &[Word], filters: &Filters) -> (Vec<u32>, Vec<String>) {
    let mut units = Vec::new();
    for word in words {
        gather(index, &word.literal, &mut units);
    }
    let mut seen = HashSet::new();
    units.retain(|unit: &Unit| !matches!(unit.kind, Kind::Part) || seen.insert(unit.text.clone()));
    units.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let parts = units.iter().filter(|unit| matches!(unit.kind, Kind::Part));
    let whole: f32 = parts.map(|unit| unit.weight).sum();
    let scores = score(index, &units);
    let mut ranked: Vec<(u32, f32)> = index
        .kept(filters, index.every())
        .walk()
        .map(|doc| (doc, scores[doc as usize]))
        .filter(|(_, score)| *score > 0.0)
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let top = ranked.first().map_or(0.0, |(_, score)| *score);
    ranked.retain(|(_, score)| *score >= top * SHARE_OF_BEST && top >= whole * SHARE_OF_ALL);
    ranked.truncate(BEST_MAX);
    let docs = ranked.into_iter().map(|(doc, _)| doc).collect();
    (docs, marked(units))
}

fn marked(units: Vec<Unit>) -> Vec<String> {
    let texts = units.into_iter().flat_map(|unit| match unit.kind {
        Kind::Part | Kind::Term => vec![unit.text],
        Kind::Related(related) => related,
    });
    let mut texts: Vec<String> = texts.collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

fn score(index: &Index, units: &[Unit]) -> Vec<f32> {
    let mut scores = vec![0.0; index.len()];
    let mut budget = POSTINGS_MAX;
    let mut add = |node: Node, weight: f32| {
        let cost = node.cost();
        if cost <= budget {
            budget -= cost;
            node.walk().for_each(|doc| scores[doc as usize] += weight);
        }
    };
    for unit in units {
        let phrase = |field, text: &str| Node::phrase(index, field, text);
        match &unit.kind {
            Kind::Part => {
                add(phrase(Field::Synonyms, &unit.text), unit.weight * (1.0 - TEXT_WEIGHT));
                add(phrase(Field::All, &unit.text), unit.weight * TEXT_WEIGHT);
            }
            Kind::Term => {
                let framed = format!("{}{}{}", crate::fold::OPEN, unit.text, crate::fold::CLOSE);
                add(phrase(Field::Synonyms, &framed), unit.weight);
            }
            Kind::Related(related) => {
                let nodes = related.iter().map(|text| phrase(Field::Synonyms, text));
                add(Node::any(nodes), unit.weight);
            }
        }
    }
    scores
}

/// The parts of a word: pairs of Chinese characters, Latin words, terms and their synonyms.
fn gather(index: &Index, word: &str, units: &mut Vec<Unit>) {
    let mut bare = word.to_owned();
    for frame in FRAME {
        bare = bare.replace(frame, " ");
    }
    let bare = if bare.trim().is_empty() { word } else { &bare };
    for run in bare.split_whitespace() {
        let chars: Vec<char> = run.chars().collect();
        terms(index, &chars, units);
        if chars.len() == 1 || !chars.iter().any(|&c| is_han(c)) {
            latin(index, run, units);
            continue;
        }
        for pair in chars.windows(2) {
            part(index, pair.iter().collect(), 1.0, units);
        }
        for c in chars.into_iter().filter(|&c| is_han(c)) {
            part(index, c.to_string(), SINGLE_WEIGHT, units);
        }
    }
}

/// Adds a part, unless it occurs nowhere.
fn part(index: &Index, text: String, share: f32, units: &mut Vec<Unit>) {
    if Node::phrase(index, Field::All, &text).cost() > 0 {
        let weight = rarity(index, &text) * share;
        units.push(Unit { text, weight, kind: Kind::Part });
    }
}

fn latin(index: &Index, word: &str, units: &mut Vec<Unit>) {
    if FRAME_EN.contains(&word) {
        return;
    }
    let known = |text: &str| Node::phrase(index, Field::All, text).cost() > 0;
    let stem = ENDINGS.iter().find_map(|ending| {
        word.strip_suffix(ending).filter(|stem| stem.len() > 2 && !known(word) && known(stem))
    });
    part(index, stem.unwrap_or(word).to_owned(), 1.0, units);
}

/// The longest terms in a run, from left to right.
fn terms(index: &Index, chars: &[char], units: &mut Vec<Unit>) {
    let mut at = 0;
    while at + 1 < chars.len() {
        let longest = (at + 2..=chars.len().min(at + TERM_CHARS_MAX))
            .rev()
            .map(|end| (end, chars[at..end].iter().collect::<String>()))
            .find(|(_, text)| index.vocabulary.is_known(text));
        let Some((end, text)) = longest else {
            at += 1;
            continue;
        };
        let pairs = chars[at..end].windows(2);
        let weight: f32 = pairs.map(|pair| rarity(index, &pair.iter().collect::<String>())).sum();
        let related: Vec<String> =
            index.vocabulary.related(&text).into_iter().map(str::to_owned).collect();
        if !related.is_empty() {
            let kind = Kind::Related(related);
            units.push(Unit { text: text.clone(), weight: weight * RELATED_WEIGHT, kind });
        }
        units.push(Unit { text, weight, kind: Kind::Term });
        at = end;
    }
}

/// How much it says that an item has a text: the fewer have it, the more.
fn rarity(index: &Index, text: &str) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a weight need not be exact")]
    let (all, having) = (index.len() as f32, Node::phrase(index, Field::All, text).cost() as f32);
    (1.0 + all / (1.0 + having)).ln()
}
