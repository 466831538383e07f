//! The check-list of materials: how each came, whether the original was seen, and its scan.

use domain::catalogue::{Material, MaterialNeed};
use i18n::Lang;
use maud::{Markup, html};

use super::IntakeView;
use crate::components::{FieldError, Tone, file_input, tag};
use crate::names::Named;
use crate::words::text;

/// The field that says how a material came: this and its `id`.
pub const TAKEN_FIELD: &str = "taken.";
/// The field that says that its original was seen.
pub const SEEN_FIELD: &str = "seen.";
/// The field of its scan.
pub const FILE_FIELD: &str = "file.";

/// How a material came, as the clerk ticks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// On paper.
    Paper,
    /// As a scan.
    Scan,
    /// Promised for later.
    Later,
    /// Not here.
    None,
}

/// All ways in order.
pub const WAYS: [Way; 4] = [Way::Paper, Way::Scan, Way::Later, Way::None];

impl Way {
    /// The word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Scan => "scan",
            Self::Later => "later",
            Self::None => "none",
        }
    }

    /// The way of a word; nothing was ticked means it is not here.
    pub fn from_word(word: &str) -> Self {
        WAYS.into_iter().find(|way| way.word() == word).unwrap_or(Self::None)
    }

    /// What it says.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Paper => lang.desk_taken_paper(),
            Self::Scan => lang.desk_taken_scan(),
            Self::Later => lang.desk_taken_later(),
            Self::None => lang.desk_taken_none(),
        }
    }
}

pub(super) fn checklist(lang: Lang, view: &IntakeView<'_>) -> Markup {
    html! {
        @if !view.item.materials.is_empty() {
            fieldset.group { legend { (lang.desk_intake_materials()) }
                p.soft { (lang.desk_intake_materials_hint()) }
                ul.papers-list { @for material in &view.item.materials {
                    li { (one(lang, view, material)) }
                } }
            }
        }
    }
}

fn one(lang: Lang, view: &IntakeView<'_>, material: &Material) -> Markup {
    let id = &material.id;
    let (taken, seen, file) =
        (format!("{TAKEN_FIELD}{id}"), format!("{SEEN_FIELD}{id}"), format!("{FILE_FIELD}{id}"));
    let now = Way::from_word(view.typed(&taken));
    let error = FieldError::of(view.errors, &file);
    let may_follow = material.need == MaterialNeed::Later;
    let error_id = format!("f-{file}-error");
    html! {
        h2 { (text(lang, &material.name)) }
        p.meta {
            (tag(if material.need == MaterialNeed::Required { Tone::Info } else { Tone::Plain },
                material.need.named(lang)))
            @if material.originals > 0 { span { (lang.guide_originals(material.originals)) } }
            @if material.copies > 0 { span { (lang.guide_copies(material.copies)) } }
            @if let Some(when) = &material.when { span { (text(lang, when)) } }
        }
        @if let Some(standard) = &material.standard {
            p.small.soft {
                (lang.guide_material_standard()) (text(lang, standard))
            }
        }
        div.ways role="group" aria-label={ (text(lang, &material.name).0) } {
            @for way in WAYS {
                @if way != Way::Later || may_follow {
                    @let way_id = format!("f-{taken}-{}", way.word());
                    span {
                        input id=(way_id) type="radio" name=(taken) value=(way.word())
                            checked[way == now];
                        label for=(way_id) { (way.label(lang)) }
                    }
                }
            }
            @if material.originals > 0 {
                span {
                    input id={ "f-" (seen) } type="checkbox" name=(seen) value="true"
                        checked[!view.typed(&seen).is_empty()];
                    label for={ "f-" (seen) } { (lang.desk_intake_seen()) }
                }
            }
        }
        @if !error.is_empty() { p.error id=(error_id) { (error) } }
        div.ways.small {
            label for={ "f-" (file) } { (lang.desk_intake_scan()) }
            (file_input(lang, &file, (!error.is_empty()).then_some(error_id.as_str())))
        }
    }
}
