//! 法定 and 承诺: from when, how long, what moves them.

use calendar::LimitUnit;
use domain::cases::{NextStep, Refused, explain, next_step};
use domain::catalogue::{Application, ApplicationWindow};

use crate::desk::*;

const MONDAY: &str = "2026-03-02 09:30";

#[test]
fn the_promise_is_shorter_than_the_law_and_both_are_kept() {
    let desk = Desk::accepts(terms("licence"), MONDAY);
    assert_eq!(desk.statutory(), day("2026-03-30"));
    assert_eq!(desk.promised(), day("2026-03-16"));
    assert_eq!(on(desk.case.due_on()), desk.promised());
    let clocks = explain(&desk.case, &desk.terms, nation());
    assert_eq!(clocks.statutory.clone().unwrap().deadline.due, Some(desk.statutory()));
    assert_eq!(clocks.promised.unwrap().deadline.due, Some(desk.promised()));
    assert_eq!(clocks.statutory.unwrap().basis.unwrap(), "《食品安全法》第三十五条");
}

#[test]
fn without_an_article_there_is_only_the_promise() {
    let desk = Desk::accepts(terms("promise"), MONDAY);
    assert_eq!(desk.case.due.statutory, None);
    assert_eq!(desk.promised(), day("2026-03-16"));
}

#[test]
fn a_promise_in_another_unit_never_passes_the_law() {
    // Ten calendar days by law; the promise of seven working days would end later.
    let mut item = terms("road_transport");
    item.limits.statutory = Some(limit(10, LimitUnit::CalendarDay));
    item.limits.promised = Some(limit(7, LimitUnit::WorkingDay));
    let desk = Desk::accepts(item, "2026-02-12 10:00");
    assert_eq!(desk.statutory(), day("2026-02-24"), "the 22nd is off, the 24th is worked");
    assert_eq!(desk.promised(), desk.statutory());
    let clocks = explain(&desk.case, &desk.terms, nation());
    assert_eq!(clocks.promised, clocks.statutory);
}

#[test]
fn acceptance_starts_the_clock_of_a_licence() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    assert_eq!((desk.case.due.statutory, desk.case.due.promised), (None, None));
    desk.at("2026-03-06 16:00").act(accept()).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-03"), "20 working days after Friday 6 March");
}

#[test]
fn receipt_starts_the_clock_where_the_law_says_so() {
    let mut desk = Desk::receives(terms("nurse"), MONDAY);
    assert_eq!(desk.statutory(), day("2026-03-30"), "it runs before anybody accepts");
    desk.at("2026-03-06 16:00").act(accept()).unwrap();
    assert_eq!(desk.statutory(), day("2026-03-30"), "护士条例 8: from receipt");
}

#[test]
fn what_runs_from_receipt_runs_from_the_corrected_application() {
    // 政府信息公开条例 30: 答复期限自收到补正的申请之日起计算.
    let mut desk = Desk::receives_papers(terms("gov_information"), MONDAY, &[]);
    assert_eq!(desk.statutory(), day("2026-03-30"));
    desk.act(notify(&["form_paper", "plan"])).unwrap();
    assert!(desk.case.due.is_empty(), "nothing is due while the person corrects");
    desk.at("2026-03-09 10:00").act(supply(&["form_paper", "plan"])).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-07"));
    desk.at("2026-03-11 10:00").act(accept()).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-07"), "20 working days after Monday 9 March");
}

#[test]
fn the_end_of_the_window_starts_the_clock_of_teachers() {
    let mut item = terms("teacher");
    item.limits.statutory = Some(limit(30, LimitUnit::CalendarDay));
    item.application = Application::Window {
        windows: vec![ApplicationWindow {
            opens: day("2026-03-01"),
            closes: day("2026-03-20"),
            name: "2026 年春季".into(),
        }],
    };
    let mut desk = Desk::receives(item, MONDAY);
    assert_eq!(desk.statutory(), day("2026-04-20"), "known from the first day on");
    desk.at("2026-03-25 10:00").act(accept()).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-20"), "30 days after 20 March, a Sunday's Monday");
}

#[test]
fn what_runs_from_receipt_is_due_and_late_before_acceptance() {
    // 社会保险经办条例 24: ten working days from receipt, and no days for corrections.
    let mut item = terms("social_insurance");
    item.limits.statutory = Some(limit(10, LimitUnit::WorkingDay));
    item.limits.promised = Some(limit(5, LimitUnit::WorkingDay));
    let desk = Desk::receives(item.clone(), MONDAY);
    assert_eq!(on(desk.case.answer_due), day("2026-03-05"), "三个工作日内答复 is a promise");
    assert_eq!((desk.promised(), desk.statutory()), (day("2026-03-09"), day("2026-03-16")));
    assert_eq!(desk.case.due_on(), desk.case.answer_due);
    // What is finished earlier than the word would come needs no word.
    item.limits.promised = Some(limit(2, LimitUnit::WorkingDay));
    let soon = Desk::receives(item, MONDAY);
    assert_eq!((soon.case.answer_due, on(soon.case.due_on())), (None, day("2026-03-04")));
    assert_eq!(next_step(&soon.case), NextStep::Answer { due: None, done_by: soon.case.due_on() });
}

#[test]
fn a_promised_answer_has_no_article_and_accepts_nothing() {
    let mut desk = Desk::receives(terms("promise"), MONDAY);
    assert_eq!(on(desk.case.answer_due), day("2026-03-05"));
    let clock = explain(&desk.case, &desk.terms, nation()).answer.unwrap();
    assert_eq!((clock.basis, clock.deadline.due), (None, Some(day("2026-03-05"))));
    assert_eq!(desk.at("2026-06-01 10:00").look(), 0);
    let mut immediate = terms("promise");
    immediate.case_type = domain::catalogue::CaseType::Immediate;
    assert_eq!(on(Desk::receives(immediate, MONDAY).case.answer_due), day("2026-03-03"));
    // Where a law says nothing of silence but all the same sets days, the law's days are told.
    let court = Desk::receives(terms("labour_arbitration"), MONDAY);
    assert_eq!(
        on(court.case.answer_due),
        day("2026-03-09"),
        "劳动争议调解仲裁法 29: 五日, a Saturday"
    );
}

#[test]
fn silence_accepts_only_after_days_that_a_law_sets() {
    let mut item = terms("promise");
    item.regime.silence = domain::catalogue::Silence::AcceptedFromReceipt;
    let mut desk = Desk::receives(item, MONDAY);
    assert_eq!(desk.at("2026-06-01 10:00").look(), 0);
}

#[test]
fn every_date_has_its_days_and_its_article() {
    let mut desk = Desk::receives(terms("legal_aid"), MONDAY);
    let article = |clock: Option<domain::cases::ClockExplanation>| clock.unwrap().basis.unwrap();
    desk.act(notify(&["plan"])).unwrap();
    let clocks = explain(&desk.case, &desk.terms, nation());
    let closes = clocks.correction.clone();
    assert_eq!(clocks.next(&desk.case), closes.as_ref());
    assert_eq!(closes.clone().unwrap().deadline.due, Some(day("2026-03-17")));
    assert_eq!(article(closes), "《法律援助法》第四十三条第二款");
    assert_eq!((clocks.answer, clocks.promised, clocks.delivery), (None, None, None));
    desk.act(supply(&["plan"])).unwrap();
    desk.act(accept()).unwrap();
    let clocks = explain(&desk.case, &desk.terms, nation());
    assert_eq!(clocks.next(&desk.case), clocks.promised.as_ref());
    desk.act(opine()).unwrap();
    desk.act(settle(domain::cases::Outcome::Granted)).unwrap();
    let clocks = explain(&desk.case, &desk.terms, nation());
    assert_eq!(clocks.next(&desk.case), clocks.delivery.as_ref());
    assert_eq!(article(clocks.delivery), "《法律援助法》第四十三条第一款");
    assert!(clocks.statutory.is_some(), "how long it took stays explained");
    let waiting = Desk::receives(terms("licence"), MONDAY);
    let clocks = explain(&waiting.case, &waiting.terms, nation());
    assert_eq!(clocks.next(&waiting.case), clocks.answer.as_ref());
    assert_eq!(article(clocks.answer), "《行政许可法》第三十二条第一款第四项");
}

#[test]
fn one_extension_within_what_the_law_gives_before_the_limit_with_a_reason() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    let mute = domain::cases::Act::Extend { days: 10, reason: String::new() };
    assert_eq!(desk.act(mute), Err(Refused::ReasonMissing));
    assert_eq!(desk.act(extend(0)), Err(Refused::Empty));
    assert_eq!(desk.act(extend(11)), Err(Refused::TooLong(10)));
    let mut overdue = desk.clone();
    assert_eq!(overdue.at("2026-03-31 00:00").act(extend(10)), Err(Refused::Overdue));
    desk.at("2026-03-30 23:59").act(extend(10)).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-14"), "4 to 6 April are off");
    assert_eq!(desk.case.extended_days, Some(10));
    assert_eq!(desk.act(extend(1)), Err(Refused::AlreadyExtended));
}

#[test]
fn without_an_article_nothing_is_extended() {
    for regime in ["real_estate", "promise", "nurse"] {
        let mut desk = Desk::accepts(terms(regime), MONDAY);
        assert_eq!(desk.act(extend(1)), Err(Refused::NoExtension), "{regime}");
    }
    // The item's own law sets a period in another unit: the regime's ten days are not for it.
    let mut item = terms("licence");
    item.limits.statutory = Some(limit(2, LimitUnit::Month));
    assert_eq!(Desk::accepts(item, MONDAY).act(extend(10)), Err(Refused::NoExtension));
    let mut item = terms("licence");
    item.limits.statutory = None;
    assert_eq!(Desk::accepts(item, MONDAY).act(extend(10)), Err(Refused::NoExtension));
}

#[test]
fn an_extension_in_days_is_not_added_to_a_promise_in_working_days() {
    let mut item = terms("passport");
    item.limits.statutory = Some(limit(15, LimitUnit::CalendarDay));
    item.limits.promised = Some(limit(7, LimitUnit::WorkingDay));
    let mut desk = Desk::accepts(item, MONDAY);
    assert_eq!(desk.promised(), day("2026-03-11"));
    desk.act(extend(15)).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-01"));
    assert_eq!(desk.promised(), desk.statutory());
}

#[test]
fn only_what_the_law_names_stops_the_clock() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    for ground in ["site_visit", "publicity", "consultation", "", "听证"] {
        let refused = Refused::NotAGround(ground.into());
        assert_eq!(desk.act(pause(ground)), Err(refused), "{ground}");
    }
    let untold =
        domain::cases::Act::Pause { reason: "hearing".into(), told_days: 0, text: String::new() };
    assert_eq!(desk.act(untold), Err(Refused::Empty), "45: the time is told in writing");
    desk.act(pause("hearing")).unwrap();
    // 取水许可条例 19 adds 征求意见; 行政许可法 45 does not have it.
    Desk::accepts(terms("water_abstraction"), MONDAY).act(pause("consultation")).unwrap();
}

#[test]
fn a_pause_moves_both_dates_by_the_days_it_really_took() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    desk.at("2026-03-05 10:00").act(pause("testing")).unwrap();
    assert_eq!(desk.case.due_on(), None, "nothing is due while the clock stands");
    assert!(matches!(next_step(&desk.case), NextStep::Wait { told_days: 15, .. }));
    assert_eq!(desk.act(pause("hearing")), Err(Refused::ClockStands));
    // 15 days were told; it took from the 5th to the 11th: five working days.
    desk.at("2026-03-12 09:00").act(domain::cases::Act::Resume).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-07"));
    assert_eq!(desk.promised(), day("2026-03-23"));
    assert_eq!(desk.act(domain::cases::Act::Resume), Err(Refused::ClockRuns));
}

#[test]
fn a_pause_that_ends_on_its_day_or_covers_a_weekend_moves_nothing() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    let before = desk.case.due;
    desk.at("2026-03-04 10:00").act(pause("hearing")).unwrap();
    desk.at("2026-03-04 17:00").act(domain::cases::Act::Resume).unwrap();
    assert_eq!(desk.case.due, before);
    desk.at("2026-03-07 10:00").act(pause("hearing")).unwrap();
    desk.at("2026-03-09 08:00").act(domain::cases::Act::Resume).unwrap();
    assert_eq!(desk.case.due, before);
}

#[test]
fn two_pauses_add_up_and_are_explained_day_by_day() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    for (from, until) in
        [("2026-03-04 10:00", "2026-03-06 10:00"), ("2026-03-06 11:00", "2026-03-10 10:00")]
    {
        desk.at(from).act(pause("hearing")).unwrap();
        desk.at(until).act(domain::cases::Act::Resume).unwrap();
    }
    assert_eq!(desk.promised(), day("2026-03-20"), "the 4th, 5th, 6th and 9th do not count");
    let explained = explain(&desk.case, &desk.terms, nation()).promised.unwrap();
    let paused = |day: &&calendar::ExplainedDay| matches!(day.why, calendar::Why::Paused { .. });
    assert_eq!(explained.deadline.days.iter().filter(paused).count(), 6);
}

#[test]
fn an_extension_while_the_clock_stands_is_judged_by_when_it_stopped() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    desk.at("2026-03-27 10:00").act(pause("expert_review")).unwrap();
    // The limit of the 30th has not run out: the clock stood on the 27th.
    desk.at("2026-04-08 10:00").act(extend(10)).unwrap();
    desk.at("2026-04-10 10:00").act(domain::cases::Act::Resume).unwrap();
    assert_eq!(desk.statutory(), day("2026-04-27"), "2 of 20 were left, and 10 more");
    let mut late = Desk::accepts(terms("licence"), MONDAY);
    late.at("2026-04-01 10:00").act(pause("expert_review")).unwrap();
    assert_eq!(late.act(extend(10)), Err(Refused::Overdue), "a pause heals no delay");
}

#[test]
fn days_beyond_a_published_calendar_are_provisional() {
    let desk = Desk::accepts(terms("licence"), "2026-12-21 10:00");
    assert!(desk.case.due.statutory.unwrap().provisional);
    assert!(!Desk::accepts(terms("licence"), MONDAY).case.due.statutory.unwrap().provisional);
}
