//! The acts of the department: opinions, questions to others, the clock, the decision.

use domain::cases::{Conclusion, Outcome, TermsResult};
use domain::catalogue::{Against, LimitUnit};
use i18n::Lang;
use maud::{Markup, html};

use super::acts::{reason, words};
use super::{CaseView, Doing, joint};
use crate::components::{Choice, Field, Input, Tone, field, notice};
use crate::desk::{admin, words as desk};
use crate::papers;
use crate::words::{chinese, text};

/// What is to be filled in for an act.
pub(super) fn fields(lang: Lang, view: &CaseView<'_>, doing: Doing) -> Markup {
    match doing {
        Doing::Opine => said(lang, view, "opine"),
        Doing::Answer => html! {
            (joint::question(lang, view))
            (said(lang, view, "answer"))
        },
        Doing::HandOn => hand_on(lang, view),
        Doing::Ask => ask(lang, view),
        Doing::CallBack => call_back(lang, view),
        Doing::Extend => extend(lang, view),
        Doing::Pause => pause(lang, view),
        Doing::Grant => grant(lang, view),
        Doing::Refuse => refuse(lang, view),
        Doing::Complete => complete(lang, view),
        _ => html! {},
    }
}

/// 同意 or 不同意, and why.
fn said(lang: Lang, view: &CaseView<'_>, word: &str) -> Markup {
    let (name, text) = (format!("{word}.conclusion"), format!("{word}.text"));
    let choice = |value, conclusion| Choice {
        value,
        label: desk::conclusion(lang, conclusion),
        hint: "",
        checked: view.typed(&name) == value,
    };
    let conclusion = Field {
        name: &name,
        label: lang.desk_conclusion(),
        error: view.error(&name),
        input: Input::One(vec![
            choice("agree", Conclusion::Agree),
            choice("disagree", Conclusion::Disagree),
        ]),
        ..Field::default()
    };
    html! {
        (field(lang, &conclusion))
        (words(lang, view, (&text, lang.desk_opinion(), ""), false))
    }
}

fn hand_on(lang: Lang, view: &CaseView<'_>) -> Markup {
    let chosen = view.typed("hand-on.officer");
    let holder = view.case.held.officer.as_deref();
    let choices = view
        .colleagues
        .iter()
        .filter(|(id, _)| Some(id.as_str()) != holder)
        .map(|(id, name)| Choice { value: id, label: name, hint: "", checked: chosen == id })
        .collect();
    let officer = Field {
        name: "hand-on.officer",
        label: lang.desk_hand_on_to(),
        hint: lang.desk_hand_on_hint(),
        optional: true,
        error: view.error("hand-on.officer"),
        input: Input::Select(choices),
        ..Field::default()
    };
    html! {
        (field(lang, &officer))
        (reason(lang, view, "hand-on.reason", "", false))
    }
}

fn ask(lang: Lang, view: &CaseView<'_>) -> Markup {
    let choices =
        admin::department_choices(lang, view.names.departments, view.typed("ask.department"));
    let department = Field {
        name: "ask.department",
        label: lang.desk_ask_whom(),
        error: view.error("ask.department"),
        input: Input::Select(choices),
        ..Field::default()
    };
    html! {
        (field(lang, &department))
        (days(lang, view, "ask.days", lang.desk_ask_days(), lang.desk_ask_hint(),
            lang.desk_unit_working_days()))
        (words(lang, view, ("ask.question", lang.desk_ask_question(), ""), false))
    }
}

/// Whose question is called back, and why.
fn call_back(lang: Lang, view: &CaseView<'_>) -> Markup {
    let chosen = view.typed("call-back.department");
    let open = |id: &str| view.case.open_questions().any(|asked| asked.department == id);
    let mut choices = admin::department_choices(lang, view.names.departments, chosen);
    choices.retain(|choice| open(choice.value));
    let department = Field {
        name: "call-back.department",
        label: lang.desk_ask_whom(),
        error: view.error("call-back.department"),
        input: Input::Select(choices),
        ..Field::default()
    };
    html! {
        (field(lang, &department))
        (reason(lang, view, "call-back.reason", lang.desk_call_back_hint(), false))
    }
}

/// A number of days with its unit.
fn days(
    lang: Lang,
    view: &CaseView<'_>,
    name: &str,
    label: &str,
    hint: &str,
    unit: &str,
) -> Markup {
    let shown = Field {
        name,
        label,
        hint,
        value: view.typed(name),
        error: view.error(name),
        input: Input::Number { unit, step: "1" },
        ..Field::default()
    };
    field(lang, &shown)
}

const fn unit(lang: Lang, unit: LimitUnit) -> &'static str {
    match unit {
        LimitUnit::WorkingDay => lang.desk_unit_working_days(),
        LimitUnit::CalendarDay => lang.desk_unit_days(),
        LimitUnit::Month => lang.desk_unit_months(),
    }
}

/// The most that the law gives, who approves it, and the article.
fn extend(lang: Lang, view: &CaseView<'_>) -> Markup {
    let unit = unit(lang, view.regime.unit);
    html! {
        @if let Some(extension) = &view.regime.extension {
            p {
                (lang.desk_extend_most(extension.days, unit)) (lang.gap())
                (lang.desk_extend_approver(text(lang, &extension.approver).0)) " "
                span.cite { (chinese(lang, &extension.basis.to_string())) }
            }
        }
        (days(lang, view, "extend.days", lang.desk_extend_days(), "", unit))
        (reason(lang, view, "extend.reason", lang.desk_extend_hint(), false))
    }
}

/// Only what the regime names stops a clock.
fn pause(lang: Lang, view: &CaseView<'_>) -> Markup {
    let labels: Vec<String> = view
        .regime
        .exclusions
        .iter()
        .map(|one| format!("{} {}", text(lang, &one.name).0, one.basis))
        .collect();
    let chosen = view.typed("pause.reason");
    let choices = view
        .regime
        .exclusions
        .iter()
        .zip(&labels)
        .map(|(one, label)| Choice { value: &one.id, label, hint: "", checked: chosen == one.id })
        .collect();
    let ground = Field {
        name: "pause.reason",
        label: lang.desk_pause_ground(),
        hint: lang.desk_pause_hint(),
        error: view.error("pause.reason"),
        input: Input::Select(choices),
        ..Field::default()
    };
    html! {
        (field(lang, &ground))
        (days(lang, view, "pause.told_days", lang.desk_pause_days(), "", lang.desk_unit_days()))
        (words(lang, view, ("pause.text", lang.desk_pause_text(), ""), true))
    }
}

/// What still keeps the case from being decided.
fn in_the_way(lang: Lang, view: &CaseView<'_>) -> Markup {
    let case = view.case;
    let today = view.now.day();
    // Whose share of the limit is over holds nothing up any more.
    let open: Vec<&str> = case
        .open_questions()
        .filter(|asked| today <= asked.due.on)
        .map(|asked| asked.department.as_str())
        .collect();
    let opinions = case.opinions.len();
    html! {
        @if !open.is_empty() {
            p.late { (lang.desk_decide_waiting()) @for id in &open {
                " " (view.names.department(lang, id))
            } }
        }
        @if view.terms.is_decided() && opinions == 0 {
            p.late { (lang.desk_refused_opinion_missing()) }
        }
        @if view.terms.flow.second_officer && opinions == 1 {
            p.late { (lang.desk_refused_second_officer()) }
        }
        @if opinions > 0 {
            p.soft { (lang.desk_decide_opinions(opinions)) }
        }
    }
}

/// What is issued and until when: of several results each is ticked, and may be left out.
fn issued(lang: Lang, view: &CaseView<'_>, word: &str) -> Markup {
    let results = &view.terms.results;
    let several = results.len() > 1;
    let name = format!("{word}.issue");
    let wrong = view.error(&name);
    html! {
        @if !wrong.is_empty() { p.error id={ "f-" (name) } { (wrong) } }
        @for one in results {
            @let until = valid_until(lang, view, word, one);
            @let title = view.item.results.get(one.place).map(|result| text(lang, &result.name));
            @if several {
                @let id = format!("f-{name}-{}", one.place);
                @let place = one.place.to_string();
                @let ticked = view.typed.is_empty() || view.ticked(&name, &place);
                fieldset.group {
                    legend {
                        input id=(id) type="checkbox" name=(name) value=(place) checked[ticked];
                        " "
                        label for=(id) {
                            (lang.desk_issue()) (lang.colon())
                            @if let Some(title) = title { (title) }
                        }
                    }
                    (until)
                }
            } @else { (until) }
        }
    }
}

fn valid_until(lang: Lang, view: &CaseView<'_>, word: &str, result: &TermsResult) -> Markup {
    let name = format!("{word}.valid_until.{}", result.place);
    let rule = result.valid_months.map(|months| lang.validity(months));
    let hint = match &rule {
        Some(span) => lang.desk_valid_rule(span),
        None => lang.desk_valid_none().to_owned(),
    };
    let until = Field {
        name: &name,
        label: lang.desk_valid_until(),
        hint: &hint,
        optional: true,
        value: view.typed(&name),
        error: view.error(&name),
        input: Input::Date { min: "", max: "" },
        ..Field::default()
    };
    field(lang, &until)
}

fn grant(lang: Lang, view: &CaseView<'_>) -> Markup {
    let dissent = view.case.has_dissent();
    let hint = if dissent { lang.desk_grant_dissent() } else { lang.desk_grant_hint() };
    html! {
        (in_the_way(lang, view))
        (reason(lang, view, "grant.reason", hint, !dissent))
        (issued(lang, view, "grant"))
    }
}

/// Reasons, articles, and the remedies that the paper will tell.
fn refuse(lang: Lang, view: &CaseView<'_>) -> Markup {
    let remedies = papers::remedies(lang, &view.grounds(), Against::Refused, None);
    html! {
        (in_the_way(lang, view))
        @if !view.item.refusals.is_empty() {
            details {
                summary { (lang.desk_refuse_cases()) }
                ul { @for one in &view.item.refusals { li { (text(lang, one)) } } }
            }
        }
        (reason(lang, view, "refuse.reason", lang.desk_refuse_hint(), false))
        (words(lang, view, ("refuse.basis", lang.desk_refuse_basis(),
            lang.desk_refuse_basis_hint()), true))
        @if let Some((head, list)) = remedies {
            (notice(Tone::Info, lang.desk_remedies(), html! {
                p { (head) }
                ul { @for one in &list { li { (one) } } }
            }))
        }
    }
}

fn complete(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        (in_the_way(lang, view))
        p.soft { (desk::outcome(lang, Outcome::Done)) }
        (reason(lang, view, "complete.reason", lang.desk_complete_hint(), true))
        (issued(lang, view, "complete"))
    }
}
