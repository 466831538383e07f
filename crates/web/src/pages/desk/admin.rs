//! The catalogue's versions for the reform office, accounts of staff for administrators.

use std::collections::HashMap;

use app::people::Password;
use app::staff::{self, Member, NewStaff, Prepared};
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::{Action, Resource};
use domain::catalogue::Text;
use domain::people::Role;
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::desk::admin::{
    ItemsView, StaffRow, StaffView, VersionRow, items as items_page, staff as staff_page,
};
use views::desk::words;
use views::links;
use views::my::wrong;

use super::room::{DeskRoom, ROWS, answer, last_page, page_of};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::pages::my::cookies::see_other;
use crate::visitor::Visitor;

/// What the lists are asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
    q: String,
    done: String,
}

pub(super) async fn items(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let region = app.house.settings.region.clone();
    let resource = Resource::House { region: &region };
    app.cx(&visitor.actor).authorise(Action::PublishItems, &resource).in_lang(lang)?;
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let number = page_of(&asked.page);
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let all = room.catalogue.every_item();
    let rows = all.iter().skip((number - 1) * ROWS).take(ROWS).map(|one| VersionRow {
        item: &one.item,
        version: one.version,
        published_at: one.published_at,
    });
    let nobody = HashMap::new();
    let view = ItemsView {
        rows: rows.collect(),
        in_use: room.catalogue.items().len(),
        stopped: all.len() - room.catalogue.items().len(),
        page: number,
        last: last_page(u64::try_from(all.len()).unwrap_or(u64::MAX)),
        names: room.names(&nobody),
    };
    Ok(answer(StatusCode::OK, items_page(lang, &room.shell(&app), &view)))
}

pub(super) async fn staff(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    again: Again,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let shown = Shown {
        typed: &again.typed.0,
        kept: &again.id,
        done: &asked.done,
        q: &asked.q,
        page: page_of(&asked.page),
        ..Shown::default()
    };
    list(&app, lang, &room, &visitor, StatusCode::OK, shown).await
}

#[derive(Default)]
struct Shown<'a> {
    typed: &'a [(String, String)],
    errors: &'a [FieldError],
    done: &'a str,
    refused: &'a str,
    kept: &'a str,
    q: &'a str,
    /// From one; zero is the first too.
    page: usize,
}

async fn list(
    app: &App,
    lang: Lang,
    room: &DeskRoom,
    visitor: &Visitor,
    status: StatusCode,
    shown: Shown<'_>,
) -> Result<Response, PageError> {
    let cx = app.cx(&visitor.actor);
    let (text, number) = (shown.q.to_owned(), shown.page.max(1));
    let found = cx.read(move |unit| staff::list(unit, &text, number - 1));
    let (members, total) = found.await.in_lang(lang)?;
    let own = members.iter().find(|member| member.id == room.staff.id);
    let nobody = HashMap::new();
    let view = StaffView {
        own: own.map_or("", |member| member.login.as_str()),
        rows: members.iter().map(row).collect(),
        typed: shown.typed,
        kept: shown.kept,
        errors: shown.errors,
        done: shown.done,
        refused: shown.refused,
        q: shown.q,
        page: number,
        last: last_page(total),
        names: room.names(&nobody),
    };
    Ok(answer(status, staff_page(lang, &room.shell(app), &view)))
}

fn row(member: &Member) -> StaffRow {
    StaffRow {
        login: member.login.clone(),
        name: member.name.clone(),
        department: member.department.clone(),
        roles: member.roles.clone(),
        active: member.active,
    }
}

pub(super) async fn add(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let new = new_staff(&room, &posted);
    let login = new.login.clone();
    let house = app.house.clone();
    let typed = new.password.clone();
    let prepared = tokio::task::spawn_blocking(move || Prepared::new(&house, new))
        .await
        .map_err(|error| PageError::new(lang, app::Error::broken(error)))?;
    let added = match prepared {
        Ok(prepared) => add_once(&app, &visitor, prepared, typed).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(()) => {
            kept::forget(&app, &visitor, posted.get("_kept")).await;
            Ok(see_other(&links::query(&links::desk_staff(lang), &[("done", &login)])))
        }
        Err(app::Error::Invalid(faults)) => {
            let errors = in_words(lang, &faults);
            let kept = posted.get("_kept");
            let shown = Shown { typed: &posted.0, errors: &errors, kept, ..Shown::default() };
            list(&app, lang, &room, &visitor, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

/// Adds somebody; the same form once more finds them there.
async fn add_once(
    app: &App,
    visitor: &Visitor,
    prepared: Prepared,
    typed: String,
) -> app::Result<()> {
    let cx = app.cx(&visitor.actor);
    let again = prepared.clone();
    let taken = match cx.write(move |unit| prepared.add(unit).map(drop)).await {
        Err(app::Error::Invalid(faults)) if faults.iter().any(|one| one.code == "login.taken") => {
            app::Error::Invalid(faults)
        }
        other => return other,
    };
    let Some(hash) = cx.read(move |unit| again.twin(unit)).await? else { return Err(taken) };
    let fits = tokio::task::spawn_blocking(move || hash.fits(&Password::typed(&typed)));
    if fits.await.map_err(app::Error::broken)?? { Ok(()) } else { Err(taken) }
}

fn new_staff(room: &DeskRoom, posted: &Posted) -> NewStaff {
    let get = |name: &str| posted.get(name).to_owned();
    let department = get("department");
    let region = room.catalogue.department(&department);
    NewStaff {
        id: None,
        login: get("login"),
        name: get("name"),
        title: Text::from(posted.get("title")),
        region: region.map_or_else(|| room.staff.region.clone(), |found| found.region.clone()),
        department,
        roles: roles(posted),
        window: Some(get("window")).filter(|window| !window.is_empty()),
        password: posted.secret("password"),
    }
}

/// The roles that were ticked.
pub(super) fn roles(posted: &Posted) -> Vec<Role> {
    let ticked = posted.all("roles");
    let named = |role: &Role| ticked.iter().any(|one| one == words::role_word(*role));
    Role::ALL.iter().copied().filter(named).collect()
}

pub(super) fn in_words(lang: Lang, faults: &[app::FieldError]) -> Vec<FieldError> {
    faults
        .iter()
        .map(|fault| {
            let message = match fault.field.as_str() {
                "login" => lang.desk_wrong_login().to_owned(),
                "department" | "region" => lang.desk_wrong_choose(lang.desk_col_department()),
                "active" if fault.code == "active.own" => lang.member_wrong_stop().to_owned(),
                "roles" if fault.code == "roles.granted" => lang.member_wrong_granted().to_owned(),
                "roles" if fault.code == "roles.own" => lang.member_wrong_own().to_owned(),
                "active" | "roles" if fault.code == "roles.last" => {
                    lang.member_wrong_last().to_owned()
                }
                "roles" => lang.desk_wrong_choose(lang.desk_staff_roles()),
                field => {
                    let label = lang.desk_staff_name();
                    wrong::person(lang, field, &fault.code, &fault.values, label)
                }
            };
            let field = if fault.field == "region" { "department" } else { fault.field.as_str() };
            FieldError { field: field.to_owned(), message }
        })
        .collect()
}

/// Puts an account out of use or back into it. It holds from the next request on.
pub(super) async fn active(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, login)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::at(&app, lang, "/desk/staff".to_owned(), &visitor)?;
    let on = posted.get("active") == "1";
    let key = login.clone();
    let cx = app.cx(&visitor.actor);
    let changed =
        cx.write(
            move |unit| {
                if on { staff::reactivate(unit, &key) } else { staff::deactivate(unit, &key) }
            },
        );
    match changed.await {
        Ok(()) => {
            app.sessions.forget_all();
            Ok(see_other(&links::query(&links::desk_staff(lang), &[("done", &login)])))
        }
        Err(app::Error::Invalid(faults)) => {
            let errors = in_words(lang, &faults);
            let refused = errors.first().map_or("", |error| &error.message);
            let shown = Shown { refused, ..Shown::default() };
            list(&app, lang, &room, &visitor, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}
