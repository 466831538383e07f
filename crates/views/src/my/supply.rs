//! 补正与补交: bring what the one-time notice names, or papers that may follow later.

use domain::catalogue::{Item, Material, MaterialForm};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::materials::{FileView, Upload, file_link, heading, onward, upload};
use super::{crumbs, kept};
use crate::components::{
    FieldError, Tone, Weight, actions, button, error_summary, form_token, kept_field, notice,
    upload_progress,
};
use crate::form::fields;
use crate::words::text;
use crate::{Head, Shell, links, page};

/// Something to bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'a> {
    /// The material.
    pub material: &'a Material,
    /// What the notice says about it; empty for papers that may follow later.
    pub words: &'a str,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SupplyView<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// The last event that the person sees.
    pub seq: u64,
    /// The item.
    pub item: &'a Item,
    /// The session's form token.
    pub token: &'a str,
    /// Whether the notice asks for it (补正), or it may follow later.
    pub corrects: bool,
    /// Materials; none when nothing is to be brought.
    pub asked: Vec<Asked<'a>>,
    /// What the notice says about the form, where it names it.
    pub form: Option<&'a str>,
    /// The answers as they stand or were typed.
    pub answers: &'a Map<String, Value>,
    /// Files that were uploaded and not handed in yet.
    pub files: &'a [FileView],
    /// The name of the file that has just arrived.
    pub added: Option<&'a str>,
    /// Under what the answers were kept when a session ended; empty when they were not.
    pub kept: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The page on which papers are brought.
pub fn supply(lang: Lang, shell: &Shell<'_>, view: &SupplyView<'_>) -> Markup {
    let mut crumbs = crumbs(lang);
    crumbs.push((links::my_case(lang, view.number), text(lang, &view.item.name).0.to_owned()));
    let nothing = view.asked.is_empty() && view.form.is_none();
    let title = match (nothing, view.corrects) {
        (true, _) => lang.my_supply_over(),
        (false, true) => lang.my_supply(),
        (false, false) => lang.my_later_go(),
    };
    let head = Head { title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (title) }
        p.lead { (text(lang, &view.item.name)) " " span.soft.num.nowrap { (view.number) } }
        @if nothing {
            p { (lang.my_supply_over_hint()) }
            (onward(&links::my_case(lang, view.number), lang.my_paper_back()))
        } @else { (everything(lang, view)) }
    };
    page(lang, shell, &head, body)
}

fn everything(lang: Lang, view: &SupplyView<'_>) -> Markup {
    let lead = if view.corrects { lang.my_supply_lead() } else { lang.my_supply_later_lead() };
    html! {
        @if let Some(name) = view.added {
            (notice(Tone::Ok, "", html! { p role="status" { (lang.my_uploaded(name)) } }))
        }
        @if !view.kept.is_empty() { (kept::here(lang)) }
        (error_summary(lang, view.errors))
        p { (lead) }
        p.soft { (lang.apply_materials_types()) }
        (send(lang, view))
    }
}

fn material(lang: Lang, view: &SupplyView<'_>, asked: &Asked<'_>) -> Markup {
    let files: Vec<&FileView> =
        view.files.iter().filter(|file| file.material == asked.material.id).collect();
    html! {
        (heading(lang, view.item, asked.material, true))
        @if !asked.words.is_empty() {
            p { strong { (lang.my_supply_asked()) } (asked.words) }
        }
        @if !files.is_empty() {
            ul.plain { @for file in &files { li { (file_link(lang, file)) } } }
        }
        @if asked.material.form == MaterialForm::Paper { p { (lang.apply_materials_paper()) } }
        @else {
            (upload(lang, &Upload {
                material: &asked.material.id,
                more: !files.is_empty(),
                errors: view.errors,
            }))
        }
    }
}

fn send(lang: Lang, view: &SupplyView<'_>) -> Markup {
    let schema = view.item.form.as_ref().unwrap_or(&Value::Null);
    html! {
        form method="post" action=(links::supply(lang, view.number))
            enctype="multipart/form-data" {
            (form_token(Some(view.token)))
            input type="hidden" name="_seq" value=(view.seq);
            (kept_field(view.kept))
            @if let Some(words) = view.form {
                h2 { (lang.my_supply_form()) }
                @if !words.is_empty() { p { strong { (lang.my_supply_asked()) } (words) } }
                (fields(lang, schema, view.answers, view.errors))
            }
            // Files come last: what was typed is kept even where a file is too large to be read.
            @if !view.asked.is_empty() {
                ol.materials { @for asked in &view.asked { li { (material(lang, view, asked)) } } }
            }
            h2 #f-ready tabindex="-1" { (lang.my_supply_ready()) }
            @if view.files.is_empty() { p.soft { (lang.my_supply_nothing()) } }
            @else { ul { @for file in view.files { li { (file_link(lang, file)) } } } }
            (actions(button(Weight::Main, lang.my_supply_go())))
            (upload_progress(lang))
        }
    }
}
