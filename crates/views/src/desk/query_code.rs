//! 换发查询码: a person of the case who lost the code gets a new one against a document, on a slip.

use domain::catalogue::Text;
use domain::people::PartyRole;
use i18n::Lang;
use maud::{Markup, PreEscaped, html};

use super::{came, room, token};
use crate::components::{
    FieldError, Tone, Weight, actions, button, button_link, copyable, error_summary, kept_field,
    notice, print_button,
};
use crate::words::text;
use crate::{Shell, links};

/// The name of what makes a second click the same request.
pub const KEY_FIELD: &str = "code.key";

/// What the form shows.
#[derive(Debug, Clone)]
pub struct QueryCodeView<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// The item's name.
    pub item: &'a Text,
    /// Parts that somebody plays in the case.
    pub roles: &'a [PartyRole],
    /// What makes a second click the same request.
    pub key: &'a str,
    /// What was typed before an error.
    pub typed: &'a [(String, String)],
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// What is in the way, where no field is to blame.
    pub refused: Option<String>,
}

/// Who came, and what was compared.
pub fn form(lang: Lang, shell: &Shell<'_>, view: &QueryCodeView<'_>) -> Markup {
    let roles: Vec<PartyRole> =
        view.roles.iter().copied().filter(|role| *role != PartyRole::Subject).collect();
    let asked = came::Asked {
        prefix: "code",
        who: [lang.outlet_who_came(), lang.outlet_code_who_hint()],
        roles: &roles,
        typed: view.typed,
        errors: view.errors,
    };
    let body = html! {
        h1 { (lang.outlet_code_title()) }
        p { span.mono { (view.number) } " · " (text(lang, view.item)) }
        p { (lang.outlet_code_lead()) }
        @if let Some(why) = &view.refused {
            (notice(Tone::Bad, lang.desk_not_done(), html! { p { (why) } }))
        }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        form method="post" action=(links::desk_query_code(lang, view.number)) {
            (token(shell))
            (kept_field(view.kept))
            input type="hidden" name=(KEY_FIELD) value=(view.key);
            (came::fields(lang, &asked))
            (button(Weight::Main, lang.outlet_code_go()))
        }
    };
    room(lang, shell, lang.outlet_code_title(), body)
}

/// What the slip shows.
#[derive(Debug, Clone)]
pub struct SlipView<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// The item's name.
    pub item: &'a Text,
    /// 查询码, the one time that it is shown.
    pub query_code: &'a str,
    /// A QR code of the status page, as SVG.
    pub qr: Option<PreEscaped<String>>,
}

/// The slip to print: number and new code.
pub fn slip(lang: Lang, shell: &Shell<'_>, view: &SlipView<'_>) -> Markup {
    let body = html! {
        div.no-print {
            (notice(Tone::Ok, lang.outlet_code_done(), html! { p { (lang.outlet_code_once()) } }))
        }
        article.sheet {
            h1 { (lang.outlet_code_slip()) }
            p { (text(lang, view.item)) }
            p { (lang.receipt_number()) br; (copyable(lang, "number", view.number)) }
            p { (lang.receipt_code()) br; (copyable(lang, "code", view.query_code)) }
            @if let Some(qr) = &view.qr {
                div.qr { (qr) p.small.soft { (lang.receipt_qr()) } }
            }
            p { (lang.papers_query_hint()) }
            p { (lang.outlet_code_void()) }
        }
        (actions(html! {
            (print_button(lang))
            (button_link(Weight::Second, &links::desk_case(lang, view.number),
                lang.outlet_code_back()))
        }))
    };
    room(lang, shell, lang.outlet_code_slip(), body)
}
