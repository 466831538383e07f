//! Full-text search of the catalogue that finds all a substring check finds.
//!
//! Every item in which each word of a query occurs is found, words of one and two characters too.
//! Beyond that, words are also understood as synonyms, pinyin or initials; a wrong character is
//! mended and a question in plain words is answered by what it has in common with an item.
//!
//! How it works: documents are numbered by their static rank, so a posting list is already in the
//! order of a result page. Each run of one, two or three characters has a list, once for the names
//! and once more for each wider [`Field`](postings::Field). A query runs through passes, from
//! "is the name" to "occurs somewhere in the text"; each pass walks the shortest of its lists and
//! stops when the page is full. No IO, no clock, no threads.

mod build;
mod correct;
mod facets;
mod fold;
mod index;
mod loose;
mod marks;
mod node;
mod passes;
mod postings;
mod sound;
mod store;
mod suggest;
mod types;
mod vocabulary;
mod words;

pub use fold::fold;
pub use index::Index;
pub use types::{
    Doc, Extras, Facet, Facets, Filters, Found, Hit, Query, Snippet, Suggestion, Tier,
};

/// Characters of a query; what comes after is not read. A question of a sentence has fewer.
pub const QUERY_CHARS_MAX: usize = 100;
/// Words of a query; further ones are not read.
pub const WORDS_MAX: usize = 10;
/// Results counted before "more than" is said, unless a page beyond them is asked for.
pub const TOTAL_MAX: usize = 1_000;
/// Fewer results than this, and items that have only a part in common are offered too.
pub const FEW: usize = 3;
