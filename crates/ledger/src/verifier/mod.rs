//! The whole log recomputed from its stored bytes: leaf hashes, streams, the tree, and the
//! checkpoints that the log itself and outsiders kept.

mod finding;

pub use finding::{Finding, Place, Report};

use std::collections::HashMap;

use crate::checkpoint::Checkpoint;
use crate::entry::Entry;
use crate::limits::FINDINGS_MAX;
use crate::merkle::{Frontier, Hash, hash_leaf};

/// Takes the log row by row. Feed it all leaves in order of index, then the tail, then finish.
pub struct Verifier {
    origin: String,
    size: u64,
    checkpoints: Vec<Held>,
    tree: Frontier,
    /// The tree over the stored leaf hashes, kept from the first row on where they differ.
    stored: Option<Frontier>,
    streams: HashMap<Box<str>, u64>,
    next_leaf: u64,
    tail: u64,
    findings: Vec<Finding>,
    more: u64,
    findings_max: usize,
}

/// A checkpoint that the leaves are held against when the tree reaches its size.
struct Held {
    name: String,
    size: u64,
    root: Hash,
}

impl Verifier {
    /// A verifier for the log whose last stored checkpoint this is; findings call it `name`.
    pub fn new(name: &str, latest: &Checkpoint) -> Self {
        let mut verifier = Self {
            origin: latest.origin.clone(),
            size: latest.size,
            checkpoints: Vec::new(),
            tree: Frontier::new(),
            stored: None,
            streams: HashMap::new(),
            next_leaf: 0,
            tail: 0,
            findings: Vec::new(),
            more: 0,
            findings_max: FINDINGS_MAX,
        };
        verifier.hold_against(name, latest);
        verifier
    }

    /// Lists at most so many findings; the rest is counted.
    #[must_use]
    pub fn with_findings_max(mut self, findings_max: usize) -> Self {
        self.findings_max = findings_max;
        self
    }

    /// Also checks a checkpoint that somebody kept, older or newer. Call it before the first leaf.
    pub fn hold_against(&mut self, name: &str, checkpoint: &Checkpoint) {
        let name = name.to_owned();
        if checkpoint.origin != self.origin {
            let origin = checkpoint.origin.clone();
            return self.found(Finding::OtherOrigin { checkpoint: name, origin });
        }
        self.checkpoints.push(Held { name, size: checkpoint.size, root: checkpoint.root });
        self.checkpoints.sort_by_key(|held| std::cmp::Reverse(held.size));
    }

    /// Takes the row of one leaf, and gives the entry where it is readable, for replay.
    pub fn leaf(&mut self, index: u64, bytes: &[u8], stored_hash: &Hash) -> Option<Entry> {
        self.check_roots();
        self.check_index(index);
        let hash = hash_leaf(bytes);
        if hash != *stored_hash && self.stored.is_none() {
            self.stored = Some(self.tree.clone());
        }
        if let Some(stored) = &mut self.stored {
            stored.append(*stored_hash);
        }
        self.tree.append(hash);
        self.check_entry(Some(index), bytes, hash == *stored_hash)
    }

    /// The root over the leaves that were taken so far.
    pub fn root(&self) -> Hash {
        self.tree.root()
    }

    /// Takes an entry that is not sequenced yet; within a stream they come in order.
    pub fn tail(&mut self, bytes: &[u8], stored_hash: &Hash) -> Option<Entry> {
        self.tail += 1;
        self.check_entry(None, bytes, hash_leaf(bytes) == *stored_hash)
    }

    /// Closes the log and reports.
    pub fn finish(mut self) -> Report {
        self.check_roots();
        let leaves = self.tree.size();
        for held in std::mem::take(&mut self.checkpoints).into_iter().rev() {
            let Held { name: checkpoint, size, .. } = held;
            self.found(Finding::Shorter { checkpoint, size, leaves });
        }
        Report {
            leaves,
            tail: self.tail,
            streams: self.streams.len() as u64,
            root: self.tree.root(),
            findings: self.findings,
            more: self.more,
        }
    }

    /// Compares the tree with the checkpoints of exactly its present size.
    fn check_roots(&mut self) {
        let size = self.tree.size();
        while let Some(held) = self.checkpoints.pop_if(|held| held.size == size) {
            if self.tree.root() != held.root {
                let stored = self.stored.as_ref().map(Frontier::root);
                self.found(Finding::Root {
                    checkpoint: held.name,
                    size,
                    stored_hashes_fit: stored == Some(held.root),
                });
            }
        }
    }

    fn check_index(&mut self, index: u64) {
        let expected = self.next_leaf;
        if index > expected {
            self.found(Finding::MissingLeaves { first: expected, last: index - 1 });
        } else if index < expected {
            self.found(Finding::LeafOrder { leaf: index, expected });
        }
        if expected <= self.size && index >= self.size {
            self.found(Finding::BeyondCheckpoint { leaf: index, size: self.size });
        }
        self.next_leaf = index.saturating_add(1);
    }

    fn check_entry(&mut self, leaf: Option<u64>, bytes: &[u8], fits: bool) -> Option<Entry> {
        let (entry, error) = match Entry::decode(bytes) {
            Ok(entry) => (Some(entry), None),
            Err(error) => (None, Some(error)),
        };
        let named = entry.as_ref().map(|entry| (entry.stream.clone(), entry.seq));
        let place = Place { entry: named, leaf };
        if !fits {
            self.found(Finding::LeafHash { place: place.clone() });
        }
        if let Some(error) = error {
            self.found(Finding::Unreadable { place: place.clone(), error });
        }
        let entry = entry?;
        let known = self.streams.get_mut(entry.stream.as_str());
        let last = known.map_or(0, |last| std::mem::replace(last, entry.seq));
        if last == 0 {
            self.streams.insert(entry.stream.as_str().into(), entry.seq);
        }
        let expected = last.saturating_add(1);
        if entry.seq != expected {
            self.found(Finding::Sequence { place, expected });
        }
        Some(entry)
    }

    fn found(&mut self, finding: Finding) {
        if self.findings.len() < self.findings_max {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }
}
