//! 办理状态查询: by number and query code, without an account. The code travels by POST, or once by
//! the QR link of the receipt; either is exchanged for a sealed cookie of some minutes.

use app::attempts::{self, Subject};
use app::cases::Loaded;
use app::cases::status::by_code;
use app::catalogue::Catalogue;
use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base::Timestamp;
use base::codes::{CaseNumber, QueryCode};
use domain::cases::{explain, holder, next_step, overdue, steps};
use i18n::Lang;
use views::components::FieldError;
use views::status::{LookUpView, Silent, StatusView, look_up as look_up_page, status as page};
use views::words::text;
use views::{Room, Shell, links};

use super::my::cookies::{sealed, see_other, set_sealed};
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::{self, PathLang};
use crate::peer::Peer;
use crate::{App, Endpoint, Guard};

/// The cookie with number and query code.
const COOKIE: &str = "status";
/// Seconds for which a case that was looked up can be looked at again.
const SECONDS: i64 = 15 * 60;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/status", Guard::Public, form),
        Endpoint::post("/{lang}/status", Guard::Secret, look_up),
        Endpoint::get("/{lang}/status/result", Guard::Secret, result),
        Endpoint::get("/q/{number}/{code}", Guard::Secret, scanned),
    ]
}

async fn form(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let path = lang::rest(&uri);
    look_up_page(lang, &shell(&app, &path), &LookUpView::default()).into_response()
}

/// A page that shows something personal is in nobody's cache; its shell is everybody's.
fn shell<'a>(app: &'a App, path: &'a str) -> Shell<'a> {
    Shell { site: &app.site, room: Room::Public, path, account: None }
}

async fn look_up(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Peer(from): Peer,
    body: Bytes,
) -> Result<Response, PageError> {
    let unreadable = || PageError::new(lang, app::Error::field("form", "unreadable"));
    let posted = Posted::parse(&body).ok_or_else(unreadable)?;
    let (number, code) = (posted.get("number"), posted.get("code"));
    let mut errors = Vec::new();
    if number.is_empty() {
        errors.push(error("number", lang.status_wrong_number_required()));
    } else if CaseNumber::parse(number).is_err() {
        errors.push(error("number", lang.status_wrong_number()));
    }
    if code.is_empty() {
        errors.push(error("code", lang.status_wrong_code_required()));
    }
    if errors.is_empty() {
        match find(&app, number, code, from).await {
            Ok(_) => return Ok(granted(&app, lang, number, code)),
            Err(app::Error::NotFound) => {
                errors.push(error("code", lang.status_wrong_both()));
            }
            Err(other) => return Err(PageError::new(lang, other)),
        }
    }
    let view = LookUpView { number, errors: &errors };
    let page = look_up_page(lang, &shell(&app, "/status"), &view);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn error(field: &str, message: &str) -> FieldError {
    FieldError { field: field.to_owned(), message: message.to_owned() }
}

/// To the page, with the cookie that opens it.
fn granted(app: &App, lang: Lang, number: &str, code: &str) -> Response {
    let mut response = see_other(&links::status_result(lang));
    set_sealed(app, &mut response, COOKIE, &(number, code), SECONDS);
    response
}

/// The case of a number and code. A wrong one is counted for the address, which is slowed down;
/// nobody is locked out.
async fn find(app: &App, number: &str, code: &str, from: std::net::IpAddr) -> app::Result<Loaded> {
    let number = CaseNumber::parse(number).map_err(|_| app::Error::NotFound)?;
    let subjects = Subject::pair(&app.house.keys, "query", number.as_str(), from.into());
    let failed = subjects.clone();
    let code = QueryCode::parse(code).ok();
    let cx = app.anonymous();
    let found = cx
        .look(move |unit| {
            attempts::check(unit, &subjects)?;
            match &code {
                Some(code) => by_code(unit, &number, code),
                None => Err(app::Error::NotFound),
            }
        })
        .await;
    if matches!(found, Err(app::Error::NotFound)) {
        cx.write(move |unit| attempts::failed(unit, &failed)).await?;
    }
    found
}

/// The QR link of a receipt. The gate leaves this path out of the log.
async fn scanned(
    State(app): State<App>,
    Path((number, code)): Path<(String, String)>,
    Peer(from): Peer,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let asked = headers.get("accept-language").and_then(|value| value.to_str().ok());
    let english = asked.is_some_and(|asked| asked.trim_start().starts_with("en"));
    let lang = if english { Lang::En } else { Lang::Zh };
    match find(&app, &number, &code, from).await {
        Ok(_) => Ok(granted(&app, lang, &number, &code)),
        // An old or damaged code: the page where one types them.
        Err(app::Error::NotFound) => Ok(see_other(&links::status(lang))),
        Err(error) => Err(PageError::new(lang, error)),
    }
}

async fn result(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let key: Option<(String, String)> = sealed(&app, &headers, COOKIE);
    let Some((number, code)) = key else { return Ok(see_other(&links::status(lang))) };
    let number =
        CaseNumber::parse(&number).map_err(|_| PageError::new(lang, app::Error::NotFound))?;
    let code = QueryCode::parse(&code).map_err(|_| PageError::new(lang, app::Error::NotFound))?;
    let loaded = app.anonymous().look(move |unit| by_code(unit, &number, &code)).await;
    let loaded = loaded.in_lang(lang)?;
    let catalogue = app.house.catalogue();
    let view = status_view(lang, &loaded, &catalogue, app.house.clock.now()).in_lang(lang)?;
    let path = lang::rest(&uri);
    Ok(page(lang, &shell(&app, &path), &view).into_response())
}

/// Where a case is, for the pages that show it.
pub(super) fn status_view<'a>(
    lang: Lang,
    loaded: &'a Loaded,
    catalogue: &'a Catalogue,
    now: Timestamp,
) -> app::Result<StatusView<'a>> {
    let case = &loaded.case;
    let department = catalogue.department(&case.department);
    let department = department
        .ok_or_else(|| app::Error::Broken(format!("no department {}", case.department)))?;
    let region = base::codes::RegionCode::parse(&case.region).map_err(app::Error::broken)?;
    let item = &loaded.item.item;
    let clocks = explain(case, loaded.terms(), catalogue.calendars().of(&region));
    Ok(StatusView {
        number: &case.number,
        item,
        department,
        regime: &loaded.item.regime,
        outlet: item.places.first().and_then(|id| catalogue.place(id)).map(AsRef::as_ref),
        departments: catalogue.departments(),
        regions: catalogue.regions(),
        steps: steps(case),
        next: next_step(case),
        delivery: case.delivery.as_ref(),
        holder: holder(case),
        overdue: overdue(case, loaded.terms(), now.day()),
        silence: Silent::of(case),
        why: clocks.next(case).cloned(),
        clocks,
        unanswered: unanswered(lang, case, catalogue),
        now,
    })
}

/// Departments that did not answer when their share of the limit was over.
fn unanswered<'a>(
    lang: Lang,
    case: &'a domain::cases::Case,
    catalogue: &'a Catalogue,
) -> Vec<&'a str> {
    let Some(made) = &case.decision else { return Vec::new() };
    let name = |id: &'a String| {
        catalogue.department(id).map_or(id.as_str(), |one| text(lang, &one.short).0)
    };
    made.decided.unanswered.iter().map(name).collect()
}
