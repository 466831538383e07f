//! A wrong, missing or swapped character.

use std::collections::HashMap;

use memchr::memmem::Finder;

use crate::fold::is_han;
use crate::index::Index;
use crate::node::Node;
use crate::postings::Field;
use crate::sound::ear;
use crate::words::{Breadth, Word};

/// Characters of a word that is mended; longer ones are questions.
const WORD_CHARS_MAX: usize = 8;
/// Documents looked at for one way to mend a word.
const DOCS_MAX: usize = 60;
/// A character that sounds alike is this much more likely to be the one meant.
const ALIKE_WEIGHT: usize = 4;
/// Swapped characters are more likely than others.
const SWAP_WEIGHT: usize = 3;
/// A character that does not sound alike must be the one in most places: this many in five.
const MOST_IN_FIVE: usize = 3;

impl Index {
    /// The words with those mended that occur nowhere; none if one of them cannot be.
    pub(crate) fn correct(&self, words: &[Word]) -> Option<Vec<String>> {
        let mut mended = false;
        let mut corrected = Vec::with_capacity(words.len());
        for word in words {
            let nowhere = word.breadth() == Breadth::Literal
                && Node::phrase(self, Field::All, &word.literal).walk().next().is_none();
            if nowhere {
                corrected.push(self.mend(&word.literal)?);
                mended = true;
            } else {
                corrected.push(word.literal.clone());
            }
        }
        mended.then_some(corrected)
    }

    fn mend(&self, word: &str) -> Option<String> {
        let chars: Vec<char> = word.chars().collect();
        let count = chars.len();
        if !(2..=WORD_CHARS_MAX).contains(&count) || !chars.iter().all(|&c| is_han(c)) {
            return None;
        }
        let mut best: Option<(usize, String)> = None;
        let mut offer = |weight: usize, text: String| {
            if weight > best.as_ref().map_or(0, |(weight, _)| *weight) {
                best = Some((weight, text));
            }
        };
        for at in 0..count {
            let (left, right) = (text(&chars[..at]), text(&chars[at + 1..]));
            for (weight, text) in self.replaced(&left, chars[at], &right, at > 0 && count > 2) {
                offer(weight, text);
            }
        }
        if count > 2 {
            for at in 1..count {
                let mut swapped = chars.clone();
                swapped.swap(at - 1, at);
                let swapped = text(&swapped);
                offer(self.occurrences(&swapped) * SWAP_WEIGHT, swapped);
                let (left, right) = (text(&chars[..at]), text(&chars[at..]));
                for (c, weight) in self.between(&left, &right) {
                    offer(weight, format!("{left}{c}{right}"));
                }
            }
        }
        best.map(|(_, text)| text)
    }

    /// The words with another character between `left` and `right`, with their weights.
    fn replaced(
        &self,
        left: &str,
        wrong: char,
        right: &str,
        any_sound: bool,
    ) -> Vec<(usize, String)> {
        let found = self.between(left, right);
        let all: usize = found.values().sum();
        let sound = ear(wrong);
        let weigh = |c: char, count: usize| {
            if sound.is_some() && ear(c) == sound {
                Some(count * ALIKE_WEIGHT)
            } else {
                (any_sound && count * 5 >= all * MOST_IN_FIVE).then_some(count)
            }
        };
        let weighed = found.into_iter().filter_map(|(c, count)| Some((weigh(c, count)?, c)));
        weighed.map(|(weight, c)| (weight, format!("{left}{c}{right}"))).collect()
    }

    fn occurrences(&self, text: &str) -> usize {
        Node::phrase(self, Field::Synonyms, text).walk().take(DOCS_MAX).count()
    }

    /// The characters that stand between two texts (one of which may be empty), with counts.
    fn between(&self, left: &str, right: &str) -> HashMap<char, usize> {
        let sides = [left, right].into_iter().filter(|side| !side.is_empty());
        let node = Node::all(sides.map(|side| Node::phrase(self, Field::Synonyms, side)));
        let mut found = HashMap::new();
        let left_finder = Finder::new(left);
        let right_finder = Finder::new(right);
        for doc in node.walk().take(DOCS_MAX) {
            let folded = self.texts.folded(doc, Field::Synonyms);
            if left.is_empty() {
                for at in right_finder.find_iter(folded.as_bytes()) {
                    let before = folded[..at].chars().next_back();
                    count(before, &mut found);
                }
                continue;
            }
            for at in left_finder.find_iter(folded.as_bytes()) {
                let mut rest = folded[at + left.len()..].chars();
                let next = rest.next();
                if rest.as_str().starts_with(right) {
                    count(next, &mut found);
                }
            }
        }
        found
    }
}

fn text(chars: &[char]) -> String {
    chars.iter().collect()
}

fn count(c: Option<char>, found: &mut HashMap<char, usize>) {
    if let Some(c) = c.filter(|&c| is_han(c)) {
        *found.entry(c).or_default() += 1;
    }
}
