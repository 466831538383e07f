//! Search and suggestions.

use std::collections::HashSet;

use app::catalogue::Catalogue;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::{Region, RegionRank, Text, regions};
use search::Hit;
use serde::{Deserialize, Serialize};
use views::home::Named;
use views::rows::{ItemRow, Segment, Title};
use views::search::{EVERYWHERE, Filters, SearchView, search as page};
use views::{Room, Shell, links};

use crate::App;
use crate::error::PageError;
use crate::lang::{self, PathLang};
use crate::published::Edition;

const ROWS: usize = 20;
const SUGGESTIONS: usize = 8;
/// Pages of one search.
const PAGES_MAX: usize = 500;

/// What was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    kind: String,
    department: String,
    theme: String,
    object: String,
    region: String,
    online: String,
    page: String,
}

pub(super) async fn search(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let number = asked.page.parse::<usize>().unwrap_or(1).clamp(1, PAGES_MAX);
    let edition = app.published.edition(&app.house);
    let catalogue = &edition.catalogue;
    let found = edition.index.search(&search::Query {
        text: &asked.q,
        filters: filters(&edition, &asked),
        offset: (number - 1) * ROWS,
        limit: ROWS,
        extras: search::Extras::ALL,
    });
    let elsewhere = if found.total == 0 { everywhere(&edition, &asked) } else { 0 };
    let meant: Vec<&str> = found.corrected.iter().map(String::as_str).collect();
    let rows = found.hits.iter().filter_map(|hit| row(catalogue, lang, hit)).collect();
    let path = lang::rest(&uri);
    let shell = Shell { site: &app.site, room: Room::Public, path: &path, account: None };
    let view = SearchView {
        filters: Filters {
            q: &asked.q,
            kind: &asked.kind,
            department: &asked.department,
            theme: &asked.theme,
            object: &asked.object,
            region: &asked.region,
            online: asked.online == "true",
        },
        departments: catalogue
            .departments()
            .iter()
            .filter(|one| asked.region == EVERYWHERE || edition.is_local(&one.region))
            .map(|department| Named { id: &department.id, name: &department.short })
            .collect(),
        themes: catalogue
            .themes()
            .iter()
            .map(|theme| Named { id: &theme.id, name: &theme.name })
            .collect(),
        home: home_name(&app, catalogue),
        regions: other_regions(&edition),
        elsewhere,
        rows,
        total: found.total,
        page: number,
        pages: found.total.div_ceil(ROWS).clamp(1, PAGES_MAX),
        meant,
    };
    Ok(page(lang, &shell, &view).into_response())
}

/// How many would be found in all regions.
fn everywhere(edition: &Edition, asked: &Asked) -> usize {
    let filters = search::Filters { regions: Vec::new(), ..filters(edition, asked) };
    let query = search::Query {
        text: &asked.q,
        filters,
        extras: search::Extras { total: true, ..search::Extras::default() },
        ..search::Query::default()
    };
    edition.index.search(&query).total
}

fn home_name<'a>(app: &App, catalogue: &'a Catalogue) -> Option<&'a Text> {
    let home = &app.house.settings.region;
    catalogue.regions().iter().find(|region| region.code == *home).map(|region| &region.name)
}

/// Regions that one may search in besides one's own: its towns, and where else items are from.
fn other_regions(edition: &Edition) -> Vec<Named<'_>> {
    let items = edition.catalogue.items();
    let far: HashSet<&str> = items
        .iter()
        .map(|item| item.item.region.as_str())
        .filter(|region| !edition.is_local(region))
        .collect();
    let offered = |region: &Region| {
        let near = region.level == RegionRank::Town && edition.is_local(&region.code);
        near || far.contains(region.code.as_str())
    };
    let regions = edition.catalogue.regions().iter();
    regions
        .filter(|region| offered(region))
        .map(|region| Named { id: &region.code, name: &region.name })
        .collect()
}

/// The regions whose items are searched; none for all.
fn searched(edition: &Edition, asked: &str) -> Vec<String> {
    if asked == EVERYWHERE {
        return Vec::new();
    }
    let around = regions::around(edition.catalogue.regions(), asked);
    if around.is_empty() { edition.home.clone() } else { around }
}

fn filters(edition: &Edition, asked: &Asked) -> search::Filters {
    let list = |value: &str| {
        if value.is_empty() { Vec::new() } else { vec![value.to_owned()] }
    };
    search::Filters {
        kinds: list(&asked.kind),
        departments: list(&asked.department),
        themes: list(&asked.theme),
        objects: list(&asked.object),
        regions: searched(edition, &asked.region),
        online: (asked.online == "true").then_some(true),
    }
}

fn row<'a>(catalogue: &'a Catalogue, lang: i18n::Lang, hit: &'a Hit<'a>) -> Option<ItemRow<'a>> {
    let item = &catalogue.item(hit.code)?.item;
    let department = catalogue.department(&item.department)?;
    let mut row = ItemRow::of(item, department);
    let (name, marks) = match lang {
        i18n::Lang::En if !hit.name_en.is_empty() => (hit.name_en, &hit.marks_en),
        _ => (hit.name, &hit.marks),
    };
    if !marks.is_empty() {
        row.name = Title::Marked(segments(name, marks));
    }
    if let Some(snippet) = &hit.snippet {
        row.summary = Title::Marked(segments(&snippet.text, &snippet.marks));
    }
    Some(row)
}

fn segments<'a>(text: &'a str, marks: &[std::ops::Range<usize>]) -> Vec<Segment<'a>> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    for mark in marks {
        if let Some(before) = text.get(at..mark.start).filter(|piece| !piece.is_empty()) {
            pieces.push(Segment { text: before, hit: false });
        }
        pieces.extend(text.get(mark.clone()).map(|text| Segment { text, hit: true }));
        at = mark.end;
    }
    pieces.extend(
        text.get(at..).filter(|rest| !rest.is_empty()).map(|text| Segment { text, hit: false }),
    );
    pieces
}

/// A suggestion as the script shows it.
#[derive(Serialize)]
pub(super) struct Suggestion {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    url: String,
}

pub(super) async fn suggest(
    State(app): State<App>,
    PathLang(lang): PathLang,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Json<Vec<Suggestion>> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let edition = app.published.edition(&app.house);
    let catalogue = &edition.catalogue;
    let filters = search::Filters { regions: edition.home.clone(), ..search::Filters::default() };
    let found = edition.index.suggest(&asked.q, SUGGESTIONS, &filters);
    let suggestions = found.into_iter().map(|suggestion| {
        let item = suggestion.code.as_deref().and_then(|code| catalogue.item(code));
        let note = item.and_then(|item| catalogue.department(&item.item.department));
        Suggestion {
            note: note.map(|department| views::words::text(lang, &department.short).0.to_owned()),
            url: match &suggestion.code {
                Some(code) => links::item(lang, code),
                None => links::query(&links::search(lang), &[("q", &suggestion.text)]),
            },
            name: suggestion.text,
        }
    });
    Json(suggestions.collect())
}
