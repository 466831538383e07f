//! 救济: for each kind of act the remedies that its law gives, before whom, and until when.

use domain::catalogue::{
    Against, Department, Forum, Item, Region, Remedy, RemedyKind, RemedyOrder, remedies,
};
use serde_json::{Value, json};

use crate::desk::{day, nation, regime};

fn item(regime: &str, nature: &str) -> Item {
    serde_json::from_value(json!({
        "catalog_code": "530125001000", "name": "事项", "summary": "事项", "kind": "licence",
        "level": "county", "department": "a", "body_nature": nature, "region": "532901",
        "window_role": {"kind": "receives"}, "objects": ["natural_person"],
        "case_type": "promised", "regime": regime, "basis": [], "application": {"kind": "open"},
        "conditions": [], "flow": {"kind": "review"}, "steps": [], "limits": {}, "refusals": [],
        "places": [], "channels": {"apply": ["window"], "visits": 0}, "themes": [],
    }))
    .unwrap()
}

fn department(more: &Value) -> Department {
    let mut all = json!({"id": "a", "kind": "organ", "name": "大理市某局", "short": "某局",
        "credit_code": "", "region": "532901", "contacts": {"ask": "1", "complain": "2"},
        "place": "hall", "about": ""});
    for (key, value) in more.as_object().unwrap() {
        all[key] = value.clone();
    }
    serde_json::from_value(all).unwrap()
}

fn regions() -> Vec<Region> {
    let region = |code: &str, name: &str, level: &str| {
        serde_json::from_value(json!({"code": code, "name": name, "level": level})).unwrap()
    };
    vec![region("532900", "大理白族自治州", "prefecture"), region("532901", "大理市", "county")]
}

/// Kinds, orders and articles of what can be done.
fn told(regime_id: &str, against: Against) -> Vec<(RemedyKind, RemedyOrder, String)> {
    let item = item(regime_id, "statutory_organ");
    let (regime, office) = (regime(regime_id), department(&json!({})));
    let found = remedies(&item, &regime, &office, against);
    found.into_iter().map(|one| (one.kind, one.order, one.basis[0].to_string())).collect()
}

fn expected(list: &[(RemedyKind, RemedyOrder, &str)]) -> Vec<(RemedyKind, RemedyOrder, String)> {
    list.iter().map(|(kind, order, basis)| (*kind, *order, (*basis).to_owned())).collect()
}

use RemedyKind::{
    AdministrativeSuit, CivilSuit, Complaint, LabourSuit, Objection, Reconsideration, Review,
};
use RemedyOrder::{First, Free, Then};

#[test]
fn a_refused_licence_goes_to_reconsideration_or_to_court() {
    let both = expected(&[
        (Reconsideration, Free, "《行政复议法》第二十条第一款"),
        (AdministrativeSuit, Free, "《行政诉讼法》第四十六条第一款"),
    ]);
    assert_eq!(told("licence", Against::Refused), both);
    assert_eq!(told("real_estate", Against::NotAccepted), both);
    assert_eq!(told("licence", Against::Granted), []);
}

#[test]
fn refused_information_and_silence_go_to_reconsideration_first() {
    let information = expected(&[
        (Reconsideration, First, "《行政复议法》第二十三条第一款第四项"),
        (AdministrativeSuit, Then, "《行政诉讼法》第四十五条"),
    ]);
    assert_eq!(told("gov_information", Against::Refused), information);
    let silence = expected(&[
        (Reconsideration, First, "《行政复议法》第二十三条第一款第三项"),
        (AdministrativeSuit, Then, "《行政诉讼法》第四十五条"),
    ]);
    assert_eq!(told("licence", Against::Silence), silence);
}

#[test]
fn refused_legal_aid_is_objected_to_with_the_justice_bureau() {
    let found = told("legal_aid", Against::Refused);
    assert_eq!(found[0], (Objection, First, "《法律援助法》第四十九条第一款".to_owned()));
    assert!(found[1..].iter().all(|(_, order, _)| *order == Then), "{found:?}");
    let kinds: Vec<RemedyKind> = found.iter().map(|(kind, ..)| *kind).collect();
    assert_eq!(kinds, [Objection, Reconsideration, AdministrativeSuit]);
    let (centre, bureau) = (department(&json!({"parent": "b"})), department(&json!({"id": "b"})));
    let regime = regime("legal_aid");
    let forum = regime.remedies[0].forum(&centre, [&centre, &bureau], []);
    assert_eq!(forum, Forum::Department(&bureau));
}

#[test]
fn arbitration_and_notaries_are_no_administrative_acts() {
    let court = |basis: &str| expected(&[(LabourSuit, Free, basis)]);
    let refused = court("《劳动争议调解仲裁法》第二十九条");
    assert_eq!(told("labour_arbitration", Against::NotAccepted), refused);
    assert_eq!(told("labour_arbitration", Against::Silence), refused);
    let award = court("《劳动争议调解仲裁法》第四十八条");
    assert_eq!(told("labour_arbitration", Against::Granted), award);
    let certificate = expected(&[
        (Review, Free, "《公证法》第三十九条"),
        (CivilSuit, Free, "《公证法》第四十条"),
    ]);
    assert_eq!(told("notary", Against::Granted), certificate);
    let refusal = expected(&[(Complaint, Free, "《公证法》第五条")]);
    assert_eq!(told("notary", Against::Refused), refusal);
}

#[test]
fn who_is_no_authority_makes_no_administrative_act() {
    let (promise, company) = (regime("promise"), department(&json!({"kind": "public_enterprise"})));
    let served = item("promise", "statutory_organ");
    assert_eq!(remedies(&served, &promise, &company, Against::Refused), Vec::<&Remedy>::new());
    let other = item("promise", "other");
    let office = department(&json!({}));
    assert_eq!(remedies(&other, &promise, &office, Against::Refused), Vec::<&Remedy>::new());
}

#[test]
fn an_item_has_remedies_of_its_own_where_its_law_says_so() {
    let mut own = item("licence", "statutory_organ");
    own.remedies = regime("gov_information").remedies;
    let office = department(&json!({}));
    let licence = regime("licence");
    let found = remedies(&own, &licence, &office, Against::Refused);
    assert_eq!(found[0].order, First);
}

#[test]
fn reconsideration_goes_to_the_government_at_that_level_or_where_the_law_leads() {
    let licence = regime("licence");
    let (apply, regions) = (&licence.remedies[0], regions());
    for (more, name) in [
        (json!({}), "大理市"),
        (json!({"region": "532901102", "kind": "town"}), "大理市"),
        (json!({"region": "532900"}), "大理白族自治州"),
    ] {
        let office = department(&more);
        let Forum::Government(Some(found)) = apply.forum(&office, [], &regions) else { panic!() };
        assert_eq!(found.name.zh, name);
        let cited = apply.citations(&office);
        assert_eq!(cited, ["《行政复议法》第二十条第一款", "《行政复议法》第二十四条"]);
    }
    // Its name alone says nothing: an office with 税务 in it is led from above only by its data.
    let tax = department(&json!({"name": "大理市税务服务队"}));
    assert!(matches!(apply.forum(&tax, [], &regions), Forum::Government(Some(_))));
    let tax = department(&json!({"reconsideration": {"to": "州税务局",
        "basis": {"law": "行政复议法", "article": 27}}}));
    let Forum::Named(name) = apply.forum(&tax, [], &regions) else { panic!() };
    assert_eq!(name.zh, "州税务局");
    assert_eq!(apply.citations(&tax)[1], "《行政复议法》第二十七条");
}

#[test]
fn the_last_day_is_counted_from_receipt_and_moves_off_a_holiday() {
    let licence = regime("licence");
    let last = |remedy: usize, from: &str| licence.remedies[remedy].last_day(nation(), day(from));
    assert_eq!(last(0, "2026-03-02"), Some(day("2026-05-06")), "1 May is a holiday until the 5th");
    assert_eq!(last(0, "2026-03-09"), Some(day("2026-05-08")));
    assert_eq!(last(1, "2026-03-02"), Some(day("2026-09-02")));
    let information = regime("gov_information");
    assert_eq!(information.remedies[1].last_day(nation(), day("2026-03-02")), None);
    assert_eq!(regime("legal_aid").remedies[0].last_day(nation(), day("2026-03-02")), None);
}
