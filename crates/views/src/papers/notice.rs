//! Notices on the way: 受理、更正、补正、不予受理、不需要许可、延期、特别程序.

use base::Date;
use domain::cases::{Acceptance, AcceptedHow, Dues, Pause};
use domain::catalogue::{Against, Citation, WindowRole};
use i18n::Lang;
use serde_json::{Map, Value};

use super::{Block, Paper, Source, numbered};
use crate::form;
use crate::words::{self, text};

/// 受理通知书.
pub(super) fn acceptance(lang: Lang, source: &Source<'_>, accepted: &Acceptance) -> Paper {
    let number = accepted.document.as_deref().unwrap_or(&source.case.number);
    let mut paper = source.start(lang, lang.papers_acceptance(), number);
    let what = source.application(lang);
    let day = lang.date(accepted.on);
    let basis = acceptance_basis(source);
    let decided = match (accepted.how, basis) {
        (AcceptedHow::Silence, Some(basis)) => lang.papers_accepted_silence(what, basis, day),
        (AcceptedHow::Silence, None) => lang.papers_accepted_silence(what, "", day),
        (_, Some(basis)) => lang.papers_accepted_by(what, basis, day),
        (_, None) => lang.papers_accepted(what, day),
    };
    paper.blocks.push(Block::Text(decided));
    if let (AcceptedHow::Window, WindowRole::Accepts { authority }) =
        (accepted.how, &source.item.window_role)
    {
        paper.blocks.push(Block::Text(lang.papers_by_window(authority)));
    }
    paper.blocks.extend(limits(lang, &accepted.due));
    if !accepted.branches.is_empty() {
        let asked: Vec<String> =
            accepted.branches.iter().map(|asked| asked.department.clone()).collect();
        paper.blocks.push(Block::Text(lang.papers_asked(source.department_names(lang, &asked))));
    }
    if !accepted.later.is_empty() {
        let names: Vec<&str> = accepted.later.iter().map(|id| source.material(lang, id)).collect();
        paper.blocks.push(Block::Text(lang.papers_later(lang.list(&names))));
    }
    paper.blocks.push(source.contacts(lang));
    paper
}

fn limits(lang: Lang, dues: &Dues) -> Option<Block> {
    let mut facts = Vec::new();
    if let Some(last) = dues.promised {
        facts.push((lang.guide_promised().to_owned(), words::due(lang, last)));
    }
    if let Some(last) = dues.statutory {
        facts.push((lang.guide_statutory().to_owned(), words::due(lang, last)));
    }
    (!facts.is_empty()).then_some(Block::Facts(facts))
}

/// 补正告知书: everything that is to be corrected, told once.
pub(super) fn correction(
    lang: Lang,
    source: &Source<'_>,
    document: &str,
    materials: &[String],
    abandoned_on: Option<Date>,
) -> Paper {
    let mut paper = source.start(lang, lang.papers_correction(), document);
    let what = source.application(lang);
    paper.blocks.push(Block::Text(match correction_basis(source) {
        Some(basis) => lang.papers_correct_by(what, basis),
        None => lang.papers_correct(what),
    }));
    paper.blocks.push(points(lang, source, materials));
    paper.blocks.push(Block::Text(match abandoned_on {
        Some(day) => lang.papers_correct_until(lang.date(day)),
        None => lang.papers_correct_open().to_owned(),
    }));
    paper.blocks.push(source.contacts(lang));
    paper
}

/// Everything that is wrong, material by material.
fn points(lang: Lang, source: &Source<'_>, materials: &[String]) -> Block {
    let told = source.personal.and_then(|value| value.get("corrections"));
    let point = |id: &String| {
        let text = told.and_then(|told| told.get(id)).and_then(Value::as_str);
        lang.papers_point(source.material(lang, id), text.unwrap_or_default())
    };
    Block::List(materials.iter().map(point).collect())
}

/// 不予受理通知书 for incomplete papers, where the law refuses these on the spot; it tells everything
/// that is missing (不动产登记暂行条例 17).
pub(super) fn incomplete(
    lang: Lang,
    source: &Source<'_>,
    document: &str,
    materials: &[String],
) -> Paper {
    let mut paper = source.start(lang, lang.papers_redirection(), document);
    let basis = correction_basis(source).unwrap_or_default();
    let what = source.application(lang);
    paper.blocks.push(Block::Text(lang.papers_incomplete(what, basis)));
    paper.blocks.push(points(lang, source, materials));
    paper.blocks.push(Block::Text(lang.papers_apply_again().to_owned()));
    paper.blocks.extend(source.remedies(lang, Against::NotAccepted));
    paper.blocks.push(source.contacts(lang));
    paper
}

/// 当场更正凭证: what the form says now.
pub(super) fn mended(
    lang: Lang,
    source: &Source<'_>,
    document: Option<&str>,
    fields: &[String],
) -> Paper {
    let mut paper = source.start(lang, lang.papers_mending(), &source.case.number);
    paper.blocks.push(Block::Text(lang.papers_mended(source.application(lang))));
    let told = source.personal.and_then(|value| value.get("answers")).and_then(Value::as_object);
    let none = (Value::Null, Map::new());
    let schema = source.item.form.as_ref().unwrap_or(&none.0);
    let answers = form::answers(lang, schema, told.unwrap_or(&none.1));
    let facts = answers
        .into_iter()
        .filter(|answer| fields.iter().any(|field| field == answer.key))
        .map(|answer| {
            let erased = told.is_none().then(|| lang.papers_erased().to_owned());
            (answer.label.to_owned(), erased.unwrap_or(answer.words))
        });
    paper.blocks.push(Block::Facts(facts.collect()));
    paper.blocks.push(Block::Text(lang.papers_mended_next().to_owned()));
    paper.blocks.push(source.contacts(lang));
    numbered(paper, document)
}

/// 不予受理通知书, and where to go.
pub(super) fn redirection(
    lang: Lang,
    source: &Source<'_>,
    document: &str,
    to: Option<&str>,
) -> Paper {
    let mut paper = source.start(lang, lang.papers_redirection(), document);
    let what = source.application(lang);
    paper.blocks.push(Block::Text(lang.papers_redirected(what)));
    paper.blocks.push(reason(lang, source.words("text")));
    let found = to.and_then(|id| source.departments.iter().find(|one| one.id == id));
    if let Some(department) = found {
        let name = text(lang, &department.name).0;
        paper.blocks.push(Block::Text(lang.papers_go_to(name, &department.contacts.ask)));
    }
    paper.blocks.extend(source.remedies(lang, Against::NotAccepted));
    paper
}

/// 不需要许可告知书.
pub(super) fn unneeded(lang: Lang, source: &Source<'_>, document: &str) -> Paper {
    let mut paper = source.start(lang, lang.papers_unneeded(), document);
    let what = source.application(lang);
    paper.blocks.push(Block::Text(lang.papers_not_needed(what)));
    paper.blocks.push(reason(lang, source.words("text")));
    paper.blocks.push(source.contacts(lang));
    paper
}

/// 延期告知书.
pub(super) fn extension(
    lang: Lang,
    source: &Source<'_>,
    (days, basis, dues): (u16, &str, &Dues),
) -> Paper {
    let mut paper = source.start(lang, lang.papers_extension(), &source.case.number);
    let approver = source.regime.extension.as_ref();
    let approver = approver.map_or("", |extension| text(lang, &extension.approver).0);
    let span = words::span(lang, source.regime.unit, days);
    let what = source.application(lang);
    paper.blocks.push(Block::Text(lang.papers_extended(what, basis, approver, span)));
    paper.blocks.push(reason(lang, source.words("text")));
    paper.blocks.extend(limits(lang, dues));
    paper.blocks.push(source.contacts(lang));
    paper
}

/// 特别程序告知书 (行政许可法 45: the time needed is told in writing).
pub(super) fn pause(lang: Lang, source: &Source<'_>, pause: &Pause) -> Paper {
    let mut paper = source.start(lang, lang.papers_pause(), &source.case.number);
    let ground = source.regime.exclusions.iter().find(|ground| ground.id == pause.reason);
    let ground = ground.map_or(pause.reason.as_str(), |ground| text(lang, &ground.name).0);
    let what = source.application(lang);
    let since = lang.date(pause.from);
    paper.blocks.push(Block::Text(lang.papers_paused(
        what,
        ground,
        &pause.basis,
        since,
        pause.told_days,
    )));
    let words = source.words("text");
    if !words.is_empty() {
        paper.blocks.push(reason(lang, words));
    }
    paper.blocks.push(source.contacts(lang));
    numbered(paper, pause.document.as_deref())
}

pub(super) fn reason(lang: Lang, words: &str) -> Block {
    let words = if words.is_empty() { lang.papers_erased() } else { words };
    Block::Text(lang.papers_reason(words))
}

/// The article by which corrections are told; none where the item's law does not speak of them.
fn correction_basis(source: &Source<'_>) -> Option<String> {
    source.regime.correction_basis.as_ref().map(ToString::to_string)
}

/// The article of acceptance: that of corrections without its clause, else the regime's first.
fn acceptance_basis(source: &Source<'_>) -> Option<String> {
    let regime = source.regime;
    let cited = regime.correction_basis.as_ref().or(regime.basis.first())?;
    Some(Citation { clause: None, note: None, ..cited.clone() }.to_string())
}
