//! Item codes that a province has published, when the shared data lie beside the project.

use base::codes::{CreditCode, ItemCode, ItemCodeScheme, OrgCode, Strictness};
use std::path::Path;

const ROWS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/data/items/guangdong-provincial-2021.jsonl"
);

#[test]
fn the_published_item_codes_of_guangdong() {
    if !Path::new(ROWS).exists() {
        println!("skipped: {ROWS} is absent");
        return;
    }
    let text = std::fs::read_to_string(ROWS).unwrap();
    let (mut short, mut long, mut warned, mut sound_organs) = (0, 0, 0, 0);
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| row[name].as_str().unwrap().to_owned();
        let (code, warnings) =
            ItemCode::parse_with(&field("TASK_CODE"), Strictness::Import).unwrap();
        match code.scheme() {
            ItemCodeScheme::National31 => short += 1,
            ItemCodeScheme::National33 => long += 1,
            ItemCodeScheme::Local => panic!("{code} is not national"),
        }
        warned += usize::from(!warnings.is_empty());
        sound_organs += usize::from(OrgCode::parse(&field("ORGCODE")).is_ok());
        let strict = ItemCode::parse_with(code.as_str(), Strictness::Input);
        assert_eq!(strict.is_ok(), warnings.is_empty(), "{code}");
        assert_eq!(CreditCode::parse(code.organ().unwrap()).is_ok(), warnings.is_empty());
        assert_eq!(code.catalog().unwrap().as_str(), field("CATAID"));
        assert_eq!(code.level(), Some('2'));
    }
    // 2,018 of 2,024 pass; three rows have a pseudo code, three a wrong digit in the organ's part.
    assert_eq!((short, long, warned, sound_organs), (1789, 235, 6, 2018));
}
