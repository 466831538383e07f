//! The status page in every state.

use base::Timestamp;
use base::codes::RegionCode;
use domain::cases::{
    ClockExplanation, Clocks, Closing, Due, Holder, NextStep, Overdue, StatusStep, StepName,
    StepState,
};
use domain::catalogue::Item;
use views::status::{Silent, StatusView};

use super::{County, day};

/// The status page in every state.
pub fn statuses(county: &County) -> Vec<(&'static str, StatusView<'_>)> {
    let due = Due { on: day("2026-12-02"), provisional: false };
    let maybe = Due { provisional: true, ..due };
    let correct =
        |until| NextStep::Correct { materials: vec!["premises".into(), "form".into()], until };
    let answer = NextStep::Answer { due: Some(maybe), done_by: Some(due) };
    let decide = NextStep::Decide { promised: Some(due), statutory: None };
    let wait = NextStep::Wait { reason: "hearing".into(), since: due.on, told_days: 15 };
    let closed = |closing| NextStep::Finished { closing };
    let mut all = vec![
        ("answer", case(county, answer.clone())),
        ("correct", case(county, correct(None))),
        ("correct-until", case(county, correct(Some(due.on)))),
        ("decide", case(county, decide.clone())),
        ("wait", case(county, wait)),
        ("pickup", case(county, NextStep::PickUp { deliver_by: Some(due) })),
        ("posting", case(county, NextStep::Posting { due: Some(due) })),
        ("granted", case(county, closed(Closing::Granted))),
        ("refused", case(county, closed(Closing::Refused))),
        ("done", case(county, closed(Closing::Done))),
        ("unneeded", case(county, closed(Closing::Unneeded))),
        ("redirected", case(county, closed(Closing::Redirected))),
        ("withdrawn", case(county, closed(Closing::Withdrawn))),
        ("abandoned", case(county, closed(Closing::Abandoned))),
    ];
    let mut late = |word, next: &NextStep, by_law| {
        let overdue = Some(Overdue { days: 5, by_law });
        all.push((word, StatusView { overdue, ..case(county, next.clone()) }));
    };
    late("late-answer", &answer, None);
    late("late", &decide, None);
    late("late-law", &decide, Some(day("2026-11-20")));
    let silence = Some(Silent { on: day("2026-11-13"), last: day("2026-11-20") });
    all.push(("silence", StatusView { silence, ..case(county, decide.clone()) }));
    let holder = Holder::Department { asked: vec![("wjj".into(), due)] };
    all.push(("asked", StatusView { holder, ..case(county, decide) }));
    let guessed = StatusView { why: Some(guessed(county)), ..case(county, answer) };
    let clocks = Clocks { answer: guessed.why.clone(), ..Clocks::default() };
    all.push(("unverified", StatusView { clocks, ..guessed }));
    all
}

/// Five working days of the prefecture over a holiday whose notice nobody has seen.
fn guessed(county: &County) -> ClockExplanation {
    let region = RegionCode::parse("532901").expect("a code");
    let limit = calendar::TimeLimit::new(day("2026-11-20"), calendar::Limit::working_days(5));
    let deadline = limit.run(county.calendars.of(&region)).expect("the limit can be counted");
    ClockExplanation { limit, deadline, basis: None }
}

/// An item whose law names what stops its clock.
pub fn licence(county: &County) -> &Item {
    let found = county.items.iter().find(|item| item.regime == "licence");
    found.expect("the county gives licences")
}

pub fn case(county: &County, next: NextStep) -> StatusView<'_> {
    let item = licence(county);
    let at = |text, hour| Timestamp::at(day(text), hour, 12);
    let step = |name, state| StatusStep { name, state };
    let promised = ClockExplanation { basis: None, ..clock(county) };
    let holder = match next {
        NextStep::Answer { .. } => Holder::Window,
        NextStep::Correct { .. } => Holder::Applicant,
        NextStep::Decide { .. } | NextStep::Wait { .. } => Holder::Department { asked: vec![] },
        NextStep::PickUp { .. } | NextStep::Posting { .. } => Holder::Outlet,
        NextStep::Finished { .. } => Holder::Nobody,
    };
    StatusView {
        number: "532901-20261123-7K3M9Q-4",
        item,
        department: county.department(&item.department),
        regime: county.regime(item),
        outlet: Some(county.place("hall")),
        departments: &county.shared,
        regions: &[],
        steps: vec![
            step(StepName::Received, StepState::Done(at("2026-11-20", 9))),
            step(StepName::Accepted, StepState::Done(at("2026-11-20", 10))),
            step(StepName::Handled, StepState::Now),
            step(StepName::Decided, StepState::Ahead),
            step(StepName::Delivered, StepState::Ahead),
        ],
        next,
        delivery: None,
        holder,
        overdue: None,
        silence: None,
        why: Some(promised.clone()),
        clocks: Clocks {
            answer: Some(clock(county)),
            correction: Some(clock(county)),
            delivery: Some(clock(county)),
            promised: Some(promised),
            statutory: Some(clock(county)),
        },
        unanswered: vec!["消防救援大队"],
        now: at("2026-11-23", 14),
    }
}

/// Twenty working days with a hearing and an extension.
pub fn clock(county: &County) -> ClockExplanation {
    let pause = calendar::Pause {
        from: day("2026-10-12"),
        to: Some(day("2026-10-16")),
        reason: "hearing".into(),
        article: "《行政许可法》第四十五条".into(),
    };
    let article = "《行政许可法》第四十二条第一款".to_owned();
    let limit = calendar::TimeLimit {
        pauses: vec![pause],
        extension: Some(calendar::Extension { count: 10, article: article.clone() }),
        ..calendar::TimeLimit::new(day("2026-09-24"), calendar::Limit::working_days(20))
    };
    let deadline = limit.run(county.calendars.national()).expect("the limit can be counted");
    ClockExplanation { limit, deadline, basis: Some(article) }
}
