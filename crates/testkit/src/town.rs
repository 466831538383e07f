//! 大理市 as far as tests need it: four departments, a hall, five items.

use app::catalogue::built_in;
use app::catalogue::publish::Surroundings;
use domain::catalogue::Item;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// 食品经营许可: a licence with a term, accepted by the window, 20 working days by law and 10 by
/// promise; silence accepts it.
pub const LICENCE: &str = "11532901YX0000024E4530125001000";
/// 公共场所卫生许可: two officers, and the fire brigade is asked; only the organ accepts.
pub const JOINT: &str = "11532901YX0000024E4530125002000";
/// 老年人优待证: a service without a statutory limit that ends with a paper.
pub const SERVICE: &str = "11532901YX0000024E4532011003000";
/// 法律援助: what is not supplied in time is closed by its law.
pub const LEGAL_AID: &str = "11532901YX0000024E4532012004000";
/// 户籍证明: done while the person waits, with a paper.
pub const IMMEDIATE: &str = "11532901YX0000024E4532013005000";

fn parsed<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the town is written as the catalogue reads it")
}

fn department(id: &str, name: &str, kind: &str) -> domain::catalogue::Department {
    parsed(json!({
        "id": id, "kind": kind, "name": format!("大理市{name}"), "short": name,
        "credit_code": "11532901YX0000024E", "region": "532901", "place": "hall", "about": name,
        "contacts": {"ask": "0872-0000001", "complain": "0872-0000002"},
    }))
}

/// Departments, the hall, the region, a theme, and the regimes that the program comes with.
pub fn surroundings() -> Surroundings {
    Surroundings {
        departments: vec![
            department("zwzx", "政务服务中心", "service_centre"),
            department("scjg", "市场监管局", "organ"),
            department("xfdd", "消防救援大队", "organ"),
            department("wjj", "卫健局", "organ"),
        ],
        places: vec![parsed(json!({
            "id": "hall", "name": "政务服务中心", "address": "示例路1号", "hours": ["周一至周五"],
            "route": "8路", "access": "有坡道", "phone": "0872-0000003", "region": "532901",
        }))],
        regions: vec![parsed(json!({"code": "532901", "name": "大理市", "level": "county"}))],
        themes: vec![parsed(json!({
            "id": "startup", "name": "开办企业", "group": "business", "about": "开店办厂",
        }))],
        regimes: built_in::regimes().expect("the regimes that the program comes with"),
        directory: Vec::new(),
        synonyms: Vec::new(),
    }
}

/// The five items.
pub fn items() -> Vec<Item> {
    let mut licence = item(LICENCE, "食品经营许可", "licence");
    licence["form"] = json!({"type": "object", "required": ["area"],
        "additionalProperties": false, "properties": {"area": {"type": "integer",
            "title": "面积", "minimum": 1, "maximum": 10_000, "examples": [80]}}});
    let mut joint = item(JOINT, "公共场所卫生许可", "licence");
    joint["window_role"] = json!({"kind": "receives"});
    joint["flow"] = json!({"kind": "review", "second_officer": true, "joint": [
        {"department": "xfdd", "days": 5, "question": "场所是否符合消防要求"}]});
    let mut service = item(SERVICE, "老年人优待证", "promise");
    service["kind"] = json!("public_service");
    service["flow"] = json!({"kind": "service"});
    service["limits"] = json!({"promised": {"days": 5, "unit": "working_day"}});
    service["channels"] = json!({"apply": ["window", "web"], "visits": 0, "courier": true});
    let mut aid = item(LEGAL_AID, "法律援助", "legal_aid");
    aid["kind"] = json!("public_service");
    aid["limits"]["statutory"]["unit"] = json!("calendar_day");
    let mut spot = item(IMMEDIATE, "户籍证明", "promise");
    spot["kind"] = json!("public_service");
    spot["case_type"] = json!("immediate");
    spot["flow"] = json!({"kind": "immediate"});
    spot["limits"] = json!({"promised": {"days": 1, "unit": "working_day"}});
    [licence, joint, service, aid, spot].into_iter().map(parsed).collect()
}

fn item(code: &str, name: &str, regime: &str) -> Value {
    let basis = json!([{"law": "食品安全法", "article": 35}]);
    let material = |id: &str, name: &str, need: &str| {
        json!({"id": id, "name": name, "need": need, "class": "form", "form": "either",
            "source": "applicant", "basis": basis})
    };
    json!({
        "code": code, "catalog_code": &code[19..], "name": name, "summary": name,
        "kind": "licence", "level": "county", "department": "scjg",
        "body_nature": "statutory_organ", "region": "532901",
        "window_role": {"kind": "accepts", "authority": "大市监委〔2026〕1号"},
        "objects": ["natural_person"], "case_type": "promised", "regime": regime, "basis": basis,
        "application": {"kind": "open"}, "conditions": ["有场所"], "flow": {"kind": "review"},
        "materials": [
            material("form_paper", "申请书", "required"),
            material("plan", "平面图", "required"),
            material("photo", "照片", "later"),
        ],
        "steps": [{"name": "申请", "who": "您", "time": "当天", "what": "交材料"}],
        "limits": {"statutory": {"days": 20, "unit": "working_day", "basis": basis[0]},
            "promised": {"days": 10, "unit": "working_day"}},
        "refusals": ["没有场所"],
        "results": [{"name": "证", "kind": "licence", "sample": "样", "valid_months": 60}],
        "downloads": [], "places": ["hall"], "channels": {"apply": ["window"], "visits": 0},
        "themes": ["startup"], "demo": true,
    })
}
