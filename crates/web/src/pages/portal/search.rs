//! Search and suggestions.

use app::catalogue::Catalogue;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::response::{IntoResponse as _, Response};
use search::Hit;
use serde::{Deserialize, Serialize};
use views::home::Named;
use views::rows::{ItemRow, Segment, Title};
use views::search::{Filters, SearchView, search as page};
use views::{Room, Shell, links};

use crate::App;
use crate::error::PageError;
use crate::lang::{self, PathLang};

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
        filters: filters(&asked),
        offset: (number - 1) * ROWS,
        limit: ROWS,
        extras: search::Extras::ALL,
    });
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
            online: asked.online == "true",
        },
        departments: catalogue
            .departments()
            .iter()
            .map(|department| Named { id: &department.id, name: &department.short })
            .collect(),
        themes: catalogue
            .themes()
            .iter()
            .map(|theme| Named { id: &theme.id, name: &theme.name })
            .collect(),
        rows,
        total: found.total,
        page: number,
        pages: found.total.div_ceil(ROWS).clamp(1, PAGES_MAX),
        meant,
    };
    Ok(page(lang, &shell, &view).into_response())
}

fn filters(asked: &Asked) -> search::Filters {
    let list = |value: &str| {
        if value.is_empty() { Vec::new() } else { vec![value.to_owned()] }
    };
    search::Filters {
        kinds: list(&asked.kind),
        departments: list(&asked.department),
        themes: list(&asked.theme),
        objects: list(&asked.object),
        regions: Vec::new(),
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
    let found = edition.index.suggest(&asked.q, SUGGESTIONS);
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
