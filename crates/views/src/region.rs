//! Regions: the list of towns, and one with its places, departments and items.

use domain::catalogue::{Place, Text};
use i18n::Lang;
use maud::{Markup, html};

use crate::components::pairs;
use crate::department::{lines, phone};
use crate::home::Named;
use crate::rows::{self, ItemRow};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// What the list of regions shows.
#[derive(Debug, Clone)]
pub struct RegionsView<'a> {
    /// The county.
    pub county: Named<'a>,
    /// Its towns and subdistricts.
    pub towns: Vec<Named<'a>>,
}

/// All regions.
pub fn region_list(lang: Lang, shell: &Shell<'_>, view: &RegionsView<'_>) -> Markup {
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: lang.region_all(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (lang.region_all()) }
        p.lead { (lang.region_note()) }
        ul.tiles {
            @for one in std::iter::once(&view.county).chain(&view.towns) {
                li { a.tile href=(links::region(lang, one.id)) { b { (text(lang, one.name)) } } }
            }
        }
    };
    page(lang, shell, &head, body)
}

/// What a region's page shows.
#[derive(Debug, Clone)]
pub struct RegionView<'a> {
    /// Its name.
    pub name: &'a Text,
    /// The regions above it, outermost first.
    pub above: Vec<Named<'a>>,
    /// The regions in it.
    pub below: Vec<Named<'a>>,
    /// Places that receive people.
    pub places: Vec<&'a Place>,
    /// Departments and public enterprises, by their short names.
    pub departments: Vec<Named<'a>>,
    /// Items offered here.
    pub rows: Vec<ItemRow<'a>>,
}

/// A region.
pub fn region(lang: Lang, shell: &Shell<'_>, view: &RegionView<'_>) -> Markup {
    let name = text(lang, view.name);
    let mut crumbs = vec![
        (links::home(lang), lang.common_home().to_owned()),
        (links::regions(lang), lang.region_all().to_owned()),
    ];
    for one in &view.above {
        crumbs.push((links::region(lang, one.id), text(lang, one.name).0.to_owned()));
    }
    let head = Head { title: name.0, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (name) }
        @if !view.places.is_empty() {
            section.block { h2 { (lang.region_places()) }
                @for place in &view.places { (place_card(lang, place)) }
            }
        }
        (tiles(lang, lang.region_below(), &view.below, links::region))
        (tiles(lang, lang.home_departments(), &view.departments, links::department))
        @if !view.rows.is_empty() {
            h2 { (lang.region_items(view.rows.len())) }
            (rows::list(lang, &view.rows))
        }
    };
    page(lang, shell, &head, body)
}

fn tiles(lang: Lang, title: &str, list: &[Named<'_>], link: fn(Lang, &str) -> String) -> Markup {
    html! {
        @if !list.is_empty() {
            section.block { h2 { (title) } ul.tiles {
                @for one in list {
                    li { a.tile href=(link(lang, one.id)) { (text(lang, one.name)) } }
                }
            } }
        }
    }
}

fn place_card(lang: Lang, place: &Place) -> Markup {
    html! {
        section.card {
            h3 { (text(lang, &place.name)) }
            (pairs(&[
                (lang.guide_address(), html! { (text(lang, &place.address)) }),
                (lang.guide_hours(), lines(lang, &place.hours)),
                (lang.guide_route(), html! { (text(lang, &place.route)) }),
                (lang.guide_access(), html! { (text(lang, &place.access)) }),
                (lang.guide_phone(), phone(&place.phone)),
            ]))
        }
    }
}
