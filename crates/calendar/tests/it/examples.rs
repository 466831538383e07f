//! What the articles say, one example each.

use calendar::{Extension, Limit, Pause, TimeLimit, TimeLimitError, Why};

use crate::{dali, day, nation};

fn due(start: &str, limit: Limit) -> String {
    let deadline = TimeLimit::new(day(start), limit).run(nation()).unwrap();
    deadline.due.unwrap().to_string()
}

fn pause(from: &str, to: Option<&str>) -> Pause {
    Pause {
        from: day(from),
        to: to.map(day),
        reason: "expert_review".to_owned(),
        article: "行政许可法第四十五条".to_owned(),
    }
}

#[test]
fn working_days_skip_the_start_weekends_and_holidays() {
    assert_eq!(due("2026-11-23", Limit::working_days(5)), "2026-11-30");
    assert_eq!(due("2026-09-30", Limit::working_days(1)), "2026-10-08");
    // The Saturday that is worked for the National Day counts.
    assert_eq!(due("2026-09-30", Limit::working_days(3)), "2026-10-10");
}

#[test]
fn zero_is_the_same_day_or_the_next_working_one() {
    assert_eq!(due("2026-11-23", Limit::working_days(0)), "2026-11-23");
    assert_eq!(due("2026-10-01", Limit::working_days(0)), "2026-10-08");
    assert_eq!(due("2026-10-01", Limit::calendar_days(0)), "2026-10-08");
}

#[test]
fn the_last_calendar_day_moves_to_a_working_one() {
    assert_eq!(due("2026-09-20", Limit::calendar_days(15)), "2026-10-08");
    assert_eq!(due("2026-09-20", Limit::calendar_days(3)), "2026-09-23");
}

#[test]
fn months_end_on_the_same_day_or_at_the_months_end() {
    assert_eq!(due("2025-11-28", Limit::months(3)), "2026-02-28");
    assert_eq!(due("2025-10-31", Limit::months(1)), "2025-12-01");
    assert_eq!(due("2026-03-31", Limit::months(1)), "2026-04-30");
    assert_eq!(due("2024-01-31", Limit::months(1)), "2024-02-29");
}

#[test]
fn the_explanation_reads_like_a_calendar() {
    let deadline =
        TimeLimit::new(day("2026-09-24"), Limit::calendar_days(8)).run(nation()).unwrap();
    let lines: Vec<String> = deadline
        .summary()
        .iter()
        .map(|run| format!("{} {} {:?} {:?}", run.from, run.days, run.counted, run.why))
        .collect();
    assert_eq!(
        lines,
        [
            "2026-09-24 1 None StartDay",
            "2026-09-25 3 Some((1, 3)) Holiday { name: \"中秋节\" }",
            "2026-09-28 3 Some((4, 6)) Working",
            "2026-10-01 2 Some((7, 8)) Holiday { name: \"国庆节\" }",
            "2026-10-03 5 None Holiday { name: \"国庆节\" }",
            "2026-10-08 1 None Rolled",
        ]
    );
}

#[test]
fn a_pause_stands_still_and_an_open_one_leaves_no_last_day() {
    let mut limit = TimeLimit::new(day("2026-11-02"), Limit::working_days(20));
    assert_eq!(limit.run(nation()).unwrap().due, Some(day("2026-11-30")));
    limit.pauses.push(pause("2026-11-09", Some("2026-11-13")));
    assert_eq!(limit.run(nation()).unwrap().due, Some(day("2026-12-07")));

    limit.pauses.push(pause("2026-11-23", None));
    let open = limit.run(nation()).unwrap();
    assert_eq!((open.due, open.not_before), (None, Some(day("2026-12-08"))));
    let last = open.days.last().unwrap();
    assert_eq!((last.date, &last.why), (day("2026-11-23"), &Why::Paused { pause: 1 }));
    assert_eq!(open.remaining(day("2026-11-24"), nation()), None);

    // A pause after the last day changes nothing.
    limit.pauses = vec![pause("2026-12-01", None)];
    assert_eq!(limit.run(nation()).unwrap().due, Some(day("2026-11-30")));
}

#[test]
fn an_extension_adds_its_days() {
    let mut limit = TimeLimit::new(day("2026-11-02"), Limit::working_days(20));
    limit.extension =
        Some(Extension { count: 10, article: "行政许可法第四十二条".to_owned() });
    assert_eq!(limit.run(nation()).unwrap().due, Some(day("2026-12-14")));
}

#[test]
fn a_date_in_an_unpublished_year_is_provisional() {
    let run = |count| {
        let limit = TimeLimit::new(day("2026-12-28"), Limit::working_days(count));
        limit.run(nation()).unwrap()
    };
    assert!(!run(3).is_provisional());
    let later = run(4);
    assert_eq!((later.due, later.is_provisional()), (Some(day("2027-01-04")), true));
    assert_eq!(later.unverified, [day("2027-01-01")], "元旦, before the notice that moves days");
    // Of calendar days, only the last ones depend on the holidays.
    let months = TimeLimit::new(day("2014-12-01"), Limit::months(3)).run(nation()).unwrap();
    assert_eq!((months.due, months.is_provisional()), (Some(day("2015-03-02")), false));
}

#[test]
fn what_is_left_is_signed() {
    let deadline = TimeLimit::new(day("2026-11-23"), Limit::working_days(5)).run(nation()).unwrap();
    let left = |today: &str| deadline.remaining(day(today), nation()).unwrap();
    assert_eq!([left("2026-11-23"), left("2026-11-27"), left("2026-11-29")], [5, 1, 1]);
    assert_eq!([left("2026-11-30"), left("2026-12-01"), left("2026-12-07")], [0, -1, -5]);
    assert!(!deadline.is_overdue(day("2026-11-30")) && deadline.is_overdue(day("2026-12-01")));
}

#[test]
fn a_limit_of_more_than_ten_years_is_refused() {
    let run = |limit| TimeLimit::new(day("2026-11-23"), limit).run(nation());
    assert_eq!(run(Limit::calendar_days(3_661)), Err(TimeLimitError::TooLong));
    assert_eq!(run(Limit::working_days(3_000)), Err(TimeLimitError::TooLong));
    assert_eq!(run(Limit::months(u16::MAX)), Err(TimeLimitError::TooLong));
    assert!(run(Limit::months(120)).is_ok());
    let backwards = pause("2026-12-02", Some("2026-12-01"));
    let limit = TimeLimit {
        pauses: vec![backwards],
        ..TimeLimit::new(day("2026-11-23"), Limit::working_days(5))
    };
    assert_eq!(limit.run(nation()).unwrap_err().code(), "time_limit.pause_backwards");
}

#[test]
fn the_prefectures_holidays_count_only_there() {
    let limit = TimeLimit::new(day("2026-11-20"), Limit::working_days(1));
    assert_eq!(limit.run(nation()).unwrap().due, Some(day("2026-11-23")));
    let local = limit.run(dali()).unwrap();
    assert_eq!(local.due, Some(day("2026-11-24")));
    let json = serde_json::to_string(&local.days[3].why).unwrap();
    assert_eq!(json, r#"{"kind":"holiday","name":"自治州成立纪念日"}"#);
}

#[test]
fn a_limit_that_passes_a_guessed_holiday_is_provisional_and_names_it() {
    let run = |start: &str, limit| {
        let deadline = TimeLimit::new(day(start), limit).run(dali()).unwrap();
        (deadline.is_provisional(), deadline.unpublished, deadline.unverified)
    };
    let both = vec![day("2026-11-22"), day("2026-11-23")];
    assert_eq!(run("2026-11-20", Limit::working_days(1)), (true, false, both.clone()));
    assert_eq!(run("2026-11-16", Limit::working_days(4)), (false, false, vec![]), "it ends before");
    assert_eq!(
        run("2026-11-23", Limit::working_days(4)),
        (false, false, vec![]),
        "it starts there"
    );
    // Of calendar days, only the last one must be a working day.
    assert_eq!(run("2026-11-16", Limit::calendar_days(10)), (false, false, vec![]));
    assert_eq!(run("2026-11-16", Limit::calendar_days(6)), (true, false, both));
    let mut open = TimeLimit::new(day("2026-11-20"), Limit::working_days(5));
    open.pauses.push(pause("2026-11-25", None));
    assert_eq!(open.run(dali()).unwrap().unverified, [day("2026-11-22"), day("2026-11-23")]);
}
