//! Element 4: what to bring, why it may be asked, and what a good one looks like.

use domain::catalogue::{Material, MaterialForm, MaterialNeed, MaterialSource, Part};
use i18n::Lang;
use maud::{Markup, html};

use super::GuideView;
use crate::components::{Tone, tag};
use crate::names::Named;
use crate::words::{citations, text};

/// The list of materials; it prints as a check list.
pub fn materials(lang: Lang, view: &GuideView<'_>) -> Markup {
    let detailed = view.item.states(Part::MaterialDetails);
    html! {
        @if !view.item.states(Part::Materials) { p { (lang.guide_unstated()) } }
        @else if view.item.materials.is_empty() { p { (lang.guide_materials_none()) } }
        @else {
            @if detailed { p.soft { (lang.guide_materials_hint()) } }
            @else { p { (lang.guide_unstated_details()) } }
            ol.materials { @for one in &view.item.materials {
                li { (material(lang, one, detailed)) }
            } }
        }
    }
}

fn material(lang: Lang, one: &Material, detailed: bool) -> Markup {
    html! {
        h3 { (text(lang, &one.name)) }
        @if detailed { p.meta {
            (need(lang, one.need))
            @if let Some(when) = &one.when { (tag(Tone::Info, text(lang, when))) }
            @for part in form(lang, one) { span { (part) } }
            span { (source(lang, one)) }
        } }
        @if let Some(notes) = &one.notes { p { (text(lang, notes)) } }
        @if !one.basis.is_empty() {
            p.cite { (lang.guide_basis_short()) (citations(lang, &one.basis)) }
        }
        @if one.standard.is_some() || one.sample.is_some() {
            details {
                summary { (lang.guide_material_more()) }
                @if let Some(standard) = &one.standard {
                    p { (lang.guide_material_standard()) (text(lang, standard)) }
                }
                @if let Some(sample) = &one.sample {
                    pre.specimen lang="zh-CN" { (sample.trim()) }
                }
            }
        }
    }
}

fn need(lang: Lang, need: MaterialNeed) -> Markup {
    match need {
        MaterialNeed::Required => tag(Tone::Plain, lang.guide_need_required()),
        MaterialNeed::Optional => tag(Tone::Plain, lang.guide_need_optional()),
        MaterialNeed::Later => tag(Tone::Warn, lang.guide_need_later()),
    }
}

/// 原件 1 份, 复印件 1 份, 纸质、电子版都行.
fn form(lang: Lang, one: &Material) -> Vec<String> {
    let mut parts = Vec::new();
    if one.originals > 0 && one.form != MaterialForm::Electronic {
        parts.push(lang.guide_originals(one.originals));
    }
    if one.copies > 0 {
        parts.push(lang.guide_copies(one.copies));
    }
    let form = match one.form {
        MaterialForm::Paper => lang.guide_form_paper(),
        MaterialForm::Electronic => lang.guide_form_electronic(),
        MaterialForm::Either => lang.guide_form_either(),
    };
    parts.push(form.to_owned());
    parts
}

fn source(lang: Lang, one: &Material) -> Markup {
    html! {
        @match (&one.issuer, one.source) {
            (Some(issuer), source) if source != MaterialSource::Applicant => {
                (lang.guide_issuer()) (text(lang, issuer))
            }
            (_, source) => (source.named(lang)),
        }
    }
}
