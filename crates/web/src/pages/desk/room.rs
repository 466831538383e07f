//! What every page of the desk is rendered with.

use std::collections::HashMap;
use std::sync::Arc;

use app::cases::Loaded;
use app::cases::desk::{self, Listed};
use app::catalogue::Catalogue;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use domain::access::StaffActor;
use i18n::Lang;
use maud::Markup;
use views::desk::list::CaseRow;
use views::desk::{Me, Names, nav};
use views::{Account, NavLink, Room, Shell, links};

use crate::error::{InLang as _, PageError};
use crate::visitor::Visitor;
use crate::{App, lang};

/// Rows of a page, as use cases count them.
pub(super) const ROWS: usize = base::limits::PAGE_ROWS_MAX;
/// Pages of one list.
const PAGES_MAX: usize = 10_000;

/// What the pages of the desk need to live as long as the page is made.
pub(super) struct DeskRoom {
    path: String,
    sign_out: String,
    nav: Vec<NavLink>,
    visitor: Visitor,
    /// The member of staff.
    pub staff: StaffActor,
    /// What is published.
    pub catalogue: Arc<Catalogue>,
}

impl DeskRoom {
    /// For the page of this address.
    pub(super) fn new(
        app: &App,
        lang: Lang,
        uri: &Uri,
        visitor: &Visitor,
    ) -> Result<Self, PageError> {
        Self::at(app, lang, lang::rest(uri), visitor)
    }

    /// For a page that is shown at another address than its own; `path` is without the language.
    pub(super) fn at(
        app: &App,
        lang: Lang,
        path: String,
        visitor: &Visitor,
    ) -> Result<Self, PageError> {
        let staff = visitor.actor.staff().cloned();
        let staff = staff.ok_or_else(|| PageError::new(lang, app::Error::Forbidden))?;
        Ok(Self {
            path,
            sign_out: links::staff_sign_out(lang),
            nav: nav(lang, &staff),
            visitor: visitor.clone(),
            staff,
            catalogue: app.house.catalogue(),
        })
    }

    pub(super) fn shell<'a>(&'a self, app: &'a App) -> Shell<'a> {
        let account = Account {
            name: &self.visitor.name,
            token: &self.visitor.form_token,
            sign_out: &self.sign_out,
            nav: &self.nav,
        };
        Shell { site: &app.site, room: Room::Desk, path: &self.path, account: Some(account) }
    }

    pub(super) fn me(&self) -> Me<'_> {
        let department = self.catalogue.department(&self.staff.department);
        Me {
            staff: &self.staff,
            name: &self.visitor.name,
            department: department.map(|department| &**department),
        }
    }

    pub(super) fn names<'a>(&'a self, staff: &'a HashMap<String, String>) -> Names<'a> {
        Names { staff, departments: self.catalogue.departments() }
    }
}

/// Names of staff by id.
pub(super) async fn names(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
) -> Result<HashMap<String, String>, PageError> {
    app.cx(&visitor.actor).read(desk::names).await.in_lang(lang)
}

/// A case as lists show it.
pub(super) fn row(listed: &Listed) -> CaseRow {
    let Loaded { case, item, .. } = &listed.loaded;
    CaseRow {
        number: case.number.clone(),
        seq: case.seq,
        item: item.item.name.clone(),
        applicant: listed.applicant.clone(),
        department: case.department.clone(),
        stage: case.state.stage(),
        due: case.due_on(),
        stopped: case.open_pause().is_some(),
        officer: case.held.officer.clone(),
    }
}

/// Cases on which a department was asked: due is its own share of the limit, and it runs also while
/// the clock of the case stands.
pub(super) fn rows_asked(listed: &[Listed], department: &str) -> Vec<CaseRow> {
    let asked = |one: &Listed| {
        let mut open = one.loaded.case.open_questions();
        let due = open.find(|asked| asked.department == department).map(|asked| asked.due);
        CaseRow { due, stopped: false, ..row(one) }
    };
    listed.iter().map(asked).collect()
}

/// Cases as lists show them.
pub(super) fn rows(listed: &[Listed]) -> Vec<CaseRow> {
    listed.iter().map(row).collect()
}

/// The number of a page as it was asked for, from one.
pub(super) fn page_of(asked: &str) -> usize {
    asked.parse().unwrap_or(1).clamp(1, PAGES_MAX)
}

/// The last page of so many rows.
pub(super) fn last_page(total: u64) -> usize {
    usize::try_from(total).unwrap_or(usize::MAX).div_ceil(ROWS).clamp(1, PAGES_MAX)
}

/// A page; with another status when it shows what was wrong.
pub(super) fn answer(status: StatusCode, page: Markup) -> Response {
    (status, page).into_response()
}
