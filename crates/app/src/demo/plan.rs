//! What becomes of a demonstration case: drawn once, then played act by act.

use base::Draw;
use domain::cases::Channel;

/// What becomes of a case.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How it comes.
    pub channel: Channel,
    /// What is said on receipt.
    pub answer: Answer,
    /// Working days until then.
    pub answer_days: u64,
    /// Tenths of the promised time that the department takes.
    pub tenths: u64,
    /// Whether it is refused.
    pub refused: bool,
    /// Whether the limit is extended.
    pub extended: bool,
    /// Whether the clock stands still for a while.
    pub paused: bool,
    /// Days until the result is fetched; none: it is not.
    pub fetched_days: Option<u64>,
    /// Withdrawn after so many days.
    pub withdrawn_days: Option<u64>,
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
    /// Draws one.
    pub fn draw(draw: &mut Draw) -> Self {
        let mut percent = |share: u64| draw.below(100) < share;
        let channel = if percent(55) { Channel::Web } else { Channel::Window };
        let (correct, never, redirect) = (percent(14), percent(25), percent(4));
        let (unneeded, silence) = (percent(3), percent(3));
        let (refused, extended, paused) = (percent(9), percent(4), percent(5));
        let (uncollected, withdrawn) = (percent(12), percent(3));
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
            answer,
            answer_days: draw.below(4),
            // Most are early, some late.
            tenths: 3 + draw.below(6) + if draw.below(100) < 7 { 6 } else { 0 },
            refused,
            extended,
            paused,
            fetched_days: (!uncollected).then(|| draw.below(7)),
            withdrawn_days: withdrawn.then(|| 1 + draw.below(3)),
        }
    }
}
