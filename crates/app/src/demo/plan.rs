//! What becomes of a demonstration case: drawn once, then played act by act.

use base::Draw;
use domain::cases::{Channel, DeliveryWish};
use domain::catalogue::{FlowKind, Silence};

use crate::catalogue::Published;

/// What becomes of a case.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How it comes.
    pub channel: Channel,
    /// Who acts for whom.
    pub part: Part,
    /// How the person wants the result, where it can be posted.
    pub wish: DeliveryWish,
    /// What is said on receipt.
    pub answer: Answer,
    /// Working days until then.
    pub answer_days: u64,
    /// Tenths of the promised time that the department takes.
    pub tenths: u64,
    /// Whether it is refused.
    pub refused: bool,
    /// What is rare about it.
    pub detour: Detour,
    /// Days until the result is fetched; none: it is not.
    pub fetched_days: Option<u64>,
    /// Withdrawn after so many days.
    pub withdrawn_days: Option<u64>,
}

/// What happens to few cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detour {
    /// Nothing of the kind.
    None,
    /// It is entered afterwards from a receipt on paper.
    Late,
    /// The limit is extended.
    Extended,
    /// The clock stands still for a while.
    Paused,
    /// The person has the personal part erased when it is over.
    Erased,
}

impl Detour {
    fn draw(draw: &mut Draw, channel: Channel) -> Self {
        match draw.below(100) {
            0..4 => Self::Extended,
            4..9 => Self::Paused,
            9..10 => Self::Erased,
            10..14 if channel == Channel::Window => Self::Late,
            _ => Self::None,
        }
    }
}

/// Who acts for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Everybody for themselves.
    Own,
    /// A guardian for a child, where the form asks about one.
    Guardian,
    /// Somebody for somebody else, under a mandate.
    Agent,
}

/// What is said on receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Accepted.
    Accept,
    /// Told what to correct; supplied after so many days, or never.
    Correct {
        /// Days, or never.
        supplied_days: Option<u64>,
    },
    /// Not this organ's.
    Redirect,
    /// No permission needed.
    Unneeded,
    /// Nobody says anything.
    Silence,
}

impl Plan {
    /// A plain case over the web: accepted the next day, granted in half of the time, fetched.
    const PLAIN: Self = Self {
        channel: Channel::Web,
        part: Part::Own,
        wish: DeliveryWish::PickUp,
        answer: Answer::Accept,
        answer_days: 1,
        tenths: 5,
        refused: false,
        detour: Detour::None,
        fetched_days: Some(2),
        withdrawn_days: None,
    };

    /// Draws one.
    pub fn draw(draw: &mut Draw) -> Self {
        let mut percent = |share: u64| draw.below(100) < share;
        let channel = if percent(55) { Channel::Web } else { Channel::Window };
        let (correct, never, redirect) = (percent(14), percent(25), percent(4));
        let (unneeded, silence) = (percent(3), percent(3));
        let refused = percent(9);
        let (uncollected, withdrawn) = (percent(12), percent(3));
        let (guardian, agent, posted) = (percent(70), percent(8), percent(35));
        let supplied_days = (!never).then(|| 1 + draw.below(6));
        let answer = match (silence, redirect, unneeded, correct) {
            (true, ..) => Answer::Silence,
            (_, true, ..) => Answer::Redirect,
            (_, _, true, _) => Answer::Unneeded,
            (.., true) => Answer::Correct { supplied_days },
            _ => Answer::Accept,
        };
        Self {
            channel,
            part: match (guardian, agent) {
                (_, true) => Part::Agent,
                (true, _) => Part::Guardian,
                _ => Part::Own,
            },
            wish: if posted { DeliveryWish::Post } else { DeliveryWish::PickUp },
            answer,
            answer_days: draw.below(4),
            // Most are early, some late.
            tenths: 3 + draw.below(6) + if draw.below(100) < 7 { 6 } else { 0 },
            refused,
            detour: Detour::draw(draw, channel),
            fetched_days: (!uncollected).then(|| draw.below(7)),
            withdrawn_days: withdrawn.then(|| 1 + draw.below(3)),
        }
    }

    /// Whether it comes in at the window.
    pub fn at_window(&self) -> bool {
        self.channel == Channel::Window
    }
}

/// A story that is told in every county, so that each state and each end can be looked at.
pub struct Sure {
    /// Days ago.
    pub days_ago: i64,
    /// Which items it can be about.
    pub fits: fn(&Published) -> bool,
    /// What becomes of it.
    pub plan: Plan,
}

/// The stories that are always told. Those that have ended began long ago; those that stand
/// somewhere began so lately, or go on so slowly, that no run of holidays moves them on.
pub fn sure() -> Vec<Sure> {
    let plain = Plan::PLAIN;
    let window = Plan { channel: Channel::Window, ..plain };
    let correct = Answer::Correct { supplied_days: None };
    let story = |days_ago, fits, plan| Sure { days_ago, fits, plan };
    vec![
        // Each end.
        story(90, is_simple_licence, plain),
        story(91, is_simple_licence, Plan { refused: true, ..plain }),
        story(92, is_service, plain),
        story(93, is_simple_licence, Plan { answer: Answer::Unneeded, ..plain }),
        story(94, is_simple_licence, Plan { answer: Answer::Redirect, ..plain }),
        story(95, is_simple_licence, Plan { withdrawn_days: Some(1), ..plain }),
        story(96, is_closed_by_its_law, Plan { answer: correct, ..plain }),
        // Each place to stand.
        story(1, is_simple_licence, Plan { answer_days: 60, ..plain }),
        story(30, is_never_closed, Plan { answer: correct, ..plain }),
        story(12, is_simple_licence, Plan { answer_days: 0, tenths: 200, ..plain }),
        story(100, is_simple_licence, Plan { fetched_days: None, ..plain }),
        // What is rare.
        story(97, is_silent, Plan { answer: Answer::Silence, ..plain }),
        story(98, is_for_a_child, Plan { part: Part::Guardian, ..plain }),
        story(99, is_for_persons, Plan { part: Part::Agent, ..plain }),
        story(101, is_posted, Plan { wish: DeliveryWish::Post, ..plain }),
        story(102, is_simple_licence, Plan { detour: Detour::Late, ..window }),
        story(110, is_simple_licence, Plan { detour: Detour::Erased, ..window }),
    ]
}

fn is_simple_licence(item: &Published) -> bool {
    let flow = &item.item.flow;
    flow.kind == FlowKind::Review
        && !flow.second_officer
        && flow.joint.is_empty()
        && item.terms.has_result()
        && always(item)
}

fn is_service(item: &Published) -> bool {
    item.item.flow.kind == FlowKind::Service && item.terms.has_result() && always(item)
}

fn is_posted(item: &Published) -> bool {
    item.item.channels.courier && is_simple_licence(item)
}

fn is_silent(item: &Published) -> bool {
    is_simple_licence(item) && can_be_silent(item)
}

fn is_for_persons(item: &Published) -> bool {
    use domain::catalogue::ServiceObject::NaturalPerson;
    item.item.objects == [NaturalPerson] && is_simple_licence(item)
}

fn is_for_a_child(item: &Published) -> bool {
    super::answers::is_about_a_child(item) && always(item)
}

fn is_closed_by_its_law(item: &Published) -> bool {
    item.regime.abandoned_after_days.is_some() && always(item)
}

fn is_never_closed(item: &Published) -> bool {
    item.regime.abandoned_after_days.is_none() && is_simple_licence(item)
}

fn always(item: &Published) -> bool {
    matches!(item.terms.application, domain::catalogue::Application::Open)
}

/// Whether the law gives silence a meaning: elsewhere nobody is left without a word here.
pub fn can_be_silent(item: &Published) -> bool {
    item.regime.silence == Silence::AcceptedFromReceipt && item.regime.correction_days.is_some()
}
