//! The form of an act as a command.

use app::cases::act::{CorrectionLine, IssueLine};
use app::cases::{Command, Loaded};
use app::files::Stored;
use domain::cases::{Conclusion, Outcome, Paper, Taken};
use domain::catalogue::form::FormSchema;
use i18n::Lang;
use serde_json::{Map, Value};
use views::components::FieldError;
use views::desk::case::Doing;
use views::my::wrong;
use views::words::text;

use crate::form::Posted;

/// What a form is read against.
pub(super) struct Reading<'a> {
    pub lang: Lang,
    pub loaded: &'a Loaded,
    /// The answers as they stand.
    pub answers: &'a Map<String, Value>,
    /// Files that came with it.
    pub stored: &'a [Stored],
}

type Read<T> = Result<T, Vec<FieldError>>;

/// The command, or what is wrong with the fields, in words.
pub(super) fn command(reading: &Reading<'_>, doing: Doing, posted: &Posted) -> Read<Command> {
    let lang = reading.lang;
    let get = |name: &str| posted.get(name).to_owned();
    let option = |name: &str| Some(get(name)).filter(|text| !text.is_empty());
    let settle = |outcome, word: &str| {
        Ok(Command::Settle {
            outcome,
            reason: get(&format!("{word}.reason")),
            basis: lines(posted.get(&format!("{word}.basis"))),
            results: issued(reading, posted, outcome, word)?,
        })
    };
    match doing {
        Doing::Accept => Ok(Command::Accept),
        Doing::Claim => Ok(Command::Claim),
        Doing::Resume => Ok(Command::Resume),
        Doing::Correct => corrections(reading, posted),
        Doing::Mend => Ok(Command::Mend { answers: changed(reading, posted)? }),
        Doing::Redirect => Ok(Command::Redirect {
            to: option("redirect.to"),
            reason: need(lang, posted, "redirect.reason", lang.desk_reason())?,
        }),
        Doing::Unneeded => {
            let reason = need(lang, posted, "unneeded.reason", lang.desk_reason())?;
            Ok(Command::TellUnneeded { reason })
        }
        Doing::Originals => Ok(Command::SeeOriginals { materials: posted.all("originals.seen") }),
        Doing::Waive => waiver(lang, posted),
        Doing::Papers => Ok(Command::AddPapers { papers: papers(reading, doing, posted)? }),
        Doing::Supply => supply(reading, posted),
        Doing::HandOn => Ok(Command::HandOn {
            officer: option("hand-on.officer"),
            reason: need(lang, posted, "hand-on.reason", lang.desk_reason())?,
        }),
        Doing::Ask => Ok(Command::AskDepartments {
            department: need(lang, posted, "ask.department", lang.desk_ask_whom())?,
            days: number(lang, posted, "ask.days", lang.desk_ask_days())?,
            question: need(lang, posted, "ask.question", lang.desk_ask_question())?,
        }),
        Doing::CallBack => Ok(Command::CallBack {
            department: need(lang, posted, "call-back.department", lang.desk_ask_whom())?,
            reason: need(lang, posted, "call-back.reason", lang.desk_reason())?,
        }),
        Doing::Answer => Ok(Command::Answer {
            conclusion: conclusion(lang, posted, "answer.conclusion")?,
            text: need(lang, posted, "answer.text", lang.desk_opinion())?,
        }),
        Doing::Opine => Ok(Command::Opine {
            conclusion: conclusion(lang, posted, "opine.conclusion")?,
            text: need(lang, posted, "opine.text", lang.desk_opinion())?,
        }),
        Doing::Extend => Ok(Command::Extend {
            days: number(lang, posted, "extend.days", lang.desk_extend_days())?,
            reason: need(lang, posted, "extend.reason", lang.desk_reason())?,
        }),
        Doing::Pause => pause(lang, posted),
        Doing::Grant if reading.loaded.case.has_dissent() => {
            need(lang, posted, "grant.reason", lang.desk_reason())?;
            settle(Outcome::Granted, "grant")
        }
        Doing::Grant => settle(Outcome::Granted, "grant"),
        Doing::Refuse => {
            need(lang, posted, "refuse.reason", lang.desk_reason())?;
            settle(Outcome::Refused, "refuse")
        }
        Doing::Complete => settle(Outcome::Done, "complete"),
        Doing::Withdraw => Ok(Command::Withdraw { reason: get("withdraw.reason") }),
    }
}

fn wrong_at<T>(field: impl Into<String>, message: impl Into<String>) -> Read<T> {
    Err(vec![FieldError { field: field.into(), message: message.into() }])
}

fn need(lang: Lang, posted: &Posted, name: &str, label: &str) -> Read<String> {
    match posted.get(name) {
        "" => wrong_at(name, lang.apply_wrong_required(label)),
        text => Ok(text.to_owned()),
    }
}

fn number(lang: Lang, posted: &Posted, name: &str, label: &str) -> Read<u16> {
    match posted.get(name).parse::<u16>() {
        Ok(number) if number > 0 => Ok(number),
        _ => wrong_at(name, lang.desk_wrong_days(label)),
    }
}

fn conclusion(lang: Lang, posted: &Posted, name: &str) -> Read<Conclusion> {
    match posted.get(name) {
        "agree" => Ok(Conclusion::Agree),
        "disagree" => Ok(Conclusion::Disagree),
        _ => wrong_at(name, lang.desk_wrong_choose(lang.desk_conclusion())),
    }
}

fn day(reading: &Reading<'_>, posted: &Posted, name: &str) -> Read<Option<base::Date>> {
    let lang = reading.lang;
    match posted.get(name) {
        "" => Ok(None),
        text => match base::time::parse_day(text) {
            Ok(day) => Ok(Some(day)),
            Err(_) => wrong_at(name, lang.apply_wrong_date(lang.desk_valid_until())),
        },
    }
}

fn pause(lang: Lang, posted: &Posted) -> Read<Command> {
    Ok(Command::Pause {
        reason: need(lang, posted, "pause.reason", lang.desk_pause_ground())?,
        told_days: number(lang, posted, "pause.told_days", lang.desk_pause_days())?,
        text: posted.get("pause.text").to_owned(),
    })
}

/// What is issued: everything that the item has, or what was ticked of several.
fn issued(
    reading: &Reading<'_>,
    posted: &Posted,
    outcome: Outcome,
    word: &str,
) -> Read<Vec<IssueLine>> {
    if outcome == Outcome::Refused {
        return Ok(Vec::new());
    }
    let results = &reading.loaded.terms().results;
    let name = format!("{word}.issue");
    let ticked = posted.all(&name);
    let mut issued = Vec::new();
    for one in results {
        let place = one.place.to_string();
        if results.len() == 1 || ticked.contains(&place) {
            let valid_until = day(reading, posted, &format!("{word}.valid_until.{place}"))?;
            issued.push(IssueLine { result: one.place, valid_until });
        }
    }
    if issued.is_empty() && !results.is_empty() {
        let lang = reading.lang;
        return wrong_at(name, lang.desk_wrong_choose(lang.desk_issue()));
    }
    Ok(issued)
}

/// Articles, one a line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What is ticked is not needed, and why.
fn waiver(lang: Lang, posted: &Posted) -> Read<Command> {
    let materials = posted.all("waive.what");
    if materials.is_empty() {
        return wrong_at("waive.what", lang.desk_wrong_choose(lang.desk_waive_which()));
    }
    let reason = need(lang, posted, "waive.reason", lang.desk_reason())?;
    Ok(Command::WaivePapers { materials, reason })
}

/// Everything that is ticked, each with what is wrong.
fn corrections(reading: &Reading<'_>, posted: &Posted) -> Read<Command> {
    let lang = reading.lang;
    let ticked = posted.all("correct.what");
    if ticked.is_empty() {
        return wrong_at("correct.what", lang.desk_wrong_correct_none());
    }
    let (mut corrections, mut errors) = (Vec::new(), Vec::new());
    for material in ticked {
        let field = format!("correct.text.{material}");
        let text = posted.get(&field).to_owned();
        if text.is_empty() {
            let message = lang.desk_wrong_correct_text(name_of(reading, &material));
            errors.push(FieldError { field, message });
        }
        corrections.push(CorrectionLine { material, text });
    }
    if errors.is_empty() { Ok(Command::NotifyCorrections { corrections }) } else { Err(errors) }
}

fn name_of<'a>(reading: &'a Reading<'_>, material: &'a str) -> &'a str {
    let found = reading.loaded.item.item.materials.iter().find(|one| one.id == material);
    match found {
        Some(one) => text(reading.lang, &one.name).0,
        None if material == "form" => reading.lang.papers_the_form(),
        None => material,
    }
}

/// Papers that came: ticked as seen on paper, or scanned just now.
fn papers(reading: &Reading<'_>, doing: Doing, posted: &Posted) -> Read<Vec<Paper>> {
    let papers = all_papers(reading, doing, posted);
    if papers.is_empty() {
        let lang = reading.lang;
        return wrong_at(format!("act-{}", doing.word()), lang.desk_wrong_papers_none());
    }
    Ok(papers)
}

fn all_papers(reading: &Reading<'_>, doing: Doing, posted: &Posted) -> Vec<Paper> {
    let on_paper = posted.all(&format!("{}.paper", doing.word()));
    let mut papers: Vec<Paper> = on_paper
        .into_iter()
        .map(|material| Paper { material, taken: Taken::Paper, file: None, sha256: None, count: 1 })
        .collect();
    papers.extend(reading.stored.iter().map(scan));
    papers
}

/// A scan as a paper that came.
pub(in super::super) fn scan(stored: &Stored) -> Paper {
    Paper {
        material: stored.material().to_owned(),
        taken: Taken::Scan,
        file: Some(stored.id().to_owned()),
        sha256: Some(stored.sha256().to_owned()),
        count: 1,
    }
}

/// What the notice asked for: papers, and the form where it was named.
fn supply(reading: &Reading<'_>, posted: &Posted) -> Read<Command> {
    let told = reading.loaded.case.correction.as_ref();
    let form = told.is_some_and(|told| told.materials.iter().any(|one| one == "form"));
    let answers = if form { changed(reading, posted)? } else { Map::new() };
    let papers = all_papers(reading, Doing::Supply, posted);
    if papers.is_empty() && answers.is_empty() {
        return wrong_at("act-supply", reading.lang.desk_wrong_papers_none());
    }
    Ok(Command::Supply { papers, answers })
}

/// The answers that the form changes; all of them must still be right.
fn changed(reading: &Reading<'_>, posted: &Posted) -> Read<Map<String, Value>> {
    let Some(schema) = reading.loaded.item.questions() else {
        return Ok(Map::new());
    };
    let answers = schema.parse_form(&posted.0);
    let errors = answer_errors(reading.lang, schema, &answers);
    if !errors.is_empty() {
        return Err(errors);
    }
    let differs = |(name, value): &(String, Value)| reading.answers.get(name) != Some(value);
    Ok(answers.into_iter().filter(differs).collect())
}

/// What is wrong with the answers of a form, in words.
pub(in super::super) fn answer_errors(
    lang: Lang,
    schema: &FormSchema,
    answers: &Map<String, Value>,
) -> Vec<FieldError> {
    let told = |error: domain::catalogue::form::AnswerError| {
        let question = schema.field(&error.field);
        let name = question.map_or("", |question| text(lang, &question.title).0);
        let example = question.and_then(|question| question.example.as_ref());
        let example = example.and_then(Value::as_str).unwrap_or_default();
        let message = wrong::answer(lang, name, error.code, &error.values, example);
        FieldError { field: error.field, message }
    };
    schema.validate(answers).into_iter().map(told).collect()
}
