//! Pages about the site itself: the accessibility statement, and what the work log is.

use i18n::Lang;
use maud::{Markup, html};

use crate::components::{copyable, pairs};
use crate::{Head, Shell, links, page};

/// 无障碍声明.
pub fn accessibility(lang: Lang, shell: &Shell<'_>) -> Markup {
    let title = lang.about_access_title();
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (title) }
            p.lead { (lang.about_access_lead()) }
            h2 { (lang.about_access_can()) }
            ul {
                li { (lang.about_access_keyboard()) }
                li { (lang.about_access_reader()) }
                li { (lang.about_access_care()) }
                li { (lang.about_access_zoom()) }
                li { (lang.about_access_scripts()) }
                li { (lang.about_access_colour()) }
                li { (lang.about_access_print()) }
            }
            h2 { (lang.about_access_short()) }
            p { (lang.about_access_short_hint()) }
            h2 { (lang.about_access_other()) }
            p { (lang.about_access_green()) }
            p {
                (lang.about_access_tell()) " "
                a href={ "tel:" (shell.site.hotline) } { (shell.site.hotline) }
            }
        }
    };
    page(lang, shell, &head, body)
}

/// What the page about the work log shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogView<'a> {
    /// The name of the log, as its checkpoints carry it.
    pub origin: &'a str,
    /// How many entries the last signed checkpoint covers; none before the first.
    pub entries: Option<u64>,
    /// The public key, as signed notes write it.
    pub key: &'a str,
    /// Where the checkpoint is read.
    pub checkpoint: &'a str,
}

/// 工作日志: what it is and how anybody checks it.
pub fn log(lang: Lang, shell: &Shell<'_>, view: &LogView<'_>) -> Markup {
    let title = lang.log_title();
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title, crumbs: &crumbs, ..Head::default() };
    let entries = view.entries.map_or_else(
        || lang.log_none_yet().to_owned(),
        |entries| lang.log_entries(lang.count(entries)),
    );
    let body = html! {
        div.text {
            h1 { (title) }
            p.lead { (lang.log_lead()) }
            h2 { (lang.log_what()) }
            ul {
                li { (lang.log_what_all()) }
                li { (lang.log_what_private()) }
                li { (lang.log_what_chain()) }
            }
            h2 { (lang.log_check()) }
            ol {
                li { (lang.log_check_proof()) }
                li { (lang.log_check_tool()) " " code { "yichuang verify --proof FILE" } }
                li { (lang.log_check_keep()) }
            }
            h2 { (lang.log_now()) }
            (pairs(&[
                (lang.log_origin(), html! { code { (view.origin) } }),
                (lang.log_size(), html! { (entries) }),
                (lang.log_key(), copyable(lang, "log-key", view.key)),
                (lang.log_checkpoint(), html! { a href=(view.checkpoint) { (view.checkpoint) } }),
            ]))
            p { a href=(links::api(lang)) { (lang.log_api()) } }
        }
    };
    page(lang, shell, &head, body)
}
