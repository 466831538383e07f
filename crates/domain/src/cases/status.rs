//! Where is it? The way of a case in five steps, who holds it, the next thing to happen and what is
//! late, for a person who waits. Nothing personal is in it.

use base::{Date, Timestamp};

use super::event::{Closing, DeliveryWish, Due};
use super::state::{Case, Stage, State};
use super::terms::Terms;

/// The five steps that every case has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepName {
    /// 收件.
    Received,
    /// Acceptance (受理).
    Accepted,
    /// 审查、办理.
    Handled,
    /// 决定、办结.
    Decided,
    /// Delivery (送达).
    Delivered,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Done.
    Done(Timestamp),
    /// Going on.
    Now,
    /// Not yet.
    Ahead,
    /// It will not come to that.
    Never,
}

/// A step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusStep {
    /// Which.
    pub name: StepName,
    /// Where it stands.
    pub state: StepState,
}

/// The next thing to happen, and who must do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// The government says whether it takes the application on.
    Answer {
        /// Until when: by law, else by promise.
        due: Option<Due>,
        /// Until when it is finished, where that counts from receipt.
        done_by: Option<Due>,
    },
    /// The person corrects.
    Correct {
        /// What, by `id`.
        materials: Vec<String>,
        /// When the law closes the case otherwise.
        until: Option<Date>,
    },
    /// The department decides or does it.
    Decide {
        /// The promised one (承诺).
        promised: Option<Due>,
        /// The statutory one (法定).
        statutory: Option<Due>,
    },
    /// The clock stands still for this.
    Wait {
        /// The exclusion, by its `id`.
        reason: String,
        /// Since.
        since: Date,
        /// The days that the person was told.
        told_days: u16,
    },
    /// The person comes for the result, which is ready.
    PickUp {
        /// Until when the organ is to have delivered it; the person has no last day.
        deliver_by: Option<Due>,
    },
    /// The result is sent.
    Posting {
        /// Until when.
        due: Option<Due>,
    },
    /// Nothing more.
    Finished {
        /// How it ended.
        closing: Closing,
    },
}

/// The next thing to happen.
pub fn next_step(case: &Case) -> NextStep {
    match case.state {
        State::Received => NextStep::Answer { due: case.answer_due, done_by: case.due.next() },
        State::AwaitingCorrection => {
            let told = case.correction.as_ref();
            NextStep::Correct {
                materials: told.map(|told| told.materials.clone()).unwrap_or_default(),
                until: told.and_then(|told| told.abandoned_on),
            }
        }
        State::Accepted => match case.open_pause() {
            Some(pause) => NextStep::Wait {
                reason: pause.reason.clone(),
                since: pause.from,
                told_days: pause.told_days,
            },
            None => NextStep::Decide { promised: case.due.promised, statutory: case.due.statutory },
        },
        State::Decided => match case.delivery_wish {
            DeliveryWish::PickUp => NextStep::PickUp { deliver_by: case.due_on() },
            DeliveryWish::Post => NextStep::Posting { due: case.due_on() },
        },
        State::Closed { closing } => NextStep::Finished { closing },
    }
}

/// Who holds a case: whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// 综合窗口: it looks at the papers and accepts in the organ's name.
    Window,
    /// The applicant, who corrects.
    Applicant,
    /// The competent department.
    Department {
        /// Departments that it has asked and that have not answered, each with its last day.
        asked: Vec<(String, Due)>,
    },
    /// 出件窗口: the result waits there.
    Outlet,
    /// Nobody: it is closed.
    Nobody,
}

/// Who holds the case. What the window may accept is the window's until an officer takes it on.
pub fn holder(case: &Case) -> Holder {
    match case.state {
        State::Received if case.window_accepts && case.held.officer.is_none() => Holder::Window,
        State::AwaitingCorrection => Holder::Applicant,
        State::Received | State::Accepted => {
            let open = case.open_questions();
            Holder::Department {
                asked: open.map(|asked| (asked.department.clone(), asked.due)).collect(),
            }
        }
        State::Decided => Holder::Outlet,
        State::Closed { .. } => Holder::Nobody,
    }
}

/// The government is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// Days of the calendar since the day that people were told.
    pub days: i32,
    /// The last day that the law sets, where that is over too: then there are remedies.
    pub by_law: Option<Date>,
}

/// Whether the government is late with its next word. A result that is ready and waits for the
/// person is not.
pub fn overdue(case: &Case, terms: &Terms, today: Date) -> Option<Overdue> {
    if case.state == State::Decided && case.delivery_wish == DeliveryWish::PickUp {
        return None;
    }
    let due = case.due_on().filter(|due| due.on < today)?;
    let law = match case.state {
        State::Received if terms.regime.correction_days.is_some() => {
            [case.answer_due, case.due.statutory]
        }
        State::Decided => [Some(due), None],
        _ => [None, case.due.statutory],
    };
    let by_law = law.into_iter().flatten().map(|law| law.on).filter(|day| *day < today).min();
    let days = due.on.until(today).map_or(0, |span| span.get_days());
    Some(Overdue { days, by_law })
}

/// The way of the case.
pub fn steps(case: &Case) -> Vec<StatusStep> {
    let now_at = case.state.stage();
    let accepted = case.acceptance.as_ref().map(|accepted| accepted.holds_from);
    let decided = case.decision.as_ref().map(|made| made.at);
    let delivered = case.delivery.as_ref().and(case.closed_at);
    let step = |name, done: Option<Timestamp>, now: bool| {
        let state = match done {
            Some(at) => StepState::Done(at),
            None if now => StepState::Now,
            None if case.is_closed() => StepState::Never,
            None => StepState::Ahead,
        };
        StatusStep { name, state }
    };
    let waiting = matches!(now_at, Stage::Received | Stage::Correction);
    vec![
        step(StepName::Received, Some(case.received_at), false),
        step(StepName::Accepted, accepted, waiting),
        step(StepName::Handled, decided, now_at == Stage::Accepted),
        step(StepName::Decided, decided, false),
        step(StepName::Delivered, delivered, now_at == Stage::Decided),
    ]
}
