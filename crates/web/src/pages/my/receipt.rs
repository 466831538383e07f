//! 收件回执, and its promise as text. The query code is shown for some minutes after handing in, to
//! the browser that did; then nobody can see it any more.

use app::cases::Receipt;
use app::cases::file::{File, own};
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use data_encoding::HEXLOWER;
use documents::Qr;
use domain::cases::{Event, Submitted, Taken};
use domain::catalogue::MaterialNeed;
use i18n::Lang;
use maud::PreEscaped;
use views::links;
use views::my::check::PartyView;
use views::receipt::{PaperLine, ReceiptView, receipt as page};
use views::words::text;

use super::cookies::{sealed, set_sealed};
use super::file::number_of;
use super::room::MyRoom;
use crate::App;
use crate::api::v1::submit::{PROMISE_SECONDS, promise as sign};
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
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

/// The event with which the case began, and the promise given on it.
fn beginning(app: &App, file: &File) -> app::Result<(Submitted, Receipt, String)> {
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
    };
    let note = sign(app, &receipt)?;
    Ok((submitted.as_ref().clone(), receipt, note))
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
    let (submitted, receipt, note) = beginning(&app, &file).in_lang(lang)?;
    let case = &file.loaded.case;
    let shown: Option<(String, String)> = sealed(&app, &headers, COOKIE);
    let code = shown.filter(|(of, _)| *of == case.number).map(|(_, code)| code);
    let qr = code.as_deref().and_then(|code| {
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let path = links::scanned(&case.number, &code);
        let address = format!("{}{path}", app.house.settings.public_url);
        Qr::new(&address).ok().map(|qr| PreEscaped(qr.svg(lang.receipt_qr())))
    });
    let catalogue = app.house.catalogue();
    let department = catalogue.department(&case.department);
    let department = department.ok_or_else(|| PageError::new(lang, app::Error::NotFound))?;
    let parties: Vec<PartyView> = file.parties.iter().map(PartyView::masked).collect();
    let papers: Vec<PaperLine> =
        submitted.papers.iter().map(|paper| paper_line(lang, &file, paper)).collect();
    let view = ReceiptView {
        number: &case.number,
        query_code: code.as_deref(),
        qr,
        fresh: code.is_some(),
        item: &file.loaded.item.item,
        department,
        silence: file.loaded.item.regime.silence,
        parties: &parties,
        papers: &papers,
        missing: is_missing(&file, &submitted),
        received_at: submitted.received_at,
        entered_at: submitted.late.as_ref().map(|_| receipt.entered_at),
        answer_due: submitted.answer_due,
        delivery: file.loaded.terms().has_result().then_some(submitted.delivery),
        promise: Some((&note, receipt.entered_at.plus_seconds(i64::from(PROMISE_SECONDS)))),
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
        by_form: paper.file.is_none()
            && paper.taken == Taken::Upload
            && item.is_form(&paper.material),
        count: paper.count,
        fingerprint: paper.sha256.as_ref().map(print),
    }
}

/// Whether a required paper has not come with the application.
fn is_missing(file: &File, submitted: &Submitted) -> bool {
    let came = |id: &str| {
        submitted.papers.iter().any(|paper| paper.material == id && paper.taken != Taken::Later)
    };
    let materials = &file.loaded.item.item.materials;
    materials
        .iter()
        .any(|one| one.need == MaterialNeed::Required && one.when.is_none() && !came(&one.id))
}

pub(super) async fn promise(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let file = load(&app, lang, &visitor, &number).await?;
    let (_, receipt, note) = beginning(&app, &file).in_lang(lang)?;
    let name = format!("attachment; filename=\"{}.promise.txt\"", receipt.number);
    let headers =
        [(CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, note).into_response())
}
