//! What makes a receipt a promise: the signed note with the hash of its entry, and the QR code of
//! the link that opens the status. Both stand on the page and on paper.

use app::cases::Receipt;
use app::cases::file::File;
use base::Timestamp;
use data_encoding::HEXLOWER;
use documents::Qr;
use domain::cases::{Event, Submitted};
use i18n::Lang;
use maud::PreEscaped;
use views::links;
use views::papers::{self, Paper};

use crate::App;
use crate::api::v1::submit::{PROMISE_SECONDS, promise as sign};

/// The event with which a case began, and the promise given on it.
pub(super) struct Beginning<'a> {
    /// The event.
    pub submitted: &'a Submitted,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// The signed note.
    pub note: String,
}

impl Beginning<'_> {
    /// By when the entry is in the log, as the note says.
    pub(super) fn promised_by(&self) -> Timestamp {
        self.entered_at.plus_seconds(i64::from(PROMISE_SECONDS))
    }
}

/// How a case began.
pub(super) fn beginning<'a>(app: &App, file: &'a File) -> app::Result<Beginning<'a>> {
    let line = file.lines.first().ok_or_else(|| app::Error::broken("a case without events"))?;
    let Event::Submitted(submitted) = &line.event else {
        return Err(app::Error::broken("a case that does not begin with its submission"));
    };
    let receipt = Receipt {
        number: file.loaded.case.number.clone(),
        query_code: String::new(),
        received_at: submitted.received_at,
        entered_at: line.at,
        leaf_hash: HEXLOWER.encode(&line.leaf_hash),
        answer_due: submitted.answer_due,
        due: submitted.due,
    };
    let note = sign(app, &receipt)?;
    Ok(Beginning { submitted, entered_at: line.at, note })
}

/// Puts the promise on the receipt; other papers stay as they are.
pub(crate) fn put_on(
    app: &App,
    lang: Lang,
    file: &File,
    seq: u64,
    paper: &mut Paper,
) -> app::Result<()> {
    if seq == 1 {
        let beginning = beginning(app, file)?;
        paper.blocks.push(papers::promise(lang, &beginning.note, beginning.promised_by()));
    }
    Ok(())
}

/// A QR code of the link that opens the status with number and query code.
pub(super) fn qr(app: &App, lang: Lang, number: &str, code: &str) -> Option<PreEscaped<String>> {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let address = format!("{}{}", app.house.settings.public_url, links::scanned(number, &code));
    Qr::new(&address).ok().map(|qr| PreEscaped(qr.svg(lang.receipt_qr())))
}
