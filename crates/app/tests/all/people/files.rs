//! Files.

use std::fs;
use std::time::{Duration, UNIX_EPOCH};

use app::files::{self, MediaType, Stored, objects, store};
use app::{Cx, Error, Result};
use domain::people::Role;
use serde_json::Value;

use super::drafts::{create, submit};
use super::house::{OTHER_DOCUMENT, TestHouse, codes, first_object, form, moment, on_both, with};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

fn put(test: &TestHouse, name: &str, bytes: &[u8]) -> Result<Stored> {
    store(&test.house, "lease", name, bytes.to_vec())
}

fn attach(test: &TestHouse, cx: &Cx, draft: &str) -> Result<files::StoredFile> {
    attach_this(test, cx, draft, PDF)
}

fn attach_this(test: &TestHouse, cx: &Cx, draft: &str, bytes: &[u8]) -> Result<files::StoredFile> {
    let stored = put(test, "租赁合同.pdf", bytes)?;
    let draft = draft.to_owned();
    cx.write_blocking(move |unit| files::attach(unit, &draft, &stored))
}

#[test]
fn a_file_goes_with_its_draft_into_the_case() {
    on_both(|test| {
        let cx = test.resident();
        let draft = create(test, &cx, &Value::Null).unwrap();
        let file = attach(test, &cx, &draft).unwrap();
        assert_eq!(
            (file.name.as_str(), file.media_type.as_str()),
            ("租赁合同.pdf", "application/pdf")
        );
        let listed = cx.read_blocking(with(draft.clone(), |unit, id| files::of_draft(unit, id)));
        assert_eq!(listed.unwrap()[0].sha256, file.sha256);
        let number = submit(test, &cx, &draft).unwrap();
        let place = (number.clone(), file.id.clone());
        let open =
            || with(place.clone(), |unit, (number, id)| files::in_case(unit, number, id, "review"));
        let found = cx.write_blocking(open()).unwrap();
        assert_eq!(files::read(&test.house, &found).unwrap(), PDF);
        let gone = cx.read_blocking(with((draft.clone(), file.id.clone()), |unit, (draft, id)| {
            files::in_draft(unit, draft, id)
        }));
        assert!(matches!(gone, Err(Error::NotFound)));
        assert!(matches!(attach(test, &cx, &draft), Err(Error::Moved { .. })));
        // The window reads it, and the person can see that it did.
        test.staff("s001", &[Role::Window]).write_blocking(open()).unwrap();
        assert_eq!(test.kinds(&format!("access/{number}")), ["access.file_read"]);
        test.register(&form(OTHER_DOCUMENT, "15400000002"));
        let (other, _) = test.sign_in("15400000002");
        assert!(matches!(other.write_blocking(open()), Err(Error::NotFound)));
    });
}

#[test]
fn a_paper_is_supplied_to_a_case_that_is_one_s_own() {
    on_both(|test| {
        let cx = test.resident();
        let draft = create(test, &cx, &Value::Null).unwrap();
        let number = submit(test, &cx, &draft).unwrap();
        let supply = |cx: &Cx| {
            let (stored, number) = (put(test, "a.pdf", PDF).unwrap(), number.clone());
            cx.write_blocking(move |unit| files::attach_to_case(unit, &number, &stored))
        };
        let file = supply(&cx).unwrap();
        assert_eq!(files::read(&test.house, &file).unwrap(), PDF);
        test.register(&form(OTHER_DOCUMENT, "15400000002"));
        let (other, _) = test.sign_in("15400000002");
        assert!(matches!(supply(&other), Err(Error::NotFound)));
        assert!(matches!(supply(&test.nobody()), Err(Error::NotFound)));
    });
}

#[test]
fn a_draft_takes_fifty_files_of_its_owner_only() {
    on_both(|test| {
        let cx = test.resident();
        let draft = create(test, &cx, &Value::Null).unwrap();
        let page = |number: u32| format!("%PDF-1.7\n1 0 obj {number}\nendobj\ntrailer\n%%EOF\n");
        let another = |number| attach_this(test, &cx, &draft, page(number).as_bytes());
        let ids: Vec<String> = (0..50).map(|number| another(number).unwrap().id).collect();
        assert_eq!(another(7).unwrap().id, ids[7], "a second click");
        assert_eq!(codes(another(50))[0].1, "file.too_many");
        let remove = || {
            with((draft.clone(), ids[0].clone()), |unit, (draft, id)| {
                files::remove(unit, draft, id)
            })
        };
        cx.write_blocking(remove()).unwrap();
        assert!(matches!(cx.write_blocking(remove()), Err(Error::NotFound)));
        attach(test, &cx, &draft).unwrap();
        let clerk = test.staff("s001", &[Role::Window]);
        assert!(matches!(attach(test, &clerk, &draft), Err(Error::NotFound)));
    });
}

#[test]
fn what_lies_about_itself_is_refused_clearly() {
    on_both(|test| {
        let told = |name: &str, bytes: &[u8]| match put(test, name, bytes) {
            Err(Error::Invalid(errors)) => (errors[0].code.clone(), errors[0].values.clone()),
            other => panic!("{other:?}"),
        };
        let values = |values: &[&str]| values.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(told("photo.png", PDF), ("file.lies".into(), values(&["png", "PDF"])));
        assert_eq!(told("a.pdf", b"MZ\x90\0"), ("file.type".into(), values(&["EXE"])));
        assert_eq!(told("a.pdf", b""), ("file.empty".into(), values(&[])));
        let large = [PDF, &vec![b' '; 20 * 1024 * 1024]].concat();
        assert_eq!(told("a.pdf", &large), ("file.too_large".into(), values(&["20"])));
        assert_eq!(put(test, "without an end", PDF).unwrap().media_type(), MediaType::Pdf);
    });
}

#[test]
fn content_on_the_disk_is_encrypted_and_damage_is_found() {
    on_both(|test| {
        let cx = test.resident();
        let draft = create(test, &cx, &Value::Null).unwrap();
        let file = attach(test, &cx, &draft).unwrap();
        let object = first_object(&test.house.settings.files);
        let mut bytes = fs::read(&object).unwrap();
        assert!(!bytes.windows(5).any(|window| window == b"%PDF-"));
        for place in [0, 4, 80, 100, bytes.len() - 1] {
            bytes[place] ^= 1;
            fs::write(&object, &bytes).unwrap();
            assert!(matches!(files::read(&test.house, &file), Err(Error::Broken(_))), "{place}");
            bytes[place] ^= 1;
        }
        fs::write(&object, &bytes).unwrap();
        assert_eq!(files::read(&test.house, &file).unwrap(), PDF);
        fs::write(&object, &bytes[..60]).unwrap();
        assert!(files::read(&test.house, &file).is_err());
        fs::remove_file(&object).unwrap();
        assert!(matches!(files::read(&test.house, &file), Err(Error::Store(_))));
    });
}

#[test]
fn what_no_row_names_is_collected_after_a_day() {
    on_both(|test| {
        let cx = test.resident();
        let draft = create(test, &cx, &Value::Null).unwrap();
        let named = attach(test, &cx, &draft).unwrap();
        put(test, "orphan.pdf", PDF).unwrap();
        let root = &test.house.settings.files;
        // The disk has a clock of its own: it is set to the test's.
        let written = UNIX_EPOCH + Duration::from_hours(498_721);
        let age = || {
            for folder in fs::read_dir(root).unwrap().flatten() {
                for file in fs::read_dir(folder.path()).unwrap().flatten() {
                    let file = fs::File::options().write(true).open(file.path()).unwrap();
                    file.set_modified(written).unwrap();
                }
            }
        };
        age();
        test.clock.set(moment("2026-11-24T01:00:00Z"));
        assert_eq!(files::sweep(&test.system()).unwrap(), 0);
        test.clock.set(moment("2026-11-24T01:00:01Z"));
        assert_eq!(files::sweep(&test.system()).unwrap(), 1);
        assert_eq!(files::read(&test.house, &named).unwrap(), PDF);
        // A draft that expires leaves its file to the next sweep.
        test.clock.set(moment("2026-12-24T01:00:00Z"));
        assert_eq!(test.system().write_blocking(app::drafts::expire).unwrap(), 1);
        assert_eq!(files::sweep(&test.system()).unwrap(), 1);
        assert!(matches!(files::read(&test.house, &named), Err(Error::Store(_))));
        assert!(matches!(files::sweep(&cx), Ok(0) | Err(Error::Forbidden)));
    });
}

#[test]
fn an_object_is_whole_or_not_there() {
    on_both(|test| {
        let root = test.folder.path().join("objects");
        let id = "0123456789abcdefghjkmnpqr0";
        objects::put(&root, id, b"one").unwrap();
        assert_eq!(objects::get(&root, id).unwrap(), b"one");
        let partial = first_object(&root).with_extension("part");
        fs::write(&partial, b"half").unwrap();
        let all = objects::older_than(&root, moment("2099-01-01T00:00:00Z"), 10).unwrap();
        assert_eq!((all, partial.exists()), (vec![id.to_owned()], false));
        assert!(objects::older_than(&root, moment("1999-01-01T00:00:00Z"), 10).unwrap().is_empty());
        objects::remove(&root, id).unwrap();
        objects::remove(&root, id).unwrap();
        assert!(objects::get(&root, id).is_err());
    });
}
