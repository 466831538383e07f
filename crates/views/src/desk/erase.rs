//! 删除个人信息: an administrator destroys the personal part of a closed case, knowing what goes.

use base::Timestamp;
use domain::cases::Stage;
use domain::catalogue::Text;
use i18n::Lang;
use maud::{Markup, html};

use super::{Names, room, token, typed, words};
use crate::components::{
    Field, FieldError, Input, Tone, Weight, button, error_summary, field, kept_field, notice, pairs,
};
use crate::words::text;
use crate::{Shell, links};

/// Characters of a reason.
const REASON_CHARS_MAX: usize = 200;

/// The case that was found: nothing personal.
#[derive(Debug, Clone)]
pub struct FoundCase<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// The item's name.
    pub item: &'a Text,
    /// The department, by its `id`.
    pub department: &'a str,
    /// Where it stands.
    pub stage: Stage,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When it was erased, and why.
    pub erased: Option<(Timestamp, &'a str)>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct EraseView<'a> {
    /// The number that is looked for, as typed.
    pub number: &'a str,
    /// The case of it.
    pub found: Option<FoundCase<'a>>,
    /// What was typed before an error.
    pub typed: &'a [(String, String)],
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// Names.
    pub names: Names<'a>,
}

/// Look a case up, see what goes and what remains, erase.
pub fn erase(lang: Lang, shell: &Shell<'_>, view: &EraseView<'_>) -> Markup {
    let body = html! {
        h1 { (lang.erase_title()) }
        p.lead { (lang.erase_lead()) }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        (find(lang, view))
        @if let Some(found) = &view.found {
            (case(lang, view, found))
            @if let Some((at, reason)) = found.erased {
                (notice(Tone::Ok, lang.erase_done(), html! {
                    p { (lang.erase_done_hint(lang.time(at), reason)) }
                    p { (lang.erase_backups()) }
                }))
            } @else if found.stage != Stage::Closed {
                (notice(Tone::Warn, lang.erase_open(), html! {
                    p { (lang.erase_open_hint(words::stage(lang, found.stage))) }
                }))
            } @else {
                (what(lang))
                (confirm(lang, shell, view, found.number))
            }
        }
    };
    room(lang, shell, lang.erase_nav(), body)
}

fn find(lang: Lang, view: &EraseView<'_>) -> Markup {
    let number = Field {
        name: "number",
        label: lang.erase_number(),
        value: view.number,
        error: FieldError::of(view.errors, "number"),
        max_chars: 30,
        input: Input::Code,
        ..Field::default()
    };
    html! {
        div.bar {
            form role="search" method="get" action=(links::desk_erase(lang)) {
                (field(lang, &number))
                (button(Weight::Second, lang.erase_find()))
            }
        }
    }
}

fn case(lang: Lang, view: &EraseView<'_>, found: &FoundCase<'_>) -> Markup {
    html! {
        section.block {
            h2 { (lang.erase_case()) }
            (pairs(&[
                (lang.erase_number(), html! { span.mono { (found.number) } }),
                (lang.desk_col_item(), html! { (text(lang, found.item)) }),
                (lang.desk_col_department(), view.names.department(lang, found.department)),
                (lang.desk_col_stage(), html! { (words::stage(lang, found.stage)) }),
                (lang.erase_closed(), html! {
                    @if let Some(at) = found.closed_at { (lang.time(at)) } @else { "—" }
                }),
            ]))
        }
    }
}

/// What goes, and what remains.
fn what(lang: Lang) -> Markup {
    let goes = [
        lang.erase_goes_parties(),
        lang.erase_goes_answers(),
        lang.erase_goes_words(),
        lang.erase_goes_files(),
    ];
    let stays = [lang.erase_stays_events(), lang.erase_stays_numbers(), lang.erase_stays_log()];
    html! {
        div.split {
            section {
                h2 { (lang.erase_goes()) }
                ul { @for one in goes { li { (one) } } }
                p.soft { (lang.erase_backups()) }
            }
            section { h2 { (lang.erase_stays()) } ul { @for one in stays { li { (one) } } } }
        }
    }
}

fn confirm(lang: Lang, shell: &Shell<'_>, view: &EraseView<'_>, number: &str) -> Markup {
    let hint = lang.erase_again_hint(number);
    let reason = Field {
        name: "reason",
        label: lang.erase_reason(),
        hint: lang.erase_reason_hint(),
        value: typed(view.typed, "reason"),
        error: FieldError::of(view.errors, "reason"),
        max_chars: REASON_CHARS_MAX,
        input: Input::Text,
        ..Field::default()
    };
    let again = Field {
        name: "again",
        label: lang.erase_again(),
        hint: &hint,
        value: typed(view.typed, "again"),
        error: FieldError::of(view.errors, "again"),
        max_chars: 30,
        input: Input::Code,
        ..Field::default()
    };
    html! {
        form.text method="post" action=(links::desk_erase(lang)) {
            (token(shell))
            (kept_field(view.kept))
            input type="hidden" name="number" value=(number);
            (field(lang, &reason))
            (field(lang, &again))
            (button(Weight::Danger, lang.erase_go()))
        }
    }
}
