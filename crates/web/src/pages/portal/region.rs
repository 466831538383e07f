//! Regions: towns and streets, what is there.

use app::catalogue::Catalogue;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::catalogue::{Region, RegionRank, regions};
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

/// The places of a town or village: what their guides name is offered there, whoever decides. A
/// county's own list is of its own items.
fn places_inside<'a>(catalogue: &'a Catalogue, region: &Region) -> Vec<&'a str> {
    if region.level < RegionRank::Town {
        return Vec::new();
    }
    let inside = regions::inside(catalogue.regions(), &region.code);
    let places = catalogue.places().iter();
    let here = places.filter(|place| inside.iter().any(|one| one.code == place.region));
    here.map(|place| place.id.as_str()).collect()
}

pub(super) async fn all(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let all = edition.catalogue.regions();
        let county = all.iter().find(|region| region.code == app.house.settings.region)?;
        let towns =
            all.iter().filter(|one| one.level == RegionRank::Town && edition.is_local(&one.code));
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
        let above = regions::upwards(all, &code).into_iter().skip(1).map(named);
        let mut above: Vec<_> = above.collect();
        above.reverse();
        let below = all.iter().filter(|other| other.parent.as_deref() == Some(code.as_str()));
        let departments: Vec<_> =
            catalogue.departments().iter().filter(|department| department.region == code).collect();
        let here = places_inside(catalogue, region);
        let items = catalogue.items().iter().filter(|item| {
            item.item.region == code
                || item.item.places.iter().any(|id| here.contains(&id.as_str()))
        });
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
