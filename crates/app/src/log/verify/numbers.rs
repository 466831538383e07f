//! 文书编号: the last number of each kind in the events against the row that counts.

use std::collections::BTreeMap;

use domain::cases::Event;

use super::sql;
use crate::cases::numbers;
use crate::error::Result;
use crate::house::House;

/// Department, mark of the kind, year.
type Series = (String, String, i64);

/// The last number of each series.
#[derive(Default)]
pub(super) struct Numbers(BTreeMap<Series, i64>);

impl Numbers {
    /// As the rows have them.
    pub(super) fn stored(house: &House) -> Result<Self> {
        house.db.read_blocking(|tx| {
            let rows = tx.all(&sql::NUMBERS, &[])?;
            let series =
                rows.iter().map(|row| Ok(((row.text(0)?, row.text(1)?, row.int(2)?), row.int(3)?)));
            series.collect::<Result<_>>().map(Self)
        })
    }

    /// The papers of an event.
    pub(super) fn take(&mut self, department: &str, event: &Event) {
        for (kind, number) in numbers::papers(event) {
            let Some((year, number)) = numbers::parse(&number) else { continue };
            self.last((department.to_owned(), kind.mark().to_owned(), year), number);
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        for (series, number) in other.0 {
            self.last(series, number);
        }
    }

    fn last(&mut self, series: Series, number: i64) {
        let last = self.0.entry(series).or_default();
        *last = number.max(*last);
    }

    /// What does not hold, where these are the numbers of events that were read after `before` and
    /// until `after`: in between, numbers may have been drawn.
    pub(super) fn held_against(&self, before: &Self, after: &Self) -> Vec<String> {
        let of = |numbers: &Self, series| numbers.0.get(series).copied().unwrap_or(0);
        let mut findings = Vec::new();
        for series in
            before.0.keys().chain(self.0.keys().filter(|one| !before.0.contains_key(*one)))
        {
            let (drawn, stored) = (of(self, series), of(after, series));
            if of(before, series) > drawn || stored < drawn {
                let (department, kind, year) = series;
                findings.push(format!(
                    "document_numbers/{department}/{kind}/{year}: its row says {stored}, the last \
                     number in the events is {drawn}"
                ));
            }
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(last: i64) -> Numbers {
        Numbers(BTreeMap::from([(("scjg".into(), "受".into(), 2026), last)]))
    }

    #[test]
    fn what_is_drawn_meanwhile_is_no_finding_and_anything_else_is() {
        let hold = |before, drawn, after| {
            numbers(drawn).held_against(&numbers(before), &numbers(after)).is_empty()
        };
        assert!(hold(3, 3, 3) && hold(3, 4, 5), "drawn meanwhile");
        assert!(!hold(4, 3, 4), "the row is ahead");
        assert!(!hold(2, 3, 2), "the row is behind");
        assert!(!numbers(1).held_against(&Numbers::default(), &Numbers::default()).is_empty());
        assert!(!Numbers::default().held_against(&numbers(1), &numbers(1)).is_empty());
    }
}
