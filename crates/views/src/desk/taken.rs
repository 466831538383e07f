//! Taken in: the receipt to print, and what the clerk can do next for the same person.

use i18n::Lang;
use maud::{Markup, html};

use super::room;
use crate::components::{Tone, Weight, actions, button_link, notice, print_button};
use crate::papers::{self, Paper};
use crate::{Shell, links};

/// What the page after an intake shows.
#[derive(Debug, Clone)]
pub struct TakenView<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// 收件回执, with the query code.
    pub receipt: &'a Paper,
    /// A QR code that leads to the status, as SVG, and the query code's words beside it.
    pub qr: Option<Markup>,
    /// Whether it was done on the spot, and the number of the event that closed it.
    pub done: Option<u64>,
    /// Whether this is demonstration data.
    pub demo: bool,
}

/// The page after an intake.
pub fn taken(lang: Lang, shell: &Shell<'_>, view: &TakenView<'_>) -> Markup {
    let title = if view.done.is_some() { lang.desk_taken_done() } else { lang.desk_taken_title() };
    let again = links::query(&links::desk_new(lang), &[("with", view.number)]);
    let body = html! {
        div.no-print {
            (notice(Tone::Ok, title, html! { p { (lang.desk_taken_hint()) } }))
            (actions(html! {
                (print_button(lang))
                (button_link(Weight::Main, &again, lang.desk_taken_another()))
                (button_link(Weight::Second, &links::desk_case(lang, view.number),
                    lang.desk_taken_open()))
                @if let Some(seq) = view.done {
                    (button_link(Weight::Second, &links::desk_paper(lang, view.number, seq),
                        lang.desk_taken_paper_of()))
                }
            }))
        }
        (papers::sheet(lang, view.receipt, view.demo, view.qr.as_ref()))
    };
    room(lang, shell, title, body)
}
