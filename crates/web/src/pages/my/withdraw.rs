//! 撤回申请.

use app::cases::act::{Command, act};
use app::cases::file::own;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::cases::Event;
use i18n::Lang;
use views::links;
use views::my::Typed;
use views::my::withdraw::{REASON_CHARS_MAX, WithdrawView, withdraw as page};

use super::case::can_withdraw;
use super::cookies::see_other;
use super::file::number_of;
use super::room::MyRoom;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::visitor::Visitor;

pub(super) async fn ask(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    again: Again,
) -> Result<Response, PageError> {
    let number = number_of(lang, &number)?;
    let cx = app.cx(&visitor.actor);
    let file = cx.read(move |unit| own(unit, number.as_str())).await.in_lang(lang)?;
    let case = &file.loaded.case;
    let view = WithdrawView {
        number: &case.number,
        seq: case.seq,
        item: &file.loaded.item.item,
        token: &visitor.form_token,
        can: can_withdraw(case),
        typed: Typed(&again.typed.0),
        kept: &again.id,
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    Ok(page(lang, &room.shell(&app), &view).into_response())
}

pub(super) async fn withdraw(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let number = number_of(lang, &number)?;
    let reason = posted.get("reason").chars().take(REASON_CHARS_MAX).collect();
    let seen = posted.get("_seq").parse().ok();
    let command = Command::Withdraw { reason };
    let cx = app.cx(&visitor.actor);
    let case = number.as_str().to_owned();
    let acted = cx.write(move |unit| act(unit, number.as_str(), seen, &command)).await.map(drop);
    let withdrawn = |event: &Event| matches!(event, Event::Withdrawn { .. });
    let acted = unless_done(&app, &visitor, &case, seen, acted, withdrawn).await;
    if acted.is_ok() {
        kept::forget(&app, &visitor, posted.get("_kept")).await;
    }
    outcome(lang, &case, acted, "withdrawn")
}

/// What became of the act; a second click finds that the first one has done it.
pub(super) async fn unless_done(
    app: &App,
    visitor: &Visitor,
    number: &str,
    seen: Option<u64>,
    acted: app::Result<()>,
    kind: fn(&Event) -> bool,
) -> app::Result<()> {
    let (Err(app::Error::Moved { .. } | app::Error::Refused(_)), Some(seen)) = (&acted, seen)
    else {
        return acted;
    };
    let key = number.to_owned();
    let file = app.cx(&visitor.actor).read(move |unit| own(unit, &key)).await?;
    if file.done_since(seen, &visitor.actor, kind) { Ok(()) } else { acted }
}

/// Back to the case with what became of the act.
pub(super) fn outcome(
    lang: Lang,
    number: &str,
    acted: app::Result<()>,
    done: &str,
) -> Result<Response, PageError> {
    let word = match acted {
        Ok(()) => done,
        Err(app::Error::Moved { .. }) => "moved",
        Err(app::Error::Refused(_)) => "refused",
        Err(error) => return Err(PageError::new(lang, error)),
    };
    Ok(see_other(&links::query(&links::my_case(lang, number), &[("done", word)])))
}
