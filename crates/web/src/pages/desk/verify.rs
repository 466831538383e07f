//! 窗口核验: an account becomes that of the person who stands at the window.

use app::people::verify::Came;
use app::people::{Account, verify as people};
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::codes::{DocumentKind, IdentityDocument};
use domain::access::{Action, Resource};
use i18n::Lang;
use views::components::FieldError;
use views::desk::verify::{AccountRow, VerifyView, verify as page};
use views::my::wrong;

use super::room::{DeskRoom, answer};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::visitor::Visitor;

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    again: Again,
) -> Result<Response, PageError> {
    let region = app.house.settings.region.clone();
    let resource = Resource::House { region: &region };
    app.cx(&visitor.actor).authorise(Action::VerifyPerson, &resource).in_lang(lang)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let view = VerifyView {
        kind: again.typed.get("document_kind"),
        number: again.typed.get("document_number"),
        kept: &again.id,
        ..VerifyView::default()
    };
    Ok(answer(StatusCode::OK, page(lang, &room.shell(&app), &view)))
}

/// First the document finds the accounts that state it; then the clerk says which is this person's.
pub(super) async fn verify(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let (kind, number) = (posted.get("document_kind"), posted.get("document_number"));
    let kept = posted.get("_kept");
    let view = VerifyView { kind, number, kept, typed: &posted.0, ..VerifyView::default() };
    let shown =
        |status, view: &VerifyView<'_>| Ok(answer(status, page(lang, &room.shell(&app), view)));
    let document = match read(lang, kind, number) {
        Ok(document) => document,
        Err(error) => {
            let errors = [error];
            let view = VerifyView { errors: &errors, ..view };
            return shown(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let chosen = posted.get("account").to_owned();
    let seen = posted.get("seen") == "true";
    let cx = app.cx(&visitor.actor);
    let mut errors = Vec::new();
    if !chosen.is_empty() && seen {
        let (came, document) = (came(&posted), document.clone());
        let id = chosen.clone();
        let verify =
            move |unit: &mut app::Unit<'_>| people::verify_at_window(unit, &id, &document, &came);
        match cx.write(verify).await {
            Ok(account) => {
                kept::forget(&app, &visitor, kept).await;
                // What the account sees now, it sees with its next request.
                app.sessions.forget_all();
                let done = Some((account.profile.name.as_str(), account.level));
                return shown(StatusCode::OK, &VerifyView { done, ..VerifyView::default() });
            }
            Err(app::Error::Invalid(faults)) => errors = in_words(lang, &faults),
            Err(error) => return Err(PageError::new(lang, error)),
        }
    }
    let found = cx.write(move |unit| people::find(unit, &document)).await.in_lang(lang)?;
    let accounts: Vec<AccountRow> = found.iter().map(row).collect();
    if accounts.is_empty() {
        errors.push(wrong_at("document_number", lang.desk_wrong_no_account()));
    } else if errors.is_empty() && (posted.has("account") || posted.has("seen")) {
        let field = if chosen.is_empty() { "account" } else { "seen" };
        errors.push(wrong_at(field, lang.desk_wrong_seen()));
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shown(status, &VerifyView { accounts: &accounts, errors: &errors, ..view })
}

/// Who came for an organisation.
fn came(posted: &Posted) -> Came {
    Came {
        name: posted.get("came.name").to_owned(),
        document_kind: posted.get("came.document_kind").to_owned(),
        number_end: posted.get("came.number_end").to_owned(),
        mandate: posted.has("came.mandate"),
    }
}

fn in_words(lang: Lang, faults: &[app::FieldError]) -> Vec<FieldError> {
    let words = |fault: &app::FieldError| {
        let message = match (fault.field.as_str(), fault.code.as_str()) {
            ("came.name", "representative.other") => lang.desk_wrong_came().to_owned(),
            ("came.name", code) => wrong::person(lang, "name", code, &[], lang.outlet_name()),
            ("came.document_kind", _) => lang.desk_wrong_choose(lang.outlet_checked()),
            ("came.number_end", _) => lang.desk_wrong_end().to_owned(),
            (field, code) => {
                wrong::person(lang, field, code, &fault.values, lang.desk_intake_number())
            }
        };
        wrong_at(&fault.field, &message)
    };
    faults.iter().map(words).collect()
}

fn wrong_at(field: &str, message: &str) -> FieldError {
    FieldError { field: field.to_owned(), message: message.to_owned() }
}

/// The document of a form, or what is wrong with it.
pub(super) fn read(lang: Lang, kind: &str, number: &str) -> Result<IdentityDocument, FieldError> {
    let wrong = |field: &str, code: &str, label| {
        let code = if number.is_empty() { "required" } else { code };
        let message = wrong::person(lang, field, code, &[], label);
        wrong_at(field, &message)
    };
    let kind = DocumentKind::parse(kind)
        .map_err(|error| wrong("document_kind", error.code(), lang.desk_intake_document()))?;
    IdentityDocument::parse(kind, number)
        .map_err(|error| wrong("document_number", error.code(), lang.desk_intake_number()))
}

fn row(account: &Account) -> AccountRow {
    AccountRow {
        id: account.id.clone(),
        name: account.profile.name.as_str().to_owned(),
        phone: account.profile.phone.masked(),
        level: account.level,
        created_at: account.created_at,
    }
}
