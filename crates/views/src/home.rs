//! The first page: one search field, then the ways for those who would rather look around.

use domain::catalogue::Text;
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Field, Input, Weight, button, field, search_box};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// A theme or life event with the number of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a Text,
    /// What it is about.
    pub about: &'a Text,
    /// How many items it has.
    pub items: usize,
}

/// A name that leads somewhere: a department or region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// Id or code.
    pub id: &'a str,
    /// Its name.
    pub name: &'a Text,
}

/// What the first page shows.
#[derive(Debug, Clone)]
pub struct HomeView<'a> {
    /// Searches to try, as people would write them.
    pub tries: &'a [Text],
    /// 人生大事.
    pub life_events: Vec<Topic<'a>>,
    /// Themes for persons.
    pub person: Vec<Topic<'a>>,
    /// Themes for businesses.
    pub business: Vec<Topic<'a>>,
    /// The items asked for most: code and name.
    pub popular: Vec<Named<'a>>,
    /// Departments, by their short names.
    pub departments: Vec<Named<'a>>,
    /// Towns and subdistricts.
    pub regions: Vec<Named<'a>>,
    /// How many items there are.
    pub items_total: usize,
}

/// The first page.
pub fn home(lang: Lang, shell: &Shell<'_>, view: &HomeView<'_>) -> Markup {
    let region = text(lang, &shell.site.region).0;
    let title = lang.home_title(region);
    let description = lang.home_description(region, view.items_total);
    let head = Head { title: &title, description: &description, bare: true, ..Head::default() };
    let body = html! {
        (hero(lang, view))
        div.wrap {
            section.block aria-labelledby="life" {
                h2 #life { (lang.home_life_events()) }
                (topics(lang, &view.life_events))
            }
            div.split.block {
                (popular(lang, view))
                (look_up(lang))
            }
            (themes(lang, view))
            (elsewhere(lang, view))
        }
    };
    page(lang, shell, &head, body)
}

fn hero(lang: Lang, view: &HomeView<'_>) -> Markup {
    html! {
        div.hero { div.wrap {
            h1 { (lang.home_question()) }
            (search_box(lang, lang.home_search_label(), "", true))
            ul.tries {
                li { (lang.home_tries()) }
                @for words in view.tries {
                    @let words = text(lang, words);
                    @let search = links::query(&links::search(lang), &[("q", words.0)]);
                    li { a href=(search) { (words) } }
                }
            }
        } }
    }
}

/// Themes as tiles.
pub fn topics(lang: Lang, list: &[Topic<'_>]) -> Markup {
    html! {
        ul.tiles {
            @for topic in list {
                li { a.tile href=(links::theme(lang, topic.id)) {
                    b { (text(lang, topic.name)) }
                    small { (lang.home_items(topic.items)) }
                } }
            }
        }
    }
}

/// Names as tiles.
fn tiles(lang: Lang, list: &[Named<'_>], link: fn(Lang, &str) -> String) -> Markup {
    html! {
        ul.tiles {
            @for one in list {
                li { a.tile href=(link(lang, one.id)) { (text(lang, one.name)) } }
            }
        }
    }
}

fn popular(lang: Lang, view: &HomeView<'_>) -> Markup {
    html! {
        section aria-labelledby="popular" {
            h2 #popular { (lang.home_popular()) }
            ul.links.links-tight {
                @for item in &view.popular {
                    li { a href=(links::item(lang, item.id)) { (text(lang, item.name)) } }
                }
            }
        }
    }
}

fn look_up(lang: Lang) -> Markup {
    html! {
        section.card aria-labelledby="look-up" {
            h2 #look-up { (lang.home_look_up()) }
            form method="post" action=(links::status(lang)) {
                (number_and_code(lang, "", &[]))
                (button(Weight::Second, lang.status_go()))
            }
        }
    }
}

/// The two fields by which a case is found.
pub(crate) fn number_and_code(
    lang: Lang,
    number: &str,
    errors: &[crate::components::FieldError],
) -> Markup {
    use crate::components::FieldError;
    html! {
        (field(lang, &Field {
            name: "number",
            label: lang.status_number(),
            hint: lang.status_number_hint(),
            error: FieldError::of(errors, "number"),
            value: number,
            max_chars: 40,
            input: Input::Code,
            ..Field::default()
        }))
        (field(lang, &Field {
            name: "code",
            label: lang.status_code(),
            hint: lang.status_code_hint(),
            error: FieldError::of(errors, "code"),
            max_chars: 40,
            input: Input::Code,
            ..Field::default()
        }))
    }
}

fn themes(lang: Lang, view: &HomeView<'_>) -> Markup {
    html! {
        div.split.block {
            section aria-labelledby="person" {
                h2 #person { (lang.home_person()) }
                (topics(lang, &view.person))
            }
            section aria-labelledby="business" {
                h2 #business { (lang.home_business()) }
                (topics(lang, &view.business))
            }
        }
    }
}

fn elsewhere(lang: Lang, view: &HomeView<'_>) -> Markup {
    html! {
        section.block aria-labelledby="departments" {
            header {
                h2 #departments { (lang.home_departments()) }
                span.row {
                    a href=(links::directory(lang)) { (lang.home_directory()) }
                    a href=(links::departments(lang)) { (lang.home_departments_all()) }
                }
            }
            (tiles(lang, &view.departments, links::department))
        }
        section.block aria-labelledby="regions" {
            header {
                h2 #regions { (lang.home_regions()) }
                a href=(links::regions(lang)) { (lang.home_regions_all()) }
            }
            (tiles(lang, &view.regions, links::region))
        }
    }
}
