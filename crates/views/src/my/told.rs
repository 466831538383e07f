//! What was typed into any of our forms, as people read it: the question, and the answer in words.
//!
//! Questions of an item's form are those of its schema; all others stand in one table here, and a
//! test holds every field of every page against it.

use domain::cases::LateEntry;
use domain::catalogue::form::FormSchema;
use domain::catalogue::{Exclusion, Item};
use domain::people::Role;
use i18n::Lang;

use super::whom::Whom;
use crate::desk::intake::{SEEN_FIELD, TAKEN_FIELD, Way};
use crate::desk::{Names, words as desk};
use crate::words::text;

/// What the names and codes of a form are looked up in.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The item that the form is about, if it is about one.
    pub item: Option<&'a Item>,
    /// Whether the form asks the questions of the item.
    pub asks: bool,
    /// Grounds on which the clock of the item may stop.
    pub exclusions: &'a [Exclusion],
    /// Names of departments and members of staff.
    pub names: Names<'a>,
}

/// The question and the answer of everything that was typed or chosen, in the order of the form.
pub fn told(lang: Lang, about: &About<'_>, pairs: &[(String, String)]) -> Vec<(String, String)> {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |label: String, words: String| match rows.last_mut() {
        Some((before, list)) if *before == label => list.push(words),
        _ => rows.push((label, vec![words])),
    };
    for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
        if let Some(label) = label(lang, about, name) {
            add(label, words(lang, about, name, value));
        }
    }
    let said = rows.into_iter().map(|(label, list)| {
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        (label, lang.list(&list))
    });
    let plain = |(label, words): (String, String)| {
        (label.trim_end_matches(['？', '?', '：', ':']).to_owned(), words)
    };
    said.chain(answers(lang, about, pairs)).map(plain).collect()
}

/// Answers of the item's form.
fn answers(lang: Lang, about: &About<'_>, pairs: &[(String, String)]) -> Vec<(String, String)> {
    let source = about.item.filter(|_| about.asks).and_then(|item| item.form.as_ref());
    let Some((source, schema)) =
        source.and_then(|source| Some((source, FormSchema::parse(source).ok()?)))
    else {
        return Vec::new();
    };
    let given = crate::form::answers(lang, source, &schema.parse_form(pairs));
    let given = given.into_iter().filter(|answer| !answer.words.is_empty());
    given.map(|answer| (answer.label.to_owned(), answer.words)).collect()
}

/// The question of a field of ours; none for questions of an item's form, and for what a page puts
/// into its forms itself.
pub fn label(lang: Lang, about: &About<'_>, name: &str) -> Option<String> {
    if let Some(id) = name.strip_prefix(SEEN_FIELD) {
        return Some(format!("{} · {}", material(lang, about, id), lang.desk_intake_seen()));
    }
    if let Some(id) = name.strip_prefix(TAKEN_FIELD).or(name.strip_prefix("correct.text.")) {
        return Some(material(lang, about, id).to_owned());
    }
    let of_party = |(word, field): (&'_ str, &'_ str)| {
        let role = desk::PARTIES.into_iter().find(|role| desk::party_word(*role) == word)?;
        Some(format!("{} · {}", desk::party(lang, role), person(lang, field)?))
    };
    if let Some(label) = name.split_once('.').and_then(of_party) {
        return Some(label);
    }
    plain(lang, name).or_else(|| act(lang, name)).or_else(|| person(lang, name)).map(str::to_owned)
}

/// What is asked about a person.
const fn person(lang: Lang, field: &str) -> Option<&'static str> {
    Some(match field.as_bytes() {
        b"name" => lang.desk_intake_name(),
        b"document_kind" => lang.desk_intake_document(),
        b"document_number" => lang.desk_intake_number(),
        b"phone" => lang.desk_intake_phone(),
        b"address" => lang.desk_intake_home(),
        _ => return None,
    })
}

/// Fields of the pages of residents, of the intake and of administration.
const fn plain(lang: Lang, name: &str) -> Option<&'static str> {
    Some(match name.as_bytes() {
        b"whom" => lang.apply_whom(),
        b"wish" | b"wish.how" => lang.apply_delivery(),
        b"post_name" | b"address.name" => lang.apply_delivery_name(),
        b"post_phone" | b"address.phone" => lang.apply_delivery_phone(),
        b"post_address" | b"address.address" => lang.apply_delivery_address(),
        b"declare" => lang.apply_check_declare(),
        b"reason" => lang.desk_reason(),
        b"late.receipt" => lang.desk_late_receipt(),
        b"late.day" => lang.desk_late_day(),
        b"late.time" => lang.desk_late_time(),
        b"late.reason" => lang.desk_late_reason(),
        b"number" => lang.erase_number(),
        b"again" => lang.erase_again(),
        b"account" => lang.desk_verify_which(),
        b"seen" => lang.desk_verify_seen(),
        b"came.mandate" => lang.desk_verify_mandate(),
        b"login" => lang.desk_sign_in_login(),
        b"title" => lang.desk_staff_title(),
        b"department" => lang.desk_col_department(),
        b"roles" => lang.desk_staff_roles(),
        b"window" => lang.desk_staff_window(),
        b"deliver.to" => lang.outlet_who(),
        b"code.to" => lang.outlet_who_came(),
        b"deliver.name" | b"code.name" | b"came.name" => lang.outlet_name(),
        b"deliver.checked" | b"code.checked" | b"came.document_kind" => lang.outlet_checked(),
        b"deliver.end" | b"code.end" | b"came.number_end" => lang.outlet_end(),
        b"deliver.mandate" => lang.outlet_mandate(),
        b"deliver.tracking" => lang.outlet_tracking(),
        _ => return None,
    })
}

/// Fields of the acts on a case: `<act>.<field>`.
fn act(lang: Lang, name: &str) -> Option<&'static str> {
    let (act, field) = name.split_once('.')?;
    Some(match (act, field) {
        ("correct", "what") => lang.desk_act_correct(),
        ("waive", "what") => lang.desk_waive_which(),
        ("originals", "seen") => lang.desk_originals_which(),
        ("papers" | "supply", "paper") => lang.desk_taken_paper(),
        ("redirect", "to") => lang.desk_redirect_to(),
        ("hand-on", "officer") => lang.desk_hand_on_to(),
        ("ask" | "call-back", "department") => lang.desk_ask_whom(),
        ("ask", "days") => lang.desk_ask_days(),
        ("ask", "question") => lang.desk_ask_question(),
        ("extend", "days") => lang.desk_extend_days(),
        ("pause", "reason") => lang.desk_pause_ground(),
        ("pause", "told_days") => lang.desk_pause_days(),
        ("pause", "text") => lang.desk_pause_text(),
        ("opine" | "answer", "conclusion") => lang.desk_conclusion(),
        ("opine" | "answer", "text") => lang.desk_opinion(),
        (_, "reason") => lang.desk_reason(),
        (_, "basis") => lang.desk_refuse_basis(),
        (_, "issue") => lang.desk_issue(),
        (_, until) if until.starts_with("valid_until.") => lang.desk_valid_until(),
        _ => return None,
    })
}

/// A material of the item; the form itself is one too.
fn material<'a>(lang: Lang, about: &About<'a>, id: &'a str) -> &'a str {
    let mut materials = about.item.iter().flat_map(|item| &item.materials);
    match materials.find(|one| one.id == id) {
        Some(found) => text(lang, &found.name).0,
        None if id == "form" => lang.papers_the_form(),
        None => id,
    }
}

/// An answer in words: what a code stands for, a text as it was typed.
fn words(lang: Lang, about: &About<'_>, name: &str, value: &str) -> String {
    if name.starts_with(TAKEN_FIELD) {
        return Way::from_word(value).label(lang).to_owned();
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    let said = match last {
        "document_kind" | "checked" => desk::document(lang, value),
        "what" | "paper" => material(lang, about, value),
        "seen" if name == "originals.seen" => material(lang, about, value),
        "department" | "to" | "officer" => return named(lang, about, value),
        "whom" => match Whom::from_word(value) {
            Some(whom) => whom.words(lang, domain::people::PersonKind::Natural).0,
            None => value,
        },
        "conclusion" | "wish" | "how" | "roles" | "declare" | "seen" | "mandate" => {
            code(lang, about, value).unwrap_or(value)
        }
        "reason" if matches!(name, "pause.reason" | "late.reason") => {
            code(lang, about, value).unwrap_or(value)
        }
        _ => value,
    };
    said.to_owned()
}

/// A department, a member of staff, or a part that a person plays.
fn named(lang: Lang, about: &About<'_>, value: &str) -> String {
    let mut departments = about.names.departments.iter();
    if let Some(found) = departments.find(|department| department.id == value) {
        return text(lang, &found.short).0.to_owned();
    }
    let part = desk::PARTIES.into_iter().find(|role| desk::party_word(*role) == value);
    part.map_or_else(
        || about.names.officer(value).to_owned(),
        |role| desk::party(lang, role).to_owned(),
    )
}

/// The words of what a choice sends.
fn code<'a>(lang: Lang, about: &About<'a>, value: &str) -> Option<&'a str> {
    if let Some(ground) = about.exclusions.iter().find(|one| one.id == value) {
        return Some(text(lang, &ground.name).0);
    }
    if let Some(role) = Role::ALL.iter().find(|role| desk::role_word(**role) == value) {
        return Some(desk::role(lang, *role));
    }
    if let Some(reason) = LateEntry::REASONS.into_iter().find(|reason| *reason == value) {
        return Some(desk::late_reason(lang, reason));
    }
    Some(match value {
        "true" | "on" => lang.form_yes(),
        "false" => lang.form_no(),
        "agree" => lang.desk_agree(),
        "disagree" => lang.desk_disagree(),
        "pick_up" => lang.desk_delivery_pick_up(),
        "post" => lang.desk_delivery_post(),
        _ => return None,
    })
}
