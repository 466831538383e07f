//! Items of the catalogue.

use app::catalogue::Published;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use domain::catalogue::{Item, regions};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::ApiError;
use crate::App;

const LIMIT_MAX: usize = 100;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Words to search for; left out lists everything.
    q: String,
    /// Items on a page, 1 to 100.
    limit: usize,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: String,
    /// Only items of this department.
    department: String,
    /// Only items of this kind, code of GB/T 39046 A.1.
    kind: String,
    /// Only items of this theme or life event.
    theme: String,
    /// Only items for this service object, code of GB/T 39046 A.4.
    object: String,
    /// Only items of this region, of what is above it and of what lies in it.
    region: String,
    /// `true` for what can be done online, `false` for what cannot.
    online: Option<bool>,
}

impl Default for Asked {
    fn default() -> Self {
        let none = String::new;
        let (q, cursor, department, kind) = (none(), none(), none(), none());
        let (theme, object, region) = (none(), none(), none());
        Self { q, limit: 20, cursor, department, kind, theme, object, region, online: None }
    }
}

/// A page of items.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page {
    /// The items.
    items: Vec<Row>,
    /// How many there are; a lower bound when `total_is_capped`.
    total: usize,
    /// Whether counting stopped.
    total_is_capped: bool,
    /// Where the next page begins; none on the last.
    next_cursor: Option<String>,
    /// The words that were searched for instead, where a character seemed wrong.
    corrected: Option<String>,
}

/// An item in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Row {
    /// 实施编码.
    code: String,
    /// 事项名称.
    name: String,
    /// Its name in English, where there is one.
    name_en: Option<String>,
    /// What one gets, in a sentence.
    summary: String,
    /// 事项类型, code of GB/T 39046 A.1.
    kind: String,
    /// 实施主体, by its id.
    department: String,
    /// Its name.
    department_name: String,
    /// 承诺办结时限 in units; none where nothing is promised.
    promised_days: Option<u16>,
    /// 法定办结时限 in units; none where no law sets one.
    statutory_days: Option<u16>,
    /// 到办事现场次数.
    visits: u8,
    /// Version.
    version: u32,
}

/// An item with everything its guide tells.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Whole {
    /// The version.
    version: u32,
    /// When it was published.
    published_at: String,
    /// SHA-256 of the published body, in hex.
    sha256: String,
    /// The item: the keys of a file of `import items`.
    #[schema(value_type = Object)]
    item: Item,
    /// The procedure regime: limits with their articles.
    #[schema(value_type = Object)]
    regime: Value,
}

/// Lists or searches items.
#[utoipa::path(get, path = "/api/v1/items", tag = "items", params(Asked),
    responses((status = 200, body = Page)))]
pub(super) async fn list(
    State(app): State<App>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Page>, ApiError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let limit = asked.limit.clamp(1, LIMIT_MAX);
    let offset = match asked.cursor.as_str() {
        "" => 0,
        cursor => cursor.parse().map_err(|_| app::Error::field("cursor", "not_one_of_ours"))?,
    };
    let edition = app.published.edition(&app.house);
    let list = |value: String| if value.is_empty() { Vec::new() } else { vec![value] };
    let around = regions::around(edition.catalogue.regions(), &asked.region);
    let filters = search::Filters {
        kinds: list(asked.kind),
        departments: list(asked.department),
        themes: list(asked.theme),
        objects: list(asked.object),
        // A region that nobody knows has no items.
        regions: if around.is_empty() { list(asked.region) } else { around },
        online: asked.online,
    };
    let found = edition.index.search(&search::Query {
        text: &asked.q,
        filters,
        offset,
        limit,
        ..search::Query::default()
    });
    let catalogue = &edition.catalogue;
    let items: Vec<Row> = found
        .hits
        .iter()
        .filter_map(|hit| catalogue.item(hit.code))
        .map(|published| summary(catalogue, published))
        .collect();
    let end = offset + items.len();
    let more = !items.is_empty() && (found.capped || end < found.total);
    Ok(Json(Page {
        total: found.total,
        total_is_capped: found.capped,
        next_cursor: more.then(|| end.to_string()),
        corrected: found.corrected,
        items,
    }))
}

/// One item.
#[utoipa::path(get, path = "/api/v1/items/{code}", tag = "items",
    params(("code" = String, Path, description = "实施编码")),
    responses((status = 200, body = Whole), (status = 404, description = "no such item")))]
pub(super) async fn one(
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Json<Whole>, ApiError> {
    let catalogue = app.house.catalogue();
    let published = catalogue.item(&code).ok_or(app::Error::NotFound)?;
    let regime = serde_json::to_value(&published.regime).map_err(app::Error::broken)?;
    Ok(Json(Whole {
        version: published.version,
        published_at: published.published_at.to_string(),
        sha256: published.hash.clone(),
        item: published.item.clone(),
        regime,
    }))
}

fn summary(catalogue: &app::catalogue::Catalogue, published: &Published) -> Row {
    let item = &published.item;
    let department = catalogue.department(&item.department);
    Row {
        code: item.code.clone(),
        name: item.name.zh.clone(),
        name_en: item.name.en.clone(),
        summary: item.summary.zh.clone(),
        kind: item.kind.code().to_owned(),
        department: item.department.clone(),
        department_name: department.map(|found| found.name.zh.clone()).unwrap_or_default(),
        promised_days: item.limits.promised.as_ref().map(|limit| limit.days),
        statutory_days: item.limits.statutory.as_ref().map(|limit| limit.days),
        visits: item.channels.visits,
        version: published.version,
    }
}
