//! What to look for, as a tree that walks the posting lists in step.

use memchr::memmem::Finder;

use crate::fold::frame;
use crate::index::Index;
use crate::postings::{Cursor, END, Field, gram, whole};
use crate::sound::Unit;

/// Lists walked for one phrase; the rarest say nearly all, the text itself the rest.
const LISTS_MAX: usize = 4;

/// A set of documents that is found while walking.
pub enum Node<'a> {
    /// No document.
    Nothing,
    /// Every document below this number.
    Every(u32),
    /// One posting list.
    List(Cursor<'a>),
    /// Several lists and a look at the document.
    Checked(Box<Checked<'a>>),
    /// Documents of any.
    Or(Vec<Node<'a>>),
    /// Documents of all.
    And(Vec<Node<'a>>),
}

/// Documents on all lists that stand a closer look.
pub struct Checked<'a> {
    lists: Vec<Cursor<'a>>,
    check: Check<'a>,
    index: &'a Index,
    field: Field,
    /// The last document found, so that it is not looked at again.
    found: Option<u32>,
}

enum Check<'a> {
    Text(Box<Finder<'static>>),
    Sound(&'a [Unit], bool),
}

impl<'a> Node<'a> {
    /// Documents in which a folded text occurs.
    pub fn phrase(index: &'a Index, field: Field, text: &str) -> Self {
        let list = |chars: &[char]| index.postings.list(gram(chars), field);
        let chars: Vec<char> = text.chars().collect();
        if chars.len() <= 3 {
            return Self::list(list(&chars));
        }
        let lists = chars.windows(3).map(list);
        let check = || Check::Text(Box::new(Finder::new(text).into_owned()));
        Self::checked(index, field, lists, check)
    }

    /// Documents of which a name or synonym is the folded text.
    pub fn whole(index: &'a Index, field: Field, text: &str) -> Self {
        let list = index.postings.list(whole(text), field);
        let framed = || Check::Text(Box::new(Finder::new(&frame(text)).into_owned()));
        Self::checked(index, field, std::iter::once(list), framed)
    }

    /// Documents in which the units of a pinyin word sound.
    pub fn sound(index: &'a Index, field: Field, units: &'a [Unit], at_start: bool) -> Self {
        let (lists, exact) = index.sounds.lists(field, units, at_start);
        match lists.as_slice() {
            [list] if exact => Self::list(list),
            _ => {
                let check = || Check::Sound(units, at_start);
                Self::checked(index, field, lists.into_iter(), check)
            }
        }
    }

    fn checked(
        index: &'a Index,
        field: Field,
        lists: impl Iterator<Item = &'a [u32]>,
        check: impl FnOnce() -> Check<'a>,
    ) -> Self {
        let mut cursors = Vec::with_capacity(lists.size_hint().0);
        for list in lists {
            if list.is_empty() {
                return Self::Nothing;
            }
            cursors.push(Cursor::new(list));
        }
        cursors.sort_by_key(Cursor::len);
        cursors.truncate(LISTS_MAX);
        Self::Checked(Box::new(Checked {
            lists: cursors,
            check: check(),
            index,
            field,
            found: None,
        }))
    }

    /// One list.
    pub fn list(list: &'a [u32]) -> Self {
        if list.is_empty() { Self::Nothing } else { Self::List(Cursor::new(list)) }
    }

    /// Documents of any of the nodes.
    pub fn any(nodes: impl IntoIterator<Item = Self>) -> Self {
        let mut nodes: Vec<Self> =
            nodes.into_iter().filter(|node| !matches!(node, Self::Nothing)).collect();
        match nodes.len() {
            0 => Self::Nothing,
            1 => nodes.remove(0),
            _ => Self::Or(nodes),
        }
    }

    /// Documents of all the nodes.
    pub fn all(nodes: impl IntoIterator<Item = Self>) -> Self {
        let mut nodes: Vec<Self> = nodes.into_iter().collect();
        if nodes.iter().any(|node| matches!(node, Self::Nothing)) {
            return Self::Nothing;
        }
        if nodes.len() == 1 {
            return nodes.remove(0);
        }
        nodes.sort_by_key(Self::cost);
        Self::And(nodes)
    }

    /// Documents that it may have at most.
    pub fn cost(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Every(count) => *count as usize,
            Self::List(cursor) => cursor.len(),
            Self::Checked(checked) => checked.lists[0].len(),
            Self::Or(nodes) => nodes.iter().map(Self::cost).sum(),
            Self::And(nodes) => nodes.first().map_or(0, Self::cost),
        }
    }

    /// How many documents it has, when that is known without walking.
    pub fn count(&self) -> Option<usize> {
        match self {
            Self::Nothing | Self::Every(_) | Self::List(_) => Some(self.cost()),
            Self::Checked(_) | Self::Or(_) | Self::And(_) => None,
        }
    }

    /// The first document that is not before `target`; targets never go back.
    pub fn seek(&mut self, target: u32) -> u32 {
        match self {
            Self::Nothing => END,
            Self::Every(count) => {
                if target < *count {
                    target
                } else {
                    END
                }
            }
            Self::List(cursor) => cursor.seek(target),
            Self::Checked(checked) => checked.seek(target),
            Self::Or(nodes) => nodes.iter_mut().map(|node| node.seek(target)).min().unwrap_or(END),
            Self::And(nodes) => meet(nodes, target, Self::seek),
        }
    }

    /// Calls `f` with all its documents, ascending.
    pub fn each(self, f: impl FnMut(u32)) {
        match self {
            Self::List(cursor) => cursor.rest().iter().copied().for_each(f),
            node => node.walk().for_each(f),
        }
    }

    /// All its documents, ascending.
    pub fn walk(mut self) -> impl Iterator<Item = u32> + use<'a> {
        let mut target = 0;
        std::iter::from_fn(move || {
            let doc = self.seek(target);
            target = doc.checked_add(1)?;
            Some(doc)
        })
    }
}

impl Checked<'_> {
    fn seek(&mut self, mut target: u32) -> u32 {
        if let Some(found) = self.found
            && found >= target
        {
            return found;
        }
        loop {
            let doc = meet(&mut self.lists, target, Cursor::seek);
            if doc == END || self.holds(doc) {
                self.found = Some(doc);
                return doc;
            }
            target = doc + 1;
        }
    }

    fn holds(&self, doc: u32) -> bool {
        match &self.check {
            Check::Text(finder) => {
                finder.find(self.index.texts.folded(doc, self.field).as_bytes()).is_some()
            }
            Check::Sound(units, at_start) => {
                self.index.sounds.sounds_in(doc, self.field, units, *at_start)
            }
        }
    }
}

/// The first document not before `target` on which all agree.
fn meet<T>(all: &mut [T], mut target: u32, seek: impl Fn(&mut T, u32) -> u32) -> u32 {
    'next: loop {
        let Some((first, others)) = all.split_first_mut() else { return END };
        let doc = seek(first, target);
        if doc == END {
            return END;
        }
        for other in others {
            let at = seek(other, doc);
            if at > doc {
                target = at;
                if at == END {
                    return END;
                }
                continue 'next;
            }
        }
        return doc;
    }
}
