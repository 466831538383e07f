//! The steps of an application, and the frame around each of them.

use domain::catalogue::{Item, ResultKind};
use i18n::Lang;
use maud::{Markup, html};

use super::{crumbs, kept};
use crate::components::{
    FieldError, Tone, Weight, actions, autosave_status, button, button_away, error_summary,
    form_token, kept_field, notice, stepper,
};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// A step of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// For whom it is.
    Whom,
    /// Who that is, where it is not oneself.
    Person,
    /// The item's form.
    Form,
    /// Papers.
    Materials,
    /// How the result comes.
    Delivery,
    /// Check and send.
    Check,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Self; 6] =
        [Self::Whom, Self::Person, Self::Form, Self::Materials, Self::Delivery, Self::Check];

    /// The last part of its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whom => "whom",
            Self::Person => "person",
            Self::Form => "form",
            Self::Materials => "materials",
            Self::Delivery => "delivery",
            Self::Check => "check",
        }
    }

    /// The step of an address.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// Whether an application for the item has this step; whether somebody else is asked about
    /// depends on the answer before.
    pub fn is_of(self, item: &Item, somebody_else: bool) -> bool {
        match self {
            Self::Whom | Self::Check => true,
            Self::Person => somebody_else,
            Self::Form => item.form.is_some(),
            Self::Materials => !item.materials.is_empty(),
            Self::Delivery => item.channels.courier && has_result(item),
        }
    }

    /// The step before this one.
    pub fn before(self, steps: &[Self]) -> Option<Self> {
        let place = steps.iter().position(|one| *one == self)?;
        steps.get(place.checked_sub(1)?).copied()
    }

    /// What it is called in the row of steps.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Whom | Self::Person => lang.apply_step_whom(),
            Self::Form => lang.apply_step_form(),
            Self::Materials => lang.apply_step_materials(),
            Self::Delivery => lang.apply_step_delivery(),
            Self::Check => lang.apply_step_check(),
        }
    }
}

fn has_result(item: &Item) -> bool {
    item.results.iter().any(|result| result.kind != ResultKind::Nothing)
}

/// What every step knows.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The item.
    pub item: &'a Item,
    /// The draft.
    pub draft: &'a str,
    /// Its revision: what is saved on an older one is refused.
    pub revision: i64,
    /// The session's form token.
    pub token: &'a str,
    /// The steps of this application, in order.
    pub steps: &'a [Step],
    /// Under what the texts of the form were kept when a session ended; empty when they were not.
    pub kept: &'a str,
    /// Whether the draft was changed elsewhere and what was sent was not saved.
    pub moved: bool,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// The case with whose answers and files it was begun.
    pub again: Option<Again<'a>>,
}

/// An application that was filled in from an older one.
#[derive(Debug, Clone, Copy)]
pub struct Again<'a> {
    /// The number of that case.
    pub number: &'a str,
    /// What must be answered anew or brought once more, in words: the item may have changed.
    pub anew: &'a [String],
}

impl Frame<'_> {
    /// The step before, or the page on which the application began.
    fn before(&self, lang: Lang, step: Step) -> String {
        match step.before(self.steps) {
            Some(before) => links::draft_step(lang, self.draft, before.word()),
            None => links::apply(lang, &self.item.code),
        }
    }
}

/// A step as a page. `title` is the one `h1`.
pub(super) fn step_page(
    lang: Lang,
    shell: &Shell<'_>,
    frame: &Frame<'_>,
    step: Step,
    title: &str,
    body: &Markup,
) -> Markup {
    let crumbs = crumbs(lang);
    let item = text(lang, &frame.item.name);
    let wrong = if frame.errors.is_empty() { "" } else { lang.apply_error_prefix() };
    let head_title = format!("{wrong}{title} · {}", item.0);
    let head = Head { title: &head_title, crumbs: &crumbs, ..Head::default() };
    // Asking who somebody is belongs to the step before it.
    let shown: Vec<Step> = frame.steps.iter().copied().filter(|one| *one != Step::Person).collect();
    let here = if step == Step::Person { Step::Whom } else { step };
    let now = shown.iter().position(|one| *one == here).unwrap_or_default();
    let names: Vec<&str> = shown.iter().map(|one| one.name(lang)).collect();
    let body = html! {
        p.soft { (lang.apply_title(item.0)) }
        (stepper(lang, &names, now))
        h1 { (title) }
        @if frame.moved {
            (notice(Tone::Warn, lang.apply_draft_moved(), html! {
                p { (lang.apply_draft_moved_hint()) }
            }))
        }
        @if !frame.kept.is_empty() { (kept::here(lang)) }
        @if let Some(again) = frame.again { (filled_in(lang, again)) }
        (error_summary(lang, frame.errors))
        (body)
        // Where something is typed, the ways out are buttons of its form: see `ways_out`.
        @if step == Step::Check {
            p.small {
                a href=(frame.before(lang, step)) { (lang.apply_back()) }
                " · " a href=(links::my(lang)) { (lang.apply_later()) }
            }
        }
    };
    page(lang, shell, &head, body)
}

/// What was taken over, and what was not.
fn filled_in(lang: Lang, again: Again<'_>) -> Markup {
    let body = html! {
        p {
            (lang.apply_again_from()) " "
            a.num href=(links::my_case(lang, again.number)) { (again.number) }
        }
        p { (lang.apply_again_hint()) }
        @if !again.anew.is_empty() {
            p { (lang.apply_again_anew()) }
            ul { @for one in again.anew { li { (one) } } }
        }
    };
    let tone = if again.anew.is_empty() { Tone::Info } else { Tone::Warn };
    notice(tone, lang.apply_again(), body)
}

/// The form of a step, with its token and the revision it was made for.
pub(super) fn step_form(lang: Lang, frame: &Frame<'_>, step: Step, fields: &Markup) -> Markup {
    let to = links::draft_step(lang, frame.draft, step.word());
    let autosave = (step == Step::Form).then(|| links::draft_autosave(lang, frame.draft));
    html! {
        form method="post" action=(to) data-autosave=[autosave] {
            (hidden(frame))
            (fields)
            (actions(button(Weight::Main, lang.apply_next())))
            @if step == Step::Form { (autosave_status(lang)) }
            (ways_out(lang))
        }
    }
}

/// Back, or away for now: the form is saved as it stands, with scripts and without.
pub(super) fn ways_out(lang: Lang) -> Markup {
    html! {
        p.small {
            (button_away("_back", lang.apply_back()))
            " · "
            (button_away("_away", lang.apply_later()))
        }
    }
}

/// What every form of a draft carries.
pub(super) fn hidden(frame: &Frame<'_>) -> Markup {
    html! {
        (form_token(Some(frame.token)))
        input type="hidden" name="_revision" value=(frame.revision);
        input type="hidden" name="_item" value=(frame.item.code);
        (kept_field(frame.kept))
    }
}
