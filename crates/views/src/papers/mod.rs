//! 文书: the numbered papers of a case. Each carries the competent organ's name, seal and date, also
//! where a window hands it out; each is a page that prints on one sheet of A4, and a PDF.

mod decision;
mod delivery;
mod ending;
mod notice;
mod receipt;
mod remedy;
mod seal;
mod sheet;

use base::{Date, Timestamp};
use calendar::Calendar;
use domain::cases::{Case, Delivery, Event};
use domain::catalogue::{Against, Department, Item, Regime, Region};
use i18n::Lang;
use serde_json::Value;

pub use delivery::how;
pub use receipt::promise;
pub use remedy::{Grounds, remedies, remedies_of};
pub use sheet::{PaperView, paper, sheet};

use crate::words::text;

/// What a paper is made from: one event of a case, and what surrounds it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The case.
    pub case: &'a Case,
    /// The item in the version of the case.
    pub item: &'a Item,
    /// Its regime.
    pub regime: &'a Regime,
    /// The competent department.
    pub department: &'a Department,
    /// The event.
    pub event: &'a Event,
    /// When it was recorded.
    pub at: Timestamp,
    /// Its personal part; none when it was erased.
    pub personal: Option<&'a Value>,
    /// The applicant's name; none when it was erased.
    pub applicant: Option<&'a str>,
    /// All departments: where one is sent.
    pub departments: &'a [std::sync::Arc<Department>],
    /// All regions: the government at that level.
    pub regions: &'a [std::sync::Arc<Region>],
    /// The calendar of the region.
    pub calendar: &'a Calendar,
}

/// A paper in words, ready for a page or a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What it is, as notice of acceptance (受理通知书).
    pub title: String,
    /// Document number (文书编号); a receipt has the case number.
    pub number: String,
    /// The organ in whose name it is issued, in the language of the page.
    pub organ: String,
    /// The organ's Chinese name, as on its seal.
    pub seal: String,
    /// To whom.
    pub to: String,
    /// From top to bottom.
    pub blocks: Vec<Block>,
    /// The day of issue.
    pub date: Date,
    /// Whether the recipient signs it: 送达回证.
    pub signed: bool,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Text(String),
    /// Points, one a line.
    List(Vec<String>),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// A table: heads and rows.
    Table(Vec<String>, Vec<Vec<String>>),
    /// A code in large type with the words before it.
    Code(String, String),
    /// Words, and the lines of a text for programs that they speak of.
    Note(String, String),
}

/// Whether an event of this kind has a paper.
pub const fn has_paper(event: &Event) -> bool {
    matches!(
        event,
        Event::Submitted(_)
            | Event::Accepted(_)
            | Event::CorrectionNotified { .. }
            | Event::Redirected { .. }
            | Event::Unneeded { .. }
            | Event::Mended { .. }
            | Event::Extended { .. }
            | Event::Paused(_)
            | Event::Decided(_)
            | Event::Delivered { delivery: Delivery::Handed { .. } | Delivery::Posted { .. }, .. }
            | Event::Withdrawn { .. }
            | Event::Abandoned { .. }
    )
}

/// The paper of an event; none for events that have none.
pub fn of(lang: Lang, source: &Source<'_>) -> Option<Paper> {
    match source.event {
        Event::Submitted(submitted) => Some(receipt::receipt(lang, source, submitted)),
        Event::Accepted(accepted) => Some(notice::acceptance(lang, source, accepted)),
        Event::Mended { fields, document } => {
            Some(notice::mended(lang, source, document.as_deref(), fields))
        }
        Event::CorrectionNotified { document, materials, refused: true, .. } => {
            Some(notice::incomplete(lang, source, document, materials))
        }
        Event::CorrectionNotified { document, materials, abandoned_on, .. } => {
            Some(notice::correction(lang, source, document, materials, *abandoned_on))
        }
        Event::Redirected { document, to } => {
            Some(notice::redirection(lang, source, document, to.as_deref()))
        }
        Event::Unneeded { document } => Some(notice::unneeded(lang, source, document)),
        Event::Extended { days, basis, due, document } => {
            let paper = notice::extension(lang, source, (*days, basis, due));
            Some(numbered(paper, document.as_deref()))
        }
        Event::Paused(pause) => Some(notice::pause(lang, source, pause)),
        Event::Decided(decided) => Some(decision::decision(lang, source, decided)),
        Event::Delivered { delivery: Delivery::Nothing, .. } => None,
        Event::Delivered { delivery, document } => {
            Some(numbered(delivery::proof(lang, source, delivery), document.as_deref()))
        }
        Event::Withdrawn { document } => {
            Some(ending::withdrawal(lang, source, document.as_deref()))
        }
        Event::Abandoned { basis, holds_from, document } => {
            let day = holds_from.day();
            Some(ending::abandoned(lang, source, document.as_deref(), (basis, day)))
        }
        _ => None,
    }
}

/// The paper with its own number; papers of older events have that of the case.
fn numbered(paper: Paper, document: Option<&str>) -> Paper {
    match document {
        Some(number) => Paper { number: number.to_owned(), ..paper },
        None => paper,
    }
}

impl<'a> Source<'a> {
    /// Whose act it is, and under what law.
    fn grounds(&self) -> Grounds<'a> {
        Grounds {
            item: self.item,
            regime: self.regime,
            department: self.department,
            departments: self.departments,
            regions: self.regions,
        }
    }

    /// What can be done against it, counted from its receipt.
    fn remedies(&self, lang: Lang, against: Against) -> Vec<Block> {
        remedy::blocks(remedies(lang, &self.grounds(), against, None))
    }

    /// A paper in the organ's name, without its text.
    fn start(&self, lang: Lang, title: impl Into<String>, number: &str) -> Paper {
        let applicant = self.applicant.unwrap_or(lang.papers_erased());
        Paper {
            title: title.into(),
            number: number.to_owned(),
            organ: text(lang, &self.department.name).0.to_owned(),
            seal: self.department.name.zh.clone(),
            to: applicant.to_owned(),
            blocks: Vec::new(),
            date: self.at.day(),
            signed: false,
        }
    }

    /// 你于某日提出的某某申请（办件编号某）.
    fn application(&self, lang: Lang) -> String {
        let item = text(lang, &self.item.name).0;
        let day = lang.short_date(self.case.received_at.day());
        lang.papers_application(day, item, &self.case.number)
    }

    /// A text of the personal part.
    fn words(&self, key: &str) -> &str {
        let found = self.personal.and_then(|value| value.get(key)).and_then(Value::as_str);
        found.unwrap_or_default()
    }

    /// A material's name.
    fn material<'s>(&'s self, lang: Lang, id: &'s str) -> &'s str {
        if id == "form" {
            return lang.papers_the_form();
        }
        let found = self.item.materials.iter().find(|one| one.id == id);
        found.map_or(id, |one| text(lang, &one.name).0)
    }

    /// What departments are called, in a sentence.
    fn department_names(&self, lang: Lang, ids: &[String]) -> String {
        let name = |id: &String| {
            let found = self.departments.iter().find(|one| one.id == *id);
            found.map_or(id.clone(), |one| text(lang, &one.short).0.to_owned())
        };
        lang.list(&ids.iter().map(name).collect::<Vec<_>>())
    }

    /// Where one can ask and complain.
    fn contacts(&self, lang: Lang) -> Block {
        let contacts = self.item.contacts.as_ref().unwrap_or(&self.department.contacts);
        Block::Text(lang.papers_contacts(&contacts.ask, &contacts.complain))
    }
}
