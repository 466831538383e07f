//! 我的办件.

use app::cases::slices::{List, Mark, slice};
use axum::extract::{OriginalUri, Query, State};
use axum::response::{IntoResponse as _, Response};
use base::limits::PAGE_ROWS_MAX;
use domain::cases::next_step;
use serde::Deserialize;
use views::my::home::{CaseRow, DraftRow, HomeView, home as page};

use super::room::MyRoom;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::visitor::Visitor;

/// What was just done, and behind which case the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
    key: String,
    number: String,
}

pub(super) async fn home(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let cx = app.cx(&visitor.actor);
    let mark = Mark { key: asked.key, number: asked.number };
    let mark = Some(mark).filter(|mark| !mark.key.is_empty());
    let behind = mark.is_some();
    let (mine, drafts) = cx
        .read(move |unit| {
            let mine = slice(unit, &List::Mine, mark.as_ref(), PAGE_ROWS_MAX)?;
            Ok((mine, app::drafts::list(unit)?))
        })
        .await
        .in_lang(lang)?;
    let catalogue = app.house.catalogue();
    let drafts = drafts.iter().filter_map(|draft| {
        let item = catalogue.item(&draft.item).map(|item| &item.item);
        // A form that was kept belongs to no item; an item that is gone has no form any more.
        (item.is_some() || draft.item.is_empty()).then(|| DraftRow {
            id: &draft.id,
            item,
            saved_at: draft.updated_at,
            expires_on: draft.expires_at.day(),
        })
    });
    let done = match asked.done.as_str() {
        "deleted" => Some(lang.apply_draft_deleted()),
        "dropped" => Some(lang.people_kept_dropped()),
        _ => None,
    };
    let view = HomeView {
        name: &visitor.name,
        token: &visitor.form_token,
        cases: mine
            .cases
            .iter()
            .map(|loaded| CaseRow {
                number: &loaded.case.number,
                item: &loaded.item.item,
                next: next_step(&loaded.case),
                received_at: loaded.case.received_at,
                again: loaded.case.can_be_applied_for_again(),
            })
            .collect(),
        drafts: drafts.collect(),
        behind,
        next: mine.next.as_ref().map(|mark| (mark.key.as_str(), mark.number.as_str())),
        done,
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    Ok(page(lang, &room.shell(&app), &view).into_response())
}
