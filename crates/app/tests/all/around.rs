//! What surrounds the items comes from files that an office edits, regimes and synonyms too.

use std::fs;

use app::catalogue::publish::put_surroundings;
use app::catalogue::{Catalogue, built_in, surroundings};
use db::testing::Folder;
use testkit::*;

const SYNONYMS: &str = "[[groups]]\nwords = [\"牛肉面馆\", \"食品经营许可\"]\n";

fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn regimes_and_synonyms_are_changed_without_a_build() {
    let regimes = include_str!("../../../../resources/regimes.toml");
    let longer = regimes.replacen("correction_days = 5", "correction_days = 4", 1);
    assert_ne!(regimes, longer);
    let files = folder(&[("regimes.toml", &longer), ("synonyms.toml", SYNONYMS)]);
    on_both(|house| {
        let own = built_in::synonyms().unwrap();
        assert_eq!(house.house.catalogue().synonyms(), own, "those of the program");
        let all = surroundings::read(files.path()).unwrap();
        house.system().cx.write_blocking(move |unit| put_surroundings(unit, &all)).unwrap();
        let fresh = house.house.db.read_blocking(Catalogue::load).unwrap();
        assert!(fresh.version > house.house.catalogue().version, "other nodes read it");
        assert_eq!(fresh.synonyms(), [["牛肉面馆", "食品经营许可"].map(str::to_owned)]);
        let days = |catalogue: &Catalogue| catalogue.item(LICENCE).unwrap().regime.correction_days;
        assert_eq!(days(&fresh), Some(5), "what is in force stays as it was published");
        let items = items();
        house.publish(&surroundings::read(files.path()).unwrap(), &items);
        assert_eq!(days(&house.house.catalogue()), Some(4), "from the next publication on");
        house.sequence();
        assert_eq!(house.findings(), "");
        let other = TestHouse::statement("UPDATE meta SET value = '[]' WHERE key = 'synonyms'");
        assert_eq!(house.tamper(other, vec![]), 1);
        assert!(house.findings().starts_with("meta/synonyms: its row is not what"));
    });
}

#[test]
fn mistakes_in_them_are_told_by_file_and_nothing_is_written() {
    for (name, text, told) in [
        ("synonyms.toml", "[[groups]]\nwords = [\"一\"]\n", "stands alone"),
        ("synonyms.toml", "[[groups]]\nwords = [\"一\", \" \"]\n", "is empty"),
        ("synonyms.toml", "[[groups]]\nword = [\"一\", \"二\"]\n", "unknown field"),
        ("regimes.toml", "[[regimes]]\nid = \"x\"\n", "missing field"),
    ] {
        let files = folder(&[(name, text)]);
        let wrong = surroundings::read(files.path()).unwrap_err().join("\n");
        assert!(wrong.contains(name) && wrong.contains(told), "{wrong}");
    }
}
