//! What holds of the clocks whatever happens.

use base::{Date, Timestamp};
use calendar::LimitUnit;
use domain::cases::{Act, Case, explain};
use domain::catalogue::StartEvent;
use proptest::prelude::*;

use crate::desk::*;

/// A time of standing still: begun after so many days, as long as so many.
type Stop = (u16, u16);

#[derive(Debug, Clone)]
struct Course {
    start: StartEvent,
    received: u16,
    accepted_after: u16,
    statutory: u16,
    promised: u16,
    promised_unit: LimitUnit,
    stops: Vec<Stop>,
    extension: Option<(usize, u16)>,
}

fn courses() -> impl Strategy<Value = Course> {
    let units = prop_oneof![
        4 => Just(LimitUnit::WorkingDay),
        1 => Just(LimitUnit::CalendarDay),
        1 => Just(LimitUnit::Month)
    ];
    let starts = prop_oneof![Just(StartEvent::Receipt), Just(StartEvent::Acceptance)];
    let stops = prop::collection::vec((0_u16..12, 0_u16..20), 0..4);
    let extension = prop::option::of((0_usize..4, 1_u16..=10));
    (starts, 0_u16..700, 0_u16..5, 1_u16..46, 0_u16..46, units, stops, extension).prop_map(
        |(
            start,
            received,
            accepted_after,
            statutory,
            promised,
            promised_unit,
            stops,
            extension,
        )| {
            let extension = extension.map(|(at, days)| (at.min(stops.len()), days));
            Course {
                start,
                received,
                accepted_after,
                statutory,
                promised: promised.min(statutory),
                promised_unit,
                stops,
                extension,
            }
        },
    )
}

fn days_after(day: Date, days: u16) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap()
}

fn morning(day: Date) -> Timestamp {
    Timestamp::at(day, 9, 0)
}

/// Lives the course; without its stops or its extension where told so.
fn live(course: &Course, stops: bool, extension: bool) -> Desk {
    let mut item = terms("licence");
    item.regime.start = course.start;
    item.regime.correction_days = None;
    item.limits.statutory = Some(limit(course.statutory, LimitUnit::WorkingDay));
    item.limits.promised = Some(limit(course.promised, course.promised_unit));
    let received = days_after(day("2025-01-02"), course.received);
    let new = application(morning(received), &["form_paper", "plan"]);
    let mut desk = Desk::receives_application(item, morning(received), &new).unwrap();
    desk.now = morning(days_after(received, course.accepted_after));
    desk.act(accept()).unwrap();
    let mut today = desk.now.day();
    for at in 0..=course.stops.len() {
        if let Some((_, days)) = course.extension.filter(|(place, _)| extension && *place == at) {
            // Where the limit is over it is refused, and then nothing moves.
            let _ = desk.act(extend(days));
        }
        let Some((gap, length)) = course.stops.get(at) else { break };
        today = days_after(today, *gap);
        desk.now = morning(today);
        if stops {
            desk.act(pause("testing")).unwrap();
        }
        today = days_after(today, *length);
        desk.now = morning(today);
        if stops {
            desk.act(Act::Resume).unwrap();
        }
    }
    desk
}

/// Working days after the start up to and with the last day, but for those on which the clock
/// stood.
fn counted(case: &Case, start: Date, last: Date) -> u16 {
    let stood = |day: Date| {
        let covers = |pause: &domain::cases::Pause| {
            pause.from <= day && pause.until.is_some_and(|until| day < until)
        };
        case.pauses.iter().any(covers)
    };
    let mut count = 0;
    let mut day = start;
    while day < last {
        day = day.tomorrow().unwrap();
        count += u16::from(nation().is_working(day) && !stood(day));
    }
    count
}

proptest! {
    #![proptest_config(crate::model::config(300))]

    #[test]
    fn neither_a_pause_nor_an_extension_makes_anything_due_earlier(course in courses()) {
        let plain = live(&course, false, false);
        let paused = live(&course, true, false);
        let extended = live(&course, false, true);
        let both = live(&course, true, true);
        for (less, more) in
            [(&plain, &paused), (&plain, &extended), (&paused, &both), (&extended, &both)]
        {
            // An extension that came in time only because the clock had stood makes no comparison.
            if less.case.extended_days.is_some() && more.case.extended_days.is_none() {
                continue;
            }
            prop_assert!(less.statutory() <= more.statutory());
            prop_assert!(less.promised() <= more.promised());
        }
    }

    #[test]
    fn the_promise_never_passes_the_law(course in courses()) {
        for (stops, extension) in [(false, false), (true, false), (false, true), (true, true)] {
            let desk = live(&course, stops, extension);
            prop_assert!(desk.promised() <= desk.statutory());
        }
    }

    #[test]
    fn the_last_day_is_worked_and_as_many_days_away_as_the_law_says(course in courses()) {
        let desk = live(&course, true, true);
        let last = desk.statutory();
        prop_assert!(nation().is_working(last));
        let start = match course.start {
            StartEvent::Receipt => desk.case.received_at.day(),
            _ => desk.case.acceptance.as_ref().unwrap().on,
        };
        let limit = course.statutory + desk.case.extended_days.unwrap_or(0);
        prop_assert_eq!(counted(&desk.case, start, last), limit);
    }

    #[test]
    fn the_same_course_gives_the_same_case_and_explains_the_same_days(course in courses()) {
        let desk = live(&course, true, true);
        let again = live(&course, true, true);
        prop_assert_eq!(&desk.case, &again.case);
        prop_assert_eq!(&desk.case, &desk.folded());
        let clocks = explain(&desk.case, &desk.terms, nation());
        prop_assert_eq!(clocks.statutory.unwrap().deadline.due, Some(desk.statutory()));
        prop_assert_eq!(clocks.promised.unwrap().deadline.due, Some(desk.promised()));
    }
}
