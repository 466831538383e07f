//! Posting lists: for each run of one, two or three characters, the documents that have it.

use std::collections::HashMap;
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
type GramMap<T> = NumberMap<u64, T>;

/// Collects grams, document by document in ascending order.
#[derive(Default)]
pub struct PostingsBuilder(GramMap<Vec<u32>>);

impl PostingsBuilder {
    /// Adds a gram of a document.
    pub fn add(&mut self, gram: u64, doc: u32) {
        let list = self.0.entry(gram).or_default();
        if list.last() != Some(&doc) {
            list.push(doc);
        }
    }

    /// Adds every run of one, two and three characters.
    pub fn add_text(&mut self, chars: &[char], doc: u32) {
        for at in 0..chars.len() {
            for len in 1..=3.min(chars.len() - at) {
                self.add(gram(&chars[at..at + len]), doc);
            }
        }
    }

    /// Lays all lists one behind the other.
    pub fn finish(self) -> Postings {
        let total = self.0.values().map(Vec::len).sum();
        let mut docs = Vec::with_capacity(total);
        let mut spans = GramMap::with_capacity_and_hasher(self.0.len(), BuildHasherDefault::new());
        for (gram, list) in self.0 {
            let start = u32::try_from(docs.len()).expect("fewer than 2^32 postings");
            docs.extend_from_slice(&list);
            let len = u32::try_from(list.len()).expect("a list is shorter than all lists");
            spans.insert(gram, (start, len));
        }
        Postings { spans, docs }
    }
}

/// The lists of one field.
pub struct Postings {
    spans: GramMap<(u32, u32)>,
    docs: Vec<u32>,
}

impl Postings {
    /// The documents that have a gram, ascending; none if nothing has it.
    pub fn list(&self, gram: u64) -> &[u32] {
        self.spans
            .get(&gram)
            .map_or(&[], |&(start, len)| &self.docs[start as usize..start as usize + len as usize])
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
