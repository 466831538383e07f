//! 协同: which departments were asked, what, until when, and what they answered.

use base::Timestamp;
use domain::cases::{AskedDepartment, Conclusion, Due, Event};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::Value;

use super::{CaseView, LogLine};
use crate::components::{Table, table};
use crate::desk::words;
use crate::words::text;

/// A question to a department, with what became of it.
struct Question<'a> {
    department: &'a str,
    due: Due,
    words: &'a str,
    answer: Answer<'a>,
}

enum Answer<'a> {
    Open,
    Given(Timestamp, Conclusion, &'a str),
    CalledBack(Timestamp, &'a str),
}

/// The table; nothing where nobody was asked.
pub(super) fn joint(lang: Lang, view: &CaseView<'_>) -> Markup {
    let questions = questions(lang, view);
    let rows = questions.iter().map(|one| row(lang, view, one)).collect();
    html! {
        @if !questions.is_empty() {
            section {
                h2 { (lang.desk_joint()) }
                div.tight { (table(&Table {
                    caption: lang.desk_joint(),
                    caption_hidden: true,
                    heads: &[
                        lang.desk_joint_whom(), lang.desk_joint_what(), lang.desk_joint_until(),
                        lang.desk_joint_answer(),
                    ],
                    rows,
                    keys: false,
                })) }
            }
        }
    }
}

/// What the reader's own department is asked and has not answered.
pub(super) fn question(lang: Lang, view: &CaseView<'_>) -> Markup {
    let own = &view.me.staff.department;
    let mut all = questions(lang, view);
    all.retain(|one| one.department == own.as_str() && matches!(one.answer, Answer::Open));
    html! {
        @for one in &all {
            p {
                strong { (lang.desk_joint_what()) (lang.colon()) }
                (one.words) " " (until(lang, one.due))
            }
        }
    }
}

fn until(lang: Lang, due: Due) -> Markup {
    html! { span.soft { (lang.desk_joint_until()) " " (crate::clock::due(lang, due)) } }
}

fn row(lang: Lang, view: &CaseView<'_>, one: &Question<'_>) -> Vec<Markup> {
    let today = view.now.day();
    let answer = html! {
        @match one.answer {
            Answer::Given(at, conclusion, words) => {
                (words::conclusion(lang, conclusion))
                @if !words.is_empty() { (lang.colon()) (words) }
                " " span.soft { (lang.time(at)) }
            }
            Answer::CalledBack(at, why) => {
                (lang.desk_event_question_called_back())
                @if !why.is_empty() { (lang.colon()) (why) }
                " " span.soft { (lang.time(at)) }
            }
            Answer::Open if one.due.on < today => span.late { (lang.desk_joint_late()) },
            Answer::Open => span.soft { (lang.desk_joint_open()) },
        }
    };
    vec![
        view.names.department(lang, one.department),
        html! { @if one.words.is_empty() { "—" } (one.words) },
        crate::clock::due(lang, one.due),
        answer,
    ]
}

/// From the entries, which have the words: what the item itself asks stands in the item.
fn questions<'a>(lang: Lang, view: &'a CaseView<'_>) -> Vec<Question<'a>> {
    let mut all: Vec<Question<'a>> = Vec::new();
    let ask = |all: &mut Vec<Question<'a>>, asked: &'a AskedDepartment, words: &'a str| {
        let (department, due) = (asked.department.as_str(), asked.due);
        all.push(Question { department, due, words, answer: Answer::Open });
    };
    for line in &view.lines {
        match line.event {
            Event::Accepted(accepted) => {
                for asked in &accepted.branches {
                    let joint = view.item.flow.joint.iter();
                    let found = joint.clone().find(|one| one.department == asked.department);
                    ask(&mut all, asked, found.map_or("", |one| text(lang, &one.question).0));
                }
            }
            Event::DepartmentsAsked { branches } => {
                let told = line.personal.and_then(|value| value.get("questions"));
                for asked in branches {
                    let question = told.and_then(|told| told.get(&asked.department));
                    ask(&mut all, asked, question.and_then(Value::as_str).unwrap_or_default());
                }
            }
            Event::DepartmentAnswered { department, conclusion } => {
                close(&mut all, department, Answer::Given(line.at, *conclusion, said(line)));
            }
            Event::QuestionCalledBack { department } => {
                close(&mut all, department, Answer::CalledBack(line.at, said(line)));
            }
            _ => {}
        }
    }
    all
}

fn close<'a>(all: &mut [Question<'a>], department: &str, answer: Answer<'a>) {
    let mut open = all.iter_mut().filter(|one| matches!(one.answer, Answer::Open));
    if let Some(found) = open.find(|one| one.department == department) {
        found.answer = answer;
    }
}

fn said<'a>(line: &LogLine<'a>) -> &'a str {
    let found = line.personal.and_then(|value| value.get("text")).and_then(Value::as_str);
    found.unwrap_or_default()
}
