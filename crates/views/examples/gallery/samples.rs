//! Every page of the crate, made from the demonstration county's own files: what the gallery
//! writes and what the tests check.

#[path = "admin.rs"]
mod admin;
#[path = "desk.rs"]
mod desk;
#[path = "my.rs"]
mod my;
#[path = "papers.rs"]
pub mod papers;
#[path = "statuses.rs"]
mod statuses;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::Date;
use calendar::Calendars;
use domain::catalogue::{Department, DirectoryEntry, Item, Place, Regime, Text, fill_in};
use i18n::Lang;
use maud::{Markup, PreEscaped};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use views::about::LogView;
use views::api::{Answer, ApiView, Field, Operation, Shape};
use views::components::FieldError;
use views::department::{DepartmentView, DepartmentsView};
use views::directory::{DirectoryView, EntryRow};
use views::guide::{Apply, GuideView};
use views::home::{HomeView, Named, Topic};
use views::links::Sheet;
use views::problem::Problem;
use views::region::{RegionView, RegionsView};
use views::rows::{ItemRow, Segment, Title};
use views::search::{Filters, SearchView};
use views::sheet::SheetView;
use views::status::LookUpView;
use views::topic::{TopicView, TopicsView};
use views::versions::{VersionRow, VersionsView};
use views::{Head, Room, Shell, Site};

/// The county's files.
pub struct County {
    departments: Vec<Department>,
    shared: Vec<Arc<Department>>,
    places: Vec<Place>,
    regimes: Vec<Regime>,
    regions: Vec<Region>,
    themes: Vec<Theme>,
    /// Items in the order of their codes.
    pub items: Vec<Item>,
    calendars: Calendars,
    site: Site,
    tries: Vec<Text>,
}

#[derive(Deserialize)]
struct Region {
    code: String,
    name: Text,
    parent: Option<String>,
}

#[derive(Deserialize)]
struct Theme {
    id: String,
    group: String,
    name: Text,
    about: Text,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The list under `key` of a file.
fn list<T: for<'de> Deserialize<'de>>(path: &str, key: &str) -> Vec<T> {
    let mut table: toml::Table = toml::from_str(&read(path)).expect(path);
    table.remove(key).expect(key).try_into().expect(path)
}

fn items() -> Vec<Item> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join("demo/dali/items"))
        .expect("the demonstration county has items")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let templates = toml::from_str(&read("demo/dali/forms.toml")).expect("the shared forms");
    let mut items: Vec<Item> = paths
        .iter()
        .filter_map(|path| {
            let mut item = toml::from_str(&fs::read_to_string(path).ok()?).ok()?;
            fill_in(&mut item, &templates).ok()?;
            serde_json::from_value(item).ok()
        })
        .collect();
    for item in &mut items {
        item.code = format!("DEMO{}", item.catalog_code);
    }
    items.sort_by(|a, b| a.code.cmp(&b.code));
    items
}

impl County {
    /// Reads the county.
    pub fn load() -> Self {
        let text = |zh: &str, en: &str| Text { zh: zh.into(), en: Some(en.into()) };
        let mut county = Self {
            departments: list("demo/dali/departments.toml", "departments"),
            shared: Vec::new(),
            places: list("demo/dali/places.toml", "places"),
            regimes: list("resources/regimes.toml", "regimes"),
            regions: list("demo/dali/regions.toml", "regions"),
            themes: list("demo/dali/themes.toml", "themes"),
            items: Vec::new(),
            calendars: Calendars::parse(
                ["cn", "532900"]
                    .map(|id| read(&format!("resources/calendars/{id}.toml")))
                    .iter()
                    .map(String::as_str),
            )
            .expect("the national calendar can be read"),
            site: Site {
                region: text("大理市", "Dali"),
                operator: text("大理市政务服务中心", "Dali City Government Service Centre"),
                address: text("大理市下关街道政通路 1 号", "1 Zhengtong Road, Xiaguan, Dali City"),
                hotline: "12345".into(),
                demo: true,
            },
            tries: vec![
                text("开米线店", "noodle shop"),
                text("身份证丢了", "lost identity card"),
                text("孩子上户口", "register a birth"),
                text("领失业金", "unemployment benefit"),
            ],
        };
        county.shared = county.departments.iter().cloned().map(Arc::new).collect();
        // Whether every reference leads somewhere is the catalogue's own check, not the pages'.
        let whole = |item: &Item| {
            county.regimes.iter().any(|one| one.id == item.regime)
                && county.departments.iter().any(|one| one.id == item.department)
                && item.places.iter().all(|id| county.places.iter().any(|one| one.id == *id))
        };
        let items = items();
        county.items = items.into_iter().filter(|item| whole(item)).collect();
        county
    }

    fn department(&self, id: &str) -> &Department {
        self.departments.iter().find(|one| one.id == id).expect("an item's department exists")
    }

    fn place(&self, id: &str) -> &Place {
        self.places.iter().find(|one| one.id == id).expect("an item's place exists")
    }

    fn rows(&self, keep: impl Fn(&Item) -> bool) -> Vec<ItemRow<'_>> {
        let kept = self.items.iter().filter(|item| keep(item));
        kept.map(|item| ItemRow::of(item, self.department(&item.department))).collect()
    }

    fn topics(&self, group: &str) -> Vec<Topic<'_>> {
        let of_group = self.themes.iter().filter(|theme| theme.group == group);
        of_group
            .map(|theme| Topic {
                id: &theme.id,
                name: &theme.name,
                about: &theme.about,
                items: self.items.iter().filter(|item| item.themes.contains(&theme.id)).count(),
            })
            .collect()
    }

    fn departments(&self) -> Vec<Named<'_>> {
        self.departments.iter().map(|one| Named { id: &one.id, name: &one.short }).collect()
    }

    fn regions(&self) -> Vec<Named<'_>> {
        let towns = self.regions.iter().filter(|one| one.parent.as_deref() == Some("532901"));
        towns.map(|one| Named { id: &one.code, name: &one.name }).collect()
    }

    fn item(&self, catalog: &str) -> &Item {
        let found = self.items.iter().find(|item| item.catalog_code == catalog);
        found.unwrap_or(&self.items[0])
    }

    fn regime(&self, item: &Item) -> &Regime {
        self.regimes.iter().find(|one| one.id == item.regime).expect("an item's regime exists")
    }
}

/// Stands in for a QR code: the finder patterns only.
const QR: &str = concat!(
    r#"<svg viewBox="0 0 21 21" role="img" aria-label="QR"><path fill="black" "#,
    r#"d="M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0zM9 2h2v2H9zM9 9h4v3H9zM15 11h3v4h-3z"/>"#,
    r#"<path fill="white" d="M1 1h5v5H1zM15 1h5v5h-5zM1 15h5v5H1z"/>"#,
    r#"<path fill="black" d="M2 2h3v3H2zM16 2h3v3h-3zM2 16h3v3H2z"/></svg>"#
);

fn day(text: &str) -> Date {
    base::time::parse_day(text).expect("a day")
}

/// A page: its path without the language, and what is there.
pub type Sample = (String, Markup);

/// Every page in one language.
pub fn pages(lang: Lang, county: &County) -> Vec<Sample> {
    let mut pages = Vec::new();
    browse(lang, county, &mut pages);
    guides(lang, county, &mut pages);
    cases(lang, county, &mut pages);
    others(lang, county, &mut pages);
    my::pages(lang, county, &mut pages);
    desk::pages(lang, county, &mut pages);
    pages
}

fn shell<'a>(county: &'a County, path: &'a str) -> Shell<'a> {
    Shell { site: &county.site, room: Room::Public, path, account: None }
}

fn browse(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
    let (life_events, person, business) =
        (county.topics("life_event"), county.topics("person"), county.topics("business"));
    let popular = county.items.iter().take(8);
    let home = HomeView {
        tries: &county.tries,
        life_events: life_events.clone(),
        person: person.clone(),
        business: business.clone(),
        popular: popular.map(|item| Named { id: &item.code, name: &item.name }).collect(),
        departments: county.departments(),
        regions: county.regions(),
        items_total: county.items.len(),
    };
    add("/", views::home::home(lang, &shell(county, "/"), &home));
    let themes = TopicsView { life_events, person, business };
    add("/themes", views::topic::topic_list(lang, &shell(county, "/themes"), &themes));
    let theme = county.themes.iter().find(|one| one.id == "le_noodle").expect("a life event");
    let topic = TopicView {
        name: &theme.name,
        about: &theme.about,
        life_event: true,
        rows: county.rows(|item| item.themes.contains(&theme.id)),
    };
    let path = "/themes/le_noodle";
    add(path, views::topic::topic(lang, &shell(county, path), &topic));
    places(lang, county, pages);
    searches(lang, county, pages);
    directory(lang, county, pages);
}

fn places(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
    let count = |id: &str| county.items.iter().filter(|item| item.department == id).count();
    let departments = DepartmentsView {
        departments: county.departments.iter().map(|one| (one, count(&one.id))).collect(),
    };
    let path = "/departments";
    add(path, views::department::department_list(lang, &shell(county, path), &departments));
    let department = county.department("scjg");
    let view = DepartmentView {
        department,
        place: Some(county.place(&department.place)),
        parent: None,
        rows: county.rows(|item| item.department == department.id),
    };
    let path = "/departments/scjg";
    add(path, views::department::department(lang, &shell(county, path), &view));
    let all = county.regions.iter().find(|one| one.code == "532901").expect("the county");
    let town = &county.regions[3];
    let regions =
        RegionsView { county: Named { id: &all.code, name: &all.name }, towns: county.regions() };
    add("/regions", views::region::region_list(lang, &shell(county, "/regions"), &regions));
    let view = RegionView {
        name: &town.name,
        above: vec![Named { id: &all.code, name: &all.name }],
        below: Vec::new(),
        places: county.places.iter().filter(|place| place.region == town.code).collect(),
        departments: county.departments().into_iter().take(4).collect(),
        rows: county.rows(|_| true).into_iter().take(5).collect(),
    };
    add("/regions/town", views::region::region(lang, &shell(county, "/regions/town"), &view));
}

fn directory(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let entries: Vec<(DirectoryEntry, &Item)> =
        county.items.iter().take(20).map(|item| (DirectoryEntry::derived(item), item)).collect();
    let rows = entries.iter().map(|(entry, item)| EntryRow {
        entry,
        offers: vec![(*item, county.department(&item.department))],
    });
    let region = views::words::text(lang, &county.site.region).0;
    let view = DirectoryView { region, rows: rows.collect(), total: 81, page: 1, pages: 2 };
    let page = views::directory::directory(lang, &shell(county, "/directory"), &view);
    pages.push(("/directory".into(), page));
}

fn searches(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let mut rows = county.rows(|item| item.themes.iter().any(|theme| theme == "le_noodle"));
    let (text, marked) = match lang {
        Lang::Zh => ("开一家米线店要先登记", "米线店"),
        Lang::En => ("To open a noodle shop, register first", "noodle shop"),
    };
    if let (Some(row), Some((before, after))) = (rows.first_mut(), text.split_once(marked)) {
        row.summary = Title::Marked(vec![
            Segment { text: before, hit: false },
            Segment { text: marked, hit: true },
            Segment { text: after, hit: false },
        ]);
    }
    let found = SearchView {
        filters: Filters { q: "米线店", online: true, ..Filters::default() },
        departments: county.departments(),
        themes: Vec::new(),
        home: Some(&county.site.region),
        regions: county.regions(),
        elsewhere: 0,
        total: 57,
        rows,
        page: 3,
        pages: 6,
        meant: Vec::new(),
    };
    let path = "/search?q=%E7%B1%B3%E7%BA%BF%E5%BA%97&online=true";
    pages.push((path.into(), views::search::search(lang, &shell(county, path), &found)));
    let none = SearchView {
        filters: Filters { q: "mixiandain", ..Filters::default() },
        rows: Vec::new(),
        elsewhere: 12,
        total: 0,
        page: 1,
        pages: 1,
        meant: vec!["米线店", "面馆"],
        ..found
    };
    let path = "/search?q=mixiandain";
    pages.push((path.into(), views::search::search(lang, &shell(county, path), &none)));
}

fn guide<'a>(county: &'a County, item: &'a Item, address: &'a str) -> GuideView<'a> {
    let all = ["life_event", "person", "business"].map(|group| county.topics(group)).concat();
    GuideView {
        item,
        department: county.department(&item.department),
        places: item.places.iter().map(|id| county.place(id)).collect(),
        regime: county.regime(item),
        topics: all.into_iter().filter(|one| item.themes.iter().any(|id| id == one.id)).collect(),
        joint: item
            .flow
            .joint
            .iter()
            .map(|one| (&county.department(&one.department).short, &one.question))
            .collect(),
        apply: Apply::on(item, day("2026-11-23")),
        version: 3,
        published_on: day("2026-10-09"),
        address,
        qr: Some(PreEscaped(QR)),
        pdf: true,
        newer: None,
    }
}

/// What is left of an item when its source says little more than its name.
fn imported(item: &Item) -> Item {
    let mut row = serde_json::to_value(item).expect("an item is JSON");
    for key in ["basis", "steps", "refusals", "results", "fees", "downloads", "questions"] {
        row[key] = json!([]);
    }
    for material in row["materials"].as_array_mut().into_iter().flatten() {
        material["basis"] = json!([]);
    }
    row["limits"] = json!({ "statutory": { "days": 20, "unit": "working_day" },
        "promised": { "days": 7, "unit": "working_day" } });
    row["case_type"] = json!("promised");
    row["unstated"] = json!([
        "basis",
        "steps",
        "refusals",
        "results",
        "fees",
        "downloads",
        "window_role",
        "material_details",
        "conditions",
        "visits"
    ]);
    row["conditions"] = json!([]);
    serde_json::from_value(row).expect("an item")
}

fn guides(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    for item in &county.items {
        let path = format!("/items/{}", item.code);
        let address = format!("https://example.invalid/{}{path}", lang.code());
        let view = guide(county, item, &address);
        pages.push((path.clone(), views::guide::guide(lang, &shell(county, &path), &view)));
    }
    let item = county.item("530725101000");
    let path = format!("/items/{}/versions", item.code);
    let row = |version, published_on, changes: &[&str]| VersionRow {
        version,
        published_on: day(published_on),
        state: item.state,
        changes: changes.iter().map(|key| (*key).to_owned()).collect(),
    };
    let rows = vec![
        row(3, "2026-10-09", &["limits", "materials"]),
        row(2, "2026-03-16", &["places", "questions", "themes"]),
        row(1, "2025-12-01", &[]),
    ];
    let view = VersionsView { item, rows };
    pages.push((path.clone(), views::versions::versions(lang, &shell(county, &path), &view)));
    let path = format!("/items/{}/versions/2", item.code);
    let address = format!("https://example.invalid/{}{path}", lang.code());
    let old = GuideView { version: 2, newer: Some(3), ..guide(county, item, &address) };
    pages.push((path.clone(), views::guide::guide(lang, &shell(county, &path), &old)));
    let (silent, path) = (imported(item), "/items/imported".to_owned());
    let view = GuideView { newer: None, ..guide(county, &silent, "https://example.invalid") };
    pages.push((path.clone(), views::guide::guide(lang, &shell(county, &path), &view)));
    // Questions; a letter; a list.
    for (code, material) in [
        ("530725101000", "application"),
        ("530708316000", "agreement"),
        ("530125121000", "equipment"),
    ] {
        let item = county.item(code);
        let Some(form) = item.downloads.iter().find(|form| form.material == material) else {
            continue;
        };
        for sheet in Sheet::ALL {
            let path = format!("/items/{}/forms/{}/{}", item.code, form.material, sheet.word());
            let department = &county.department(&item.department).name;
            let view = SheetView { item, department, form, sheet, pdf: true };
            pages.push((path.clone(), views::sheet::sheet(lang, &shell(county, &path), &view)));
        }
    }
}

fn cases(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let errors = [
        FieldError {
            field: "number".into(), message: "请写办件编号，在回执最上面。".into()
        },
        FieldError {
            field: "code".into(), message: "请写查询码，在编号的下面。".into()
        },
    ];
    let look_up = LookUpView { number: "5329", errors: &errors };
    let path = "/status?wrong";
    pages.push((path.into(), views::status::look_up(lang, &shell(county, path), &look_up)));
    let plain = LookUpView::default();
    pages.push(("/status".into(), views::status::look_up(lang, &shell(county, "/status"), &plain)));
    for (word, view) in statuses::statuses(county) {
        let path = format!("/status/{word}");
        pages.push((path.clone(), views::status::status(lang, &shell(county, &path), &view)));
    }
}

/// One operation with everything that the page can show of it, and its shapes.
fn api() -> ApiView<'static> {
    let field = |name, place, kind: &str, words| Field {
        name,
        place,
        kind: kind.to_owned(),
        required: place.is_empty(),
        words,
    };
    let operation = Operation {
        id: "settle",
        group: "acts",
        method: "POST".to_owned(),
        path: "/api/v1/cases/{number}/settle",
        words: ["Grant, refuse, or finish.", ""],
        secured: true,
        parameters: vec![field("number", "path", "string", "办件编号")],
        body_kind: "application/json",
        body: vec![field("outcome", "", "Outcome", "Which way.")],
        body_shape: None,
        answers: vec![Answer {
            status: "200",
            words: "",
            kind: "application/json",
            shape: Some("Problem"),
        }],
    };
    let problem = Shape {
        name: "Problem",
        words: "Why a request was not carried out.",
        fields: vec![field("detail", "", "string", "What happened, for people.")],
        values: Vec::new(),
    };
    let outcome = Shape {
        name: "Outcome",
        words: "Which way a case was decided.",
        fields: Vec::new(),
        values: vec!["granted", "refused", "done"],
    };
    ApiView { operations: vec![operation], shapes: vec![problem, outcome] }
}

fn others(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
    let path = "/accessibility";
    add(path, views::about::accessibility(lang, &shell(county, path)));
    let log = LogView {
        origin: "yichuang.example/532901",
        entries: Some(12_345),
        key: "yichuang.example/532901+8d2e1c0f+ATiUzPxB6qkjZ2eU0vB0m6Cw",
        checkpoint: "/api/v1/log/checkpoint",
    };
    add("/log", views::about::log(lang, &shell(county, "/log"), &log));
    add("/api", views::api::page(lang, &shell(county, "/api"), &api()));
    let problems = [
        Problem::NotFound,
        Problem::Forbidden,
        Problem::NotYours,
        Problem::SignedOut,
        Problem::Conflict,
        Problem::TooLarge,
        Problem::TooSlow(10),
        Problem::Later(30),
        Problem::BadRequest,
        Problem::Ours("7K3M9Q"),
        Problem::Unavailable,
    ];
    for problem in problems {
        // Two problems may have one status.
        let word = problem.status().to_string();
        let slow = matches!(problem, Problem::TooSlow(_));
        let path = format!("/problem/{}", if slow { "slow" } else { &word });
        add(&path, views::problem::problem(lang, &shell(county, &path), problem));
    }
    for item in county.items.iter().filter(|item| item.form.is_some()) {
        let path = format!("/apply/{}", item.code);
        add(&path, form(lang, county, item, &path));
    }
}

/// The form of an item, with an error at its first question.
fn form(lang: Lang, county: &County, item: &Item, path: &str) -> Markup {
    use views::components::{
        Weight, actions, autosave_status, button, error_summary, stepper, upload_progress,
    };
    let empty = json!({});
    let schema = item.form.as_ref().unwrap_or(&empty);
    let first = views::form::questions(lang, schema).first().map(|ask| ask.key.to_owned());
    let errors: Vec<FieldError> = first
        .map(|field| FieldError { field, message: "请写上这一项。".into() })
        .into_iter()
        .collect();
    let values: Map<String, Value> = Map::new();
    let names = ["1", "2", "3"];
    let title = match views::form::form_title(lang, schema) {
        "" => &item.name.zh,
        title => title,
    };
    let head = Head { title, ..Head::default() };
    let body = maud::html! {
        h1 { (title) }
        (stepper(lang, &names, 1))
        (error_summary(lang, &errors))
        form method="post" action=(path) data-autosave=(path) {
            (views::form::fields(lang, schema, &values, &errors))
            (actions(button(Weight::Main, lang.search_go())))
            (upload_progress(lang))
            (autosave_status(lang))
        }
    };
    views::page(lang, &Shell { room: Room::My, ..shell(county, path) }, &head, body)
}
