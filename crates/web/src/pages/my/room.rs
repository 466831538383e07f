//! What every page of mine is rendered with.

use app::FieldError as Fault;
use axum::http::StatusCode;
use axum::http::Uri;
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use maud::Markup;
use views::components::FieldError;
use views::{Account, NavLink, Room, Shell, links};

use crate::visitor::Visitor;
use crate::{App, lang};

/// What the shell of a page of mine needs to live as long as the page is made.
pub(crate) struct MyRoom {
    path: String,
    sign_out: String,
    nav: Vec<NavLink>,
    who: Option<(String, String)>,
}

impl MyRoom {
    /// For the page of this address.
    pub(crate) fn new(lang: Lang, uri: &Uri, visitor: Option<&Visitor>) -> Self {
        Self::at(lang, lang::rest(uri), visitor)
    }

    /// For a page that is shown at another address than its own; `path` is without the language.
    pub(crate) fn at(lang: Lang, path: String, visitor: Option<&Visitor>) -> Self {
        let link = |href: String, label: &str| NavLink { href, label: label.to_owned() };
        let staff = visitor.is_some_and(|one| one.actor.staff().is_some());
        let (sign_out, nav) = if staff {
            let desk = lang.people_desk();
            (links::staff_sign_out(lang), vec![link(links::desk(lang), desk)])
        } else {
            let nav = vec![
                link(links::search(lang), lang.common_nav_services()),
                link(links::my(lang), lang.common_nav_my()),
                link(links::profile(lang), lang.people_profile()),
            ];
            (links::sign_out(lang), nav)
        };
        Self {
            path,
            sign_out,
            nav,
            who: visitor.map(|one| (one.name.clone(), one.form_token.clone())),
        }
    }

    /// The shell.
    pub(crate) fn shell<'a>(&'a self, app: &'a App) -> Shell<'a> {
        let account = self.who.as_ref().map(|(name, token)| Account {
            name,
            token,
            sign_out: &self.sign_out,
            nav: &self.nav,
        });
        Shell { site: &app.site, room: Room::My, path: &self.path, account }
    }
}

/// A page that shows what was wrong: 422, so that scripts and programs notice too.
pub(crate) fn refused(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// A page; 422 when it shows errors.
pub(crate) fn answer(page: Markup, wrong: bool) -> Response {
    if wrong { refused(page) } else { page.into_response() }
}

/// Errors of a person's fields in words. A field's name is what stands after the last dot.
pub(crate) fn in_words(lang: Lang, faults: &[Fault]) -> Vec<FieldError> {
    faults
        .iter()
        .map(|fault| {
            let field = fault.field.rsplit('.').next().unwrap_or_default();
            let name = question(lang, field);
            let message = views::my::wrong::person(lang, field, &fault.code, &fault.values, name);
            FieldError { field: field.to_owned(), message }
        })
        .collect()
}

/// What a field of a person is called.
const fn question(lang: Lang, field: &str) -> &'static str {
    match field.as_bytes() {
        b"document_number" => lang.people_document_number(),
        b"document_kind" => lang.people_document_kind(),
        b"name" => lang.people_name(),
        b"representative" => lang.people_representative(),
        b"phone" => lang.people_phone(),
        _ => lang.people_password(),
    }
}
