//! The shell of every page: header, crumbs, footer. For a public page its bytes depend only on
//! address and catalogue, never on who asks; account state appears in [`Room::My`] and
//! [`Room::Desk`] only.
//!
//! 关怀模式 is a style sheet of its own address (see [`crate::assets::CARE_CSS`]), chosen by a plain
//! form, so that it needs neither a script nor a page that varies by cookie.

use domain::catalogue::Text;
use i18n::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::components::form_token;
use crate::words::text;
use crate::{assets, links};

/// What every page of an installation shares.
#[derive(Debug, Clone)]
pub struct Site {
    /// The place it serves: 大理市.
    pub region: Text,
    /// Who runs it: 大理市政务服务中心.
    pub operator: Text,
    /// Where the operator is found.
    pub address: Text,
    /// The telephone to ask and to complain.
    pub hotline: String,
    /// Whether everything is demonstration data (演示).
    pub demo: bool,
}

/// Whose room a page belongs to; becomes the class of `<html>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Everybody's pages: cached, the same for all.
    Public,
    /// A resident's or agent's own pages.
    My,
    /// Staff pages: dense, by keyboard.
    Desk,
}

impl Room {
    const fn class(self) -> &'static str {
        match self {
            Self::Public => "room-public",
            Self::My => "room-my",
            Self::Desk => "room-desk",
        }
    }
}

/// An entry of the main navigation.
#[derive(Debug, Clone)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
}

/// Who is signed in; none on public pages.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The name to show.
    pub name: &'a str,
    /// The form token of the session.
    pub token: &'a str,
    /// Where the sign-out form is sent (POST).
    pub sign_out: &'a str,
    /// The navigation of this person's room, in place of the public one.
    pub nav: &'a [NavLink],
}

/// What the shell needs to know about a request.
#[derive(Debug, Clone)]
pub struct Shell<'a> {
    /// The installation.
    pub site: &'a Site,
    /// Whose room it is.
    pub room: Room,
    /// Path and query without the language, as `/search?q=x`: the language switch keeps it.
    pub path: &'a str,
    /// Who is signed in, in the rooms that show it.
    pub account: Option<Account<'a>>,
}

/// What a page says about itself.
#[derive(Debug, Clone, Default)]
pub struct Head<'a> {
    /// Title; the site's name is added.
    pub title: &'a str,
    /// A sentence for search engines and previews.
    pub description: &'a str,
    /// The way here, outermost first, without the page itself: (address, words).
    pub crumbs: &'a [(String, String)],
    /// Whether the body begins with a full-width band of its own; else it is wrapped.
    pub bare: bool,
    /// More for `<head>`: structured data.
    pub extra: Option<Markup>,
}

/// A whole page: shell and body. The body brings the one `h1`.
#[expect(clippy::needless_pass_by_value, reason = "pages hand over the body they have just made")]
pub fn page(lang: Lang, shell: &Shell<'_>, head: &Head<'_>, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) class=(shell.room.class()) {
            (head_element(lang, shell, head))
            body {
                a.skip href="#main" { (lang.common_skip()) }
                (header(lang, shell))
                main #main tabindex="-1" {
                    @if head.bare { (body) } @else {
                        div.wrap { (crumbs(lang, head.crumbs)) (body) }
                    }
                }
                (footer(lang, shell))
            }
        }
    }
}

fn head_element(lang: Lang, shell: &Shell<'_>, head: &Head<'_>) -> Markup {
    let other = lang.other();
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (head.title) " · " (lang.common_brand()) }
            @if !head.description.is_empty() {
                meta name="description" content=(head.description);
            }
            @if shell.room != Room::Public { meta name="robots" content="noindex"; }
            meta name="color-scheme" content="light dark";
            link rel="stylesheet" href={ "/assets/" (assets::CSS_NAME) };
            link rel="stylesheet" href=(assets::PREFS_PATH);
            @if shell.room == Room::Public {
                link rel="alternate" hreflang=(other.tag())
                    href={ "/" (other.code()) (shell.path) };
            }
            link rel="icon" type="image/svg+xml" href={ "/assets/" (assets::ICON_NAME) };
            script src={ "/assets/" (assets::JS_NAME) } defer {}
            @if let Some(extra) = &head.extra { (extra) }
        }
    }
}

/// A window of four panes, one of them lit.
const MARK: PreEscaped<&str> = PreEscaped(concat!(
    r#"<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">"#,
    r#"<rect x="2" y="2" width="28" height="28" rx="5" fill="none" stroke="currentColor" "#,
    r#"stroke-width="3"/><path d="M16 3v26M3 16h26" stroke="currentColor" stroke-width="3"/>"#,
    r#"<path d="M17.5 3.5H25A3.5 3.5 0 0 1 28.5 7v7.5h-11z" fill="currentColor"/></svg>"#
));

fn header(lang: Lang, shell: &Shell<'_>) -> Markup {
    html! {
        header {
            @if shell.site.demo {
                div.demo { div.wrap {
                    strong { (lang.common_demo()) } (lang.common_demo_note())
                } }
            }
            div.top { div.wrap {
                a.brand href=(links::home(lang)) {
                    (MARK)
                    div {
                        b { (lang.common_brand()) }
                        span { (lang.common_brand_of(text(lang, &shell.site.region).0)) }
                    }
                }
                div.tools {
                    (care_switch(lang, shell))
                    (language_switch(lang, shell))
                    (account(lang, shell))
                }
                (navigation(lang, shell))
            } }
        }
    }
}

fn care_switch(lang: Lang, shell: &Shell<'_>) -> Markup {
    html! {
        form method="post" action=(assets::PREFS_PATH) {
            input type="hidden" name="back" value={ "/" (lang.code()) (shell.path) };
            button.care-on name="care" value="1" { (lang.common_care_on()) }
            button.care-off name="care" value="0" { (lang.common_care_off()) }
        }
    }
}

fn language_switch(lang: Lang, shell: &Shell<'_>) -> Markup {
    let other = lang.other();
    html! {
        a href={ "/" (other.code()) (shell.path) } lang=(other.tag()) hreflang=(other.tag()) {
            (other.own_name())
        }
    }
}

fn account(lang: Lang, shell: &Shell<'_>) -> Markup {
    html! {
        @if let Some(account) = &shell.account {
            span.small { (account.name) }
            form method="post" action=(account.sign_out) {
                (form_token(Some(account.token)))
                button { (lang.common_sign_out()) }
            }
        }
    }
}

fn navigation(lang: Lang, shell: &Shell<'_>) -> Markup {
    let public = [
        (links::search(lang), lang.common_nav_services()),
        (links::status(lang), lang.common_nav_status()),
        (links::my(lang), lang.common_nav_my()),
    ];
    html! {
        nav.nav aria-label=(lang.common_nav()) { ul {
            @if let Some(account) = &shell.account {
                @for link in account.nav { (nav_item(lang, shell, &link.href, &link.label)) }
            } @else {
                @for (href, label) in &public { (nav_item(lang, shell, href, label)) }
            }
        } }
    }
}

fn nav_item(lang: Lang, shell: &Shell<'_>, href: &str, label: &str) -> Markup {
    let path = shell.path.split('?').next().unwrap_or_default();
    let here = href.strip_prefix(&format!("/{}", lang.code())).is_some_and(|own| own == path);
    html! { li { a href=(href) aria-current=[here.then_some("page")] { (label) } } }
}

/// Where one is, as a list of links.
pub fn crumbs(lang: Lang, crumbs: &[(String, String)]) -> Markup {
    html! {
        @if !crumbs.is_empty() {
            nav.crumbs aria-label=(lang.common_crumbs()) { ol {
                @for (href, words) in crumbs { li { a href=(href) { (words) } } }
            } }
        }
    }
}

fn footer(lang: Lang, shell: &Shell<'_>) -> Markup {
    let site = shell.site;
    html! {
        footer.foot { div.wrap {
            div {
                p { (text(lang, &site.operator)) " · " (text(lang, &site.address)) }
                p {
                    (lang.common_hotline()) " "
                    a href={ "tel:" (site.hotline) } { (site.hotline) }
                }
            }
            nav aria-label=(lang.common_nav_footer()) { ul {
                li { a href=(links::accessibility(lang)) { (lang.common_nav_accessibility()) } }
                li { a href=(links::log(lang)) { (lang.common_nav_log()) } }
                li { a href=(links::departments(lang)) { (lang.common_nav_departments()) } }
                li { a href=(links::api(lang)) { (lang.common_nav_api()) } }
            } }
        } }
    }
}
