//! Posting lists: for each run of one, two or three characters, the documents that have it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// How far into a document one looks. Each field holds all that the one before it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The Chinese and the English name.
    Name,
    /// And the item's synonyms.
    Synonyms,
    /// And department and themes.
    Context,
    /// And materials and text.
    All,
}

impl Field {
    /// All fields, the narrowest first.
    pub const ALL: [Self; 4] = [Self::Name, Self::Synonyms, Self::Context, Self::All];
}

/// A whole text in one number that no gram is. Two texts may share it.
pub fn whole(text: &str) -> u64 {
    let mut hasher = GramHasher::default();
    text.chars().for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish() | 1 << 63
}

/// No document: the end of every list.
pub const END: u32 = u32::MAX;

/// Up to three characters in one number; characters have 21 bits.
pub fn gram(chars: &[char]) -> u64 {
    chars.iter().fold(0, |key, &c| key << 21 | u64::from(u32::from(c)))
}

/// Grams are numbers that nobody outside chooses, so one multiplication is hash enough.
#[derive(Default)]
pub struct GramHasher(u64);

impl Hasher for GramHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}

/// A map by grams or documents.
pub type NumberMap<K, T> = HashMap<K, T, BuildHasherDefault<GramHasher>>;
/// A set of grams or documents.
pub type NumberSet<K> = HashSet<K, BuildHasherDefault<GramHasher>>;
type GramMap<T> = NumberMap<u64, T>;

/// Collects grams, document by document in ascending order, and in a document field by field.
///
/// As each field holds the ones before it, only the first field that has a gram is noted.
#[derive(Default)]
pub struct PostingsBuilder(GramMap<Vec<(u32, Field)>>);

impl PostingsBuilder {
    /// Adds a gram of a document.
    pub fn add(&mut self, gram: u64, doc: u32, field: Field) {
        let list = self.0.entry(gram).or_default();
        if list.last().is_none_or(|(last, _)| *last != doc) {
            list.push((doc, field));
        }
    }

    /// Adds every run of one, two and three characters.
    pub fn add_text(&mut self, chars: &[char], doc: u32, field: Field) {
        for at in 0..chars.len() {
            for len in 1..=3.min(chars.len() - at) {
                self.add(gram(&chars[at..at + len]), doc, field);
            }
        }
    }

    /// Lays all lists one behind the other. Fields with the same documents share a list.
    pub fn finish(self) -> Postings {
        let mut docs: Vec<u32> = Vec::new();
        let mut spans = GramMap::with_capacity_and_hasher(self.0.len(), BuildHasherDefault::new());
        let number = |n: usize| u32::try_from(n).expect("fewer than 2^32 postings");
        for (gram, list) in self.0 {
            let mut span = [Span::default(); 4];
            let mut last = Span::default();
            for field in Field::ALL {
                let having = list.iter().filter(|(_, first)| *first <= field);
                let len = number(having.clone().count());
                if len > last.len {
                    last = Span { start: number(docs.len()), len };
                    docs.extend(having.map(|(doc, _)| doc));
                }
                span[field as usize] = last;
            }
            spans.insert(gram, span);
        }
        docs.shrink_to_fit();
        Postings { spans, docs }
    }
}

#[derive(Clone, Copy, Default)]
struct Span {
    start: u32,
    len: u32,
}

/// The lists of all grams. Those of one gram lie together, as a query asks for one after another.
pub struct Postings {
    spans: GramMap<[Span; 4]>,
    docs: Vec<u32>,
}

impl Postings {
    /// The documents that have a gram in a field, ascending; none if nothing has it.
    pub fn list(&self, gram: u64, field: Field) -> &[u32] {
        self.spans.get(&gram).map_or(&[], |spans| {
            let Span { start, len } = spans[field as usize];
            &self.docs[start as usize..start as usize + len as usize]
        })
    }
}

/// A place in a posting list that only moves forward.
#[derive(Clone)]
pub struct Cursor<'a> {
    list: &'a [u32],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Stands at the list's first document.
    pub fn new(list: &'a [u32]) -> Self {
        Self { list, at: 0 }
    }

    /// What is left of the list.
    pub fn rest(&self) -> &'a [u32] {
        &self.list[self.at..]
    }

    /// Documents in the whole list.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Moves to the first document that is not before `target`: doubling steps, then halving.
    pub fn seek(&mut self, target: u32) -> u32 {
        let rest = &self.list[self.at..];
        match rest.first() {
            None => return END,
            Some(&doc) if doc >= target => return doc,
            Some(_) => {}
        }
        let mut step = 1;
        while rest.get(step).is_some_and(|&doc| doc < target) {
            step *= 2;
        }
        let from = step / 2;
        let upto = rest.len().min(step + 1);
        let skip = from + rest[from..upto].partition_point(|&doc| doc < target);
        self.at += skip;
        rest.get(skip).copied().unwrap_or(END)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_finds_what_a_scan_finds(
            docs in prop::collection::btree_set(0_u32..500, 0..100),
            mut targets in prop::collection::vec(0_u32..520, 1..40),
        ) {
            let docs: Vec<u32> = docs.into_iter().collect();
            targets.sort_unstable();
            let mut cursor = Cursor::new(&docs);
            for target in targets {
                let scan = docs.iter().copied().find(|&doc| doc >= target).unwrap_or(END);
                prop_assert_eq!(cursor.seek(target), scan);
            }
        }
    }
}
