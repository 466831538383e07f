//! The walk against a count that anybody can check by hand.

use base::Date;
use calendar::{Calendar, Limit, LimitUnit, Pause, TimeLimit};
use jiff::ToSpan as _;
use proptest::prelude::*;

use crate::{dali, day};

/// A day from the end of 2014 (not published) into 2027 (not published).
fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..4_500).prop_map(|days| day("2014-12-01") + days.days())
}

fn any_unit() -> impl Strategy<Value = LimitUnit> {
    prop_oneof![Just(LimitUnit::WorkingDay), Just(LimitUnit::CalendarDay), Just(LimitUnit::Month)]
}

prop_compose! {
    fn any_pause()(from in any_day(), days in 0_i64..40) -> Pause {
        let to = Some(from + days.days());
        Pause { from, to, reason: "review".to_owned(), article: "第四十五条".to_owned() }
    }
}

prop_compose! {
    /// A limit with up to three closed pauses near it.
    fn any_limit()(
        start in any_day(), unit in any_unit(), count in 0_u16..70,
        pauses in prop::collection::vec((0_i64..90, 0_i64..20), 0..3),
    ) -> TimeLimit {
        let count = if unit == LimitUnit::Month { count % 13 } else { count };
        let pauses = pauses.into_iter().map(|(after, days)| {
            let from = start + after.days();
            let to = Some(from + days.days());
            Pause { from, to, reason: "review".to_owned(), article: "第四十五条".to_owned() }
        });
        TimeLimit {
            pauses: pauses.collect(),
            ..TimeLimit::new(start, Limit { count, unit })
        }
    }
}

fn paused(limit: &TimeLimit, date: Date) -> bool {
    limit.pauses.iter().any(|pause| pause.from <= date && date <= pause.to.unwrap())
}

/// The last day, counted naively.
fn oracle(limit: &TimeLimit, calendar: &Calendar) -> Date {
    let Limit { count, unit } = limit.limit;
    let mut left = match unit {
        LimitUnit::WorkingDay | LimitUnit::CalendarDay => i64::from(count),
        LimitUnit::Month => {
            let end = limit.start + i64::from(count).months();
            i64::from((end - limit.start).get_days())
        }
    };
    let mut date = limit.start;
    while left > 0 {
        date = date.tomorrow().unwrap();
        let counts = unit != LimitUnit::WorkingDay || calendar.is_working(date);
        left -= i64::from(counts && !paused(limit, date));
    }
    while !calendar.is_working(date) || paused(limit, date) {
        date = date.tomorrow().unwrap();
    }
    date
}

fn naive_between(calendar: &Calendar, from: Date, to: Date) -> i32 {
    let days = from.tomorrow().unwrap().series(1.day()).take_while(|date| *date <= to);
    i32::try_from(days.filter(|date| calendar.is_working(*date)).count()).unwrap()
}

proptest! {
    #[test]
    fn the_last_day_is_the_oracles(limit in any_limit()) {
        let deadline = limit.run(dali()).unwrap();
        prop_assert_eq!(deadline.due, Some(oracle(&limit, dali())));
        prop_assert_eq!(deadline.not_before, None);
    }

    #[test]
    fn every_day_is_explained_once(limit in any_limit()) {
        let deadline = limit.run(dali()).unwrap();
        let due = deadline.due.unwrap();
        let dates: Vec<Date> = deadline.days.iter().map(|day| day.date).collect();
        let expected: Vec<Date> = limit.start.series(1.day()).take_while(|d| *d <= due).collect();
        prop_assert_eq!(dates, expected);
        let numbers: Vec<u16> = deadline.days.iter().filter_map(|day| day.counted).collect();
        let expected: Vec<u16> = (1..).take(numbers.len()).collect();
        prop_assert_eq!(numbers, expected);

        let runs = deadline.summary();
        let total: usize = runs.iter().map(|run| usize::from(run.days)).sum();
        prop_assert_eq!(total, deadline.days.len());
        prop_assert!(runs.windows(2).all(|two| two[0].to.tomorrow().unwrap() == two[1].from));
    }

    #[test]
    fn a_pause_only_moves_the_day_later(limit in any_limit(), pause in any_pause()) {
        let mut paused = limit.clone();
        paused.pauses.push(pause);
        prop_assert!(paused.run(dali()).unwrap().due >= limit.run(dali()).unwrap().due);
    }

    #[test]
    fn an_open_pause_ends_no_earlier_than_promised(limit in any_limit(), after in 0_i64..60) {
        let mut open = limit.clone();
        let from = limit.start + after.days();
        let (reason, article) = ("review".to_owned(), "第四十五条".to_owned());
        open.pauses.push(Pause { from, to: None, reason, article });
        let deadline = open.run(dali()).unwrap();
        prop_assert_eq!(deadline.due.is_none(), deadline.not_before.is_some());
        if let Some(earliest) = deadline.not_before {
            open.pauses.last_mut().unwrap().to = Some(from + 9.days());
            prop_assert!(open.run(dali()).unwrap().due.unwrap() >= earliest);
        }
    }

    #[test]
    fn between_is_the_naive_count_and_adds_up(a in any_day(), b in any_day(), c in any_day()) {
        let between = |from, to| dali().working_days_between(from, to);
        let (first, last) = (a.min(b), a.max(b));
        prop_assert_eq!(between(first, last), naive_between(dali(), first, last));
        prop_assert_eq!(between(last, first), -between(first, last));
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
    }

    #[test]
    fn what_is_left_starts_at_the_limit_and_ends_at_zero(start in any_day(), count in 1_u16..60) {
        let limit = TimeLimit::new(start, Limit::working_days(count));
        let deadline = limit.run(dali()).unwrap();
        let due = deadline.due.unwrap();
        prop_assert_eq!(deadline.remaining(start, dali()), Some(i32::from(count)));
        prop_assert_eq!(deadline.remaining(due, dali()), Some(0));
        for today in start.series(1.day()).take_while(|date| *date <= due) {
            let left = dali().working_days_between(today, due);
            prop_assert_eq!(deadline.remaining(today, dali()), Some(left));
        }
    }
}
