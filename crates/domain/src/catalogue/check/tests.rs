//! One good item, and one mistake at a time.

use serde_json::{Value, json};

use super::super::{ExerciseLevel, ItemState};
use super::*;

struct Town {
    department: Department,
    place: Place,
    regimes: Vec<Regime>,
    entry: DirectoryEntry,
}

impl Lookup for Town {
    fn department(&self, id: &str) -> Option<&Department> {
        (self.department.id == id).then_some(&self.department)
    }
    fn place(&self, id: &str) -> Option<&Place> {
        (self.place.id == id).then_some(&self.place)
    }
    fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.id == id)
    }
    fn entry(&self, catalog_code: &str) -> Option<&DirectoryEntry> {
        (self.entry.catalog_code == catalog_code).then_some(&self.entry)
    }
    fn has_region(&self, code: &str) -> bool {
        code == "532901"
    }
    fn has_theme(&self, id: &str) -> bool {
        id == "startup"
    }
}

fn town() -> Town {
    let law = json!([{"law": "行政许可法", "article": 42}]);
    let regime = |id: &str, basis: &Value| {
        serde_json::from_value(json!({"id": id, "name": id, "basis": basis,
            "start": "acceptance", "unit": "working_day", "silence": "nothing"}))
        .unwrap()
    };
    Town {
        department: serde_json::from_value(json!({"id": "scjg", "kind": "organ", "name": "局",
            "credit_code": "11532901YX0000024E", "short": "局", "region": "532901",
            "contacts": {"ask": "1", "complain": "2"}, "place": "hall", "about": "登记"}))
        .unwrap(),
        place: serde_json::from_value(json!({"id": "hall", "name": "大厅", "address": "路",
            "hours": ["周一"], "route": "8路", "access": "坡道", "phone": "1",
            "region": "532901"}))
        .unwrap(),
        entry: serde_json::from_value(json!({"catalog_code": "530125001000",
            "name": "食品经营许可", "kind": "licence", "levels": ["prefecture", "county"],
            "basis": [{"law": "食品安全法", "article": 35}]}))
        .unwrap(),
        regimes: vec![
            regime("licence", &law),
            regime("promise", &json!([])),
            regime("market_entity", &json!([{"law": "市场主体登记管理条例", "article": 19}])),
        ],
    }
}

fn item() -> Value {
    let basis = json!([{"law": "食品安全法", "article": 35}]);
    json!({
        "code": "11532901YX0000024E4530125001000", "catalog_code": "530125001000",
        "name": "食品经营许可", "summary": "开店卖吃的", "kind": "licence", "level": "county",
        "department": "scjg", "body_nature": "statutory_organ", "region": "532901",
        "window_role": {"kind": "receives"}, "objects": ["natural_person"],
        "case_type": "promised", "regime": "licence", "basis": basis,
        "application": {"kind": "open"}, "conditions": ["有场所"], "flow": {"kind": "review"},
        "materials": [{"id": "form", "name": "申请书", "need": "required", "class": "form",
            "form": "either", "source": "applicant", "basis": basis, "notes": "照实写",
            "standard": "有签名", "sample": "样"}],
        "steps": [{"name": "申请", "who": "您", "time": "当天", "what": "交"}],
        "limits": {"statutory": {"days": 20, "unit": "working_day", "basis": basis[0]},
            "promised": {"days": 10, "unit": "working_day"}},
        "refusals": ["没有场所"], "results": [{"name": "证", "kind": "licence", "sample": "样"}],
        "downloads": [{"material": "form", "name": "申请书", "common_errors": ["漏签"]}],
        "places": ["hall"], "channels": {"apply": ["window"], "visits": 0},
        "themes": ["startup"],
        "form": {"type": "object", "additionalProperties": false, "required": ["area"],
            "properties": {"area": {"title": "面积", "type": "integer", "minimum": 1,
                "maximum": 9, "examples": [3]}}},
    })
}

/// Puts a value at a pointer, or takes it away when it is null.
fn with(pointer: &str, value: Value) -> Value {
    let mut item = item();
    let (owner, key) = pointer.rsplit_once('/').unwrap();
    let owner = item.pointer_mut(owner).unwrap();
    match owner {
        Value::Array(list) => list.push(value),
        Value::Object(map) if value.is_null() => drop(map.remove(key)),
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        _ => panic!("nothing to change at {pointer}"),
    }
    item
}

fn found(item: Value) -> Vec<(Severity, &'static str)> {
    let item: Item = serde_json::from_value(item).unwrap();
    check(&item, &town()).into_iter().map(|finding| (finding.severity, finding.code)).collect()
}

#[test]
fn a_good_item_is_in_order() {
    assert_eq!(found(item()), []);
}

#[test]
fn only_the_items_own_questions_are_answered_online() {
    let letter = json!({"material": "mandate", "name": "授权委托书", "common_errors": ["没有签名"],
        "body": {"kind": "letter", "text": "委托人：{姓名|杨示例}"}});
    let item: Item = serde_json::from_value(with("/downloads/-", letter)).unwrap();
    assert!(item.is_form("form"));
    assert!(!item.is_form("mandate"), "a letter is signed and comes as a file");
    let item: Item = serde_json::from_value(with("/form", Value::Null)).unwrap();
    assert!(!item.is_form("form"), "nothing is asked online");
}

#[test]
fn each_mistake_stops_a_publication() {
    let area = "/form/properties/area";
    let body = "/downloads/0/body";
    let list = |columns: &Value, sample: &Value| {
        json!({"kind": "list", "text": "{单位|店}",
        "columns": columns, "sample": sample})
    };
    let twice = item()["materials"][0].clone();
    let mut another = twice.clone();
    another["id"] = json!("mandate");
    let overlapping = json!({"kind": "window", "windows": [
        {"opens": "2026-03-01", "closes": "2026-03-31", "name": "春"},
        {"opens": "2026-03-20", "closes": "2026-04-10", "name": "补"}]});
    for (pointer, value, code) in [
        ("/limits/promised/days", json!(21), "limits.promised_longer"),
        ("/limits/promised", json!({"days": 2, "unit": "month"}), "limits.promised_longer"),
        ("/limits/statutory/basis", Value::Null, "limits.no_article"),
        ("/regime", json!("promise"), "limits.no_regime"),
        ("/regime", json!("none"), "reference.unknown"),
        ("/themes/-", json!("none"), "reference.unknown"),
        ("/places/-", json!("none"), "reference.unknown"),
        ("/downloads/0/material", json!("none"), "reference.unknown"),
        ("/materials/-", twice, "material.id_twice"),
        ("/materials/0/id", json!("Form 1"), "material.bad_id"),
        ("/application", overlapping, "application.periods_overlap"),
        ("/application", json!({"kind": "none", "instead": "打电话"}), "application.asks_nothing"),
        ("/code", json!("11532901YX0000024E3530125001000"), "item_code.other_level"),
        ("/code", json!("11532901YX0000024F4530125001000"), "credit_code.check_digit"),
        ("/catalog_code", json!("530125001001"), "item_code.other_catalog_code"),
        ("/name", json!("证".repeat(201)), "text.too_long"),
        ("/materials/0/issuer", json!("局".repeat(201)), "text.too_long"),
        ("/materials/0/standard", json!({"zh": " ", "en": "Signed."}), "text.empty"),
        ("/basis", json!([]), "basis.missing"),
        ("/name", json!("食品许可"), "directory.name"),
        ("/kind", json!("confirmation"), "directory.kind"),
        ("/level", json!("town"), "directory.level"),
        ("/basis", json!([{"law": "食品安全法", "article": 36}]), "directory.basis"),
        ("/body_nature", json!("entrusted_organisation"), "delegating.missing"),
        ("/power_source", json!("entrusted_above"), "delegating.missing"),
        ("/steps", json!([]), "element.missing"),
        ("/downloads", json!([]), "element.missing"),
        ("/materials/0/basis", json!([]), "material.no_basis"),
        ("/materials/0/notes", Value::Null, "material.no_notes"),
        ("/materials/0/standard", Value::Null, "material.no_standard"),
        ("/materials/0/sample", Value::Null, "material.no_sample"),
        ("/materials/-", another, "element.missing"),
        ("/form", Value::Null, "download.no_questions"),
        ("/downloads/-", item()["downloads"][0].clone(), "download.twice"),
        ("/downloads/-", item()["downloads"][0].clone(), "download.questions_twice"),
        ("/downloads/0/common_errors", json!([]), "download.no_errors"),
        (body, json!({"kind": "letter", "text": "签名：{|"}), "download.bad_gap"),
        (body, json!({"kind": "letter", "text": "本人承诺"}), "download.no_gap"),
        (body, list(&json!(["名称", "数量"]), &json!([["冰箱"]])), "download.sample"),
        (body, list(&json!(["名称"]), &json!([])), "download.sample"),
        (body, list(&json!([]), &json!([[]])), "download.columns"),
        ("/origin", json!("甲\u{0}乙"), "text.control"),
        (&format!("{area}/description"), json!("\u{1b}"), "text.control"),
        (&format!("{area}/examples"), json!([10]), "form.bad_example"),
        (&format!("{area}/default"), json!(1), "form.unknown_keyword"),
        (&format!("{area}/maximum"), Value::Null, "form.missing"),
        ("/flow", json!({"kind": "service", "second_officer": true}), "flow.no_review"),
    ] {
        let findings = found(with(pointer, value));
        assert!(findings.contains(&(Severity::Error, code)), "{pointer} {code}: {findings:?}");
    }
}

#[test]
fn what_is_cancelled_in_the_directory_is_not_offered() {
    let mut town = town();
    town.entry.state = ItemState::Cancelled;
    let good: Item = serde_json::from_value(item()).unwrap();
    let codes = |town: &Town| -> Vec<&str> {
        check(&good, town).into_iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&town), ["directory.cancelled"]);
    town.entry = DirectoryEntry::derived(&good);
    assert!(codes(&town).is_empty(), "a derived entry demands nothing");
    let mut prefecture = good.clone();
    prefecture.level = ExerciseLevel::Prefecture;
    town.entry.join(&prefecture);
    assert_eq!(town.entry.levels, [ExerciseLevel::Prefecture, ExerciseLevel::County]);
}

#[test]
fn the_kind_in_the_code_is_the_kind_of_the_item() {
    let findings = found(with("/kind", json!("confirmation")));
    assert!(findings.contains(&(Severity::Error, "catalog_code.kind")));
    assert!(findings.contains(&(Severity::Error, "regime.licences_only")));
}

#[test]
fn each_form_can_be_taken_home_with_a_text_of_its_own() {
    let mut item = item();
    let mut mandate = item["materials"][0].clone();
    mandate["id"] = json!("mandate");
    mandate["when"] = json!("委托他人办理时");
    item["materials"].as_array_mut().unwrap().push(mandate);
    assert_eq!(found(item.clone()), [(Severity::Error, "element.missing")]);
    let letter = json!({"kind": "letter", "text": "委托人：{|段演示}"});
    item["downloads"].as_array_mut().unwrap().push(json!({"material": "mandate",
        "name": "委托书", "body": letter, "common_errors": ["没写期限"]}));
    assert_eq!(found(item), []);
}

#[test]
fn an_imported_item_is_judged_mildly() {
    let mut item = with("/origin", json!("广东"));
    item["basis"] = json!([]);
    item["steps"] = json!([]);
    item["limits"]["statutory"]["basis"] = Value::Null;
    item["materials"][0]["basis"] = json!([]);
    let findings = found(item);
    assert!(findings.iter().all(|(severity, _)| *severity == Severity::Warning), "{findings:?}");
    assert_eq!(findings.len(), 4);
}
