//! Marking what was found.

use std::ops::Range;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use crate::fold::{CLOSE, OPEN, Traced};
use crate::index::Index;
use crate::postings::Field;
use crate::sound::Reading;
use crate::types::Snippet;
use crate::words::Word;

/// Characters shown on either side of what was found.
const AROUND_CHARS: usize = 20;

/// What to mark in results.
#[derive(Default)]
pub struct Marker {
    /// For each word its alternatives, itself first.
    words: Vec<Vec<Finder<'static>>>,
    readings: Vec<Reading>,
}

/// The marks of one result.
#[derive(Default)]
pub struct Marks {
    /// In the Chinese name.
    pub name: Vec<Range<usize>>,
    /// In the English name.
    pub name_en: Vec<Range<usize>>,
    /// Elsewhere.
    pub snippet: Option<Snippet>,
}

impl Marker {
    /// Marks these words.
    pub fn new(words: &[Word]) -> Self {
        let mut marker = Self::default();
        for word in words {
            let mut alternatives = vec![finder(&word.literal)];
            alternatives.extend(word.related.iter().map(finder));
            for part in &word.parts {
                alternatives.push(finder(&part.literal));
                alternatives.extend(part.related.iter().map(finder));
                marker.readings.extend(part.readings.iter().cloned());
            }
            marker.words.push(alternatives);
            marker.readings.extend(word.readings.iter().cloned());
        }
        marker
    }

    /// Marks these parts of a question too.
    pub fn add_loose(&mut self, units: &[String]) {
        if !units.is_empty() {
            self.words.push(units.iter().map(finder).collect());
        }
    }

    /// The marks of a document.
    pub fn marks(&self, index: &Index, doc: u32) -> Marks {
        let mut segments = index.texts.lines(doc).skip(1);
        let folded = index.texts.folded(doc, Field::Name);
        let end = folded.find(CLOSE).unwrap_or(folded.len());
        let (zh, en) = folded.split_at((end + 1).min(folded.len()));
        let (zh, en) = (trim(zh), trim(en));
        let mut spots = self.spots(zh);
        if spots.is_empty() && !self.readings.is_empty() {
            spots.extend(self.heard(index, doc, zh));
        }
        let name = origins(spots, zh, segments.next().unwrap_or_default());
        let name_en = origins(self.spots(en), en, segments.next().unwrap_or_default());
        let heard = !name.is_empty() && !self.readings.is_empty();
        let snippet = self.missing(zh, en).filter(|_| !heard);
        let snippet = snippet.and_then(|word| self.snippet(index, doc, word));
        Marks { name, name_en, snippet }
    }

    /// The first word that is in neither name.
    fn missing(&self, zh: &str, en: &str) -> Option<&[Finder<'static>]> {
        let has = |text: &str, word: &Finder| word.find(text.as_bytes()).is_some();
        let missing = |word: &&Vec<Finder>| !word.iter().any(|w| has(zh, w) || has(en, w));
        self.words.iter().find(missing).map(Vec::as_slice)
    }

    fn spots(&self, folded: &str) -> Vec<Range<usize>> {
        let mut spots = Vec::new();
        for word in self.words.iter().flatten() {
            let found = word.find_iter(folded.as_bytes());
            spots.extend(found.map(|at| at..at + word.needle().len()));
        }
        joined(spots)
    }

    fn heard(&self, index: &Index, doc: u32, name: &str) -> Option<Range<usize>> {
        let ends: Vec<usize> = name.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        self.readings.iter().find_map(|units| {
            let at = index.sounds.place_in_name(doc, units, ends.len())?;
            let start = if at == 0 { 0 } else { ends[at - 1] };
            Some(start..ends[at + units.len() - 1])
        })
    }

    fn snippet(&self, index: &Index, doc: u32, word: &[Finder]) -> Option<Snippet> {
        let folded = index.texts.folded(doc, Field::All).as_bytes();
        let at = word.iter().find_map(|word| word.find(folded))?;
        let open = u8::try_from(OPEN).ok()?;
        let segment = memchr_iter(open, &folded[..at]).count().checked_sub(1)?;
        let original = index.texts.lines(doc).nth(segment + 1)?;
        let traced = Traced::new(original);
        let spots = self.spots(&traced.folded);
        let marks: Vec<Range<usize>> =
            joined(spots.into_iter().map(|spot| traced.origin(spot)).collect());
        Some(cut(original, &marks))
    }
}

fn finder(word: impl AsRef<[u8]>) -> Finder<'static> {
    Finder::new(word.as_ref()).into_owned()
}

fn trim(segment: &str) -> &str {
    segment.trim_start_matches(OPEN).trim_end_matches(CLOSE)
}

/// Ranges of the text that was folded, from ranges of its folding.
fn origins(spots: Vec<Range<usize>>, folded: &str, original: &str) -> Vec<Range<usize>> {
    if spots.is_empty() || folded == original {
        return spots;
    }
    let traced = Traced::new(original);
    joined(spots.into_iter().map(|spot| traced.origin(spot)).collect())
}

/// Sorts ranges and joins those that touch.
fn joined(mut spots: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spots.sort_by_key(|spot| spot.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(spots.len());
    for spot in spots {
        match joined.last_mut() {
            Some(last) if spot.start <= last.end => last.end = last.end.max(spot.end),
            _ => joined.push(spot),
        }
    }
    joined
}

/// The words around the first mark.
fn cut(text: &str, marks: &[Range<usize>]) -> Snippet {
    let first = marks.first().cloned().unwrap_or(0..0);
    let before = text[..first.start].char_indices().rev().nth(AROUND_CHARS - 1);
    let start = before.map_or(0, |(at, _)| at);
    let after = text[first.end..].char_indices().nth(AROUND_CHARS);
    let end = after.map_or(text.len(), |(at, _)| first.end + at);
    let lead = if start > 0 { "…" } else { "" };
    let tail = if end < text.len() { "…" } else { "" };
    let shift = |at: usize| at - start + lead.len();
    let inside = marks.iter().filter(|mark| mark.end <= end);
    Snippet {
        text: format!("{lead}{}{tail}", &text[start..end]),
        marks: inside.map(|mark| shift(mark.start)..shift(mark.end)).collect(),
    }
}
