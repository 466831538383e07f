//! The style sheet, the script, the icon, and the personal style of 关怀模式.

use axum::extract::{Form, Path};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use views::assets::{
    CARE_CSS, CSS, CSS_NAME, DESK_CSS, DESK_CSS_NAME, ICON, ICON_NAME, JS, JS_NAME, PREFS_PATH,
};

use crate::pages::my::cookies::back_or;
use crate::visitor::cookie;
use crate::{Endpoint, Guard};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/assets/{name}", Guard::Public, asset),
        Endpoint::get("/favicon.ico", Guard::Public, icon),
        Endpoint::get(PREFS_PATH, Guard::Public, prefs),
        Endpoint::post(PREFS_PATH, Guard::Public, choose),
    ]
}

async fn asset(Path(name): Path<String>) -> Response {
    let (kind, content) = match name.as_str() {
        CSS_NAME => ("text/css; charset=utf-8", CSS),
        DESK_CSS_NAME => ("text/css; charset=utf-8", DESK_CSS),
        JS_NAME => ("text/javascript; charset=utf-8", JS),
        ICON_NAME => ("image/svg+xml", ICON),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, FOR_EVER)], content).into_response()
}

async fn icon() -> Response {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], ICON)
        .into_response()
}

/// The one style sheet that depends on the cookie; pages do not.
async fn prefs(headers: HeaderMap) -> Response {
    let css = if cookie(&headers, "care") == Some("1") { CARE_CSS } else { "" };
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "private, no-cache")], css)
        .into_response()
}

#[derive(Deserialize)]
struct Choice {
    care: String,
    back: String,
}

async fn choose(Form(choice): Form<Choice>) -> Response {
    let on = if choice.care == "1" { "1" } else { "0" };
    let back = back_or(&choice.back, "/".to_owned());
    let set = format!("care={on}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    (StatusCode::SEE_OTHER, [(LOCATION, back), (SET_COOKIE, set)]).into_response()
}
