//! The demonstration county is whole: guides, English, forms, people, and every citation resolves.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use app::catalogue::forms::validator;
use app::demo::county::{County, load};
use base::codes::{CreditCode, DocumentKind, IdentityDocument, Phone, RegionCode};
use domain::catalogue::form::FormSchema;
use domain::catalogue::{
    Application, FormBody, Item, Material, RegionRank, Severity, Text, ThemeGroup, check, regions,
};
use serde_json::{Map, Value};

/// Items that the issue asks for at least.
const ITEMS_MIN: usize = 60;
/// The day on which the citations were read; what begins later is not law yet.
const READ_ON: &str = "2026-11-23";
/// Repealed, and still in the corpus (law-notes 7).
const REPEALED: &[&str] = &["个体工商户条例", "公司登记管理条例", "环境影响评价法"];
/// How the note of a citation ends when the paper is not in the corpus.
const OUTSIDE: &str = "库外，待核";

fn county() -> County {
    load().unwrap_or_else(|problems| panic!("\n{problems}"))
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_file_of_the_folder_is_in_the_binary() {
    let folder = fs::read_dir(project().join("demo/dali/items")).unwrap();
    let files =
        folder.flatten().filter(|file| file.path().extension().is_some_and(|e| e == "toml"));
    let items = county().items.len();
    assert_eq!(items, files.count(), "build again: a file came or went");
    assert!(items >= ITEMS_MIN);
}

#[test]
fn nothing_stops_a_publication_and_the_rest_is_told() {
    let county = county();
    let mut warnings = BTreeMap::<&str, Vec<String>>::new();
    for item in &county.items {
        for finding in check(item, &county.surroundings) {
            assert_ne!(finding.severity, Severity::Error, "{}: {finding:?}", item.name.zh);
            let place = format!("{} {}", item.name.zh, finding.field);
            warnings.entry(finding.code).or_default().push(place);
        }
    }
    println!("{warnings:#?}");
}

#[test]
fn the_directory_and_the_order_of_life_events_name_what_is_there() {
    let county = county();
    let entries = &county.surroundings.directory;
    for entry in entries {
        let implemented = |item: &&Item| item.catalog_code == entry.catalog_code;
        assert!(county.items.iter().any(|item| implemented(&item)), "{}", entry.name.zh);
        assert!(!entry.basis.is_empty() && !entry.levels.is_empty(), "{}", entry.name.zh);
        assert!(entry.name.en.is_some() && !entry.derived, "{}", entry.name.zh);
    }
    assert_eq!(entries.len(), county.items.len());
    for theme in county.surroundings.themes.iter().filter(|t| t.group == ThemeGroup::LifeEvent) {
        let of_theme = |item: &&Item| item.themes.contains(&theme.id);
        let mut items: Vec<&str> =
            county.items.iter().filter(of_theme).map(|item| item.catalog_code.as_str()).collect();
        let mut ordered: Vec<&str> = theme.order.iter().map(String::as_str).collect();
        items.sort_unstable();
        ordered.sort_unstable();
        assert_eq!(ordered, items, "{}", theme.name.zh);
    }
}

#[test]
fn every_town_has_something_to_offer() {
    let county = county();
    let (regions, places) = (&county.surroundings.regions, &county.surroundings.places);
    for town in regions.iter().filter(|region| region.level == RegionRank::Town) {
        let inside: Vec<&str> =
            regions::inside(regions, &town.code).iter().map(|one| one.code.as_str()).collect();
        let here = |id: &String| {
            places.iter().any(|place| place.id == *id && inside.contains(&place.region.as_str()))
        };
        let offered = county.items.iter().filter(|item| item.places.iter().any(here)).count();
        assert!(offered >= 8, "{}: {offered}", town.name.zh);
    }
}

/// A guide that promises two of the staff for the check has a flow that demands two.
#[test]
fn where_the_guide_promises_two_officers_the_flow_demands_them() {
    let county = county();
    let mut wrong = Vec::new();
    for item in &county.items {
        let promises = |text: &str| {
            let doctors = text.contains("两名医生");
            ["两名", "两人以上", "中心两人"].iter().any(|word| text.contains(word)) && !doctors
        };
        let said = item.steps.iter().any(|step| promises(&step.who.zh) || promises(&step.what.zh));
        if said && !item.flow.second_officer {
            wrong.push(format!("{}: the steps promise two, the flow takes one", item.name.zh));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn catalog_codes_are_unique_and_everything_says_demonstration() {
    let county = county();
    let codes: HashSet<&str> = county.items.iter().map(|item| item.catalog_code.as_str()).collect();
    assert_eq!(codes.len(), county.items.len());
    assert!(county.items.iter().all(|item| item.demo && item.code.len() == 31));
}

#[test]
fn guides_read_in_english_too() {
    let mut missing = Vec::new();
    for item in &county().items {
        let mut need = |what: &str, text: &Text| {
            if text.en.as_deref().is_none_or(|en| en.trim().is_empty()) {
                missing.push(format!("{}: {what} “{}”", item.name.zh, text.zh));
            }
        };
        need("name", &item.name);
        need("summary", &item.summary);
        item.conditions.iter().for_each(|text| need("condition", text));
        item.refusals.iter().for_each(|text| need("refusal", text));
        for step in &item.steps {
            for text in [&step.name, &step.who, &step.time, &step.what] {
                need("step", text);
            }
        }
        for material in &item.materials {
            need("material", &material.name);
            let Material { notes, when, issuer, standard, .. } = material;
            let texts = [notes, when, issuer, standard].into_iter().flatten();
            texts.for_each(|text| need("material", text));
        }
        for result in &item.results {
            need("result", &result.name);
        }
        for download in &item.downloads {
            need("download", &download.name);
            download.common_errors.iter().for_each(|text| need("common error", text));
            match &download.body {
                FormBody::Questions => {}
                FormBody::Letter { text } => need("letter", text),
                FormBody::List { text, columns, .. } => {
                    need("list", text);
                    for column in columns {
                        need("column", column);
                    }
                }
            }
        }
        for question in &item.questions {
            need("question", &question.question);
            need("question", &question.answer);
        }
        let schema = item.form.as_ref().map(|form| FormSchema::parse(form).unwrap());
        for field in schema.iter().flat_map(|schema| &schema.fields) {
            need("form", &field.title);
            field.help.iter().for_each(|text| need("form", text));
            field.kind.options().iter().for_each(|option| need("form", &option.title));
        }
    }
    assert!(missing.is_empty(), "no English:\n{}", missing.join("\n"));
}

#[test]
fn filled_samples_are_answers_that_would_be_taken() {
    for item in &county().items {
        let Some(form) = &item.form else {
            assert!(matches!(item.application, Application::None { .. }), "{}", item.name.zh);
            continue;
        };
        let schema = FormSchema::parse(form).unwrap();
        let samples = schema.fields.iter().map(|field| {
            let sample = field.example.clone();
            (field.name.clone(), sample.unwrap_or_else(|| panic!("{} {}", item.code, field.name)))
        });
        let samples: Map<String, Value> = samples.collect();
        assert_eq!(schema.validate(&samples), [], "{}", item.name.zh);
        let compiled = validator(form).unwrap();
        assert!(compiled.is_valid(&Value::Object(samples)), "{}", item.name.zh);
    }
}

#[test]
fn people_have_numbers_with_good_check_digits() {
    let county = county();
    let regions: HashSet<&str> =
        county.surroundings.regions.iter().map(|region| region.code.as_str()).collect();
    for person in &county.people {
        let document = IdentityDocument::parse(
            DocumentKind::parse(&person.document_type).unwrap(),
            &person.id_number,
        );
        assert!(document.is_ok(), "{}: {document:?}", person.name);
        assert!(Phone::parse(&person.phone).is_ok(), "{}", person.phone);
        assert!(regions.contains(person.region.as_str()), "{}", person.region);
    }
    for department in &county.surroundings.departments {
        assert!(CreditCode::parse(&department.credit_code).is_ok(), "{}", department.id);
        let place = &department.place;
        assert!(county.surroundings.places.iter().any(|one| one.id == *place), "{place}");
        assert!(RegionCode::parse(&department.region).is_ok());
    }
    let roles: HashSet<_> = county.staff.iter().flat_map(|staff| &staff.roles).collect();
    assert_eq!(roles.len(), domain::people::Role::ALL.len(), "a role has nobody");
}

/// Articles by law, the newest version that is in force; none where the corpus is not there.
fn corpus() -> Option<HashMap<String, HashSet<u16>>> {
    let folder = project().join("../shared/data/laws");
    if !folder.join("laws.db").exists() {
        eprintln!("SKIPPED: {} has no laws", folder.display());
        return None;
    }
    let mut laws = statutes(&folder.join("laws.db"));
    let mut dates = HashMap::<String, String>::new();
    for file in fs::read_dir(folder.join("administrative-regulations")).unwrap().flatten() {
        let name = file.file_name().into_string().unwrap();
        let Some((law, date)) = name.trim_end_matches(").md").rsplit_once('(') else { continue };
        let known = dates.get(law).map_or("", String::as_str);
        if date > READ_ON || date < known {
            continue;
        }
        dates.insert(law.to_owned(), date.to_owned());
        let text = fs::read_to_string(file.path()).unwrap();
        laws.insert(law.to_owned(), text.lines().filter_map(article).collect());
    }
    Some(laws)
}

fn statutes(file: &Path) -> HashMap<String, HashSet<u16>> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI;
    let address = format!("file:{}?immutable=1", file.display());
    let db = rusqlite::Connection::open_with_flags(address, flags).unwrap();
    let sql = "SELECT l.law_name, a.article_no_arabic FROM laws l JOIN articles a USING (law_id)
        WHERE coalesce(l.effective_date, '') <= ?1";
    let mut query = db.prepare(sql).unwrap();
    let rows = query
        .query_map([READ_ON], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<u16>>(1)?)));
    let mut laws = HashMap::<String, HashSet<u16>>::new();
    for (law, article) in rows.unwrap().flatten() {
        laws.entry(law.replace("中华人民共和国", "")).or_default().extend(article);
    }
    laws
}

/// The number of the article that a line begins: 第三十二条 ….
fn article(line: &str) -> Option<u16> {
    let (number, _) = line.trim_start().strip_prefix('第')?.split_once('条')?;
    let (mut total, mut digit) = (0, 0);
    for c in number.chars() {
        if let Some(value) = "零一二三四五六七八九".chars().position(|known| known == c) {
            digit = u16::try_from(value).ok()?;
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => return None,
        };
        // 第十条 has no digit before its ten.
        let bare_ten = unit == 10 && total == 0 && digit == 0;
        total += unit * digit.max(u16::from(bare_ten));
        digit = 0;
    }
    Some(total + digit)
}

/// Every citation inside a value: an object with a law.
fn citations<'a>(value: &'a Value, all: &mut Vec<&'a Map<String, Value>>) {
    match value {
        Value::Object(map) if map.get("law").is_some_and(Value::is_string) => all.push(map),
        Value::Object(map) => map.values().for_each(|value| citations(value, all)),
        Value::Array(list) => list.iter().for_each(|value| citations(value, all)),
        _ => {}
    }
}

#[test]
fn every_citation_resolves() {
    let Some(laws) = corpus() else { return };
    let county = county();
    let mut sources: Vec<(String, Value)> = Vec::new();
    for item in &county.items {
        sources.push((item.name.zh.clone(), serde_json::to_value(item).unwrap()));
    }
    for regime in &county.surroundings.regimes {
        sources.push((regime.id.clone(), serde_json::to_value(regime).unwrap()));
    }
    let (mut wrong, mut outside, mut good) = (Vec::new(), BTreeMap::new(), 0);
    for (name, source) in &sources {
        let mut all = Vec::new();
        citations(source, &mut all);
        for citation in all {
            let word = |key: &str| citation.get(key).and_then(Value::as_str).unwrap_or_default();
            let law = word("law");
            let number = citation.get("article").and_then(Value::as_u64);
            let article = number.and_then(|number| u16::try_from(number).ok());
            if word("note").ends_with(OUTSIDE) {
                *outside.entry(law.to_owned()).or_insert(0) += 1;
            } else if REPEALED.contains(&law) {
                wrong.push(format!("{name}: 《{law}》 is repealed"));
            } else if article.is_some_and(|n| laws.get(law).is_some_and(|law| law.contains(&n))) {
                good += 1;
            } else {
                wrong.push(format!("{name}: 《{law}》 {number:?}"));
            }
        }
    }
    println!("{good} citations resolve; outside of the corpus: {outside:#?}");
    assert!(wrong.is_empty(), "do not resolve:\n{}", wrong.join("\n"));
}

#[test]
fn every_item_has_a_basis_in_the_corpus() {
    for item in &county().items {
        let inside =
            |note: &Option<String>| !note.as_deref().unwrap_or_default().ends_with(OUTSIDE);
        assert!(item.basis.iter().any(|basis| inside(&basis.note)), "{}", item.name.zh);
    }
}

#[test]
fn numbers_of_articles_are_read() {
    for (line, number) in [
        ("第三条 为了", Some(3)),
        ("第十条 为了", Some(10)),
        ("第二十一条　为了", Some(21)),
        ("第一百零五条 为了", Some(105)),
        ("第一百一十条 为了", Some(110)),
        ("第一千二百六十条", Some(1260)),
        ("## 第一章 总则", None),
    ] {
        assert_eq!(article(line), number, "{line}");
    }
}
