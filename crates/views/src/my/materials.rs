//! 交材料: each material with its files, an upload of its own, or a promise for later.

use domain::catalogue::{Item, Material, MaterialForm, MaterialNeed};
use i18n::Lang;
use maud::{Markup, html};

use super::step::{Frame, Step, hidden, step_page, ways_out};
use crate::components::{
    ACCEPT, Field, FieldError, Input, Tone, Weight, actions, button, button_link, button_named,
    field, notice, size_max, tag, upload_progress,
};
use crate::words::text;
use crate::{Shell, links};

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Its id.
    pub id: String,
    /// The material it is.
    pub material: String,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub bytes: u64,
    /// Where it is opened.
    pub href: String,
}

/// What the step shows.
#[derive(Debug, Clone, Copy)]
pub struct MaterialsView<'a> {
    /// Files so far.
    pub files: &'a [FileView],
    /// Materials promised for later, by `id`.
    pub later: &'a [String],
    /// The name of the file that has just arrived.
    pub added: Option<&'a str>,
}

/// The step with the papers.
pub fn materials(
    lang: Lang,
    shell: &Shell<'_>,
    frame: &Frame<'_>,
    view: &MaterialsView<'_>,
) -> Markup {
    let body = html! {
        @if let Some(name) = view.added {
            (notice(Tone::Ok, "", html! { p role="status" { (lang.apply_materials_added(name)) } }))
        }
        p.lead { (lang.apply_materials_lead(size_max())) }
        p.soft { (lang.apply_materials_types()) }
        form method="post" action=(links::draft_step(lang, frame.draft, Step::Materials.word()))
            enctype="multipart/form-data" {
            (hidden(frame))
            ol.materials {
                @for one in &frame.item.materials {
                    li id={ "m-" (one.id) } { (material(lang, frame, view, one)) }
                }
            }
            (actions(button(Weight::Main, lang.apply_materials_done())))
            (upload_progress(lang))
            (ways_out(lang))
        }
    };
    step_page(lang, shell, frame, Step::Materials, lang.apply_materials(), &body)
}

fn material(lang: Lang, frame: &Frame<'_>, view: &MaterialsView<'_>, one: &Material) -> Markup {
    let files: Vec<&FileView> = view.files.iter().filter(|file| file.material == one.id).collect();
    let promised = view.later.contains(&one.id);
    let by_form = frame.item.is_form(&one.id);
    html! {
        (heading(lang, frame.item, one, !by_form))
        @if by_form {
            p { (tag(Tone::Ok, "✓")) " " (lang.apply_materials_by_form()) }
        } @else if promised {
            (promise(lang, one, true))
        } @else {
            (list(lang, &files))
            @if one.form == MaterialForm::Paper { p { (lang.apply_materials_paper()) } }
            @else {
                (upload(lang, &Upload {
                    material: &one.id,
                    more: !files.is_empty(),
                    errors: frame.errors,
                }))
            }
            @if one.need == MaterialNeed::Later && files.is_empty() {
                (promise(lang, one, false))
            }
        }
    }
}

/// Name, whether it must be, and, of papers, what to do with the original.
pub(super) fn heading(lang: Lang, item: &Item, one: &Material, paper: bool) -> Markup {
    // Whoever need not come at all is not told to bring something.
    let shown = paper && item.visits() != Some(0);
    html! {
        h2 { (text(lang, &one.name)) }
        p.meta {
            @match one.need {
                MaterialNeed::Required if one.when.is_none() => {
                    (tag(Tone::Info, lang.guide_need_required()))
                }
                MaterialNeed::Required => {},
                MaterialNeed::Optional => (tag(Tone::Plain, lang.guide_need_optional())),
                MaterialNeed::Later => (tag(Tone::Warn, lang.guide_need_later())),
            }
            @if let Some(when) = &one.when {
                span { (lang.apply_materials_when()) (text(lang, when)) }
            }
        }
        @if let Some(notes) = &one.notes { p { (text(lang, notes)) } }
        @if shown && one.originals > 0 && one.form != MaterialForm::Electronic {
            p.soft { (lang.apply_materials_original()) }
        }
    }
}

fn list(lang: Lang, files: &[&FileView]) -> Markup {
    html! {
        @if !files.is_empty() {
            ul.plain {
                @for file in files {
                    li.row {
                        (file_link(lang, file))
                        button.btn.btn-3 name="_remove" value=(file.id) {
                            (lang.apply_materials_remove())
                            span.sr { (lang.apply_materials_remove_file(&file.name)) }
                        }
                    }
                }
            }
        }
    }
}

/// A file with its size, as a link.
pub(super) fn file_link(lang: Lang, file: &FileView) -> Markup {
    html! {
        span { a href=(file.href) { (file.name) } " " small.soft { (lang.file_size(file.bytes)) } }
    }
}

/// An upload of one material.
pub(super) struct Upload<'a> {
    /// The material.
    pub material: &'a str,
    /// Whether a file is there already.
    pub more: bool,
    /// What was wrong; the field is `file-` and the material.
    pub errors: &'a [FieldError],
}

/// A file to choose, and a button that sends it at once. They stand in the form of the page, so
/// that what was chosen and typed there comes with whatever button is pressed.
pub(super) fn upload(lang: Lang, view: &Upload<'_>) -> Markup {
    let name = format!("file-{}", view.material);
    let label =
        if view.more { lang.apply_materials_choose_more() } else { lang.apply_materials_choose() };
    html! {
        (field(lang, &Field {
            name: &name,
            label,
            error: FieldError::of(view.errors, &name),
            input: Input::File { accept: ACCEPT },
            ..Field::default()
        }))
        (button_named(Weight::Second, "_upload", view.material, lang.apply_materials_upload()))
        (upload_progress(lang))
    }
}

fn promise(lang: Lang, one: &Material, promised: bool) -> Markup {
    let (name, words) = if promised {
        ("_now", lang.apply_materials_promise_undo())
    } else {
        ("_later", lang.apply_materials_promise_go())
    };
    html! {
        @if promised { p { (tag(Tone::Warn, lang.apply_materials_promised())) } }
        (button_named(Weight::Quiet, name, &one.id, words))
    }
}

/// A way on from a page without a main button of its own.
pub(super) fn onward(href: &str, words: &str) -> Markup {
    actions(button_link(Weight::Main, href, words))
}
