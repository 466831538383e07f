//! 准予、不予决定书, and the paper with which a service ends.

use domain::cases::{Decided, Outcome};
use domain::catalogue::{Against, ItemKind};
use i18n::Lang;

use super::notice::reason;
use super::{Block, Paper, Source};
use crate::names::Named;
use crate::words::{self, text};

pub(super) fn decision(lang: Lang, source: &Source<'_>, decided: &Decided) -> Paper {
    let what = source.application(lang);
    let kind = match source.item.kind {
        ItemKind::PublicService => "",
        kind => kind.named(lang),
    };
    let (title, verdict) = match decided.outcome {
        Outcome::Granted => (lang.papers_grant(kind), lang.papers_granted(what)),
        Outcome::Refused => (lang.papers_refusal(kind), lang.papers_refused(what)),
        Outcome::Done => (lang.papers_completion().to_owned(), lang.papers_completed(what)),
    };
    let mut paper = source.start(lang, title, &decided.document);
    paper.blocks.push(Block::Text(verdict));
    let words = source.words("reason");
    if !words.is_empty() || decided.outcome == Outcome::Refused {
        paper.blocks.push(reason(lang, words));
    }
    if !decided.basis.is_empty() {
        paper.blocks.push(Block::Text(lang.papers_basis(lang.list(&decided.basis))));
    }
    if !decided.unanswered.is_empty() {
        let names = source.department_names(lang, &decided.unanswered);
        paper.blocks.push(Block::Text(lang.papers_unanswered(names)));
    }
    let facts = results(lang, source, decided);
    if !facts.is_empty() {
        paper.blocks.push(Block::Facts(facts));
    }
    paper.blocks.extend(source.remedies(lang, Against::from(decided.outcome)));
    if let Some(last) = decided.deliver_by.filter(|_| decided.result.is_some()) {
        paper.blocks.push(Block::Text(lang.papers_deliver_by(words::due(lang, last))));
    }
    paper.blocks.push(source.contacts(lang));
    paper
}

/// Every result: what it is called, its number, how long it is valid.
fn results(lang: Lang, source: &Source<'_>, decided: &Decided) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for one in decided.issued() {
        if let Some(result) = source.item.results.get(one.result) {
            let name = text(lang, &result.name).0.to_owned();
            facts.push((lang.papers_result().to_owned(), name));
        }
        facts.push((lang.papers_result_number().to_owned(), one.number));
        let from = lang.short_date(one.valid_from);
        let valid = match one.valid_until {
            Some(until) => lang.clocks_from_to(from, lang.short_date(until)),
            None => lang.papers_valid_always(from),
        };
        facts.push((lang.papers_valid().to_owned(), valid));
    }
    facts
}
