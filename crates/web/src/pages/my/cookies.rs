//! Cookies: for this site only, never readable by scripts; some with sealed contents.

use app::vault;
use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse as _, Response};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::App;
use crate::visitor::cookie;

/// A `Set-Cookie` line that lasts so many seconds; none lasts as long as the browser is open.
pub fn line(app: &App, name: &str, value: &str, seconds: Option<i64>) -> String {
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}")
}

/// Adds a cookie to a response.
pub fn set(app: &App, response: &mut Response, name: &str, value: &str, seconds: Option<i64>) {
    if let Ok(value) = HeaderValue::from_str(&line(app, name, value, seconds)) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// Removes a cookie.
pub fn clear(app: &App, response: &mut Response, name: &str) {
    set(app, response, name, "", Some(0));
}

/// Adds a cookie whose contents only the house can read. It is bound to its name.
pub fn set_sealed<T: Serialize>(
    app: &App,
    response: &mut Response,
    name: &str,
    value: &T,
    seconds: i64,
) {
    let until = app.house.clock.now().plus_seconds(seconds);
    let Ok(text) = serde_json::to_vec(&(until, value)) else { return };
    let mut draw = app.house.entropy.seed().draw();
    let sealed = vault::seal_own(&app.house.keys, &mut draw, &place(name), &text);
    set(app, response, name, &BASE64URL_NOPAD.encode(&sealed), Some(seconds));
}

/// The contents of a sealed cookie that has not expired.
pub fn sealed<T: DeserializeOwned>(app: &App, headers: &HeaderMap, name: &str) -> Option<T> {
    let sealed = BASE64URL_NOPAD.decode(cookie(headers, name)?.as_bytes()).ok()?;
    let text = vault::open_own(&app.house.keys, &place(name), &sealed).ok()?;
    let (until, value): (base::Timestamp, T) = serde_json::from_slice(&text).ok()?;
    (app.house.clock.now() < until).then_some(value)
}

fn place(name: &str) -> String {
    format!("cookie/{name}")
}

/// 303 to another page.
pub fn see_other(to: &str) -> Response {
    axum::response::Redirect::to(to).into_response()
}

/// A path of this site that a form named to go on with, or the other one.
pub fn back_or(back: &str, other: String) -> String {
    let ours = back.starts_with('/')
        && !back.starts_with("//")
        && !back.contains(|c: char| c == '\\' || c.is_control());
    if ours { back.to_owned() } else { other }
}
