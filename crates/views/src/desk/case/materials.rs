//! The materials: what is asked, what came and how, and the stored files.

use domain::cases::Taken;
use domain::catalogue::{Material, MaterialNeed, Part};
use i18n::Lang;
use maud::{Markup, html};

use super::CaseView;
use crate::components::{Tone, tag};
use crate::desk::words;
use crate::links;
use crate::names::Named;
use crate::words::text;

pub(super) fn materials(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        section {
            h2 { (lang.desk_intake_materials()) }
            @if !view.item.states(Part::Materials) { p.soft { (lang.guide_unstated()) } }
            @else if view.item.materials.is_empty() {
                p.soft { (lang.guide_materials_none()) }
            }
            ul.papers-list { @for material in &view.item.materials {
                li { (one(lang, view, material)) }
            } }
        }
    }
}

fn one(lang: Lang, view: &CaseView<'_>, material: &Material) -> Markup {
    let case = view.case;
    let papers = case.papers.iter().filter(|paper| paper.material == material.id);
    let promised = case
        .papers
        .iter()
        .any(|paper| paper.material == material.id && paper.taken == Taken::Later);
    let files = view.files.iter().filter(|file| file.material == material.id);
    html! {
        h3 { (text(lang, &material.name)) }
        p.meta {
            (state(lang, view, material, promised))
            @if case.originals_seen.contains(&material.id) {
                (tag(Tone::Ok, lang.desk_seen()))
            }
            @if asked_again(view, material) { (tag(Tone::Warn, lang.desk_correcting())) }
            span { (material.need.named(lang)) }
            @if let Some(when) = &material.when { span { (text(lang, when)) } }
        }
        @for paper in papers {
            @if paper.taken != Taken::Later {
                p.small {
                    @if paper.is_form(view.item) {
                        (lang.desk_taken_form())
                    } @else { (words::taken(lang, paper.taken)) " × " (paper.count) }
                }
            }
        }
        @for file in files {
            p {
                a href=(links::desk_file(lang, &case.number, file.id)) download {
                    (file.name)
                }
                " " span.soft { (lang.file_size(file.size)) " · " (lang.time(file.at)) }
            }
        }
        @if let Some(standard) = &material.standard {
            p.small.soft { (lang.guide_material_standard()) (text(lang, standard)) }
        }
    }
}

fn state(lang: Lang, view: &CaseView<'_>, material: &Material, promised: bool) -> Markup {
    let required = material.need == MaterialNeed::Required && material.when.is_none();
    match (view.case.has_paper(&material.id), promised, required) {
        (true, ..) => tag(Tone::Ok, lang.desk_material_here()),
        _ if view.case.waived.contains(&material.id) => {
            tag(Tone::Plain, lang.desk_material_waived())
        }
        (false, true, _) => tag(Tone::Warn, lang.desk_taken_later()),
        (false, false, true) => tag(Tone::Bad, lang.desk_material_missing()),
        (false, false, false) => tag(Tone::Plain, lang.desk_material_none()),
    }
}

/// Whether the one-time notice names it and nothing has come since.
fn asked_again(view: &CaseView<'_>, material: &Material) -> bool {
    let told = view.case.correction.as_ref().filter(|told| told.supplied_at.is_none());
    told.is_some_and(|told| told.materials.contains(&material.id))
}
