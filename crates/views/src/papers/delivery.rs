//! 送达回证, and the remedies that a paper tells.

use domain::cases::Delivery;
use domain::catalogue::{Department, DepartmentKind, Region};
use i18n::Lang;

use super::{Block, Paper, Source};
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
        if let Some(result) = &decided.result {
            facts.push((lang.papers_result_number().to_owned(), result.clone()));
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

pub(super) fn remedy_block(lang: Lang, source: &Source<'_>) -> Option<Block> {
    remedies(lang, source.department, source.regions).map(Block::Text)
}

/// What one can do against a decision of this department: 复议 within 60 days to the government at
/// that level, or to the tax office above (行政复议法 20, 24, 27); suit within six months
/// (行政诉讼法 46). A public enterprise makes no administrative decision: nothing.
pub fn remedies(
    lang: Lang,
    department: &Department,
    regions: &[std::sync::Arc<Region>],
) -> Option<String> {
    if department.kind == DepartmentKind::PublicEnterprise {
        return None;
    }
    if department.name.zh.contains("税务") {
        return Some(lang.papers_remedies_tax().to_owned());
    }
    // A town's, a branch's and an authorised body's acts go to the county as well (24).
    let county = department.region.get(..6).unwrap_or(&department.region);
    let region = regions.iter().find(|region| region.code == county);
    let government = match region {
        Some(region) => lang.papers_government(text(lang, &region.name).0),
        None => lang.papers_government_at_level().to_owned(),
    };
    Some(lang.papers_remedies(government))
}
