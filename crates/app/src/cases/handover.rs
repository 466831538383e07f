//! 送达: whoever comes for a result is the person of the file, or brings a mandate (委托书).

use domain::cases::{Delivery, Party};
use domain::people::PartyRole;

use super::act::Command;
use super::file::parties_of;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Characters of a document's number that are compared.
pub const NUMBER_END_CHARS: usize = 4;

/// What the person who comes shows.
pub(super) struct Shown<'a> {
    /// The kind code of the document.
    pub kind: &'a str,
    /// The name on it.
    pub name: &'a str,
    /// The last characters of its number.
    pub number_end: &'a str,
}

/// Compares the document with the person who plays this part in the file. A part that nobody plays
/// is refused by the law of the case.
pub(super) fn compare(
    unit: &mut Unit<'_>,
    number: &str,
    to: PartyRole,
    shown: &Shown<'_>,
) -> Result<()> {
    let parties = parties_of(unit, number)?;
    let mut of_part = parties.iter().filter(|party| party.role == to).peekable();
    if of_part.peek().is_none() || of_part.any(|party| fits(party, shown)) {
        return Ok(());
    }
    Err(Error::field("delivery.person", "delivery.not_the_person"))
}

fn fits(party: &Party, shown: &Shown<'_>) -> bool {
    let end = number_end(&party.document_number);
    party.document_kind == shown.kind
        && plain(&party.name) == plain(shown.name)
        && end.eq_ignore_ascii_case(shown.number_end.trim())
}

/// The last characters of a document's number.
pub fn number_end(number: &str) -> &str {
    let skipped = number.chars().count().saturating_sub(NUMBER_END_CHARS);
    number.char_indices().nth(skipped).map_or("", |(at, _)| &number[at..])
}

/// A name without blanks and with one kind of dot between its parts.
pub(crate) fn plain(name: &str) -> String {
    let dots = |c: char| if "•・‧●．.".contains(c) { '·' } else { c };
    name.chars().filter(|c| !c.is_whitespace()).map(dots).collect()
}

/// Who comes in person: whoever carries the papers, else the applicant.
pub fn comes(parties: &[Party]) -> Option<&Party> {
    let order = [PartyRole::Handler, PartyRole::Agent, PartyRole::Guardian, PartyRole::Applicant];
    order.into_iter().find_map(|role| parties.iter().find(|party| party.role == role))
}

/// Handing over to a person of the file whose own document was looked at.
pub fn to(party: &Party) -> Command {
    let checked = party.document_kind.clone();
    Command::Deliver {
        delivery: Delivery::Handed { to: party.role, checked, mandate: false },
        note: party.name.clone(),
        number_end: number_end(&party.document_number).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{number_end, plain};

    #[test]
    fn names_are_compared_as_people_read_them() {
        assert_eq!(plain("阿依·古丽"), plain("阿依 • 古丽"));
        assert_ne!(plain("段示例"), plain("段示利"));
        assert_eq!(plain("𠮷𬭊㐂"), "𠮷𬭊㐂");
    }

    #[test]
    fn the_end_of_a_number_is_four_characters() {
        assert_eq!(number_end("53290119880101999X"), "999X");
        assert_eq!(number_end("E1"), "E1");
    }
}
