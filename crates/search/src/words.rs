//! A query as words, and each word as the ways to understand it.

use crate::fold::{fold, is_han};
use crate::sound::Reading;
use crate::{Index, QUERY_CHARS_MAX, WORDS_MAX};

/// How much a word may stand for. Each breadth holds the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breadth {
    /// Itself.
    Literal,
    /// Its synonyms, or the terms that it is the pinyin of.
    Related,
    /// Anything that sounds like it.
    Sound,
}

/// A word of a query.
#[derive(Debug, Clone)]
pub struct Word {
    /// Folded.
    pub literal: String,
    /// Other words for it.
    pub related: Vec<String>,
    /// Its readings as pinyin.
    pub readings: Vec<Reading>,
    /// Its Chinese and Latin runs, when it mixes both.
    pub parts: Vec<Word>,
}

impl Word {
    fn new(index: &Index, literal: &str) -> Self {
        let mut word = Self::run(index, literal);
        let runs = runs(literal);
        if runs.len() > 1 {
            word.parts = runs.into_iter().map(|run| Self::run(index, run)).collect();
        }
        word
    }

    fn run(index: &Index, literal: &str) -> Self {
        let readings = index.sounds.syllables.parse(literal);
        let mut related: Vec<String> =
            index.vocabulary.related(literal).into_iter().map(str::to_owned).collect();
        for term in index.vocabulary.sounding(&readings, &index.sounds.syllables) {
            if term != literal && !related.iter().any(|known| known == term) {
                related.push(term.to_owned());
            }
        }
        Self { literal: literal.to_owned(), related, readings, parts: Vec::new() }
    }

    /// The widest breadth that adds something.
    pub fn breadth(&self) -> Breadth {
        if !self.readings.is_empty() || !self.parts.is_empty() {
            Breadth::Sound
        } else if self.related.is_empty() {
            Breadth::Literal
        } else {
            Breadth::Related
        }
    }
}

/// Neighbouring characters of one script.
fn runs(word: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, c) in word.char_indices() {
        if last.is_some_and(|last| last != is_han(c)) {
            runs.push(&word[start..at]);
            start = at;
        }
        last = Some(is_han(c));
    }
    runs.push(&word[start..]);
    runs
}

/// The folded words of a query. Punctuation parts words, unless a word has nothing else.
pub fn split(text: &str) -> Vec<String> {
    let folded = fold(&text.chars().take(QUERY_CHARS_MAX).collect::<String>());
    let mut words: Vec<String> = Vec::new();
    for chunk in folded.split_whitespace() {
        let mut parts: Vec<&str> =
            chunk.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            parts.push(chunk);
        }
        for part in parts {
            if words.len() < WORDS_MAX && !words.iter().any(|word| word == part) {
                words.push(part.to_owned());
            }
        }
    }
    words
}

/// What each word may mean.
pub fn understand(index: &Index, words: &[String]) -> Vec<Word> {
    words.iter().map(|word| Word::new(index, word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_space_and_punctuation() {
        assert_eq!(split(" 营业执照，补领　ＷＴＯ/TBT "), ["营业执照", "补领", "wto", "tbt"]);
        assert_eq!(split("℃ 😀"), ["c", "😀"]);
        assert_eq!(split("  "), Vec::<String>::new());
    }

    #[test]
    fn scripts_are_runs() {
        assert_eq!(runs("个体gsh证"), ["个体", "gsh", "证"]);
    }
}
