//! 办件: one application on its way through the one window.
//!
//! A case is its list of events. [`fold`] gives the state back; [`execute`] says what events an act
//! leads to, or why it may not be done; [`due_effects`] says what has happened by law in the
//! meantime.

mod act;
mod clocks;
mod effects;
mod event;
mod execute;
mod fold;
mod missing;
pub mod parties;
mod state;
mod status;
mod terms;

pub use act::{Act, Branch, Issue, NewCase, NewPaper, Party, PostalAddress, Settled};
pub use clocks::{ClockExplanation, Clocks, explain};
pub use effects::{due_effects, is_outdated, next_effect};
pub use event::{
    Acceptance, AcceptedHow, AskedDepartment, Channel, Closing, Conclusion, Decided, Delivery,
    DeliveryWish, Due, Dues, Emitted, Event, Issued, LateEntry, Outcome, Paper, Pause, Submitted,
    Taken,
};
pub use execute::{Facts, Refused, erase, execute, renew_query_code, submit};
pub use fold::{FoldError, Recorded, fold};
pub use state::{Asked, Case, Correction, Decision, Held, Opinion, Stage, State};
pub use status::{
    Holder, NextStep, Overdue, StatusStep, StepName, StepState, holder, next_step, overdue, steps,
};
pub use terms::{Terms, TermsPaper, TermsResult};

/// Version of what [`fold`] makes of events. A row that says another one is folded again.
pub const PROJECTION: i64 = 1;
