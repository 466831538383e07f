//! What a result page shows: order, marks, snippets, suggestions, counts.

use crate::items;
use search::{Doc, Extras, Filters, Hit, Index, Query, Tier};

fn index() -> Index {
    Index::build(items::demo(), &items::synonyms())
}

fn first<'i>(index: &'i Index, text: &str) -> Hit<'i> {
    let query = Query { text, limit: 1, extras: Extras::ALL, ..Query::default() };
    index.search(&query).hits.into_iter().next().unwrap_or_else(|| panic!("{text} finds nothing"))
}

fn marked(hit: &Hit) -> Vec<String> {
    hit.marks.iter().map(|mark| hit.name[mark.clone()].to_owned()).collect()
}

#[test]
fn tiers_come_in_order_and_rank_decides_within() {
    let doc = |rank: u32, name: &str, synonym: &str, text: &str| Doc {
        code: format!("{rank}"),
        name: name.into(),
        synonyms: vec![synonym.into()],
        text: text.into(),
        rank,
        ..Doc::default()
    };
    let index = Index::build(
        [
            doc(1, "其他", "", "户口在文字里"),
            doc(2, "其他", "迁户口", ""),
            doc(3, "补办户口", "", ""),
            doc(4, "户口迁移", "", ""),
            doc(5, "其他", "户口", ""),
            doc(6, "户口", "", ""),
            doc(7, "户口迁出", "", ""),
        ],
        &[],
    );
    let found = index.search(&Query { text: "户口", limit: 20, ..Query::default() });
    let order: Vec<&str> = found.hits.iter().map(|hit| hit.code).collect();
    assert_eq!(order, ["6", "5", "4", "7", "3", "2", "1"]);
    let why: Vec<Tier> = found.hits.iter().map(|hit| hit.why).collect();
    assert!(why.is_sorted(), "{why:?}");
}

#[test]
fn words_pinyin_and_synonyms_are_marked_in_the_name() {
    let index = index();
    assert_eq!(marked(&first(&index, "设立 个体")), ["个体", "设立"]);
    assert_eq!(marked(&first(&index, "gtgsh")), ["个体工商户"]);
    assert_eq!(marked(&first(&index, "shiyebaox")), ["失业保险"]);
    assert_eq!(marked(&first(&index, "户口 死亡")), ["死亡", "户口"]);
    let passport = first(&index, "PASSPORT");
    let mark = passport.marks_en.first().expect("the English name has the word");
    assert_eq!(&passport.name_en[mark.clone()], "passport");
}

#[test]
fn a_word_that_is_not_in_the_name_is_shown_where_it_is() {
    let index = index();
    let hit = first(&index, "被辞退领钱");
    let snippet = hit.snippet.expect("the word is a synonym");
    let mark = snippet.marks.first().expect("the word is marked");
    assert_eq!(&snippet.text[mark.clone()], "被辞退领钱");
    assert_eq!(hit.why, Tier::ExactSynonym);
}

#[test]
fn a_correction_is_told() {
    let index = index();
    let search = |text| index.search(&Query { text, limit: 3, ..Query::default() }).corrected;
    assert_eq!(search("身份正").as_deref(), Some("身份证"));
    assert_eq!(search("身份证"), None);
}

#[test]
fn a_code_finds_its_item() {
    let index = index();
    let item = first(&index, "结婚登记");
    let by_code = first(&index, item.code);
    assert_eq!((by_code.code, by_code.why), (item.code, Tier::Code));
}

#[test]
fn typing_brings_suggestions() {
    let index = index();
    let texts = |prefix: &str| -> Vec<String> {
        index
            .suggest(prefix, 8, &Filters::default())
            .into_iter()
            .map(|suggestion| suggestion.text)
            .collect()
    };
    for (prefix, wanted) in [
        ("失业", "失业保险金申领"),
        ("shiye", "失业保险金申领"),
        ("syb", "失业保险金申领"),
        ("营业执", "营业执照"),
        ("yyzz", "营业执照"),
        ("结", "结婚登记"),
        ("marr", "结婚登记"),
    ] {
        let texts = texts(prefix);
        assert!(texts.len() <= 8);
        assert!(texts.iter().any(|text| text == wanted), "{prefix}: {texts:?}");
    }
    assert!(texts(" ").is_empty());
}
