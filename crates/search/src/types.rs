//! What goes in and what comes out.

use std::ops::Range;

/// An item of the catalogue as the search sees it. Names are for people, ids are for filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doc {
    /// Its code; typing it, or the first six characters or more, finds it.
    pub code: String,
    /// Its Chinese name.
    pub name: String,
    /// Its English name, or nothing.
    pub name_en: String,
    /// Other words that people use for it.
    pub synonyms: Vec<String>,
    /// The competent department, by its id.
    pub department: String,
    /// The department's full name, short name, English name: found, and offered while typing.
    pub department_names: Vec<String>,
    /// Themes and life events, by their ids.
    pub themes: Vec<String>,
    /// The names of the themes.
    pub theme_names: Vec<String>,
    /// Names of its materials.
    pub materials: Vec<String>,
    /// Summary, conditions and whatever else shall be found, a line a sentence.
    pub text: String,
    /// Its kind, by id.
    pub kind: String,
    /// Region code.
    pub region: String,
    /// Service objects, by their ids.
    pub objects: Vec<String>,
    /// Whether it can be applied for online.
    pub online: bool,
    /// Its place when nothing else decides: the smallest comes first.
    pub rank: u32,
}

/// What to keep: values of one list are alternatives, lists are joined by "and". Empty is all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Kinds, by id.
    pub kinds: Vec<String>,
    /// Departments, by id.
    pub departments: Vec<String>,
    /// Themes, by id.
    pub themes: Vec<String>,
    /// Service objects, by id.
    pub objects: Vec<String>,
    /// Region codes.
    pub regions: Vec<String>,
    /// Only items that can, or cannot, be applied for online.
    pub online: Option<bool>,
}

/// A search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query<'q> {
    /// As typed. Blank lists everything by static rank.
    pub text: &'q str,
    /// What to keep.
    pub filters: Filters,
    /// Results to skip.
    pub offset: usize,
    /// Results wanted; none gives the counts alone.
    pub limit: usize,
    /// What to do beyond finding; a list for a machine needs none of it.
    pub extras: Extras,
}

/// What a page for people shows besides names. Each costs time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extras {
    /// Count on when the page is full, up to [`TOTAL_MAX`](crate::TOTAL_MAX).
    pub total: bool,
    /// Mark the words in names and cut snippets.
    pub marks: bool,
    /// Count the results by kind, department and theme; counts the total too.
    pub facets: bool,
}

impl Extras {
    /// All of them.
    pub const ALL: Self = Self { total: true, marks: true, facets: true };
}

/// The answer to a [`Query`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found<'i> {
    /// How many there are; when `capped`, how many there are at least.
    pub total: usize,
    /// Whether there are more than `total`: counting stopped at
    /// [`TOTAL_MAX`](crate::TOTAL_MAX), or at the end of the page if no total was asked for.
    pub capped: bool,
    /// The page, best first.
    pub hits: Vec<Hit<'i>>,
    /// The query that was run instead, when a character of the typed one seemed wrong.
    pub corrected: Option<String>,
    /// Counts of what was found, if asked for.
    pub facets: Option<Facets>,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'i> {
    /// The item's code.
    pub code: &'i str,
    /// The item's name.
    pub name: &'i str,
    /// The item's English name, or nothing.
    pub name_en: &'i str,
    /// Byte ranges of `name` to mark, in order, apart from each other.
    pub marks: Vec<Range<usize>>,
    /// The same for `name_en`.
    pub marks_en: Vec<Range<usize>>,
    /// Where a word occurs that is not in the names.
    pub snippet: Option<Snippet>,
    /// What it was found by.
    pub why: Tier,
}

/// A few words around what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The words, with an ellipsis where something was left out.
    pub text: String,
    /// Byte ranges of `text` to mark, in order, apart from each other.
    pub marks: Vec<Range<usize>>,
}

/// What a result was found by, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Its code.
    Code,
    /// The query is its name.
    Exact,
    /// The query is one of its synonyms.
    ExactSynonym,
    /// Its name begins with the query.
    Prefix,
    /// All words are in the name.
    Name,
    /// All words are in the name and the item's synonyms.
    Synonym,
    /// The same with the words of a synonym group, or what a pinyin word stands for.
    Related,
    /// The same with pinyin or initials of any part of a name.
    Sound,
    /// All words are there when department and themes are read too.
    Context,
    /// All words are there when materials and text are read too.
    Text,
    /// It has the most important parts of the query, not all of them.
    Loose,
    /// Nothing was searched: a list.
    Listed,
}

/// One value and how many results have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value's id.
    pub id: String,
    /// Results that have it, among those counted.
    pub count: usize,
}

/// Counts of the results by value, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<Facet>,
    /// By department.
    pub departments: Vec<Facet>,
    /// By theme.
    pub themes: Vec<Facet>,
}

/// Something to offer while a person types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The words to offer.
    pub text: String,
    /// The item they name; none is a word to search for.
    pub code: Option<String>,
}
