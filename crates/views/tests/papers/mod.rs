//! What every paper must tell, in both languages.

use std::collections::BTreeSet;

use i18n::Lang;
use views::papers::{Block, Paper};

use super::samples::County;
use super::samples::papers::{APPLICANT, all};

/// Papers that rest on an article and name it.
const LAW: [&str; 10] = [
    "acceptance",
    "silence",
    "correction",
    "incomplete",
    "redirection",
    "extension",
    "pause",
    "grant",
    "refusal",
    "abandonment",
];
/// Papers against which the law gives something.
const REMEDIES: [&str; 3] = ["incomplete", "redirection", "refusal"];

/// All words of a paper, a line each.
fn words(paper: &Paper) -> Vec<String> {
    let mut words = vec![paper.title.clone(), paper.organ.clone(), paper.to.clone()];
    for block in &paper.blocks {
        match block {
            Block::Text(text) => words.push(text.clone()),
            Block::List(points) => words.extend(points.iter().cloned()),
            Block::Facts(facts) => {
                words.extend(facts.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
            }
            Block::Table(heads, rows) => {
                words.extend(heads.iter().chain(rows.iter().flatten()).cloned());
            }
            Block::Code(text, code) => words.extend([text.clone(), code.clone()]),
            Block::Note(text, lines) => words.extend([text.clone(), lines.clone()]),
        }
    }
    words
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// An article as it is cited: 《行政许可法》第三十二条第一款第四项.
fn without_citations(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('《') {
        left.push_str(before);
        let (_, after) = from.split_once('》').expect("a title ends");
        let article = |c: char| "第条款项之一二三四五六七八九十百千零、".contains(c);
        rest = after.trim_start_matches(article);
    }
    left + rest
}

#[test]
fn every_paper_names_its_organ_number_day_article_and_remedies() {
    let county = County::load();
    for lang in Lang::ALL {
        let mut kinds = BTreeSet::new();
        for sample in all(lang, &county) {
            let (word, paper) = (sample.word, &sample.paper);
            assert!(kinds.insert(word), "{word} twice");
            let words = words(paper);
            let says = |text: &str| words.iter().any(|line| line.contains(text));
            assert!(paper.seal.chars().any(is_chinese) && !paper.organ.is_empty(), "{word}");
            assert_eq!(paper.to, APPLICANT, "{word}");
            assert!(paper.date.year() >= 2026, "{word}");
            let own = if word == "receipt" { "532901-" } else { "演示局" };
            assert!(paper.number.starts_with(own), "{word}: {}", paper.number);
            let cites = says("》第");
            assert!(cites || !LAW.contains(&word), "{word} names no article: {words:?}");
            let court = match lang {
                Lang::Zh => says("诉讼") || says("复议"),
                Lang::En => says("court") || says("reconsideration"),
            };
            assert_eq!(court, REMEDIES.contains(&word), "{word}: {words:?}");
        }
        assert_eq!(kinds.len(), 17);
    }
}

#[test]
fn an_english_paper_has_no_chinese_but_names_and_what_only_exists_in_chinese() {
    let county = County::load();
    for sample in all(Lang::En, &county) {
        for line in words(&sample.paper) {
            let line = without_citations(&line);
            // A person's name, the number of a paper, and that of a written authority.
            let number = line.contains("〔20") && line.contains('号');
            let chinese = line.replace(APPLICANT, "").chars().any(is_chinese);
            assert!(!chinese || number, "{}: {line}", sample.word);
        }
    }
}
