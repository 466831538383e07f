//! The texts themselves, one behind the other, and what filters need to know of each document.

use std::collections::HashMap;
use std::ops::Range;

use crate::fold::{CLOSE, OPEN};
use crate::postings::Field;

/// All texts. A document's segments are its name, English name, synonyms, department names,
/// theme names, materials and lines of text, in this order.
#[derive(Default)]
pub struct Texts {
    /// Folded, each segment between [`OPEN`] and [`CLOSE`].
    folded: String,
    /// As given, a segment a line.
    original: String,
    docs: Vec<DocText>,
}

struct DocText {
    folded: usize,
    original: usize,
    /// Bytes of the folded text that belong to each field.
    ends: [u32; 4],
}

impl Texts {
    /// Begins the next document.
    pub fn begin(&mut self) {
        let (folded, original) = (self.folded.len(), self.original.len());
        self.docs.push(DocText { folded, original, ends: [0; 4] });
    }

    /// Adds a segment of the current document.
    pub fn push(&mut self, original: &str, folded: &str, field: Field) {
        self.folded.push(OPEN);
        self.folded.push_str(folded);
        self.folded.push(CLOSE);
        self.original.extend(original.chars().map(|c| if c == '\n' { ' ' } else { c }));
        self.original.push('\n');
        if let Some(doc) = self.docs.last_mut() {
            let end = u32::try_from(self.folded.len() - doc.folded).expect("a text below 4 GB");
            doc.ends[field as usize..].fill(end);
        }
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.docs.len()
    }

    /// The folded text of a document as far as a field goes.
    pub fn folded(&self, doc: u32, field: Field) -> &str {
        let doc = &self.docs[doc as usize];
        &self.folded[doc.folded..doc.folded + doc.ends[field as usize] as usize]
    }

    /// The segments of a document as given.
    pub fn segments(&self, doc: u32) -> std::str::Lines<'_> {
        let at = doc as usize;
        let end = self.docs.get(at + 1).map_or(self.original.len(), |next| next.original);
        self.original[self.docs[at].original..end].lines()
    }

    /// Gives back what growing took too much.
    pub fn shrink(&mut self) {
        self.folded.shrink_to_fit();
        self.original.shrink_to_fit();
        self.docs.shrink_to_fit();
    }
}

/// The values of one property (departments, say): which documents have which.
#[derive(Default)]
pub struct Property {
    ids: HashMap<String, usize>,
    names: Vec<String>,
    docs: Vec<Vec<u32>>,
    values: Vec<u32>,
    starts: Vec<usize>,
}

impl Property {
    /// Adds the next document's values.
    pub fn push<'v>(&mut self, values: impl IntoIterator<Item = &'v String>) {
        let doc = u32::try_from(self.starts.len()).expect("fewer than 2^32 documents");
        self.starts.push(self.values.len());
        for value in values {
            let id = self.ids.get(value).copied().unwrap_or_else(|| {
                self.ids.insert(value.clone(), self.names.len());
                self.names.push(value.clone());
                self.docs.push(Vec::new());
                self.names.len() - 1
            });
            if self.docs[id].last() != Some(&doc) {
                self.docs[id].push(doc);
                self.values.push(u32::try_from(id).expect("fewer values than documents"));
            }
        }
    }

    /// The documents that have a value, ascending.
    pub fn docs(&self, value: &str) -> &[u32] {
        self.ids.get(value).map_or(&[], |&id| &self.docs[id])
    }

    /// The numbers of a document's values.
    pub fn values(&self, doc: u32) -> &[u32] {
        let at = doc as usize;
        let end = self.starts.get(at + 1).copied().unwrap_or(self.values.len());
        &self.values[self.starts[at]..end]
    }

    /// The values, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// Codes in one string, with an order to look them up by.
#[derive(Default)]
pub struct Codes {
    text: String,
    spans: Vec<Range<usize>>,
    sorted: Vec<u32>,
}

impl Codes {
    /// Adds the next document's code.
    pub fn push(&mut self, code: &str) {
        let start = self.text.len();
        self.text.push_str(code);
        self.spans.push(start..self.text.len());
    }

    /// Sorts; call once, after the last code.
    pub fn finish(&mut self) {
        let mut sorted: Vec<u32> = (0..).take(self.spans.len()).collect();
        sorted.sort_by_key(|&doc| self.code(doc));
        self.sorted = sorted;
    }

    /// A document's code.
    pub fn code(&self, doc: u32) -> &str {
        &self.text[self.spans[doc as usize].clone()]
    }

    /// The documents whose codes begin with `prefix`, ascending by document.
    pub fn starting_with(&self, prefix: &str) -> Vec<u32> {
        let from = self.sorted.partition_point(|&doc| self.code(doc) < prefix);
        let rest = &self.sorted[from..];
        let len = rest.partition_point(|&doc| self.code(doc).starts_with(prefix));
        let mut docs = rest[..len].to_vec();
        docs.sort_unstable();
        docs
    }
}
