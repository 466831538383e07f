//! The calendars that come with the program against the notices.

use std::path::Path;

use base::Date;
use base::codes::RegionCode;
use calendar::{Calendars, DayKind};
use jiff::ToSpan as _;

use crate::{CALENDARS, dali, day, nation};

#[test]
fn the_working_days_of_2026() {
    let days = nation().working_days_between(day("2025-12-31"), day("2026-12-31"));
    assert_eq!(days, 248);
    assert!(nation().published_years().eq(2015..=2026));
    assert!(nation().is_published(day("2026-12-31")) && !nation().is_published(day("2027-01-01")));
}

#[test]
fn statutory_holidays_are_days_off_before_their_notice_and_everything_is_provisional() {
    for year in 2027..=2035_i16 {
        let first = Date::constant(year, 1, 1);
        let days = first.series(1.day()).take_while(|date| date.year() == year);
        let off = |date: &Date| matches!(nation().day_kind(*date), DayKind::Holiday(_));
        let off: Vec<Date> = days.filter(off).collect();
        // 放假办法 2: 1 + 4 + 1 + 2 + 1 + 1 + 3, fewer by one where 中秋 falls into 国庆.
        let both = matches!(
            nation().day_kind(Date::constant(year, 10, 1)),
            DayKind::Holiday("国庆节、中秋节")
        );
        assert_eq!(off.len(), 13 - usize::from(both), "{year}: {off:?}");
        for (month, day) in [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)] {
            assert!(off.contains(&Date::constant(year, month, day)), "{year}-{month}-{day}");
        }
        let spring = off.iter().filter(|date| matches!(date.month(), 1 | 2) && **date != first);
        let spring: Vec<&Date> = spring.collect();
        assert_eq!(spring.len(), 4, "with 除夕: {spring:?}");
        assert_eq!(spring[0].until(*spring[3]).unwrap().get_days(), 3, "in a row");
        assert!(off.iter().any(|date| date.month() == 4 && matches!(date.day(), 4 | 5)), "{year}");
        assert!(
            off.iter().all(|date| !nation().is_verified(*date) && !nation().is_published(*date))
        );
    }
    assert_eq!(nation().day_kind(day("2027-02-05")), DayKind::Holiday("春节"), "除夕");
    assert_eq!(nation().day_kind(day("2030-06-05")), DayKind::Holiday("端午节"));
    assert_eq!(dali().day_kind(day("2027-09-15")), DayKind::Holiday("中秋节"));
}

#[test]
fn days_of_a_year_may_stand_in_the_next_notice() {
    assert_eq!(nation().day_kind(day("2018-12-29")), DayKind::MakeUpWorkday("元旦"));
    assert_eq!(nation().day_kind(day("2018-12-31")), DayKind::Holiday("元旦"));
}

#[test]
fn the_region_stands_above_the_nation() {
    assert_eq!(dali().version(), "cn@2026-2+cn-532900@2026-1");
    assert_eq!(nation().day_kind(day("2023-05-06")), DayKind::MakeUpWorkday("劳动节"));
    assert_eq!(dali().day_kind(day("2023-05-06")), DayKind::Holiday("三月街民族节"));
    assert_eq!(dali().day_kind(day("2023-10-01")), nation().day_kind(day("2023-10-01")));
    // Before its first year it adds nothing; a later year waits for its notice.
    assert!(dali().is_published(day("2016-04-20")) && !dali().is_published(day("2027-01-01")));
}

#[test]
fn a_region_without_its_own_takes_the_next_above() {
    let of = |code: &str| CALENDARS.of(&RegionCode::parse(code).unwrap()).id();
    assert_eq!(
        (of("532901"), of("532900"), of("532901100001")),
        ("cn-532900", "cn-532900", "cn-532900")
    );
    assert_eq!((of("530000"), of("530102"), of("440000")), ("cn", "cn", "cn"));
    assert_eq!(CALENDARS.all().count(), 2);
}

#[test]
fn a_narrower_layer_lies_over_a_wider_one_in_any_order() {
    let layer = |region: &str, name: &str, day: &str| {
        format!(
            "id = \"{region}\"\nname = \"{region}\"\nversion = \"1\"\nregion = \"{region}\"\n\
             [[year]]\nyear = 2026\npapers = []\n\
             off = [{{ name = \"{name}\", days = [\"{day}\"] }}]\n"
        )
    };
    let county = layer("532901", "县", "2026-06-02");
    let prefecture = layer("532900", "州", "2026-06-01");
    let calendars = Calendars::parse([county.as_str(), prefecture.as_str()]).unwrap();
    let laid = calendars.of(&RegionCode::parse("532901").unwrap());
    assert_eq!(laid.day_kind(day("2026-06-01")), DayKind::Holiday("州"));
    assert_eq!(laid.day_kind(day("2026-06-02")), DayKind::Holiday("县"));
    assert!(!laid.is_published(day("2026-06-02")), "no national notice, so nothing is certain");
}

#[test]
fn every_day_agrees_with_the_shared_notices() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/holidays"));
    if !folder.exists() {
        println!("skipped: {} is absent", folder.display());
        return;
    }
    let mut notices = std::collections::BTreeMap::new();
    for year in 2015..=2026 {
        let text = std::fs::read_to_string(folder.join(format!("{year}.json"))).unwrap();
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        for entry in file["days"].as_array().unwrap() {
            let name = entry["name"].as_str().unwrap().to_owned();
            let off = entry["isOffDay"].as_bool().unwrap();
            notices.insert(day(entry["date"].as_str().unwrap()), (off, name));
        }
    }
    let days = day("2015-01-01").series(1.day()).take_while(|date| date.year() < 2027);
    for date in days {
        let weekend = date.weekday().to_monday_zero_offset() >= 5;
        let expected = match notices.get(&date) {
            Some((true, name)) => DayKind::Holiday(name),
            Some((false, name)) if weekend => DayKind::MakeUpWorkday(name),
            None if weekend => DayKind::Weekend,
            _ => DayKind::Working,
        };
        assert_eq!(nation().day_kind(date), expected, "{date}");
    }
}

#[test]
fn a_year_that_is_added_leaves_the_others_as_they_are() {
    let next = "id = \"cn\"\nname = \"全国节假日\"\nversion = \"2027-1\"\n[[year]]\nyear = 2027\n\
        papers = [\"通知\"]\noff = [{ name = \"元旦\", days = [\"2027-01-01\"] }]\n";
    let after = Calendars::with([next]).unwrap();
    assert!(after.national().published_years().eq(2015..=2027));
    let days = after.national().working_days_between(day("2025-12-31"), day("2026-12-31"));
    assert_eq!(days, 248);
    let january = after.national().working_days_between(day("2026-12-31"), day("2027-01-04"));
    assert_eq!(january, 1, "only Monday");
    let (old, new) = (dali().version(), after.of(&RegionCode::parse("532901").unwrap()).version());
    assert_eq!(new, old.replacen('+', "+cn@2027-1+", 1));
}

#[test]
fn a_year_whose_notice_nobody_saw_is_a_guess_until_it_comes() {
    let guessed = |calendar: &calendar::Calendar, at: &str| !calendar.is_verified(day(at));
    assert!(guessed(dali(), "2026-11-23") && guessed(dali(), "2022-04-15"));
    assert!(!guessed(dali(), "2025-11-23") && !guessed(dali(), "2026-10-01"));
    assert!(!guessed(nation(), "2026-11-23"));
    assert!(dali().is_published(day("2026-11-23")), "the nation's year stands");

    // The notice keeps one of the two days and moves the other.
    let notice = "id = \"cn-532900\"\nname = \"州\"\nregion = \"532900\"\nversion = \"2026-2\"\n\
        [[year]]\nyear = 2026\npapers = [\"通知\"]\n\
        off = [{ name = \"州庆\", days = [\"2026-11-23\", \"2026-11-24\"] }]\n";
    let calendars = Calendars::with([notice]).unwrap();
    let after = calendars.of(&RegionCode::parse("532901").unwrap());
    assert_eq!(after.day_kind(day("2026-11-23")), DayKind::Holiday("州庆"));
    assert_eq!(after.day_kind(day("2026-11-22")), DayKind::Weekend, "the guess is forgotten");
    assert!(!guessed(after, "2026-11-22") && !guessed(after, "2026-11-23"));
    assert!(guessed(after, "2022-04-15"), "another year's notice says nothing of it");
}

#[test]
fn a_nations_year_without_papers_is_not_published() {
    let year = "id = \"cn\"\nname = \"全国\"\nversion = \"2027-0\"\n[[year]]\nyear = 2027\n\
        papers = []\noff = [{ name = \"元旦\", days = [\"2027-01-01\"] }]\n";
    let calendars = Calendars::with([year]).unwrap();
    let nation = calendars.national();
    assert_eq!(nation.day_kind(day("2027-01-01")), DayKind::Holiday("元旦"));
    assert!(!nation.is_published(day("2027-01-04")) && !nation.is_verified(day("2027-01-01")));
}
