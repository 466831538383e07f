//! The description of the API, made from the code, and a page to read it.

use axum::Json;
use axum::extract::State;
use maud::{Markup, html};
use utoipa::openapi::path::Parameter;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{HttpMethod, OpenApi as Described, PathItem, RefOr};
use utoipa::{Modify, OpenApi};
use views::{Head, Room, Shell, page as shell_page};

use super::{acts, cases, catalogue, items, log, sessions, status, submit, uploads};
use crate::App;

#[derive(OpenApi)]
#[openapi(
    info(title = "Yichuang 一窗", version = "1", license(name = "Apache-2.0"),
        description = "One window for public services: catalogue, cases, work log. Errors are \
            RFC 9457 problem details. POST requests that make something take an Idempotency-Key."),
    paths(
        sessions::create, items::list, items::one, catalogue::suggestions, catalogue::themes,
        catalogue::departments, catalogue::regions, catalogue::directory, cases::list,
        submit::submit, uploads::upload, cases::one, cases::proof, status::status, acts::act,
        log::checkpoint, log::key, log::tile,
    ),
    modifiers(&Bearer),
)]
struct Api;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, api: &mut Described) {
        let components = api.components.get_or_insert_default();
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("bearer", scheme);
    }
}

/// The description in OpenAPI 3.1.
pub(super) async fn openapi() -> Json<Described> {
    Json(Api::openapi())
}

/// The description as a page.
pub(super) async fn page(State(app): State<App>) -> Markup {
    let lang = i18n::Lang::En;
    let shell = Shell { site: &app.site, room: Room::Public, path: "/", account: None };
    let head = Head { title: "API", ..Head::default() };
    let api = Api::openapi();
    let body = html! {
        h1 { "API v1" }
        p { (api.info.description.as_deref().unwrap_or_default()) }
        p { a href="/api/v1/openapi.json" { "openapi.json" } }
        @for (path, item) in &api.paths.paths {
            @for (method, operation) in operations(item) {
                section.block {
                    h2 { code { (method) " " (path) } }
                    @if let Some(text) = operation.summary.as_deref() { p { (text) } }
                    @if let Some(text) = operation.description.as_deref() { p { (text) } }
                    @if let Some(params) = &operation.parameters {
                        dl.pairs {
                            @for param in params.iter().filter_map(by_value) {
                                div {
                                    dt { code { (param.name) } }
                                    dd { (param.description.as_deref().unwrap_or_default()) }
                                }
                            }
                        }
                    }
                    p { "Answers: " (answers(operation)) }
                }
            }
        }
    };
    shell_page(lang, &shell, &head, body)
}

/// A parameter that is written where it is used.
fn by_value(param: &RefOr<Parameter>) -> Option<&Parameter> {
    match param {
        RefOr::T(param) => Some(param),
        RefOr::Ref(_) => None,
    }
}

fn answers(operation: &utoipa::openapi::path::Operation) -> String {
    let codes: Vec<&str> = operation.responses.responses.keys().map(String::as_str).collect();
    codes.join(", ")
}

fn operations(item: &PathItem) -> Vec<(&'static str, &utoipa::openapi::path::Operation)> {
    let all = [(HttpMethod::Get, "GET", &item.get), (HttpMethod::Post, "POST", &item.post)];
    all.into_iter().filter_map(|(_, word, found)| Some((word, found.as_ref()?))).collect()
}
