//! The acts as forms: each folded away behind its name, open when it was sent and refused. This
//! file has the frame and the acts of receipt; [`super::review`] has those of the department.

use domain::catalogue::Incomplete;
use i18n::Lang;
use maud::{Markup, html};
use serde_json::Value;

use super::{CaseView, Doing, review};
use crate::components::{
    Choice, Field, Input, Tone, Weight, button, field, file_input, kept_field, notice,
    upload_progress,
};
use crate::desk::{admin, token};
use crate::words::{chinese, text};
use crate::{Shell, form, links};

/// What an act is called on its button.
pub(super) const fn title(lang: Lang, doing: Doing) -> &'static str {
    match doing {
        Doing::Accept => lang.desk_act_accept(),
        Doing::Correct => lang.desk_act_correct(),
        Doing::Mend => lang.desk_act_mend(),
        Doing::Redirect => lang.desk_act_redirect(),
        Doing::Unneeded => lang.desk_act_unneeded(),
        Doing::Originals => lang.desk_act_originals(),
        Doing::Waive => lang.desk_act_waive(),
        Doing::Papers => lang.desk_act_papers(),
        Doing::Supply => lang.desk_act_supply(),
        Doing::Claim => lang.desk_claim(),
        Doing::HandOn => lang.desk_act_hand_on(),
        Doing::Ask => lang.desk_act_ask(),
        Doing::CallBack => lang.desk_act_call_back(),
        Doing::Answer => lang.desk_act_answer(),
        Doing::Opine => lang.desk_act_opine(),
        Doing::Extend => lang.desk_act_extend(),
        Doing::Pause => lang.desk_act_pause(),
        Doing::Resume => lang.desk_act_resume(),
        Doing::Grant => lang.desk_act_grant(),
        Doing::Refuse => lang.desk_act_refuse(),
        Doing::Complete => lang.desk_act_complete(),
        Doing::Withdraw => lang.desk_act_withdraw(),
    }
}

/// One act: a button where nothing is to be filled in, else a form behind its name.
pub(super) fn act(lang: Lang, shell: &Shell<'_>, view: &CaseView<'_>, doing: Doing) -> Markup {
    let name = title(lang, doing);
    let fields = match doing {
        Doing::Claim | Doing::Resume => {
            return html! {
                form method="post" action=(address(lang, view, doing)) {
                    (hidden(shell, view))
                    (button(Weight::Second, name))
                }
            };
        }
        Doing::Accept => accept(lang, view),
        Doing::Correct => correct(lang, view),
        Doing::Mend => mend(lang, view),
        Doing::Redirect => redirect(lang, view),
        Doing::Unneeded => reason(lang, view, "unneeded.reason", lang.desk_unneeded_hint(), false),
        Doing::Originals => originals(lang, view),
        Doing::Waive => waive(lang, view),
        Doing::Papers => papers(lang, view, doing, false),
        Doing::Supply => papers(lang, view, doing, true),
        Doing::Withdraw => reason(lang, view, "withdraw.reason", lang.desk_withdraw_hint(), true),
        _ => review::fields(lang, view, doing),
    };
    let files = matches!(doing, Doing::Papers | Doing::Supply);
    let weight = match doing {
        Doing::Refuse | Doing::Withdraw => Weight::Danger,
        _ => Weight::Second,
    };
    html! {
        details id={ "f-act-" (doing.word()) } open[view.failed == Some(doing)] {
            summary { (name) }
            form method="post" action=(address(lang, view, doing))
                enctype=[files.then_some("multipart/form-data")] {
                (hidden(shell, view))
                (fields)
                (button(weight, name))
                @if files { (upload_progress(lang)) }
            }
        }
    }
}

fn address(lang: Lang, view: &CaseView<'_>, doing: Doing) -> String {
    links::desk_act(lang, &view.case.number, doing.word())
}

/// The token, and the number of the last event that this person has seen.
fn hidden(shell: &Shell<'_>, view: &CaseView<'_>) -> Markup {
    html! {
        (token(shell))
        input type="hidden" name="seq" value=(view.case.seq);
        input type="hidden" name="case.purpose" value=(view.purpose);
        (kept_field(view.kept))
    }
}

/// A field of several lines.
pub(super) fn reason(
    lang: Lang,
    view: &CaseView<'_>,
    name: &str,
    hint: &str,
    optional: bool,
) -> Markup {
    words(lang, view, (name, lang.desk_reason(), hint), optional)
}

/// Words to write: name, label, hint.
pub(super) fn words(
    lang: Lang,
    view: &CaseView<'_>,
    (name, label, hint): (&str, &str, &str),
    optional: bool,
) -> Markup {
    let shown = Field {
        name,
        label,
        hint,
        optional,
        value: view.typed(name),
        error: view.error(name),
        max_chars: 2_000,
        input: Input::Multiline,
        ..Field::default()
    };
    field(lang, &shown)
}

/// What is missing is said before the button; the law then refuses it too.
fn accept(lang: Lang, view: &CaseView<'_>) -> Markup {
    let outstanding = view.case.outstanding(view.terms);
    let mut untold = view.case.missing(view.terms);
    untold.retain(|id| !outstanding.contains(id));
    let names = |ids: &[String]| {
        let materials = view.item.materials.iter().filter(|one| ids.contains(&one.id));
        html! { ul { @for one in materials { li { (text(lang, &one.name)) } } } }
    };
    html! {
        @if !outstanding.is_empty() {
            (notice(Tone::Warn, lang.desk_accept_missing(), html! {
                (names(&outstanding))
                p { (lang.desk_accept_missing_hint()) }
            }))
        } @else if untold.is_empty() {
            p { (lang.desk_accept_complete()) }
        }
        @if !untold.is_empty() {
            p { (lang.desk_accept_untold()) }
            (names(&untold))
        }
        p.soft {
            @if view.me.staff.department == view.case.department { (lang.desk_accept_organ()) }
            @else { (lang.desk_accept_window()) }
        }
    }
}

/// Everything that is to be corrected, once: each material and the form, with what is wrong. What
/// is known to be missing is ticked, as a notice that leaves it out is refused.
fn correct(lang: Lang, view: &CaseView<'_>) -> Markup {
    let first = view.case.correction.as_ref();
    let outstanding = view.case.outstanding(view.terms);
    let fresh = view.failed != Some(Doing::Correct);
    let may = |id: &str| first.is_none_or(|told| told.materials.iter().any(|one| one == id));
    let materials = view.item.materials.iter();
    let lines = materials
        .map(|one| (one.id.as_str(), text(lang, &one.name).0))
        .chain([("form", lang.papers_the_form())])
        .filter(|(id, _)| may(id));
    html! {
        p.soft { (lang.desk_correct_hint()) }
        @if view.regime.incomplete == Incomplete::Refused {
            p.late {
                (lang.desk_correct_refuses()) " "
                @if let Some(basis) = &view.regime.correction_basis {
                    span.cite { (chinese(lang, &basis.to_string())) }
                }
            }
        }
        @if first.is_some() { p { (lang.desk_correct_again()) } }
        @let wrong = view.error("correct.what");
        @if !wrong.is_empty() { p.error id="f-correct.what" { (wrong) } }
        @for (id, name) in lines {
            @let missing = id != "form" && !view.case.has_paper(id);
            @let text_name = format!("correct.text.{id}");
            @let absent = fresh && outstanding.iter().any(|one| one == id);
            @let ticked = absent || view.ticked("correct.what", id);
            fieldset.group {
                legend {
                    input id={ "f-correct.what-" (id) } type="checkbox" name="correct.what"
                        value=(id) checked[ticked];
                    " "
                    label for={ "f-correct.what-" (id) } {
                        (name)
                        @if missing { " · " (lang.desk_material_missing()) }
                    }
                }
                (field(lang, &Field {
                    name: &text_name,
                    label: lang.desk_correct_text(),
                    optional: true,
                    value: if absent { lang.desk_correct_absent() } else { view.typed(&text_name) },
                    error: view.error(&text_name),
                    max_chars: 500,
                    ..Field::default()
                }))
            }
        }
    }
}

/// Required papers that have not come and are not needed this time, and why.
fn waive(lang: Lang, view: &CaseView<'_>) -> Markup {
    let missing = view.case.missing(view.terms);
    let materials = view.item.materials.iter().filter(|one| missing.contains(&one.id));
    let choices = materials.map(|one| Choice {
        value: &one.id,
        label: text(lang, &one.name).0,
        hint: "",
        checked: view.ticked("waive.what", &one.id),
    });
    let which = Field {
        name: "waive.what",
        label: lang.desk_waive_which(),
        error: view.error("waive.what"),
        input: Input::Many(choices.collect()),
        ..Field::default()
    };
    html! {
        (field(lang, &which))
        (reason(lang, view, "waive.reason", lang.desk_waive_hint(), false))
    }
}

/// The form's answers, filled in, to be mended.
fn mend(lang: Lang, view: &CaseView<'_>) -> Markup {
    let empty = Value::Null;
    let schema = view.item.form.as_ref().unwrap_or(&empty);
    html! {
        p.soft { (lang.desk_mend_hint()) }
        @if view.failed == Some(Doing::Mend) {
            @let typed = super::super::intake::typed_answers(view.typed);
            (form::fields(lang, schema, &typed, view.errors))
        } @else {
            (form::fields(lang, schema, view.answers, &[]))
        }
    }
}

fn redirect(lang: Lang, view: &CaseView<'_>) -> Markup {
    let mut choices =
        admin::department_choices(lang, view.names.departments, view.typed("redirect.to"));
    choices.retain(|choice| choice.value != view.department.id);
    let to = Field {
        name: "redirect.to",
        label: lang.desk_redirect_to(),
        optional: true,
        error: view.error("redirect.to"),
        input: Input::Select(choices),
        ..Field::default()
    };
    html! {
        (field(lang, &to))
        (reason(lang, view, "redirect.reason", lang.desk_redirect_hint(), false))
    }
}

fn originals(lang: Lang, view: &CaseView<'_>) -> Markup {
    let choices = view
        .item
        .materials
        .iter()
        .map(|one| Choice {
            value: &one.id,
            label: text(lang, &one.name).0,
            hint: "",
            checked: view.case.originals_seen.contains(&one.id),
        })
        .collect();
    let seen = Field {
        name: "originals.seen",
        label: lang.desk_originals_which(),
        error: view.error("originals.seen"),
        input: Input::Many(choices),
        ..Field::default()
    };
    field(lang, &seen)
}

/// Papers that come now: how each came, and scans. With a correction the form may change too.
fn papers(lang: Lang, view: &CaseView<'_>, doing: Doing, correction: bool) -> Markup {
    let word = doing.word();
    let told = view.case.correction.as_ref().filter(|_| correction);
    let later = view.case.acceptance.as_ref().map(|accepted| &accepted.later);
    let asked = |id: &str| {
        told.is_none_or(|told| told.materials.iter().any(|one| one == id))
            && later.is_none_or(|later| later.iter().any(|one| one == id))
    };
    let form_too = told.is_some_and(|told| told.materials.iter().any(|one| one == "form"));
    html! {
        @for one in view.item.materials.iter().filter(|one| asked(&one.id)) {
            @let file = format!("{word}.file.{}", one.id);
            fieldset.group {
                legend { (text(lang, &one.name)) }
                div.ways {
                    span {
                        input id={ "f-" (word) ".paper-" (one.id) } type="checkbox"
                            name={ (word) ".paper" } value=(one.id)
                            checked[view.ticked(&format!("{word}.paper"), &one.id)];
                        label for={ "f-" (word) ".paper-" (one.id) } { (lang.desk_taken_paper()) }
                    }
                    label for={ "f-" (file) } { (lang.desk_intake_scan()) }
                    (file_input(lang, &file, None))
                }
                @let wrong = view.error(&file);
                @if !wrong.is_empty() { p.error { (wrong) } }
            }
        }
        @if form_too { (mend(lang, view)) }
    }
}
