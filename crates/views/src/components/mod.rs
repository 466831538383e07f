//! The parts pages are made of. Each is a function from words to HTML; none knows a feature.

mod field;
mod list;

pub use field::{
    ACCEPT, Choice, Field, FieldError, Input, autosave_status, error_summary, field, file_input,
    form_size_max, form_token, kept_field, size_max, upload_progress,
};
pub use list::{Cell, Phase, Step, Table, pages, pairs, stepper, steps, table};

use i18n::Lang;
use maud::{Markup, Render, html};

use crate::links;

/// A colour with a meaning. It never stands alone: words always say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// For information.
    Info,
    /// Done, in order.
    Ok,
    /// Look at it soon.
    Warn,
    /// Wrong or late.
    Bad,
}

impl Tone {
    /// The end of the CSS class.
    const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A word on a coloured ground.
pub fn tag(tone: Tone, word: impl Render) -> Markup {
    html! { span class={ "tag tag-" (tone.word()) } { (word) } }
}

/// A framed message: title (may be empty) and body.
pub fn notice(tone: Tone, title: &str, body: impl Render) -> Markup {
    html! {
        div class={ "notice notice-" (tone.word()) } {
            @if !title.is_empty() { p.notice-title { (title) } }
            (body)
        }
    }
}

/// How strongly a button asks to be pressed. A page has one [`Weight::Main`] at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The next step.
    Main,
    /// Another way.
    Second,
    /// A way out, looking like a link.
    Quiet,
    /// It cannot be taken back.
    Danger,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "btn",
            Self::Second => "btn btn-2",
            Self::Quiet => "btn btn-3",
            Self::Danger => "btn btn-bad",
        }
    }
}

/// A button that sends the form around it.
pub fn button(weight: Weight, words: impl Render) -> Markup {
    html! { button class=(weight.class()) { (words) } }
}

/// A button that sends its form with `name=value`, where a form has several.
pub fn button_named(weight: Weight, name: &str, value: &str, words: impl Render) -> Markup {
    html! { button class=(weight.class()) name=(name) value=(value) { (words) } }
}

/// A button that takes the form away as it stands: the browser asks for nothing that is missing.
pub fn button_away(name: &str, words: impl Render) -> Markup {
    let class = Weight::Quiet.class();
    html! { button class=(class) name=(name) value="true" formnovalidate { (words) } }
}

/// A link that looks like a button.
pub fn button_link(weight: Weight, href: &str, words: impl Render) -> Markup {
    html! { a class=(weight.class()) href=(href) { (words) } }
}

/// Buttons in a row; below one another on a phone.
pub fn actions(buttons: impl Render) -> Markup {
    html! { div.actions { (buttons) } }
}

/// Nothing here yet, and what one can do about it.
pub fn empty_state(title: &str, body: &str, next: impl Render) -> Markup {
    html! {
        div.empty {
            h2 { (title) }
            p.soft { (body) }
            (actions(next))
        }
    }
}

/// A code to read aloud or copy. `id` is unique on the page. The button appears with scripts.
pub fn copyable(lang: Lang, id: &str, code: &str) -> Markup {
    html! {
        span.copy {
            code id=(id) { (code) }
            button.btn.btn-3.js-only.no-print type="button" data-copy=(id)
                data-done=(lang.common_copied()) { (lang.common_copy()) }
        }
    }
}

/// Prints the page; appears with scripts, since browsers have the command anyway.
pub fn print_button(lang: Lang) -> Markup {
    html! {
        button.btn.btn-3.js-only.no-print type="button" data-print { (lang.common_print()) }
    }
}

/// The search field. `big` is the one on the first page; `q` is what was searched for.
pub fn search_box(lang: Lang, label: &str, q: &str, big: bool) -> Markup {
    let suggest = format!("{}?q=", links::suggest(lang));
    let class = if big { "search search-big" } else { "search" };
    html! {
        form class=(class) role="search" method="get" action=(links::search(lang)) {
            label.label for="q" { (label) }
            div.search-row {
                div {
                    input.input #q name="q" type="search" value=(q) maxlength="100"
                        autocomplete="off" enterkeyhint="search" data-suggest=(suggest)
                        data-label=(lang.search_suggestions())
                        data-found=(lang.search_suggested("%"));
                }
                button.btn { (lang.search_go()) }
            }
        }
    }
}
