//! The texts themselves, one behind the other, and what filters need to know of each document.

use std::collections::HashMap;

use crate::fold::{CLOSE, OPEN};
use crate::postings::Field;

/// All texts. A document's segments are its name, English name, synonyms, department names,
/// theme names, materials and lines of text, in this order.
#[derive(Default)]
pub struct Texts {
    /// Folded, each segment between [`OPEN`] and [`CLOSE`].
    folded: String,
    /// As given: the code and each segment, a line each. A result needs the first lines only, so
    /// they lie together.
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
    pub fn begin(&mut self, code: &str) {
        let (folded, original) = (self.folded.len(), self.original.len());
        self.docs.push(DocText { folded, original, ends: [0; 4] });
        self.line(code);
    }

    fn line(&mut self, text: &str) {
        self.original.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        self.original.push('\n');
    }

    /// Adds a segment of the current document.
    pub fn push(&mut self, original: &str, folded: &str, field: Field) {
        self.folded.push(OPEN);
        self.folded.push_str(folded);
        self.folded.push(CLOSE);
        self.line(original);
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

    /// The code of a document and behind it its segments as given.
    pub fn lines(&self, doc: u32) -> std::str::Split<'_, char> {
        let at = doc as usize;
        let end = self.docs.get(at + 1).map_or(self.original.len(), |next| next.original);
        self.original[self.docs[at].original..end].split('\n')
    }

    /// The code of a document.
    pub fn code(&self, doc: u32) -> &str {
        self.lines(doc).next().unwrap_or_default()
    }

    /// The documents by code.
    pub fn sorted_by_code(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..).take(self.len()).collect();
        sorted.sort_by_key(|&doc| self.code(doc));
        sorted
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
