//! 准予、不予决定书, and the paper with which a service ends.

use domain::cases::{Decided, Outcome};
use domain::catalogue::ItemKind;
use i18n::Lang;

use super::notice::reason;
use super::{Block, Paper, Source, delivery, due};
use crate::names::Named;
use crate::words::text;

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
        paper.blocks.push(Block::Text(lang.papers_basis(decided.basis.join("、"))));
    }
    let facts = result(lang, source, decided);
    if !facts.is_empty() {
        paper.blocks.push(Block::Facts(facts));
    }
    if decided.outcome == Outcome::Refused {
        paper.blocks.extend(delivery::remedy_block(lang, source));
    } else if let Some(last) = decided.deliver_by.filter(|_| decided.result.is_some()) {
        paper.blocks.push(Block::Text(lang.papers_deliver_by(due(lang, last))));
    }
    paper.blocks.push(source.contacts(lang));
    paper
}

/// The result: what it is called, its number, how long it is valid.
fn result(lang: Lang, source: &Source<'_>, decided: &Decided) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let Some(number) = &decided.result else { return facts };
    if let Some(result) = source.item.results.first() {
        let name = text(lang, &result.name).0.to_owned();
        facts.push((lang.papers_result().to_owned(), name));
    }
    facts.push((lang.papers_result_number().to_owned(), number.clone()));
    let valid = match (decided.valid_from, decided.valid_until) {
        (Some(from), Some(until)) => {
            lang.clocks_from_to(lang.short_date(from), lang.short_date(until))
        }
        (Some(from), None) => lang.papers_valid_always(lang.short_date(from)),
        _ => return facts,
    };
    facts.push((lang.papers_valid().to_owned(), valid));
    facts
}
