//! Counting results by kind, department and theme.

use crate::index::Index;
use crate::store::Property;
use crate::types::{Facet, Facets};

/// Counts so far.
pub struct Tally<'i> {
    properties: [&'i Property; 3],
    counts: [Vec<usize>; 3],
}

impl<'i> Tally<'i> {
    /// Nothing counted.
    pub fn new(index: &'i Index) -> Self {
        let properties = [&index.kinds, &index.departments, &index.themes];
        Self { properties, counts: properties.map(|property| vec![0; property.names().len()]) }
    }

    /// Counts a document.
    pub fn add(&mut self, doc: u32) {
        for (property, counts) in self.properties.iter().zip(&mut self.counts) {
            for &value in property.values(doc) {
                counts[value as usize] += 1;
            }
        }
    }

    /// The counts that are not zero, the most frequent first.
    pub fn finish(self) -> Facets {
        let listed = |which: usize| {
            let counts = self.counts[which].iter().copied();
            let mut facets: Vec<Facet> = self.properties[which]
                .names()
                .iter()
                .zip(counts)
                .filter(|(_, count)| *count > 0)
                .map(|(id, count)| Facet { id: id.clone(), count })
                .collect();
            facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
            facets
        };
        Facets { kinds: listed(0), departments: listed(1), themes: listed(2) }
    }
}
