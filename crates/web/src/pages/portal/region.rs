//! Regions: towns and streets, what is there.

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::catalogue::{Region, RegionRank};
use views::home::Named;
use views::region::{RegionView, RegionsView, region as region_page, region_list};
use views::rows::ItemRow;

use super::published;
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;

fn named(region: &Region) -> Named<'_> {
    Named { id: &region.code, name: &region.name }
}

pub(super) async fn regions(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let all = edition.catalogue.regions();
        let county = all.iter().find(|region| region.code == app.house.settings.region)?;
        let towns = all.iter().filter(|region| region.level == RegionRank::Town);
        let view =
            RegionsView { county: named(county), towns: towns.map(|town| named(town)).collect() };
        Some(region_list(lang, shell, &view))
    })
}

pub(super) async fn region(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let catalogue = &edition.catalogue;
        let all = catalogue.regions();
        let region = all.iter().find(|region| region.code == code)?;
        let mut above = Vec::new();
        let mut next = region.parent.as_deref();
        while let Some(parent) = next.and_then(|code| all.iter().find(|r| r.code == code)) {
            above.push(named(parent));
            next = parent.parent.as_deref();
        }
        above.reverse();
        let below = all.iter().filter(|other| other.parent.as_deref() == Some(code.as_str()));
        let departments: Vec<_> =
            catalogue.departments().iter().filter(|department| department.region == code).collect();
        let items = catalogue.items().iter().filter(|item| item.item.region == code);
        let mut places: Vec<_> = departments
            .iter()
            .filter_map(|department| catalogue.place(&department.place))
            .map(|place| &**place)
            .collect();
        places.dedup_by(|a, b| a.id == b.id);
        let view = RegionView {
            name: &region.name,
            above,
            below: below.map(|region| named(region)).collect(),
            places,
            departments: departments
                .iter()
                .map(|department| Named { id: &department.id, name: &department.short })
                .collect(),
            rows: items
                .filter_map(|item| {
                    let department = catalogue.department(&item.item.department)?;
                    Some(ItemRow::of(&item.item, department))
                })
                .collect(),
        };
        Some(region_page(lang, shell, &view))
    })
}
