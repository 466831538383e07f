//! Import of lists of items: the real one, and everything that can be wrong with a file.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::catalogue::import::{
    Encoding, Options, Parsed, Profile, Progress, Report, import, limits, parse_file,
};
use app::catalogue::publish::{self, Surroundings};
use app::catalogue::words::Language;
use app::house::Settings;
use app::migrations::MIGRATIONS;
use app::{Cx, House, Keys, catalogue};
use base::entropy::{Seed, SeededEntropy};
use base::{Clock, Timestamp};
use db::testing::{TestDb, on_both};
use domain::access::{Actor, StaffActor};
use domain::catalogue::{ItemKind, LimitUnit, Part};
use domain::people::Role;
use serde_json::{Value, json};

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::at("2026-11-23".parse().expect("a day"), 12, 0)
    }
}

/// The reform office of the demonstration county, over an empty database.
fn office(db: &TestDb) -> Cx {
    let seed = Seed::from_bytes([7; 32]);
    let signer = ledger::SignerKey::from_seed("test/532901", &[2; 32]).unwrap();
    let keys = Keys::new(&[1; 32], signer);
    let settings = Settings {
        public_url: "http://127.0.0.1:8080".into(),
        region: "532901".into(),
        demo: true,
        files: PathBuf::new(),
    };
    let entropy = Arc::new(SeededEntropy::new(&seed));
    let house = House::new(db.again(), Arc::new(Noon), entropy, keys, settings).unwrap();
    let actor = Actor::Staff(StaffActor {
        id: "shengai".into(),
        department: "zzb".into(),
        region: "532901".into(),
        roles: vec![Role::Reform],
    });
    Cx::new(&house, actor)
}

fn guangdong() -> Options {
    Options::new(Profile::named("guangdong").unwrap().unwrap())
}

/// The real list; none where the shared data is not there.
fn real_list() -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/items");
    let path = data.join("guangdong-provincial-2021.jsonl");
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there", path.display());
    None
}

fn rows_of(cx: &Cx, table: &str) -> i64 {
    db::statements! {
        ITEMS = "SELECT count(*) FROM items";
        VERSIONS = "SELECT count(*) FROM item_versions";
        DEPARTMENTS = "SELECT count(*) FROM departments";
    }
    let statement: &'static db::Statement = match table {
        "items" => &ITEMS,
        "item_versions" => &VERSIONS,
        _ => &DEPARTMENTS,
    };
    let count = move |tx: &mut db::Tx| tx.one(statement, &[])?.expect("a count").int(0);
    cx.house.db.read_blocking::<i64, db::Error, _>(count).unwrap()
}

#[test]
fn the_real_list_comes_in_whole_and_once() {
    let Some(path) = real_list() else { return };
    on_both(MIGRATIONS, |db| {
        let cx = office(db);
        let run = |options: &Options| -> Report {
            import(&cx, BufReader::new(File::open(&path).unwrap()), options, &|_| {}).unwrap()
        };
        let dry = run(&Options { dry_run: true, ..guangdong() });
        assert_eq!((dry.rows, dry.new, dry.refused, dry.written), (2_024, 2_024, 0, false));
        assert_eq!((rows_of(&cx, "items"), rows_of(&cx, "departments")), (0, 0));

        let first = run(&guangdong());
        assert_eq!((first.new, first.changed, first.unchanged), (2_024, 0, 0));
        assert_eq!((first.refused, first.written), (0, true));
        assert_eq!((rows_of(&cx, "items"), rows_of(&cx, "departments")), (2_024, 166));
        let house = cx.house.catalogue();
        assert_eq!((house.items().len(), house.departments().len()), (2_024, 166));
        let wrong_digits = |report: &Report| -> usize {
            let codes = report.warnings.iter().filter(|one| one.code.starts_with("credit_code."));
            codes.map(|one| one.count).sum()
        };
        assert_eq!(wrong_digits(&first), 6, "{:?}", first.warnings);
        for told in &first.warnings {
            for language in [Language::Zh, Language::En] {
                let message = told.message(language);
                assert!(!message.contains(['{', '}']), "every hole is filled: {message}");
            }
        }

        let version = house.version;
        let second = run(&guangdong());
        assert_eq!((second.new, second.changed, second.unchanged), (0, 0, 2_024));
        assert_eq!((second.surroundings, second.written), (0, false));
        assert_eq!(rows_of(&cx, "item_versions"), 2_024);
        assert_eq!(cx.house.catalogue().version, version);
    });
}

#[test]
fn a_real_row_means_what_the_source_says() {
    let Some(path) = real_list() else { return };
    let file = BufReader::new(File::open(path).unwrap());
    let parsed = parse_file(file, &guangdong(), &with_regimes(), &|_| {}).unwrap();
    assert!(parsed.refusals.is_empty(), "{:#?}", parsed.refusals);
    let find = |code: &str| parsed.items.iter().find(|item| item.code == code).unwrap();

    let licence = find("11440000006940116U2440102002003");
    assert_eq!(licence.name.zh, "中小学地方课程教材初审");
    assert_eq!((licence.kind, licence.regime.as_str()), (ItemKind::Licence, "licence"));
    let statutory = licence.limits.published().unwrap();
    assert_eq!(licence.limits.by_law(), None, "no article, no statutory limit");
    assert_eq!(licence.limits.running().statutory, None);
    assert_eq!((licence.is_free(), licence.visits()), (None, Some(0)));
    for part in [Part::Fees, Part::Results, Part::Refusals, Part::Steps, Part::Basis] {
        assert!(!licence.states(part), "{part:?}");
    }
    assert!(licence.states(Part::Materials) && !licence.states(Part::MaterialDetails));
    assert_eq!((statutory.days, statutory.unit), (70, LimitUnit::WorkingDay));
    assert_eq!(statutory.note.as_ref().unwrap().zh, "来源未列明条款");
    assert_eq!(licence.limits.promised.as_ref().unwrap().days, 18);
    assert_eq!((licence.materials.len(), licence.objects.len()), (4, 3));
    assert_eq!(
        (licence.themes.as_slice(), licence.channels.courier),
        (&["schooling".into()][..], true)
    );
    assert_eq!(licence.contacts.as_ref().unwrap().complain, "020-37627229");
    assert_eq!((licence.origin.is_some(), licence.demo), (true, false));
    let department = parsed.added.departments.iter().find(|one| one.id == licence.department);
    let department = department.unwrap();
    assert_eq!(
        (department.id.as_str(), department.short.zh.as_str()),
        ("11440000006940116u", "教育厅")
    );
    let place = parsed.added.places.iter().find(|place| place.id == licence.places[0]).unwrap();
    assert!(place.address.zh.starts_with("广州市越秀区农林下路72号"));

    let kinds = |kind| parsed.items.iter().filter(|item| item.kind == kind).count();
    assert_eq!((kinds(ItemKind::OtherPower), kinds(ItemKind::PublicService)), (77, 1_586));
    for item in parsed.items.iter().filter(|item| item.kind != ItemKind::Licence) {
        assert_eq!(item.regime, "promise", "许可法 is for licences only: {}", item.code);
    }
    assert_eq!(parsed.added.regions[0].code, "440000");
}

/// What a fresh instance knows: the regimes that come with the program.
fn with_regimes() -> Surroundings {
    let regimes = catalogue::built_in::regimes().unwrap();
    Surroundings { regimes, ..Surroundings::default() }
}

fn row(number: u32) -> Value {
    json!({
        "TASK_CODE": format!("11440000006940116U2440102002{number:03}"),
        "CATAID": format!("440102002{number:03}"), "TASK_NAME": "教材初审", "TASK_TYPE": "01",
        "DEPT_NAME": "广东省教育厅", "AREACODE": "440000", "handle_time": "20(工作日)",
        "handle_time_limit": "7(工作日)", "accept_standard": "无", "material_intro": ["申请表"],
        "service_object_name": ["自然人"], "theme_category": ["其他"], "visit_number": "0",
        "handle_location": "无线下办理窗口", "consult_phone": "12345", "complain_phone": "无",
        "online_book": "是", "courier_service": "否", "matter_short": "无", "matter_daily": "无",
    })
}

fn with(number: u32, field: &str, value: Value) -> Value {
    let mut row = row(number);
    row[field] = value;
    row
}

fn lines(rows: &[Value]) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        writeln!(text, "{row}").unwrap();
    }
    text.into_bytes()
}

fn parse(bytes: &[u8], options: &Options) -> Parsed {
    parse_file(Cursor::new(bytes), options, &with_regimes(), &|_| {}).unwrap()
}

/// The messages of a file that is read under the profile of Guangdong.
fn messages(bytes: &[u8]) -> Vec<String> {
    let parsed = parse(bytes, &guangdong());
    assert_eq!(parsed.refused == 0, parsed.refusals.is_empty());
    parsed.refusals.iter().map(|refusal| refusal.message(Language::Zh)).collect()
}

#[test]
fn marks_line_ends_and_a_missing_last_newline_are_fine() {
    let plain = String::from_utf8(lines(&[row(1), row(2)])).unwrap();
    let dressed = format!("\u{FEFF}{}\r\n\r\n", plain.trim_end().replace('\n', "\r\n"));
    for text in [plain.trim_end(), dressed.as_str()] {
        let parsed = parse(text.as_bytes(), &guangdong());
        assert_eq!((parsed.items.len(), parsed.refused), (2, 0), "{:?}", parsed.refusals);
    }
    assert_eq!(parse(b"", &guangdong()).rows, 0);
}

#[test]
fn gbk_is_told_and_read_only_when_asked_for() {
    let text = String::from_utf8(lines(&[row(1), row(2)])).unwrap();
    let (bytes, _, _) = encoding_rs::GBK.encode(&text);
    let parsed = parse(&bytes, &guangdong());
    assert_eq!((parsed.refused, parsed.stopped, parsed.items.len()), (1, true, 0));
    assert_eq!(
        messages(&bytes),
        ["第1行不是 UTF-8，像是 GBK 编码：请另存为 UTF-8，或者加 --encoding gbk 导入"]
    );
    let parsed = parse(&bytes, &Options { encoding: Encoding::Gbk, ..guangdong() });
    assert_eq!((parsed.items.len(), parsed.refused), (2, 0));
    assert_eq!(parsed.items[0].name.zh, "教材初审");

    let mut mixed = lines(&[row(1), row(2)]);
    mixed.extend_from_slice(&encoding_rs::GBK.encode(&row(3).to_string()).0);
    assert_eq!(messages(&mixed), ["第3行不是 UTF-8，像是 GBK 编码：请另存为 UTF-8"]);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(*b"{\0}\0").collect();
    assert_eq!(messages(&utf16), ["第1行是 UTF-16 编码：请另存为 UTF-8"]);
}

#[test]
fn every_mistake_is_told_with_line_and_field() {
    let whole = row(9).to_string();
    let cut = whole.char_indices().nth(40).unwrap().0;
    for (line, message) in [
        (whole[..cut].to_owned(), "第1行JSON 没写完，到第 40 个字就断了"),
        (whole.replacen("\"CATAID\":", "\"CATAID\"", 1), "第1行第 56 个字附近不是正确的 JSON"),
        ("17".into(), "第1行不是一个 JSON 对象"),
        (format!("{whole}{whole}"), "第1行第 "),
        (format!("{{\"TASK_NAME\": \"甲\", {}", &whole[1..]), "第1行 TASK_NAME：这个字段在一行里"),
        (
            with(9, "DEPT_NAME", "厅\u{0}".into()).to_string(),
            "第1行 DEPT_NAME：有不能打印的控制字符 U+0000",
        ),
        (
            with(9, "material_intro", json!(["表", "\u{1b}"])).to_string(),
            "第1行 material_intro[1]：有不能打印的控制字符 U+001B",
        ),
        (format!("[{whole}]"), "第1行整个文件是一个 JSON 列表"),
        (with(9, "TASK_TYPE", "99".into()).to_string(), "第1行 TASK_TYPE：没有“99”这个代码"),
        (with(9, "TASK_TYPE", json!(1)).to_string(), "第1行 TASK_TYPE：应当是文字，却是 number"),
        (with(9, "TASK_NAME", "无".into()).to_string(), "第1行 TASK_NAME：没有填"),
        (with(9, "TASK_CODE", "许可".into()).to_string(), "第1行 TASK_CODE：实施编码“许可”长度"),
        (with(9, "handle_time", "很快".into()).to_string(), "第1行 handle_time：“很快”看不出"),
        (with(9, "visit_number", "两".into()).to_string(), "第1行 visit_number：应当是 0 到 255"),
        (with(9, "material_intro", "表".into()).to_string(), "第1行 material_intro：应当是列表"),
        (
            with(9, "material_intro", json!(["表", 3])).to_string(),
            "第1行 material_intro[1]：应当是文字",
        ),
        (
            with(9, "service_object_name", json!(["猫"])).to_string(),
            "第1行 service_object_name：没有“猫”这个代码",
        ),
        (
            with(9, "AREACODE", "110000".into()).to_string(),
            "第1行 AREACODE：不认识行政区划“110000”",
        ),
        (
            with(9, "online_book", "也许".into()).to_string(),
            "第1行 online_book：没有“也许”这个代码",
        ),
        (
            with(9, "handle_time_limit", "21(工作日)".into()).to_string(),
            "第1行 limits.promised：承诺 21 比法定 20 还长",
        ),
        (with(9, "TASK_NAME", "长".repeat(201).into()).to_string(), "第1行 name：最多 200 个字"),
    ] {
        let messages = messages(line.as_bytes());
        assert!(messages[0].starts_with(message), "{message}: {messages:?}");
    }
}

#[test]
fn a_line_break_that_is_missing_between_two_rows_is_told() {
    let (one, other) = (row(1).to_string(), row(2).to_string());
    let at = one.chars().count() + 1;
    for joint in ["", " "] {
        let at = at + joint.len();
        let told = messages(format!("{one}{joint}{other}\n").as_bytes());
        let expected =
            format!("第1行第 {at} 个字起是另一个 JSON 对象：两行连在了一起，中间少了换行");
        assert_eq!(told, [expected]);
    }
}

#[test]
fn refusals_beyond_what_is_kept_are_counted() {
    let rows: Vec<Value> =
        (0..1_100).map(|number| with(number % 900, "TASK_TYPE", "99".into())).collect();
    let parsed = parse(&lines(&rows), &guangdong());
    assert_eq!((parsed.refused, parsed.refusals.len()), (1_100, limits::REFUSALS_MAX));
    assert_eq!(parsed.untold, 100);
}

#[test]
fn what_rows_bring_is_seen_together_with_them() {
    on_both(MIGRATIONS, |db| {
        let cx = office(db);
        let bytes = lines(&[row(1), row(2)]);
        let before = RefCell::new(Vec::new());
        let hear = |progress| {
            if matches!(progress, Progress::Publishing { .. }) {
                before.borrow_mut().push((rows_of(&cx, "departments"), rows_of(&cx, "items")));
            }
        };
        import(&cx, bytes.as_slice(), &guangdong(), &hear).unwrap();
        assert_eq!(*before.borrow(), [(0, 0)], "a crash before the flip leaves nothing");
        assert_eq!((rows_of(&cx, "departments"), rows_of(&cx, "items")), (1, 2));
    });
}

#[test]
fn of_two_imports_at_once_one_is_told_and_nothing_in_force_is_written_over() {
    on_both(MIGRATIONS, |db| {
        let cx = office(db);
        import(&cx, lines(&[row(1)]).as_slice(), &guangdong(), &|_| {}).unwrap();
        let slow = lines(&[with(1, "TASK_NAME", "慢的".into())]);
        let quick = lines(&[with(1, "TASK_NAME", "快的".into())]);
        // The quick one comes when the slow one has compared and staged, and has not yet flipped.
        let hear = |progress| {
            if matches!(progress, Progress::Publishing { .. }) {
                let done = import(&cx, quick.as_slice(), &guangdong(), &|_| {}).unwrap();
                assert_eq!((done.changed, done.written), (1, true));
            }
        };
        let told = import(&cx, slow.as_slice(), &guangdong(), &hear).unwrap_err();
        assert!(told.to_string().contains("in the meantime"), "{told}");
        let code = "11440000006940116U2440102002001";
        let fresh = cx.house.db.read_blocking(catalogue::Catalogue::load).unwrap();
        let item = fresh.item(code).unwrap();
        assert_eq!((item.version, item.item.name.zh.as_str()), (2, "快的"));
        let again = import(&cx, slow.as_slice(), &guangdong(), &|_| {}).unwrap();
        assert_eq!((again.changed, cx.house.catalogue().item(code).unwrap().version), (1, 3));
    });
}

#[test]
fn codes_that_are_there_twice_name_both_lines() {
    let bytes = lines(&[row(1), row(2), row(1)]);
    let expected = "第3行 code：实施编码 11440000006940116U2440102002001 和第 1 行重复";
    assert_eq!(messages(&bytes), [expected]);
}

#[test]
fn a_long_line_costs_no_memory_and_the_next_one_is_read() {
    let mut bytes = lines(&[row(1)]);
    bytes.resize(bytes.len() + limits::LINE_BYTES_MAX + 1, b'x');
    bytes.push(b'\n');
    bytes.extend(lines(&[row(2)]));
    let parsed = parse(&bytes, &guangdong());
    assert_eq!((parsed.rows, parsed.items.len(), parsed.refused), (3, 2, 1));
    assert_eq!(parsed.refusals[0].message(Language::Zh), "第2行太长，超过 1048576 字节");
}

#[test]
fn a_file_is_all_or_nothing_unless_good_rows_are_kept() {
    on_both(MIGRATIONS, |db| {
        let cx = office(db);
        let bytes = lines(&[row(1), with(2, "TASK_TYPE", "99".into()), row(3)]);
        let run = |options: &Options| import(&cx, bytes.as_slice(), options, &|_| {}).unwrap();
        let report = run(&guangdong());
        assert_eq!((report.new, report.refused, report.written), (2, 1, false));
        assert_eq!((rows_of(&cx, "items"), rows_of(&cx, "departments")), (0, 0));

        let keep = Options { keep_good: true, ..guangdong() };
        let report = run(&keep);
        assert_eq!((report.new, report.refused, report.written), (2, 1, true));
        assert_eq!(rows_of(&cx, "items"), 2);
        let report = run(&Options { dry_run: true, ..keep });
        assert_eq!((report.new, report.unchanged, report.written), (0, 2, false));
    });
}

#[test]
fn a_changed_row_is_a_new_version_and_departments_keep_their_words() {
    on_both(MIGRATIONS, |db| {
        let cx = office(db);
        let county = app::demo::county::load().unwrap();
        let mut surroundings = county.surroundings;
        let mut education = surroundings.departments[0].clone();
        education.id = "jyt".into();
        education.credit_code = "11440000006940116U".into();
        education.name = "我们这样叫教育厅".into();
        surroundings.departments.push(education);
        cx.write_blocking(move |unit| publish::put_surroundings(unit, &surroundings)).unwrap();
        let run =
            |rows: &[Value]| import(&cx, lines(rows).as_slice(), &guangdong(), &|_| {}).unwrap();
        assert_eq!(run(&[row(1), row(2)]).new, 2);
        let report = run(&[row(1), with(2, "handle_time_limit", "3(工作日)".into())]);
        assert_eq!((report.new, report.changed, report.unchanged), (0, 1, 1));
        let house = cx.house.catalogue();
        let item = house.item("11440000006940116U2440102002002").unwrap();
        assert_eq!((item.version, item.item.department.as_str()), (2, "jyt"));
        assert_eq!(house.department("jyt").unwrap().name.zh, "我们这样叫教育厅");
    });
}

#[test]
fn items_of_ours_travel_as_they_are() {
    let county = app::demo::county::load().unwrap();
    let options = Options::new(Profile::named("yichuang").unwrap().unwrap());
    let rows: Vec<Value> =
        county.items.iter().map(|item| serde_json::to_value(item).unwrap()).collect();
    let read = |rows: &[Value]| {
        parse_file(Cursor::new(lines(rows)), &options, &county.surroundings, &|_| {}).unwrap()
    };
    let parsed = read(&rows);
    assert!(parsed.refusals.is_empty(), "{:#?}", parsed.refusals);
    assert_eq!(parsed.items, county.items);

    let mut without_code = rows[0].clone();
    without_code.as_object_mut().unwrap().remove("code");
    assert_eq!(read(&[without_code]).items[0].code, county.items[0].code);
    let mut wrong = rows[0].clone();
    wrong["channels"]["visits"] = "两次".into();
    let refusal = &read(&[wrong]).refusals[0];
    assert_eq!((refusal.field.as_str(), refusal.code), ("channels.visits", "row.wrong_type"));
    let twice = rows[0].to_string().replacen('{', "{\"name\": \"甲\", ", 1);
    let parsed = parse_file(Cursor::new(twice), &options, &county.surroundings, &|_| {}).unwrap();
    let refusal = &parsed.refusals[0];
    assert_eq!((refusal.field.as_str(), refusal.code), ("name", "row.key_twice"));
    let mut unprintable = rows[0].clone();
    unprintable["steps"][0]["what"] = "交\u{0}".into();
    let refusal = &read(&[unprintable]).refusals[0];
    assert_eq!((refusal.field.as_str(), refusal.code), ("steps[0].what", "text.control"));
    let mut lawless = rows[0].clone();
    lawless["steps"] = json!([]);
    assert_eq!(read(&[lawless]).refusals[0].code, "element.missing");
}

#[test]
fn progress_is_heard_and_strangers_may_not() {
    on_both(MIGRATIONS, |db| {
        let cx = office(db);
        let bytes = lines(&[row(1), row(2)]);
        let heard = RefCell::new(Vec::new());
        let hear = |progress| heard.borrow_mut().push(progress);
        import(&cx, bytes.as_slice(), &guangdong(), &hear).unwrap();
        let read = Progress::Reading { rows: 2, bytes: bytes.len() as u64 };
        assert!(heard.borrow().contains(&read));
        let written = Progress::Publishing { items: 2, of: 2 };
        assert_eq!(heard.borrow().last(), Some(&written));

        heard.borrow_mut().clear();
        let dry = Options { dry_run: true, ..guangdong() };
        import(&cx, bytes.as_slice(), &dry, &hear).unwrap();
        let writing = |heard: &Progress| matches!(heard, Progress::Publishing { .. });
        assert!(!heard.borrow().iter().any(writing), "a dry run writes nothing and says so");
        assert_eq!(heard.borrow().last(), Some(&Progress::Comparing { items: 2, of: 2 }));

        let stranger = Cx::new(&cx.house, Actor::Nobody);
        assert!(import(&stranger, bytes.as_slice(), &guangdong(), &|_| {}).is_err());
    });
}
