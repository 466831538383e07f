//! Suggestions while a person types.

use crate::fold::fold;
use crate::index::Index;
use crate::types::{Filters, Query, Suggestion};

impl Index {
    /// At most `n` suggestions for what was typed so far: words first, a third of them at most,
    /// then names of items. Chinese, pinyin and initials alike.
    /// `filters` are for the items.
    pub fn suggest(&self, prefix: &str, n: usize, filters: &Filters) -> Vec<Suggestion> {
        let folded = fold(prefix.trim());
        if folded.is_empty() {
            return Vec::new();
        }
        let filters = filters.clone();
        let found = self.search(&Query { text: prefix, filters, limit: n, ..Query::default() });
        let readings = self.sounds.syllables.parse(&folded);
        let terms = self.vocabulary.beginning(&folded, &readings, &self.sounds.syllables);
        let room = n.saturating_sub(found.hits.len()).max(n.div_ceil(3));
        let words = terms.into_iter().take(room).map(|text| (text, None));
        let names = found.hits.iter().map(|hit| (hit.name, Some(hit.code)));
        let mut suggestions: Vec<Suggestion> = Vec::new();
        for (text, code) in words.chain(names) {
            if suggestions.len() < n && !suggestions.iter().any(|known| known.text == text) {
                suggestions
                    .push(Suggestion { text: text.to_owned(), code: code.map(str::to_owned) });
            }
        }
        suggestions
    }
}
