//! The words that the catalogue itself and the synonym groups know.

use std::collections::HashMap;

use crate::fold::fold;
use crate::postings::{NumberSet, gram};
use crate::sound::{Syllables, Unit, unit_letters};

/// Characters of the longest text that is a term and not a sentence.
const TERM_CHARS_MAX: usize = 12;
/// Words that a Latin word is taken for.
const MEANINGS_MAX: usize = 8;

/// A word to offer and to recognise.
struct Term {
    text: String,
    folded: String,
    /// How many items it was given for.
    weight: u32,
}

struct Sounding {
    letters: String,
    reading: Box<[u16]>,
    term: usize,
}

/// All terms and synonym groups.
#[derive(Default)]
pub struct Vocabulary {
    groups: Vec<Vec<String>>,
    groups_of: HashMap<String, Vec<usize>>,
    terms: Vec<Term>,
    known: HashMap<String, usize>,
    /// Hashes of the beginnings of all terms, to give up early on what is none.
    beginnings: NumberSet<u64>,
    by_text: Vec<usize>,
    by_sound: Vec<Sounding>,
}

impl Vocabulary {
    /// Begins with the synonym groups.
    pub fn new(groups: &[Vec<String>]) -> Self {
        let mut vocabulary = Self::default();
        for (number, group) in groups.iter().enumerate() {
            let group: Vec<&String> = group.iter().filter(|word| !word.is_empty()).collect();
            vocabulary.groups.push(group.iter().map(|word| fold(word)).collect());
            for word in group {
                vocabulary.groups_of.entry(fold(word)).or_default().push(number);
                vocabulary.add(word);
            }
        }
        vocabulary
    }

    /// Adds a word of an item; what is longer than a term is left out.
    pub fn add(&mut self, text: &str) {
        let folded = fold(text);
        if !(2..=TERM_CHARS_MAX).contains(&folded.chars().count()) {
            return;
        }
        if let Some(&term) = self.known.get(&folded) {
            self.terms[term].weight += 1;
            return;
        }
        let beginning: Vec<char> = folded.chars().take(2).collect();
        self.beginnings.insert(gram(&beginning));
        self.known.insert(folded.clone(), self.terms.len());
        self.terms.push(Term { text: text.to_owned(), folded, weight: 1 });
    }

    /// Sorts everything; call once, after the last word.
    pub fn finish(&mut self, syllables: &mut Syllables) {
        for (number, term) in self.terms.iter().enumerate() {
            for reading in syllables.read(&term.folded) {
                let letters = syllables.letters(&reading).into_iter().collect();
                self.by_sound.push(Sounding { letters, reading: reading.into(), term: number });
            }
        }
        self.by_sound.sort_by(|a, b| a.letters.cmp(&b.letters).then(a.term.cmp(&b.term)));
        let terms = &self.terms;
        self.by_text = (0..terms.len()).collect();
        self.by_text.sort_by(|&a, &b| terms[a].folded.cmp(&terms[b].folded));
    }

    /// The other words of the groups that a word is in.
    pub fn related(&self, word: &str) -> Vec<&str> {
        let mut related = Vec::new();
        for &group in self.groups_of.get(word).map_or(&[][..], Vec::as_slice) {
            for other in &self.groups[group] {
                if other != word && !related.contains(&other.as_str()) {
                    related.push(other);
                }
            }
        }
        related
    }

    /// The longest term that some characters begin with.
    pub fn longest<'v>(&'v self, chars: &[char]) -> Option<&'v str> {
        let beginning = chars.get(..2)?;
        if !self.beginnings.contains(&gram(beginning)) {
            return None;
        }
        let text: String = chars.iter().take(TERM_CHARS_MAX).collect();
        let ends = text.char_indices().skip(1).map(|(at, c)| at + c.len_utf8());
        let known = ends.filter_map(|end| self.known.get(&text[..end])).last()?;
        Some(&self.terms[*known].folded)
    }

    /// The terms that a Latin word may stand for, the most used first.
    pub fn sounding(&self, readings: &[Vec<Unit>], syllables: &Syllables) -> Vec<&str> {
        let mut terms: Vec<usize> = Vec::new();
        for units in readings {
            let letters: String = unit_letters(units).collect();
            let from = self.by_sound.partition_point(|entry| entry.letters < letters);
            for entry in self.by_sound[from..].iter().take_while(|e| e.letters == letters) {
                let sounds = syllables.begins_with(&entry.reading, units);
                if sounds && !terms.contains(&entry.term) {
                    terms.push(entry.term);
                }
            }
        }
        terms.sort_by_key(|&term| std::cmp::Reverse(self.terms[term].weight));
        terms.truncate(MEANINGS_MAX);
        terms.into_iter().map(|term| self.terms[term].folded.as_str()).collect()
    }

    /// The terms that begin with a folded text, or sound as if, the most used first.
    pub fn beginning(
        &self,
        prefix: &str,
        readings: &[Vec<Unit>],
        syllables: &Syllables,
    ) -> Vec<&str> {
        let folded = |&term: &usize| self.terms[term].folded.as_str();
        let from = self.by_text.partition_point(|term| folded(term) < prefix);
        let rest = self.by_text[from..].iter().copied();
        let mut terms: Vec<usize> =
            rest.take_while(|term| folded(term).starts_with(prefix)).collect();
        for units in readings {
            let letters: String = unit_letters(units).collect();
            let from = self.by_sound.partition_point(|entry| entry.letters < letters);
            let rest = &self.by_sound[from..];
            for entry in rest.iter().take_while(|e| e.letters.starts_with(&letters)) {
                if syllables.begins_with(&entry.reading, units) && !terms.contains(&entry.term) {
                    terms.push(entry.term);
                }
            }
        }
        terms.sort_by_key(|&term| {
            let term = &self.terms[term];
            (std::cmp::Reverse(term.weight), term.folded.chars().count())
        });
        terms.into_iter().map(|term| self.terms[term].text.as_str()).collect()
    }
}
