//! 收件回执, and its promise as text. The query code is shown for some minutes after handing in, to
//! the browser that did; then nobody can see it any more.

use app::cases::Receipt;
use app::cases::file::{File, own};
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use views::links;
use views::my::check::PartyView;
use views::next::{after_receipt, to_come};
use views::receipt::{PaperLine, ReceiptView, receipt as page};
use views::words::text;

use super::cookies::{sealed, set_sealed};
use super::file::number_of;
use super::room::MyRoom;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::pages::promise::{beginning, qr};
use crate::visitor::Visitor;

/// The cookie with number and query code of what was just handed in.
const COOKIE: &str = "receipt";
/// Seconds for which the query code is shown: long enough to write it down and to print it.
const CODE_SECONDS: i64 = 10 * 60;
/// Characters of a file's hash on paper.
const FINGERPRINT_CHARS: usize = 16;

/// Lets the receipt page show the query code for some minutes.
pub(super) fn show_code(app: &App, response: &mut Response, receipt: &Receipt) {
    let code = (&receipt.number, &receipt.query_code);
    set_sealed(app, response, COOKIE, &code, CODE_SECONDS);
}

async fn load(app: &App, lang: Lang, visitor: &Visitor, number: &str) -> Result<File, PageError> {
    let number = number_of(lang, number)?;
    let cx = app.cx(&visitor.actor);
    cx.read(move |unit| own(unit, number.as_str())).await.in_lang(lang)
}

pub(super) async fn receipt(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let file = load(&app, lang, &visitor, &number).await?;
    let beginning = beginning(&app, &file).in_lang(lang)?;
    let submitted = beginning.submitted;
    let case = &file.loaded.case;
    let shown: Option<(String, String)> = sealed(&app, &headers, COOKIE);
    let code = shown.filter(|(of, _)| *of == case.number).map(|(_, code)| code);
    let qr = code.as_deref().and_then(|code| qr(&app, lang, &case.number, code));
    let catalogue = app.house.catalogue();
    let department = catalogue.department(&case.department);
    let department = department.ok_or_else(|| PageError::new(lang, app::Error::NotFound))?;
    let parties: Vec<PartyView> = file.parties.iter().map(PartyView::masked).collect();
    let papers: Vec<PaperLine> =
        submitted.papers.iter().map(|paper| paper_line(lang, &file, paper)).collect();
    let item = &file.loaded.item.item;
    let view = ReceiptView {
        number: &case.number,
        query_code: code.as_deref(),
        qr,
        fresh: code.is_some(),
        item,
        department,
        parties: &parties,
        papers: &papers,
        received_at: submitted.received_at,
        late: submitted.late.as_ref().map(|late| (late, beginning.entered_at)),
        next: &after_receipt(lang, item, &file.loaded.item.regime, submitted, case),
        to_come: &to_come(lang, item, case),
        promise: (&beginning.note, beginning.promised_by()),
        promise_href: &links::promise(lang, &case.number),
        case_href: Some(&links::my_case(lang, &case.number)),
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    Ok(page(lang, &room.shell(&app), &view).into_response())
}

/// A paper as receipts and the file list it.
pub(super) fn paper_line(lang: Lang, file: &File, paper: &domain::cases::Paper) -> PaperLine {
    let item = &file.loaded.item.item;
    let material = item.materials.iter().find(|one| one.id == paper.material);
    let print = |hash: &String| hash.chars().take(FINGERPRINT_CHARS).collect();
    PaperLine {
        name: material.map_or(paper.material.as_str(), |one| text(lang, &one.name).0).to_owned(),
        taken: paper.taken,
        by_form: paper.is_form(item),
        count: paper.count,
        fingerprint: paper.sha256.as_ref().map(print),
    }
}

pub(super) async fn promise(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let file = load(&app, lang, &visitor, &number).await?;
    let note = beginning(&app, &file).in_lang(lang)?.note;
    let name = format!("attachment; filename=\"{}.promise.txt\"", file.loaded.case.number);
    let headers =
        [(CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, note).into_response())
}
