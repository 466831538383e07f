//! The passes of a query, from the best kind of result to the last.

use crate::fold::OPEN;
use crate::index::Index;
use crate::node::Node;
use crate::postings::Field;
use crate::types::Tier;
use crate::words::{Breadth, Word};

/// How the words stand in the field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The query is a whole name or synonym.
    Is,
    /// A name or synonym begins with the query.
    Begins,
    /// Each word stands somewhere.
    Has,
}

/// One pass.
pub struct Pass {
    /// What its results are called.
    pub tier: Tier,
    /// How much a word may stand for.
    pub breadth: Breadth,
    field: Field,
    shape: Shape,
}

const fn pass(tier: Tier, field: Field, breadth: Breadth, shape: Shape) -> Pass {
    Pass { tier, breadth, field, shape }
}

/// How many of [`PASSES`] look for the words themselves in names and synonyms.
pub const BEST_PASSES: usize = 5;

/// The passes that fill a page before the last.
pub const PASSES: [Pass; 12] = [
    pass(Tier::Exact, Field::Name, Breadth::Literal, Shape::Is),
    pass(Tier::ExactSynonym, Field::Synonyms, Breadth::Literal, Shape::Is),
    pass(Tier::Prefix, Field::Name, Breadth::Literal, Shape::Begins),
    pass(Tier::Name, Field::Name, Breadth::Literal, Shape::Has),
    pass(Tier::Synonym, Field::Synonyms, Breadth::Literal, Shape::Has),
    pass(Tier::Related, Field::Synonyms, Breadth::Related, Shape::Is),
    pass(Tier::Related, Field::Name, Breadth::Related, Shape::Has),
    pass(Tier::Related, Field::Synonyms, Breadth::Related, Shape::Has),
    pass(Tier::Sound, Field::Name, Breadth::Sound, Shape::Begins),
    pass(Tier::Sound, Field::Name, Breadth::Sound, Shape::Has),
    pass(Tier::Sound, Field::Synonyms, Breadth::Sound, Shape::Has),
    pass(Tier::Context, Field::Context, Breadth::Literal, Shape::Has),
];

/// The last pass. It finds all that any pass finds, and so all that a substring check finds.
pub const FINAL: Pass = pass(Tier::Text, Field::All, Breadth::Sound, Shape::Has);

impl Pass {
    /// What it looks for.
    pub fn node<'i>(&self, index: &'i Index, words: &'i [Word]) -> Node<'i> {
        match (self.shape, words) {
            (Shape::Has, _) => {
                Node::all(words.iter().map(|word| has(index, word, self.field, self.breadth)))
            }
            (Shape::Is | Shape::Begins, [word]) => self.whole(index, word),
            (Shape::Is | Shape::Begins, _) if self.breadth == Breadth::Literal => {
                let words: Vec<&str> = words.iter().map(|word| word.literal.as_str()).collect();
                self.begins_or_is(index, &words.join(" "))
            }
            _ => Node::Nothing,
        }
    }

    fn whole<'i>(&self, index: &'i Index, word: &'i Word) -> Node<'i> {
        let phrase = |text: &str| self.begins_or_is(index, text);
        let sound = |units| Node::sound(index, self.field, units, true);
        match self.breadth {
            Breadth::Literal => phrase(&word.literal),
            Breadth::Related => Node::any(word.related.iter().map(|text| phrase(text))),
            Breadth::Sound => Node::any(word.readings.iter().map(|units| sound(units))),
        }
    }

    fn begins_or_is<'i>(&self, index: &'i Index, text: &str) -> Node<'i> {
        if self.shape == Shape::Is {
            Node::whole(index, self.field, text)
        } else {
            Node::phrase(index, self.field, &format!("{OPEN}{text}"))
        }
    }
}

fn has<'i>(index: &'i Index, word: &'i Word, field: Field, breadth: Breadth) -> Node<'i> {
    let mut nodes = vec![Node::phrase(index, field, &word.literal)];
    if breadth >= Breadth::Related {
        nodes.extend(word.related.iter().map(|text| Node::phrase(index, field, text)));
    }
    if breadth >= Breadth::Sound {
        nodes.extend(word.readings.iter().map(|units| Node::sound(index, field, units, false)));
        if !word.parts.is_empty() {
            nodes.push(Node::all(word.parts.iter().map(|part| has(index, part, field, breadth))));
        }
    }
    Node::any(nodes)
}
