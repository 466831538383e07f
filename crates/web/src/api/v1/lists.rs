//! Lists of cases: one's own, and those of the staff's rooms.

use app::cases::desk::{self, Listed};
use app::cases::slices::{List, Mark, slice};
use axum::Json;
use axum::extract::State;
use base::limits::PAGE_ROWS_MAX;
use data_encoding::BASE64URL_NOPAD;
use domain::cases::Stage;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{ApiError, Asked};
use crate::App;
use crate::visitor::Visitor;

/// Cases on a page when nobody says how many.
const LIMIT: usize = 20;

/// Which cases.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// `mine`; for staff `work` (of the department, by due day), `asked` (questions of others),
    /// `window` (of the region), `outlet` (results that wait), `uncollected`. Left out: `mine` for
    /// residents, `work` for staff.
    #[param(value_type = Option<String>)]
    list: Option<Name>,
    /// Of `work` and `window`: `received`, `correction`, `accepted` or `decided`.
    #[param(value_type = Option<String>)]
    stage: Option<Stage>,
    /// Of `work`: another department, for supervisors.
    department: Option<String>,
    /// Cases on a page, 1 to 100; left out, 20.
    limit: Option<usize>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The name of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    Mine,
    Work,
    Asked,
    Window,
    Outlet,
    Uncollected,
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CasePage {
    /// The cases, in the order of the list.
    cases: Vec<CaseRow>,
    /// Where the next page begins; none on the last.
    next_cursor: Option<String>,
}

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseRow {
    /// Case number (办件编号).
    number: String,
    /// `received`, `correction`, `accepted`, `decided`, `closed`.
    state: String,
    /// Item code (实施编码).
    item: String,
    /// The name of the item (事项名称).
    item_name: String,
    /// The competent department, by its `id`.
    department: String,
    /// The applicant's name, masked; in lists of the staff.
    applicant: Option<String>,
    /// The member of staff who has it; in lists of the staff.
    officer: Option<String>,
    /// By when the next word of the government is due.
    due_on: Option<String>,
    /// When it came.
    received_at: String,
    /// When it was decided.
    decided_at: Option<String>,
}

/// Cases, a page at a time.
#[utoipa::path(get, path = "/api/v1/cases", operation_id = "list_cases", tag = "cases",
    params(Wanted), security(("bearer" = [])), responses((status = 200, body = CasePage)))]
pub(super) async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<CasePage>, ApiError> {
    let by_staff = visitor.actor.staff().is_some();
    let name = wanted.list.unwrap_or(if by_staff { Name::Work } else { Name::Mine });
    let limit = super::limit(wanted.limit, LIMIT, PAGE_ROWS_MAX)?;
    let behind =
        super::cursor(wanted.cursor.as_ref()).map(|cursor| mark(name, cursor)).transpose()?;
    let list = match name {
        Name::Mine => List::Mine,
        Name::Work => List::Work { department: wanted.department, stage: wanted.stage },
        Name::Window => List::Window { stage: wanted.stage },
        Name::Asked => List::Asked,
        Name::Outlet => List::Outlet,
        Name::Uncollected => List::Uncollected,
    };
    let cx = app.cx(&visitor.actor);
    let read = cx.read(move |unit| {
        let found = slice(unit, &list, behind.as_ref(), limit)?;
        Ok((desk::listed(unit, found.cases)?, found.next))
    });
    let (listed, next) = read.await?;
    Ok(Json(CasePage {
        cases: listed.iter().map(|listed| row(listed, by_staff)).collect(),
        next_cursor: next.map(|mark| cursor(name, &mark)),
    }))
}

fn row(listed: &Listed, by_staff: bool) -> CaseRow {
    let case = &listed.loaded.case;
    CaseRow {
        number: case.number.clone(),
        state: case.state.stage().word().to_owned(),
        item: case.item.clone(),
        item_name: listed.loaded.item.item.name.zh.clone(),
        department: case.department.clone(),
        applicant: by_staff.then(|| listed.applicant.clone()),
        officer: case.held.officer.clone().filter(|_| by_staff),
        due_on: case.due_on().map(|due| due.on.to_string()),
        received_at: case.received_at.to_string(),
        decided_at: case.decision.as_ref().map(|made| made.at.to_string()),
    }
}

/// A cursor is of one list, and says nothing to whoever holds it.
fn cursor(name: Name, mark: &Mark) -> String {
    BASE64URL_NOPAD.encode(format!("{name:?} {} {}", mark.key, mark.number).as_bytes())
}

fn mark(name: Name, cursor: &str) -> app::Result<Mark> {
    let unknown = || app::Error::field("cursor", "cursor.unknown");
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| unknown())?;
    let text = String::from_utf8(bytes).map_err(|_| unknown())?;
    let mut parts = text.splitn(3, ' ');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(of), Some(key), Some(number)) if of == format!("{name:?}") => {
            Ok(Mark { key: key.to_owned(), number: number.to_owned() })
        }
        _ => Err(unknown()),
    }
}
