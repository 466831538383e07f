//! 送达回证: what was handed over, and until when one can do what against it.

use domain::cases::Delivery;
use domain::catalogue::Against;
use i18n::Lang;

use super::{Block, Paper, Source, remedy};
use crate::desk::words;
use crate::words::text;

/// 送达回证: what was handed over, to whom, how; the person signs it.
pub(super) fn proof(lang: Lang, source: &Source<'_>, delivery: &Delivery) -> Paper {
    let decided = source.case.decision.as_ref().map(|made| &made.decided);
    let mut paper = source.start(lang, lang.papers_proof(), &source.case.number);
    let mut facts =
        vec![(lang.papers_item().to_owned(), text(lang, &source.item.name).0.to_owned())];
    if let Some(decided) = decided {
        facts.push((lang.papers_document().to_owned(), decided.document.clone()));
        for one in decided.issued() {
            facts.push((lang.papers_result_number().to_owned(), one.number));
        }
    }
    facts.push((lang.papers_how().to_owned(), how(lang, delivery)));
    let name = source.words("text");
    if !name.is_empty() {
        facts.push((lang.papers_whom().to_owned(), name.to_owned()));
    }
    facts.push((lang.papers_when().to_owned(), lang.time(source.at)));
    paper.blocks.push(Block::Facts(facts));
    paper.signed = matches!(delivery, Delivery::Handed { .. });
    if let Some(decided) = decided {
        // What was posted is received on a day that only the person knows.
        let received = paper.signed.then(|| (source.at.day(), source.calendar));
        let against = Against::from(decided.outcome);
        let told = remedy::remedies(lang, &source.grounds(), against, received);
        paper.blocks.extend(remedy::blocks(told));
    }
    paper
}

/// How it was handed over: to which part against which document, or under which number it was sent.
pub fn how(lang: Lang, delivery: &Delivery) -> String {
    match delivery {
        Delivery::Handed { to, checked, mandate } => {
            let (party, document) = (words::party(lang, *to), words::document(lang, checked));
            if *mandate {
                lang.papers_handed_mandate(party, document)
            } else {
                lang.papers_handed(party, document)
            }
        }
        Delivery::Posted { tracking } => lang.papers_posted(tracking),
        Delivery::Nothing => lang.papers_nothing().to_owned(),
    }
}
