//! The description of the API in OpenAPI 3.1, made from the code that serves it. What no attribute
//! can say is put in here: an operation for each act of [`Command`], errors, and the headers that
//! every endpoint of a kind shares.

use std::sync::LazyLock;

use app::cases::Command;
use serde_json::{Map, Value, json};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{OpenApi as Described, RefOr, Schema};
use utoipa::{Modify, OpenApi, PartialSchema, ToSchema};

use super::{
    acts, cases, catalogue, file, items, lists, log, papers, sessions, status, submit, uploads,
};

/// The address of acts in the router.
const ACTS: &str = "/api/v1/cases/{number}/{act}";

#[derive(OpenApi)]
#[openapi(
    info(title = "Yichuang 一窗", version = "1", license(name = "Apache-2.0", identifier =
        "Apache-2.0"),
        description = "One window for public services: catalogue, cases, work log. Errors are \
            RFC 9457 problem details. POST requests take an Idempotency-Key."),
    paths(
        sessions::create, sessions::end, items::list, items::one, catalogue::suggestions,
        catalogue::themes,
        catalogue::departments, catalogue::regions, catalogue::directory, uploads::upload,
        submit::submit, lists::list, cases::one, cases::clocks, cases::proof, file::file,
        file::stored, papers::list, papers::one, status::status, acts::on_the_spot,
        acts::renew_query_code, acts::act,
        log::checkpoint, log::key, log::tile,
    ),
    components(schemas(Problem, Fault)),
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

/// Why a request was not carried out (RFC 9457).
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its description is used; `api::problem` writes it")]
struct Problem {
    /// `urn:yichuang:problem:` and `unauthenticated`, `wrong-password`, `forbidden`,
    /// `password-given`, `not-found`, `refused`, `moved`, `invalid`, `key-reused`, `slow-down`,
    /// `unavailable`, or the name of the HTTP status.
    r#type: String,
    /// The name of the HTTP status.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What happened, for people.
    detail: String,
    /// Of `refused`: a stable word for the reason in law or in the state of the case, as
    /// `missing_papers`.
    reason: Option<String>,
    /// Of `refused`: what it is about, as the materials that are missing.
    #[schema(value_type = Option<Object>)]
    about: Option<Value>,
    /// Of `moved`: the number of the last event.
    seq: Option<u64>,
    /// Of `invalid`: every field that is not as it must be.
    errors: Option<Vec<Fault>>,
    /// Of `slow-down`: seconds to wait.
    retry_after_seconds: Option<i64>,
}

/// What is wrong with one field.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its description is used; `app::FieldError` writes it")]
struct Fault {
    /// The field: `answers.area`, `papers.plan.file`, `parties.applicant.document_number`.
    field: String,
    /// What is wrong, by a stable code: `required`, `id_number.check_digit`.
    code: String,
    /// Numbers or texts that a message needs, as a limit.
    values: Option<Vec<String>>,
}

/// The description, made once.
pub(super) static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let mut api = serde_json::to_value(Api::openapi()).unwrap_or_default();
    let mut paths = Map::new();
    if let Some(Value::Object(found)) = api.get_mut("paths").map(Value::take) {
        for (path, item) in found {
            if path == ACTS {
                paths.extend(acts_of(&item));
            } else {
                paths.insert(path, item);
            }
        }
    }
    for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::iter_mut) {
        surround(operation.0 == "post", operation.1);
    }
    api["paths"] = Value::Object(paths);
    let components = &mut api["components"];
    if let Some(schemas) = components["schemas"].as_object_mut() {
        schemas.shift_remove("Command");
    }
    components["parameters"] = json!({ "IdempotencyKey": {
        "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "1 to 100 characters that the client draws: the same request under the \
            same key is done once and gets the first answer; another one is refused.",
        "schema": { "type": "string", "minLength": 1, "maxLength": 100 } } });
    components["responses"] = json!({ "Problem": {
        "description": "Not carried out; nothing was done.",
        "headers": {
            "Retry-After": { "description": "Seconds to wait, with 429.",
                "schema": { "type": "integer" } },
            "WWW-Authenticate": { "description": "Bearer, with 401.",
                "schema": { "type": "string" } },
        },
        "content": { "application/problem+json": {
            "schema": { "$ref": "#/components/schemas/Problem" } } } } });
    api
});

/// The errors and headers that every operation has.
fn surround(is_post: bool, operation: &mut Value) {
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let secured = operation.get("security").is_some();
    if let Some(responses) = operation["responses"].as_object_mut() {
        for status in ["4XX", "5XX"] {
            responses.insert(status.to_owned(), problem.clone());
        }
        for (status, response) in responses.iter_mut() {
            if status.starts_with('4') && response.get("description").is_some() {
                response["content"] = json!({ "application/problem+json": {
                    "schema": { "$ref": "#/components/schemas/Problem" } } });
            }
        }
    }
    if is_post && secured {
        let key = json!({ "$ref": "#/components/parameters/IdempotencyKey" });
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.push(key),
            None => operation["parameters"] = json!([key]),
        }
    }
}

/// An operation for each act: its word in the address, its fields in the body.
fn acts_of(item: &Value) -> Vec<(String, Value)> {
    let RefOr::T(Schema::OneOf(acts)) = Command::schema() else { return Vec::new() };
    let acts = serde_json::to_value(acts).unwrap_or_default();
    let acts = acts["oneOf"].as_array().cloned().unwrap_or_default();
    acts.into_iter().filter_map(|act| one_act(&item["post"], act)).collect()
}

fn one_act(operation: &Value, act: Value) -> Option<(String, Value)> {
    let mut schema = act;
    let said = schema.as_object_mut()?.shift_remove("description")?;
    let fields = schema["properties"].as_object_mut()?;
    let word = fields.shift_remove("act")?["enum"][0].as_str()?.to_owned();
    fields.insert(
        "seen".to_owned(),
        json!({ "type": ["integer", "null"], "minimum": 1, "description": "The number of the last \
            event that was seen: when the case has moved on since, nothing is done." }),
    );
    if let Some(required) = schema["required"].as_array_mut() {
        required.retain(|name| name != "act");
    }
    let mut operation = operation.clone();
    operation["operationId"] = Value::from(word.replace('-', "_"));
    operation["summary"] = said;
    operation.as_object_mut()?.shift_remove("description");
    operation["requestBody"] = json!({ "required": true,
        "content": { "application/json": { "schema": schema } } });
    Some((ACTS.replace("{act}", &word), json!({ "post": operation })))
}
