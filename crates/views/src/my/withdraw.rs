//! 撤回申请: asked once more before it is done.

use domain::catalogue::Item;
use i18n::Lang;
use maud::{Markup, html};

use super::{Typed, crumbs, kept, line};
use crate::components::{
    Field, Input, Weight, actions, button, button_link, form_token, kept_field,
};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct WithdrawView<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// The last event that the person sees.
    pub seq: u64,
    /// The item.
    pub item: &'a Item,
    /// The session's form token.
    pub token: &'a str,
    /// Whether it can be withdrawn at all.
    pub can: bool,
    /// What was typed.
    pub typed: Typed<'a>,
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
}

/// The longest reason.
pub const REASON_CHARS_MAX: usize = 500;

/// Asks whether to withdraw.
pub fn withdraw(lang: Lang, shell: &Shell<'_>, view: &WithdrawView<'_>) -> Markup {
    let crumbs = crumbs(lang);
    let title = if view.can { lang.my_withdraw() } else { lang.my_withdraw_over() };
    let head = Head { title, crumbs: &crumbs, ..Head::default() };
    let case = links::my_case(lang, view.number);
    let body = html! {
        div.text {
            h1 { (title) }
            p.lead { (text(lang, &view.item.name)) " " span.soft.num { (view.number) } }
            @if view.can {
                @if !view.kept.is_empty() { (kept::here(lang)) }
                p { (lang.my_withdraw_hint()) }
                form method="post" action=(links::withdraw(lang, view.number)) {
                    (form_token(Some(view.token)))
                    input type="hidden" name="_seq" value=(view.seq);
            (kept_field(view.kept))
                    (line(lang, view.typed, &[], Field {
                        name: "reason", label: lang.my_withdraw_reason(),
                        hint: lang.my_withdraw_reason_hint(), optional: true,
                        max_chars: REASON_CHARS_MAX, input: Input::Multiline, ..Field::default()
                    }))
                    (actions(html! {
                        (button(Weight::Danger, lang.my_withdraw_go()))
                        (button_link(Weight::Quiet, &case, lang.my_withdraw_keep()))
                    }))
                }
            } @else {
                p { (lang.my_withdraw_over_hint()) }
                (actions(button_link(Weight::Main, &case, lang.my_paper_back())))
            }
        }
    };
    page(lang, shell, &head, body)
}
