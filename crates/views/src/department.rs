//! Departments: the list, and one with its contacts, its place and its items.

use domain::catalogue::{Contacts, Department, DepartmentKind, Place};
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Weight, button_link, empty_state, pairs};
use crate::names::Named;
use crate::rows::{self, ItemRow};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// What the list of departments shows: each with the number of its items.
#[derive(Debug, Clone)]
pub struct DepartmentsView<'a> {
    /// Departments in the order of the list.
    pub departments: Vec<(&'a Department, usize)>,
}

/// All departments, by what kind of body they are.
pub fn department_list(lang: Lang, shell: &Shell<'_>, view: &DepartmentsView<'_>) -> Markup {
    const KINDS: [DepartmentKind; 6] = [
        DepartmentKind::Organ,
        DepartmentKind::ServiceCentre,
        DepartmentKind::Institution,
        DepartmentKind::Branch,
        DepartmentKind::Town,
        DepartmentKind::PublicEnterprise,
    ];
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: lang.department_all(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (lang.department_all()) }
        @for kind in KINDS {
            @let list: Vec<_> =
                view.departments.iter().filter(|(one, _)| one.kind == kind).collect();
            @if !list.is_empty() {
                section.block {
                    h2 { (kind.named(lang)) }
                    ul.links {
                        @for (one, items) in list {
                            li {
                                h3 { a href=(links::department(lang, &one.id)) {
                                    (text(lang, &one.name))
                                } }
                                p.soft { (text(lang, &one.about)) }
                                p.meta { (lang.home_items(items)) }
                            }
                        }
                    }
                }
            }
        }
    };
    page(lang, shell, &head, body)
}

/// What a department's page shows.
#[derive(Debug, Clone)]
pub struct DepartmentView<'a> {
    /// The department.
    pub department: &'a Department,
    /// Where it receives people.
    pub place: Option<&'a Place>,
    /// The department above it.
    pub parent: Option<&'a Department>,
    /// Its items.
    pub rows: Vec<ItemRow<'a>>,
}

/// A department.
pub fn department(lang: Lang, shell: &Shell<'_>, view: &DepartmentView<'_>) -> Markup {
    let this = view.department;
    let (name, about) = (text(lang, &this.name), text(lang, &this.about));
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::departments(lang), lang.department_all().to_owned()),
    ];
    let head = Head { title: name.0, description: about.0, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (name) }
        p.lead { (about) }
        section.card.block {
            h2 { (lang.department_where()) }
            (facts(lang, view))
        }
        h2 { (lang.department_items(view.rows.len())) }
        @if view.rows.is_empty() {
            (empty_state(lang.home_no_items(), lang.home_no_items_hint(),
                button_link(Weight::Main, &links::search(lang), lang.common_nav_services())))
        } @else {
            (rows::list(lang, &view.rows))
        }
    };
    page(lang, shell, &head, body)
}

fn facts(lang: Lang, view: &DepartmentView<'_>) -> Markup {
    let this = view.department;
    let mut rows = Vec::new();
    if let Some(place) = view.place {
        rows.push((lang.guide_place_name(), html! { (text(lang, &place.name)) }));
        rows.push((lang.guide_address(), html! { (text(lang, &place.address)) }));
        rows.push((lang.guide_hours(), lines(lang, &place.hours)));
    }
    rows.push((lang.guide_ask(), phone(&this.contacts.ask)));
    rows.push((lang.guide_complain(), phone(&this.contacts.complain)));
    if let Some(parent) = view.parent {
        let link = links::department(lang, &parent.id);
        let words = html! { a href=(link) { (text(lang, &parent.name)) } };
        rows.push((lang.department_parent(), words));
    }
    rows.push((lang.department_credit_code(), html! { span.mono { (this.credit_code) } }));
    pairs(&rows)
}

/// Texts one below the other.
pub(crate) fn lines(lang: Lang, list: &[domain::catalogue::Text]) -> Markup {
    html! { @for line in list { div { (text(lang, line)) } } }
}

/// A telephone number that can be tapped.
pub(crate) fn phone(number: &str) -> Markup {
    html! { a.nowrap href={ "tel:" (number) } { (number) } }
}

/// Both telephone numbers of a body.
pub(crate) fn contacts(lang: Lang, contacts: &Contacts) -> Markup {
    pairs(&[
        (lang.guide_ask(), phone(&contacts.ask)),
        (lang.guide_complain(), phone(&contacts.complain)),
    ])
}
