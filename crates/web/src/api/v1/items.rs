//! Items of the catalogue.

use app::catalogue::Published;
use axum::Json;
use axum::extract::{Path, State};
use base::limits::PAGE_ROWS_MAX;
use domain::catalogue::{Item, Part, regions};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::{ApiError, Asked};
use crate::App;

/// Items on a page when nobody says how many.
const LIMIT: usize = 20;

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Words to search for; left out lists everything.
    q: Option<String>,
    /// Items on a page, 1 to 100; left out, 20.
    limit: Option<usize>,
    /// Where the page begins: `next_cursor` of the page before. It holds until something is
    /// published; then the list begins anew (`cursor.outdated`).
    cursor: Option<String>,
    /// Only items of this department, by its `id`.
    department: Option<String>,
    /// Only items of this kind, code of GB/T 39046 A.1.
    kind: Option<String>,
    /// Only items of this theme or life event.
    theme: Option<String>,
    /// Only items for this service object, code of GB/T 39046 A.4.
    object: Option<String>,
    /// Only items of this region, of what is above it and of what lies in it.
    region: Option<String>,
    /// `true` to count all that is found, which takes a little longer.
    #[serde(default)]
    count: bool,
    /// `true` for what can be done online, `false` for what cannot.
    online: Option<bool>,
}

/// A page of items.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemPage {
    /// The items.
    items: Vec<ItemRow>,
    /// How many there are, on every page the same; none where they were not counted. With `count`
    /// a lower bound when `total_is_capped`.
    total: Option<usize>,
    /// Whether counting stopped, as there are so many.
    total_is_capped: bool,
    /// Where the next page begins; none on the last.
    next_cursor: Option<String>,
    /// The words that were searched for instead, where a character seemed wrong.
    corrected: Option<String>,
}

/// An item in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemRow {
    /// Item code (实施编码).
    code: String,
    /// The name of the item (事项名称).
    name: String,
    /// Its name in English, where there is one.
    name_en: Option<String>,
    /// What one gets, in a sentence.
    summary: String,
    /// Kind (事项类型), code of GB/T 39046 A.1.
    kind: String,
    /// The competent department (实施主体), by its id.
    department: String,
    /// Its name.
    department_name: String,
    /// The promised limit (承诺办结时限) in units; none where nothing is promised.
    promised_days: Option<u16>,
    /// The statutory limit (法定办结时限) in units; none where no article is named that sets one.
    statutory_days: Option<u16>,
    /// Whether nothing is charged; none where the source does not say.
    free: Option<bool>,
    /// How often one has to come (到办事现场次数); none where the source does not say.
    visits: Option<u8>,
    /// Version.
    version: u32,
}

/// An item with everything its guide tells.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemBody {
    /// The version.
    version: u32,
    /// When it was published.
    published_at: String,
    /// SHA-256 of the published body, in hex.
    sha256: String,
    /// The item: the keys of a file of `import items`. What its source does not say is null, and
    /// named in `unstated`.
    #[schema(value_type = Object)]
    item: Value,
    /// The procedure regime: limits with their articles.
    #[schema(value_type = Object)]
    regime: Value,
}

/// Lists or searches items.
#[utoipa::path(get, path = "/api/v1/items", operation_id = "list_items", tag = "items",
    params(Wanted),
    responses((status = 200, body = ItemPage)))]
pub(super) async fn list(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<ItemPage>, ApiError> {
    let limit = super::limit(wanted.limit, LIMIT, PAGE_ROWS_MAX)?;
    let edition = app.published.edition(&app.house);
    let version = edition.catalogue.version;
    let begin = super::cursor(wanted.cursor.as_ref());
    let offset = begin.map_or(Ok(0), |cursor| offset(version, cursor))?;
    let text = wanted.q.unwrap_or_default();
    let list = |value: Option<String>| {
        value.into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>()
    };
    let region = wanted.region.unwrap_or_default();
    let around = regions::around(edition.catalogue.regions(), &region);
    let filters = search::Filters {
        kinds: list(wanted.kind),
        departments: list(wanted.department),
        themes: list(wanted.theme),
        objects: list(wanted.object),
        // A region that nobody knows has no items.
        regions: match region.as_str() {
            "" => Vec::new(),
            _ if around.is_empty() => vec![region],
            _ => around,
        },
        online: wanted.online,
    };
    let found = edition.index.search(&search::Query {
        text: &text,
        filters,
        offset,
        limit,
        extras: search::Extras { total: wanted.count, ..search::Extras::default() },
    });
    let catalogue = &edition.catalogue;
    let items: Vec<ItemRow> = found
        .hits
        .iter()
        .filter_map(|hit| catalogue.item(hit.code))
        .map(|published| summary(catalogue, published))
        .collect();
    let end = offset + items.len();
    let more = !items.is_empty() && (found.capped || end < found.total);
    Ok(Json(ItemPage {
        total: (wanted.count || !found.capped).then_some(found.total),
        total_is_capped: wanted.count && found.capped,
        next_cursor: more.then(|| format!("{version}.{end}")),
        corrected: found.corrected,
        items,
    }))
}

/// Where the page begins. A place is one of an edition: what is published in between moves it.
fn offset(version: i64, cursor: &str) -> app::Result<usize> {
    let parts = cursor.split_once('.').and_then(|(edition, place)| {
        Some((edition.parse::<i64>().ok()?, place.parse::<usize>().ok()?))
    });
    match parts {
        Some((edition, place)) if edition == version => Ok(place),
        Some(_) => Err(app::Error::field("cursor", "cursor.outdated")),
        None => Err(app::Error::field("cursor", "cursor.unknown")),
    }
}

/// One item.
#[utoipa::path(get, path = "/api/v1/items/{code}", operation_id = "read_item", tag = "items",
    params(("code" = String, Path, description = "Item code (实施编码)")),
    responses((status = 200, body = ItemBody)))]
pub(super) async fn one(
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Json<ItemBody>, ApiError> {
    let catalogue = app.house.catalogue();
    let published = catalogue.item(&code).ok_or(app::Error::NotFound)?;
    let regime = serde_json::to_value(&published.regime).map_err(app::Error::broken)?;
    Ok(Json(ItemBody {
        version: published.version,
        published_at: published.published_at.to_string(),
        sha256: published.hash.clone(),
        item: body(&published.item)?,
        regime,
    }))
}

/// An item with null for what its source does not say: an empty list would say that there is none.
fn body(item: &Item) -> Result<Value, app::Error> {
    let mut body = serde_json::to_value(item).map_err(app::Error::broken)?;
    for place in item.unstated.iter().filter_map(|part| part.pointer()) {
        if let Some(value) = body.pointer_mut(place) {
            *value = Value::Null;
        }
    }
    if !item.states(Part::MaterialDetails) {
        for material in body["materials"].as_array_mut().into_iter().flatten() {
            for key in ["need", "class", "form", "source", "originals", "copies", "basis"] {
                material[key] = Value::Null;
            }
        }
    }
    Ok(body)
}

fn summary(catalogue: &app::catalogue::Catalogue, published: &Published) -> ItemRow {
    let item = &published.item;
    let department = catalogue.department(&item.department);
    ItemRow {
        code: item.code.clone(),
        name: item.name.zh.clone(),
        name_en: item.name.en.clone(),
        summary: item.summary.zh.clone(),
        kind: item.kind.code().to_owned(),
        department: item.department.clone(),
        department_name: department.map(|found| found.name.zh.clone()).unwrap_or_default(),
        promised_days: item.limits.promised.as_ref().map(|limit| limit.days),
        statutory_days: item.limits.by_law().map(|limit| limit.days),
        free: item.is_free(),
        visits: item.visits(),
        version: published.version,
    }
}
