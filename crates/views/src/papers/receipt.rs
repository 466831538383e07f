//! 收件回执: every paper that was received, and what happens next.

use base::Timestamp;
use domain::cases::{Submitted, Taken};
use i18n::Lang;

use super::{Block, Paper, Source};
use crate::desk::words;
use crate::next::after_receipt;
use crate::words::text;

pub(super) fn receipt(lang: Lang, source: &Source<'_>, submitted: &Submitted) -> Paper {
    let mut paper = source.start(lang, lang.papers_receipt(), &source.case.number);
    let mut facts = vec![
        fact(lang.papers_item(), text(lang, &source.item.name).0),
        fact(lang.papers_organ(), text(lang, &source.department.name).0),
        fact(lang.papers_received(), &lang.time(submitted.received_at)),
        fact(lang.papers_channel(), words::channel(lang, submitted.channel)),
    ];
    if let Some(late) = &submitted.late {
        let why = words::late_reason(lang, &late.reason);
        let entered = lang.papers_late_entry(why, &late.paper_receipt, lang.time(source.at));
        facts.push((lang.papers_late().to_owned(), entered));
    }
    paper.blocks.push(Block::Facts(facts));
    paper.blocks.push(papers(lang, source, submitted));
    let later: Vec<String> = submitted
        .papers
        .iter()
        .filter(|one| one.taken == Taken::Later)
        .map(|one| source.material(lang, &one.material).to_owned())
        .collect();
    if !later.is_empty() {
        paper.blocks.push(Block::Text(lang.papers_later(lang.list(&later))));
    }
    paper.blocks.push(Block::Text(lang.papers_next().to_owned()));
    let next = after_receipt(lang, source.item, source.regime, submitted, source.case);
    paper.blocks.push(Block::List(next));
    paper.blocks.push(source.contacts(lang));
    paper
}

/// The signed promise on the paper, and what it is for.
pub fn promise(lang: Lang, note: &str, due: Timestamp) -> Block {
    Block::Note(lang.receipt_promise_hint(lang.time(due)), note.to_owned())
}

fn papers(lang: Lang, source: &Source<'_>, submitted: &Submitted) -> Block {
    let rows: Vec<Vec<String>> = submitted
        .papers
        .iter()
        .filter(|one| one.taken != Taken::Later)
        .enumerate()
        .map(|(place, one)| {
            vec![
                (place + 1).to_string(),
                source.material(lang, &one.material).to_owned(),
                words::taken(lang, one.taken).to_owned(),
                one.count.to_string(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Block::Text(lang.papers_no_papers().to_owned());
    }
    let heads =
        [lang.papers_no(), lang.papers_material(), lang.papers_taken(), lang.papers_count()];
    Block::Table(heads.map(str::to_owned).to_vec(), rows)
}

fn fact(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
