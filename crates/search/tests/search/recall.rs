//! What a plain substring check finds is found, whatever the words and the items are.

use crate::items;
use proptest::prelude::*;
use search::{Doc, Extras, Filters, Index, Query, TOTAL_MAX, fold};

/// All texts of an item, folded.
fn texts(doc: &Doc) -> Vec<String> {
    let one = [&doc.name, &doc.name_en, &doc.text].into_iter();
    let many = [&doc.synonyms, &doc.department_names, &doc.theme_names, &doc.materials];
    one.chain(many.into_iter().flatten()).map(|text| fold(text)).collect()
}

/// The codes of the items in which every word, parted by spaces, is a part of some text.
fn oracle(docs: &[Doc], query: &str) -> Vec<String> {
    let words: Vec<String> = query.split_whitespace().map(fold).collect();
    let has = |doc: &&Doc| {
        let texts = texts(doc);
        words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    };
    docs.iter().filter(has).map(|doc| doc.code.clone()).collect()
}

fn found(index: &Index, text: &str) -> Vec<String> {
    let mut codes = Vec::new();
    loop {
        let query = Query {
            text,
            offset: codes.len(),
            limit: 100,
            extras: Extras::ALL,
            ..Query::default()
        };
        let found = index.search(&query);
        codes.extend(found.hits.iter().map(|hit| hit.code.to_owned()));
        if found.hits.len() < 100 {
            assert_eq!(codes.len(), found.total, "the count of {text} is exact");
            return codes;
        }
    }
}

fn assert_complete(index: &Index, docs: &[Doc], query: &str) {
    let found = found(index, query);
    for code in oracle(docs, query) {
        assert!(found.contains(&code), "{query}: {code} is missing");
    }
    let mut unique = found.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), found.len(), "{query}: nothing is there twice");
}

/// Texts over few characters, so that chance makes all kinds of overlaps.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(ALPHABET.to_vec()), 0..12)
        .prop_map(|chars| chars.into_iter().collect())
}

const ALPHABET: [char; 16] =
    ['户', '口', '证', '办', '身', '份', 'a', 'B', 'g', 'Ｗ', '①', ' ', '，', '-', '℃', 'é'];

prop_compose! {
    fn doc()(name in text(), name_en in text(), synonyms in prop::collection::vec(text(), 0..3),
             department in text(), materials in prop::collection::vec(text(), 0..3),
             line in text(), more in text(), rank in 0_u32..5) -> Doc {
        Doc { name, name_en, synonyms, department_names: vec![department], materials,
              text: format!("{line}\n{more}"), rank, ..Doc::default() }
    }
}

proptest! {
    #[test]
    fn nothing_is_missed(
        mut docs in prop::collection::vec(doc(), 0..30),
        groups in prop::collection::vec(prop::collection::vec(text(), 0..4), 0..3),
        queries in prop::collection::vec(text(), 1..20),
    ) {
        for (number, doc) in docs.iter_mut().enumerate() {
            doc.code = format!("{number}");
        }
        let index = Index::build(docs.clone(), &groups);
        for query in queries {
            assert_complete(&index, &docs, &query);
        }
    }
}

#[test]
fn parts_of_real_texts_find_their_items() {
    let docs: Vec<Doc> = items::demo().into_iter().chain(items::real()).collect();
    let index = Index::build(docs.clone(), &items::synonyms());
    for (number, doc) in docs.iter().enumerate().step_by(37) {
        let texts = texts(doc);
        let text: Vec<char> = texts[number % texts.len()].chars().collect();
        let size = (number % 9 + 1).min(text.len());
        let start = number * 7 % (text.len() + 1 - size);
        let part: String = text[start..start + size].iter().collect();
        assert_complete(&index, &docs, &part);
    }
}

#[test]
fn limits_hold_and_odd_input_is_harmless() {
    let docs: Vec<Doc> = (0..3_000)
        .map(|n| Doc {
            code: format!("{n}"), name: format!("申请{n}号事项"), ..Doc::default()
        })
        .collect();
    let index = Index::build(docs, &[]);
    let extras = Extras { total: true, ..Extras::default() };
    let search = |text: &str, offset: usize, limit: usize| {
        let query = Query { text, offset, limit, extras, ..Query::default() };
        let found = index.search(&query);
        (found.total, found.capped, found.hits.len())
    };
    assert_eq!(search("", 0, 20), (3_000, false, 20));
    assert_eq!(search("申请", 2_995, 20), (3_000, false, 5));
    assert_eq!(search("申请 事项", 0, 20), (TOTAL_MAX, true, 20));
    assert_eq!(search("申请 事项", 0, usize::MAX), (3_000, false, 3_000));
    assert_eq!(search("申请", usize::MAX, 1), (3_000, false, 0));
    assert_eq!(search("申请", 0, 0), (3_000, false, 0));
    for text in ["😀", "…", "\0\u{2}\u{3}", &"申请".repeat(500), &"a ".repeat(500), "i'm"] {
        search(text, 0, 20);
        index.suggest(text, 10, &Filters::default());
    }
    let page = Query { text: "申请", limit: 20, ..Query::default() };
    let found = index.search(&page);
    assert_eq!((found.total, found.capped, found.hits.len()), (20, true, 20));
    assert_eq!(Index::build([], &[]).search(&Query::default()).total, 0);
}

#[test]
fn filters_keep_what_the_oracle_keeps() {
    let docs: Vec<Doc> = items::demo();
    let index = Index::build(docs.clone(), &items::synonyms());
    let filters = Filters {
        kinds: vec!["administrative_licence".into(), "public_service".into()],
        objects: vec!["natural_person".into()],
        online: Some(true),
        ..Filters::default()
    };
    let kept = |doc: &&Doc| {
        filters.kinds.contains(&doc.kind)
            && doc.objects.contains(&filters.objects[0])
            && doc.online
            && texts(doc).iter().any(|text| text.contains("证"))
    };
    let wanted = docs.iter().filter(kept).count();
    let query =
        Query { text: "证", filters: filters.clone(), limit: 20, extras: Extras::ALL, offset: 0 };
    let found = index.search(&query);
    assert!(wanted > 0);
    assert_eq!(found.total, wanted);
    let facets = found.facets.expect("they were asked for");
    assert_eq!(facets.kinds.iter().map(|facet| facet.count).sum::<usize>(), wanted);
    assert!(facets.kinds.iter().all(|facet| filters.kinds.contains(&facet.id)));
}
