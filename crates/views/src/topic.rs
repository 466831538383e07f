//! Themes and life events: the list of all, and one with its items in the order of doing.

use domain::catalogue::Text;
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Weight, button_link, empty_state};
use crate::home::{Topic, topics};
use crate::rows::{self, ItemRow};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// What the list of themes shows.
#[derive(Debug, Clone)]
pub struct TopicsView<'a> {
    /// 人生大事.
    pub life_events: Vec<Topic<'a>>,
    /// Themes for persons.
    pub person: Vec<Topic<'a>>,
    /// Themes for businesses.
    pub business: Vec<Topic<'a>>,
}

/// All themes and life events.
pub fn topic_list(lang: Lang, shell: &Shell<'_>, view: &TopicsView<'_>) -> Markup {
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: lang.home_themes(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (lang.home_themes()) }
        @for (words, list) in [
            (lang.home_life_events(), &view.life_events),
            (lang.home_person(), &view.person),
            (lang.home_business(), &view.business),
        ] {
            section.block { h2 { (words) } (topics(lang, list)) }
        }
    };
    page(lang, shell, &head, body)
}

/// What the page of a theme or life event shows.
#[derive(Debug, Clone)]
pub struct TopicView<'a> {
    /// Its name.
    pub name: &'a Text,
    /// What it is about.
    pub about: &'a Text,
    /// Whether it is a life event, whose items come in the order of doing.
    pub life_event: bool,
    /// Its items.
    pub rows: Vec<ItemRow<'a>>,
}

/// A theme or life event.
pub fn topic(lang: Lang, shell: &Shell<'_>, view: &TopicView<'_>) -> Markup {
    let (name, about) = (text(lang, view.name), text(lang, view.about));
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::themes(lang), lang.home_themes().to_owned()),
    ];
    let head = Head { title: name.0, description: about.0, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (name) }
        p.lead { (about) }
        @if view.rows.is_empty() {
            (empty_state(lang.home_no_items(), lang.home_no_items_hint(),
                button_link(Weight::Main, &links::search(lang), lang.common_nav_services())))
        } @else {
            h2 { (lang.department_items(view.rows.len())) }
            @if view.life_event { p.soft { (lang.home_life_event_hint()) } }
            (rows::list(lang, &view.rows))
        }
    };
    page(lang, shell, &head, body)
}
