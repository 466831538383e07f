//! 撤回 and 补正不来: a case that ends without a decision has its paper too.

use base::Date;
use i18n::Lang;

use super::{Block, Paper, Source, notice, numbered};

/// 撤回申请确认书.
pub(super) fn withdrawal(lang: Lang, source: &Source<'_>, document: Option<&str>) -> Paper {
    let mut paper = source.start(lang, lang.papers_withdrawal(), &source.case.number);
    let (what, day) = (source.application(lang), lang.date(source.at.day()));
    paper.blocks.push(Block::Text(lang.papers_withdrawn(what, day)));
    let words = source.words("text");
    if !words.is_empty() {
        paper.blocks.push(notice::reason(lang, words));
    }
    paper.blocks.push(Block::Text(lang.papers_apply_again().to_owned()));
    paper.blocks.push(source.contacts(lang));
    numbered(paper, document)
}

/// 终止办理告知书: where the law itself closes a case whose papers did not come.
pub(super) fn abandoned(
    lang: Lang,
    source: &Source<'_>,
    document: Option<&str>,
    (basis, from): (&str, Date),
) -> Paper {
    let mut paper = source.start(lang, lang.papers_abandonment(), &source.case.number);
    let told = source.case.correction.as_ref();
    let notice = told.map_or("", |told| told.document.as_str());
    let what = source.application(lang);
    let day = lang.date(from);
    paper.blocks.push(Block::Text(lang.papers_abandoned(what, notice, basis, day)));
    if let Some(told) = told {
        let names = told.materials.iter().map(|id| source.material(lang, id).to_owned());
        paper.blocks.push(Block::List(names.collect()));
    }
    paper.blocks.push(Block::Text(lang.papers_apply_again().to_owned()));
    paper.blocks.push(source.contacts(lang));
    numbered(paper, document)
}
