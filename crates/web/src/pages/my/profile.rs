//! 我的账号.

use app::cases::slices::{List, slice};
use app::people::own;
use axum::extract::{OriginalUri, Query, State};
use axum::response::Response;
use base::Timestamp;
use base::codes::Phone;
use base::limits::PAGE_ROWS_MAX;
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::links;
use views::my::profile::{ProfileView, Saved, profile as page};
use views::my::{Typed, document_name};

use super::account::left;
use super::cookies::see_other;
use super::room::{MyRoom, answer, in_words};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::pages::present::{self, Compared};
use crate::peer::Peer;
use crate::visitor::Visitor;

/// Cases whose readings the page sums up.
const CASES_MAX: usize = 20;

/// What was just changed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    saved: String,
}

pub(super) async fn profile(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    again: Again,
) -> Result<Response, PageError> {
    let saved = match asked.saved.as_str() {
        "phone" => Some(Saved::Phone),
        "password" => Some(Saved::Password),
        _ => None,
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    let shown = Shown { typed: &again.typed.0, errors: &[], saved, kept: &again.id };
    show(&app, lang, &room, &visitor, shown).await
}

/// What the page shows beyond the account.
struct Shown<'a> {
    typed: &'a [(String, String)],
    errors: &'a [FieldError],
    saved: Option<Saved>,
    kept: &'a str,
}

async fn show(
    app: &App,
    lang: Lang,
    room: &MyRoom,
    visitor: &Visitor,
    shown: Shown<'_>,
) -> Result<Response, PageError> {
    let cx = app.cx(&visitor.actor);
    let (account, readings) =
        cx.read(|unit| Ok((own::load(unit)?, readings(unit)?))).await.in_lang(lang)?;
    let profile = &account.profile;
    let view = ProfileView {
        name: profile.name.as_str(),
        document: document_name(lang, profile.document.kind()),
        document_number: &profile.document.masked(),
        phone: &profile.phone.masked(),
        level: account.level,
        token: &visitor.form_token,
        typed: Typed(shown.typed),
        kept: shown.kept,
        errors: shown.errors,
        saved: shown.saved,
        readings: &readings,
    };
    Ok(answer(page(lang, &room.shell(app), &view), !shown.errors.is_empty()))
}

/// How often staff have opened the file of each of the newest cases, and when last.
fn readings(unit: &mut app::Unit<'_>) -> app::Result<Vec<(String, usize, Timestamp)>> {
    let cases = slice(unit, &List::Mine, None, PAGE_ROWS_MAX)?.cases;
    let mut found = Vec::new();
    for loaded in cases.into_iter().take(CASES_MAX) {
        let number = loaded.case.number;
        let file = app::cases::file::own(unit, &number)?;
        if let Some(last) = file.readings.last() {
            found.push((number, file.readings.len(), last.at));
        }
    }
    Ok(found)
}

pub(super) async fn phone(
    State(app): State<App>,
    PathLang(lang): PathLang,
    visitor: Visitor,
    Peer(from): Peer,
    posted: Posted,
) -> Result<Response, PageError> {
    let phone = match Phone::parse(posted.get("phone")) {
        Ok(phone) => Ok(phone),
        Err(_) if posted.get("phone").is_empty() => Err("required"),
        Err(error) => Err(error.code()),
    };
    let typed = posted.secret("phone_password");
    let compared = compare(&app, &visitor, from, typed, None).await.in_lang(lang)?;
    let confirmed = if let Compared::Right(confirmed) = compared { Some(confirmed) } else { None };
    let mut faults = Vec::new();
    if let Err(code) = &phone {
        faults.push(app::FieldError::new("phone", *code));
    }
    if confirmed.is_none() {
        faults.push(app::FieldError::new("phone_password", "password.wrong"));
    }
    let (Ok(phone), Some(confirmed)) = (phone, confirmed) else {
        return wrong(&app, lang, &visitor, &posted, &faults).await;
    };
    let cx = app.cx(&visitor.actor);
    cx.write(move |unit| own::change_phone(unit, &confirmed, &phone)).await.in_lang(lang)?;
    kept::forget(&app, &visitor, posted.get("_kept")).await;
    Ok(see_other(&links::query(&links::profile(lang), &[("saved", "phone")])))
}

pub(super) async fn password(
    State(app): State<App>,
    PathLang(lang): PathLang,
    visitor: Visitor,
    Peer(from): Peer,
    posted: Posted,
) -> Result<Response, PageError> {
    let saved = links::query(&links::profile(lang), &[("saved", "password")]);
    let (now, new) = (posted.secret("password_now"), posted.secret("password"));
    let compared = compare(&app, &visitor, from, now, Some(new.clone())).await.in_lang(lang)?;
    let confirmed = match compared {
        Compared::Right(confirmed) => confirmed,
        Compared::Changed => return Ok(see_other(&saved)),
        Compared::Wrong => {
            let faults = [app::FieldError::new("password_now", "password.wrong")];
            return wrong(&app, lang, &visitor, &posted, &faults).await;
        }
    };
    let house = app.house.clone();
    let hashed = tokio::task::spawn_blocking(move || {
        confirmed.new_password(&house, &new).map(|hash| (confirmed, hash))
    });
    let hashed = hashed.await.map_err(|error| PageError::new(lang, app::Error::broken(error)))?;
    let (confirmed, hash) = match hashed {
        Ok(hashed) => hashed,
        Err(app::Error::Invalid(faults)) => {
            return wrong(&app, lang, &visitor, &posted, &faults).await;
        }
        Err(error) => return Err(PageError::new(lang, error)),
    };
    let cookie = visitor.secret.clone();
    let cx = app.cx(&visitor.actor);
    cx.write(move |unit| own::change_password(unit, &confirmed, &hash, &cookie))
        .await
        .in_lang(lang)?;
    app.sessions.forget_all();
    Ok(see_other(&saved))
}

pub(super) async fn everywhere(
    State(app): State<App>,
    PathLang(lang): PathLang,
    visitor: Visitor,
    _: Posted,
) -> Result<Response, PageError> {
    let cx = app.anonymous();
    cx.write(move |unit| app::sessions::sign_out_everywhere(unit, &visitor.secret))
        .await
        .in_lang(lang)?;
    app.sessions.forget_all();
    Ok(left(&app, lang))
}

/// Compares the present password; a wrong one is counted.
async fn compare(
    app: &App,
    visitor: &Visitor,
    from: std::net::IpAddr,
    typed: String,
    new: Option<String>,
) -> app::Result<Compared<own::Confirmed>> {
    let cx = app.cx(&visitor.actor);
    let present = cx.read(move |unit| own::present(unit, from.into())).await?;
    let subjects = present.subjects().to_vec();
    let confirm = move |typed: &str| present.confirm(typed);
    present::compare(app, visitor, subjects, confirm, (typed, new)).await
}

async fn wrong(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    posted: &Posted,
    faults: &[app::FieldError],
) -> Result<Response, PageError> {
    let errors = in_words(lang, faults);
    let room = MyRoom::at(lang, "/my/profile".to_owned(), Some(visitor));
    let kept = posted.get("_kept");
    let shown = Shown { typed: &posted.0, errors: &errors, saved: None, kept };
    show(app, lang, &room, visitor, shown).await
}
