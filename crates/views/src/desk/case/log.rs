//! The case in the work log, and who has read its file.

use domain::cases::{AskedDepartment, Event};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::Value;

use super::{CaseView, LogLine, ReadingRow};
use crate::desk::words;
use crate::links;
use crate::papers::how;
use crate::words::{counted, text};

pub(super) fn lines(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        section {
            h2 { (lang.desk_log()) }
            ol.lines { @for line in view.lines.iter().rev() {
                li {
                    p {
                        strong { (words::event(lang, line.event)) } " · "
                        (view.names.actor(lang, line.actor))
                        " " span.soft { (lang.time(line.at)) }
                    }
                    @if view.whole { (detail(lang, view, line)) }
                    p.small.soft {
                        (lang.desk_log_seq(line.seq)) " · "
                        @match line.leaf {
                            Some(leaf) => (lang.desk_log_leaf(leaf)),
                            None => (lang.desk_log_waiting()),
                        }
                        @if view.prints(line) {
                            " · "
                            a href=(links::desk_paper(lang, &view.case.number, line.seq)) {
                                (lang.desk_paper())
                            }
                        }
                    }
                }
            } }
        }
    }
}

fn detail(lang: Lang, view: &CaseView<'_>, line: &LogLine<'_>) -> Markup {
    let said = |key: &str| {
        let found = line.personal.and_then(|value| value.get(key)).and_then(Value::as_str);
        found.unwrap_or_default().to_owned()
    };
    html! {
        @match line.event {
            Event::Opined { conclusion, .. } | Event::DepartmentAnswered { conclusion, .. } => {
                p { (words::conclusion(lang, *conclusion)) (lang.colon()) (said("text")) }
            }
            Event::HandedOn { officer } => {
                p {
                    @match officer {
                        Some(id) => (lang.desk_handed_to(view.names.officer(id))),
                        None => (lang.desk_handed_back()),
                    }
                    (lang.colon()) (said("text"))
                }
            }
            Event::CorrectionNotified { .. } => { (points(lang, view, line, "corrections")) }
            Event::PapersWaived { materials } => {
                @let names: Vec<String> = materials.iter().map(|id| name(lang, view, id)).collect();
                p { (lang.list(&names)) (lang.colon()) (said("text")) }
            }
            Event::Accepted(accepted) => {
                @if let Some(document) = &accepted.document { p { (document) } }
                (asked(lang, view, &accepted.branches))
            }
            Event::DepartmentsAsked { branches } => {
                (asked(lang, view, branches))
                (points(lang, view, line, "questions"))
            }
            Event::Decided(decided) => {
                p { (words::outcome(lang, decided.outcome)) " · " (decided.document) }
                @let reason = said("reason");
                @if !reason.is_empty() { p { (reason) } }
                @if !decided.unanswered.is_empty() {
                    p.late {
                        (lang.desk_unanswered())
                        @for id in &decided.unanswered {
                            " " (view.names.department(lang, id))
                        }
                    }
                }
            }
            Event::Delivered { delivery, .. } => {
                p {
                    (how(lang, delivery))
                    @let name = said("text");
                    @if !name.is_empty() { (lang.colon()) (name) }
                }
            }
            _ => { @let text = said("text"); @if !text.is_empty() { p { (text) } } }
        }
    }
}

/// Whom was asked, and until when.
fn asked(lang: Lang, view: &CaseView<'_>, branches: &[AskedDepartment]) -> Markup {
    html! {
        @for asked in branches {
            p {
                (view.names.department(lang, &asked.department)) " "
                (crate::clock::due(lang, asked.due))
            }
        }
    }
}

/// Texts by material or department.
fn points(lang: Lang, view: &CaseView<'_>, line: &LogLine<'_>, key: &str) -> Markup {
    let told = line.personal.and_then(|value| value.get(key)).and_then(Value::as_object);
    html! {
        @if let Some(told) = told {
            ul { @for (id, text) in told {
                li { (name(lang, view, id)) (lang.colon()) (text.as_str().unwrap_or_default()) }
            } }
        }
    }
}

/// What a material or a department is called; the form has a name too.
fn name(lang: Lang, view: &CaseView<'_>, id: &str) -> String {
    if id == "form" {
        return lang.papers_the_form().to_owned();
    }
    let material = view.item.materials.iter().find(|one| one.id == id);
    let department = view.names.departments.iter().find(|one| one.id == id);
    material
        .map(|one| text(lang, &one.name).0.to_owned())
        .or_else(|| department.map(|one| text(lang, &one.short).0.to_owned()))
        .unwrap_or_else(|| id.to_owned())
}

/// Readings, the newest first; those of one person for one purpose on one day are one line.
pub(super) fn readings(lang: Lang, view: &CaseView<'_>) -> Markup {
    let key = |one: &&ReadingRow<'_>| (one.actor.to_owned(), one.purpose.to_owned(), one.at.day());
    let days = counted(view.readings.iter().rev(), key);
    html! {
        section {
            h2 { (lang.desk_readings()) }
            p.small.soft { (lang.desk_readings_hint()) }
            ul.lines { @for (reading, times) in &days {
                li { p {
                    (view.names.actor(lang, reading.actor)) " · "
                    (words::purpose(lang, reading.purpose)) " "
                    span.soft {
                        (lang.time(reading.at))
                        @if *times > 1 { " · " (lang.my_readings_times(times)) }
                    }
                } }
            } }
        }
    }
}
