//! Questions in plain words: what an item and the question have in common.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::Filters;
use crate::fold::is_han;
use crate::index::Index;
use crate::node::Node;
use crate::postings::{Field, NumberMap, gram};
use crate::words::Word;

/// Items offered at most.
const BEST_MAX: usize = 50;
/// Postings read for one question; the rare parts come first, the common ones say little.
const POSTINGS_MAX: usize = 2_000;
/// An item must have this share of the best one's score.
const SHARE_OF_BEST: f32 = 0.5;
/// The best one must have this share of what the question weighs.
const SHARE_OF_ALL: f32 = 0.12;
/// What a part counts for that is in no name or synonym, only in texts.
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
    /// Counts where it is in name and synonyms; if it nowhere is, in the text.
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
    let mut ranked = score(index, filters, &units);
    let top = ranked.iter().map(|(_, score)| *score).fold(0.0, f32::max);
    ranked.retain(|(_, score)| *score >= top * SHARE_OF_BEST && top >= whole * SHARE_OF_ALL);
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if ranked.len() > BEST_MAX {
        ranked.select_nth_unstable_by(BEST_MAX, order);
        ranked.truncate(BEST_MAX);
    }
    ranked.sort_unstable_by(order);
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

/// The documents that have some of the units, with what they weigh together.
fn score(index: &Index, filters: &Filters, units: &[Unit]) -> Vec<(u32, f32)> {
    let mut scores: NumberMap<u32, f32> =
        NumberMap::with_capacity_and_hasher(POSTINGS_MAX, BuildHasherDefault::new());
    let mut budget = POSTINGS_MAX;
    let mut add = |node: Node, weight: f32| {
        let cost = node.cost();
        if cost <= budget {
            budget -= cost;
            index.kept(filters, node).each(|doc| *scores.entry(doc).or_default() += weight);
        }
    };
    for unit in units {
        let phrase = |field, text: &str| Node::phrase(index, field, text);
        match &unit.kind {
            Kind::Part => {
                let named = phrase(Field::Synonyms, &unit.text);
                if named.cost() > 0 {
                    add(named, unit.weight);
                } else {
                    add(phrase(Field::All, &unit.text), unit.weight * TEXT_WEIGHT);
                }
            }
            Kind::Term => {
                add(Node::whole(index, Field::Synonyms, &unit.text), unit.weight);
            }
            Kind::Related(related) => {
                let nodes = related.iter().map(|text| phrase(Field::Synonyms, text));
                add(Node::any(nodes), unit.weight);
            }
        }
    }
    scores.into_iter().collect()
}

/// The word with its [`FRAME`] words blanked out.
fn without_frame(word: &str) -> String {
    let mut bare = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = FRAME.iter().find_map(|frame| rest.strip_prefix(frame)) {
            bare.push(' ');
            rest = after;
        } else {
            bare.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    bare
}

/// The parts of a word: pairs of Chinese characters, Latin words, terms and their synonyms.
fn gather(index: &Index, word: &str, units: &mut Vec<Unit>) {
    let bare = without_frame(word);
    let bare = if bare.trim().is_empty() { word } else { &bare };
    for run in bare.split_whitespace() {
        let chars: Vec<char> = run.chars().collect();
        terms(index, &chars, units);
        if chars.len() == 1 || !chars.iter().any(|&c| is_han(c)) {
            latin(index, run, units);
            continue;
        }
        for pair in chars.windows(2) {
            part(index, pair, 1.0, units);
        }
        for c in chars.chunks(1).filter(|c| is_han(c[0])) {
            part(index, c, SINGLE_WEIGHT, units);
        }
    }
}

/// Adds one or two characters, unless they occur nowhere.
fn part(index: &Index, chars: &[char], share: f32, units: &mut Vec<Unit>) {
    let having = index.postings.list(gram(chars), Field::All).len();
    if having > 0 {
        let (text, weight) = (chars.iter().collect(), rarity(index, having) * share);
        units.push(Unit { text, weight, kind: Kind::Part });
    }
}

fn latin(index: &Index, word: &str, units: &mut Vec<Unit>) {
    if FRAME_EN.contains(&word) {
        return;
    }
    let having = |text: &str| Node::phrase(index, Field::All, text).cost();
    let stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    let mut stems = std::iter::once(word).chain(stems.filter(|stem| stem.len() > 2));
    if let Some(text) = stems.find(|text| having(text) > 0) {
        let weight = rarity(index, having(text));
        units.push(Unit { text: text.to_owned(), weight, kind: Kind::Part });
    }
}

/// The longest terms in a run, from left to right.
fn terms(index: &Index, chars: &[char], units: &mut Vec<Unit>) {
    let mut rest = chars;
    while !rest.is_empty() {
        let Some(text) = index.vocabulary.longest(rest) else {
            rest = &rest[1..];
            continue;
        };
        let (term, after) = rest.split_at(text.chars().count());
        rest = after;
        let having = |pair| index.postings.list(gram(pair), Field::All).len();
        let pairs = term.windows(2).map(|pair| rarity(index, having(pair)));
        let weight: f32 = pairs.sum();
        let related: Vec<String> =
            index.vocabulary.related(text).into_iter().map(str::to_owned).collect();
        if !related.is_empty() {
            let kind = Kind::Related(related);
            units.push(Unit { text: text.to_owned(), weight: weight * RELATED_WEIGHT, kind });
        }
        units.push(Unit { text: text.to_owned(), weight, kind: Kind::Term });
    }
}

/// How much it says that an item has a text: the fewer have it, the more.
fn rarity(index: &Index, having: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a weight need not be exact")]
    let (all, having) = (index.len() as f32, having as f32);
    (1.0 + all / (1.0 + having)).ln()
}
