//! The items that the tests search: the demonstration county's, and real ones where they are.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use search::Doc;
use serde_json::Value as Json;
use toml::{Table, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn table(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse().unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn rows<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn zh(value: Option<&Value>) -> String {
    let text = value.and_then(|v| v.as_table().map_or(v.as_str(), |t| t.get("zh")?.as_str()));
    text.unwrap_or_default().to_owned()
}

fn en(value: Option<&Value>) -> String {
    let text = value.and_then(|v| v.get("en")).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The groups of `resources/synonyms.toml`.
pub fn synonyms() -> Vec<Vec<String>> {
    let table = table(&root().join("resources/synonyms.toml"));
    rows(&table, "groups").map(|group| strings(group.get("words"))).collect()
}

/// The items of the demonstration county.
pub fn demo() -> Vec<Doc> {
    let dali = root().join("demo/dali");
    let names = |file: &str, key: &str| -> HashMap<String, Vec<String>> {
        let table = table(&dali.join(file));
        let named = |row: &Table| {
            let names = vec![zh(row.get("name")), zh(row.get("short")), en(row.get("name"))];
            let names = names.into_iter().filter(|name| !name.is_empty()).collect();
            (zh(row.get("id")), names)
        };
        rows(&table, key).map(named).collect()
    };
    let departments = names("departments.toml", "departments");
    let themes = names("themes.toml", "themes");
    let mut paths: Vec<PathBuf> = fs::read_dir(dali.join("items"))
        .expect("the demonstration has items")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let items = (0..).zip(&paths);
    items.map(|(rank, path)| demo_doc(&table(path), rank, &departments, &themes)).collect()
}

fn demo_doc(
    item: &Table,
    rank: u32,
    departments: &HashMap<String, Vec<String>>,
    themes: &HashMap<String, Vec<String>>,
) -> Doc {
    let lines = |key: &str| -> Vec<String> {
        let list = item.get(key).and_then(Value::as_array).into_iter().flatten();
        list.map(|line| format!("{}\n{}", zh(Some(line)), en(Some(line)))).collect()
    };
    let mut text = vec![zh(item.get("summary")), en(item.get("summary"))];
    text.extend(lines("conditions"));
    text.extend(rows(item, "questions").map(|row| zh(row.get("question"))));
    let department = zh(item.get("department"));
    let theme_ids = strings(item.get("themes"));
    Doc {
        code: format!("{}{rank:04}", zh(item.get("catalog_code"))),
        name: zh(item.get("name")),
        name_en: en(item.get("name")),
        synonyms: strings(item.get("synonyms")),
        department_names: departments.get(&department).cloned().unwrap_or_default(),
        department,
        theme_names: theme_ids.iter().filter_map(|id| themes.get(id)).flatten().cloned().collect(),
        themes: theme_ids,
        materials: rows(item, "materials").map(|row| zh(row.get("name"))).collect(),
        text: text.join("\n"),
        kind: zh(item.get("kind")),
        region: zh(item.get("region")),
        objects: strings(item.get("objects")),
        online: item.get("channels").is_some_and(|c| c.get("online_depth").is_some()),
        rank,
    }
}

/// The real provincial items, or nothing and a word why.
pub fn real() -> Vec<Doc> {
    let path = root().join("../shared/data/items/guangdong-provincial-2021.jsonl");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return Vec::new();
    };
    let rows = text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON"));
    (1_000..).zip(rows).map(|(rank, row): (u32, Json)| real_doc(&row, rank)).collect()
}

fn real_doc(row: &Json, rank: u32) -> Doc {
    let text = |key: &str| row[key].as_str().filter(|t| *t != "无").unwrap_or_default().to_owned();
    let list = |key: &str| -> Vec<String> {
        let list = row[key].as_array().into_iter().flatten();
        list.filter_map(Json::as_str).map(str::to_owned).collect()
    };
    Doc {
        code: text("TASK_CODE"),
        name: text("TASK_NAME"),
        synonyms: [text("matter_short"), text("matter_daily")]
            .into_iter()
            .filter(|synonym| !synonym.is_empty())
            .collect(),
        department: text("ORGCODE"),
        department_names: vec![text("DEPT_NAME")],
        themes: list("theme_category"),
        theme_names: list("theme_category"),
        materials: list("material_intro"),
        text: text("accept_standard"),
        kind: text("TASK_TYPE_TEXT"),
        region: text("AREACODE"),
        objects: list("service_object_name"),
        online: text("ONLINECHECK") == "1",
        rank,
        ..Doc::default()
    }
}
