//! Drafts: deleting one, and one that is no longer there.

use base::limits::DRAFT_DAYS_MAX;
use domain::catalogue::Item;
use i18n::Lang;
use maud::{Markup, html};

use super::crumbs;
use crate::components::{Weight, actions, button, button_link, form_token};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// Asks whether to delete a draft.
pub fn delete(lang: Lang, shell: &Shell<'_>, item: &Item, id: &str, token: &str) -> Markup {
    let crumbs = crumbs(lang);
    let head = Head { title: lang.apply_draft_delete(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (lang.apply_draft_delete()) }
            p.lead { (text(lang, &item.name)) }
            p { (lang.apply_draft_delete_hint()) }
            form method="post" action=(links::draft_delete(lang, id)) {
                (form_token(Some(token)))
                (actions(html! {
                    (button(Weight::Danger, lang.apply_draft_delete_go()))
                    (button_link(Weight::Quiet, &links::draft(lang, id), lang.apply_draft_keep()))
                }))
            }
        }
    };
    page(lang, shell, &head, body)
}

/// A draft that has expired, was sent or deleted.
pub fn gone(lang: Lang, shell: &Shell<'_>) -> Markup {
    let crumbs = crumbs(lang);
    let head = Head { title: lang.apply_draft_gone(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (lang.apply_draft_gone()) }
            p.lead { (lang.apply_draft_gone_hint(DRAFT_DAYS_MAX)) }
            (actions(html! {
                (button_link(Weight::Main, &links::my(lang), lang.common_nav_my()))
                (button_link(Weight::Quiet, &links::search(lang), lang.common_nav_services()))
            }))
        }
    };
    page(lang, shell, &head, body)
}
