//! The first page of the desk, and quick find.

use app::Cx;
use app::cases::desk;
use app::cases::list;
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::codes::CaseNumber;
use domain::cases::Stage;
use domain::people::Role;
use i18n::Lang;
use serde::Deserialize;
use views::desk::home::{Figure, FindView, HomeView, find as find_page, home as page};
use views::desk::work::count_of;
use views::links;
use views::rows::ItemRow;

use super::room::{DeskRoom, answer, names, rows};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::pages::my::cookies::see_other;
use crate::published::Edition;
use crate::visitor::Visitor;

/// Overdue cases on the first page; its list has the rest.
const OVERDUE_ROWS: usize = 10;
/// Items that quick find shows.
const ITEMS: usize = 20;

pub(super) async fn home(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let cx = app.cx(&visitor.actor);
    let me = room.me();
    let mut figures = Vec::new();
    let (mut mine, mut overdue) = (Vec::new(), Vec::new());
    if me.handles() {
        figures.extend(of_department(lang, &cx).await.in_lang(lang)?);
        mine = rows(&cx.read(desk::held).await.in_lang(lang)?);
        let (late, total) = cx.read(|unit| desk::late(unit, 0)).await.in_lang(lang)?;
        figures.push(overdue_figure(lang, total, links::desk_work(lang)));
        overdue = rows(&late[..late.len().min(OVERDUE_ROWS)]);
    }
    if room.staff.has(Role::Window) {
        figures.extend(of_window(lang, &cx).await.in_lang(lang)?);
    }
    if room.staff.has(Role::Supervisor) {
        let (late, total) = cx.read(|unit| desk::late_in_region(unit, 0)).await.in_lang(lang)?;
        figures.push(overdue_figure(lang, total, links::desk_watch(lang)));
        overdue = rows(&late[..late.len().min(OVERDUE_ROWS)]);
    }
    let staff = names(&app, lang, &visitor).await?;
    let today = app.house.clock.now().day();
    let view = HomeView { me, figures, mine, overdue, names: room.names(&staff), today };
    Ok(answer(StatusCode::OK, page(lang, &room.shell(&app), &view)))
}

fn figure(count: u64, words: &str, href: String) -> Figure {
    Figure { count, words: words.to_owned(), href, bad: false }
}

fn overdue_figure(lang: Lang, count: u64, href: String) -> Figure {
    Figure { bad: true, ..figure(count, lang.desk_figure_overdue(), href) }
}

async fn of_department(lang: Lang, cx: &Cx) -> app::Result<Vec<Figure>> {
    let first = list::Work::Stage(Stage::Received);
    let (_, counts) = cx.read(move |unit| list::work(unit, first, 0)).await?;
    let asked = cx.read(desk::asked).await?;
    let list = |stage: &str| links::query(&links::desk_work(lang), &[("stage", stage)]);
    let of = |stage: Stage, words| figure(count_of(&counts, stage), words, list(stage.word()));
    Ok(vec![
        of(Stage::Received, lang.desk_figure_received()),
        of(Stage::Accepted, lang.desk_figure_accepted()),
        of(Stage::Correction, lang.desk_figure_correction()),
        figure(asked, lang.desk_figure_asked(), list("asked")),
    ])
}

async fn of_window(lang: Lang, cx: &Cx) -> app::Result<Vec<Figure>> {
    let counted = cx.read(|unit| list::window_work(unit, Stage::Received, 0));
    let (_, counts) = counted.await?;
    let (_, uncollected) = cx.read(|unit| desk::uncollected(unit, 0)).await?;
    let (window, outlet) = (links::desk_window(lang), links::desk_outlet(lang));
    let correction = links::query(&window, &[("stage", Stage::Correction.word())]);
    let forgotten = links::query(&outlet, &[("uncollected", "1")]);
    let received = count_of(&counts, Stage::Received);
    let decided = count_of(&counts, Stage::Decided);
    Ok(vec![
        figure(received, lang.desk_figure_received(), window),
        figure(count_of(&counts, Stage::Correction), lang.desk_figure_correction(), correction),
        figure(decided, lang.desk_figure_decided(), outlet),
        figure(uncollected, lang.desk_figure_uncollected(), forgotten),
    ])
}

/// What quick find is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

/// A case number leads to its case; anything else is searched among the items.
pub(super) async fn find(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let q = asked.map(|Query(asked)| asked.q).unwrap_or_default();
    let q = q.trim();
    let parsed = CaseNumber::parse(q);
    if let Ok(number) = &parsed {
        return Ok(see_other(&links::desk_case(lang, number.as_str())));
    }
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let edition = app.published.edition(&app.house);
    // Twenty letters and digits were meant as a number, not as words.
    let meant = q.chars().filter(char::is_ascii_alphanumeric).count() >= 15 && q.is_ascii();
    let view = FindView {
        q,
        number_error: meant.then(|| lang.desk_find_number().to_owned()),
        items: items(&edition, q),
        takes_in: room.staff.has(Role::Window),
    };
    Ok(answer(StatusCode::OK, find_page(lang, &room.shell(&app), &view)))
}

/// Items that a search finds, the best first.
pub(super) fn items<'a>(edition: &'a Edition, q: &str) -> Vec<ItemRow<'a>> {
    let filters = search::Filters { regions: edition.home.clone(), ..search::Filters::default() };
    let query = search::Query { text: q, filters, limit: ITEMS, ..search::Query::default() };
    let catalogue = &edition.catalogue;
    edition
        .index
        .search(&query)
        .hits
        .iter()
        .filter_map(|hit| {
            let found = catalogue.item(hit.code)?;
            Some(ItemRow::of(&found.item, catalogue.department(&found.item.department)?))
        })
        .collect()
}
