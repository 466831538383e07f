//! The description as JSON, and as a page in both languages.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};
use serde_json::Value;
use views::api::{Answer, ApiView, Field, Operation, Shape};
use views::links;

use super::describe::DESCRIPTION;
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;
use crate::pages::portal::{published, spoken};

/// The description in OpenAPI 3.1.
pub(super) async fn openapi() -> Json<&'static Value> {
    Json(&DESCRIPTION)
}

/// Leads to the page in the language that the browser asks for.
pub(super) async fn front(headers: HeaderMap) -> Redirect {
    Redirect::to(&links::api(spoken(&headers)))
}

/// The description as a page.
pub(super) async fn page(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |_, shell| {
        Some(views::api::page(lang, shell, &view(&DESCRIPTION)))
    })
}

fn view(api: &Value) -> ApiView<'_> {
    let operations = entries(&api["paths"]).flat_map(|(path, item)| {
        entries(item).map(move |(method, operation)| read(api, path, method, operation))
    });
    let shapes = entries(&api["components"]["schemas"]);
    ApiView {
        operations: operations.collect(),
        shapes: shapes.map(|(name, schema)| shape(name, schema)).collect(),
    }
}

fn read<'a>(api: &'a Value, path: &'a str, method: &'a str, operation: &'a Value) -> Operation<'a> {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let answers = entries(&operation["responses"]).filter(|(status, _)| status.starts_with('2'));
    let (kind, body) = content(&operation["requestBody"]);
    Operation {
        id: text(&operation["operationId"]),
        group: text(&operation["tags"][0]),
        method: method.to_uppercase(),
        path,
        words: [&operation["summary"], &operation["description"]].map(text),
        secured: operation.get("security").is_some(),
        parameters: parameters.map(|one| parameter(resolve(api, one))).collect(),
        body_kind: kind,
        body: body.map(fields).unwrap_or_default(),
        body_shape: body.and_then(named),
        answers: answers.map(|(status, response)| answer(status, response)).collect(),
    }
}

fn answer<'a>(status: &'a str, response: &'a Value) -> Answer<'a> {
    let (kind, body) = content(response);
    Answer { status, words: text(&response["description"]), kind, shape: body.and_then(named) }
}

fn parameter(one: &Value) -> Field<'_> {
    Field {
        name: text(&one["name"]),
        place: text(&one["in"]),
        kind: kind(&one["schema"]),
        required: one["required"] == true,
        words: text(&one["description"]),
    }
}

fn shape<'a>(name: &'a str, schema: &'a Value) -> Shape<'a> {
    let values = schema["enum"].as_array().into_iter().flatten().map(text);
    let ways = ["oneOf", "anyOf"].into_iter().filter_map(|way| schema[way].as_array()).flatten();
    let mut all = fields(schema);
    all.extend(ways.flat_map(fields));
    Shape { name, words: text(&schema["description"]), fields: all, values: values.collect() }
}

/// The fields of an object.
fn fields(schema: &Value) -> Vec<Field<'_>> {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    entries(&schema["properties"])
        .map(|(name, field)| Field {
            name,
            place: "",
            kind: kind(field),
            required: required.iter().any(|one| one == name),
            words: text(&field["description"]),
        })
        .collect()
}

/// What a value is, in the words of JSON Schema; a shape by its name.
fn kind(schema: &Value) -> String {
    if let Some(name) = named(schema) {
        return name.to_owned();
    }
    if let Some(ways) = schema["oneOf"].as_array() {
        let kinds: Vec<String> = ways.iter().map(kind).collect();
        return kinds.join(" | ");
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" | "),
        one => text(one).to_owned(),
    };
    if schema["items"].is_object() {
        return format!("{types}: {}", kind(&schema["items"]));
    }
    match (text(&schema["format"]), schema["enum"].as_array()) {
        (_, Some(values)) => {
            values.iter().map(|value| format!("{value}")).collect::<Vec<_>>().join(" | ")
        }
        ("", None) if types.is_empty() => "any".to_owned(),
        ("", None) => types,
        (format, None) => format!("{types} ({format})"),
    }
}

/// The name of a shape that is described elsewhere.
fn named(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The type and schema of a body.
fn content(of: &Value) -> (&str, Option<&Value>) {
    let found = entries(&of["content"]).next();
    found.map_or(("", None), |(kind, body)| (kind, body.get("schema")))
}

fn resolve<'a>(api: &'a Value, value: &'a Value) -> &'a Value {
    let place = value["$ref"].as_str().and_then(|place| place.strip_prefix('#'));
    place.and_then(|place| api.pointer(place)).unwrap_or(value)
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
