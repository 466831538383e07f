//! 救济: what one can do against an act, in words: before whom, within what time, by which article;
//! with the last day where the day of receipt is known.

use base::Date;
use calendar::{Calendar, LimitUnit};
use domain::cases::{Case, Closing, Delivery, State};
use domain::catalogue::{
    Against, Department, Forum, Item, Regime, Region, Remedy, RemedyKind, RemedyOrder,
    remedies as of_law,
};
use i18n::Lang;

use super::Block;
use crate::words::text;

/// Whose act it is, and under what law.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its regime.
    pub regime: &'a Regime,
    /// The department that acts.
    pub department: &'a Department,
    /// All departments.
    pub departments: &'a [std::sync::Arc<Department>],
    /// All regions.
    pub regions: &'a [std::sync::Arc<Region>],
}

/// What one is told that can be done against an act: the words before the list, and the list. None
/// where the law gives nothing. With the day on which the act was received (or the limit ended)
/// and the calendar of the region, each has its last day.
pub fn remedies(
    lang: Lang,
    grounds: &Grounds<'_>,
    against: Against,
    from: Option<(Date, &Calendar)>,
) -> Option<(&'static str, Vec<String>)> {
    let found = of_law(grounds.item, grounds.regime, grounds.department, against);
    if found.is_empty() {
        return None;
    }
    let ordered = found.iter().any(|remedy| remedy.order == RemedyOrder::First);
    let head = match (against, ordered) {
        (Against::Silence, true) => lang.remedy_head_silence_first(),
        (Against::Silence, false) => lang.remedy_head_silence(),
        (_, true) => lang.remedy_head_first(),
        (_, false) => lang.remedy_head(),
    };
    let line = |remedy: &&Remedy| line(lang, grounds, remedy, against, from);
    Some((head, found.iter().map(line).collect()))
}

/// What can be done in a case as it stands: against its decision, against its not being accepted,
/// or against there being no decision when the limit is over; with the last day where the day of
/// receipt is known.
pub fn remedies_of(
    lang: Lang,
    grounds: &Grounds<'_>,
    case: &Case,
    (today, calendar): (Date, &Calendar),
) -> Option<(&'static str, Vec<String>)> {
    if let Some(made) = &case.decision {
        let against = Against::from(made.decided.outcome);
        // What was posted is received on a day that only the person knows.
        let handed = matches!(case.delivery, Some(Delivery::Handed { .. }));
        let received = case.closed_at.filter(|_| handed);
        return remedies(lang, grounds, against, received.map(|at| (at.day(), calendar)));
    }
    match case.state {
        State::Closed { closing: Closing::Redirected | Closing::Incomplete } => {
            remedies(lang, grounds, Against::NotAccepted, None)
        }
        State::Accepted if case.open_pause().is_none() => {
            let over = case.due.statutory.filter(|limit| limit.on < today)?;
            remedies(lang, grounds, Against::Silence, Some((over.on, calendar)))
        }
        _ => None,
    }
}

/// The same as blocks of a paper.
pub(super) fn blocks(told: Option<(&'static str, Vec<String>)>) -> Vec<Block> {
    told.map_or_else(Vec::new, |(head, list)| vec![Block::Text(head.to_owned()), Block::List(list)])
}

fn line(
    lang: Lang,
    grounds: &Grounds<'_>,
    remedy: &Remedy,
    against: Against,
    from: Option<(Date, &Calendar)>,
) -> String {
    let mut what = act(lang, grounds, remedy);
    if let Some(limit) = remedy.within {
        let span = match limit.unit {
            LimitUnit::WorkingDay => lang.working_days(limit.count),
            LimitUnit::CalendarDay => lang.calendar_days(limit.count),
            LimitUnit::Month => lang.months(limit.count),
        };
        what = match (remedy.order, against) {
            (RemedyOrder::Then, _) => lang.remedy_within_result(span, what),
            (_, Against::Silence) => lang.remedy_within_silence(span, what),
            _ => lang.remedy_within(span, what),
        };
    }
    let what = match remedy.order {
        RemedyOrder::Free => what,
        RemedyOrder::First => lang.remedy_first(what),
        RemedyOrder::Then => lang.remedy_then(what),
    };
    let cited = remedy.citations(grounds.department);
    let mut words = lang.remedy_line(what, lang.list(&cited));
    let last = from.and_then(|(day, calendar)| remedy.last_day(calendar, day));
    if let Some(last) = last {
        words.push_str(&lang.remedy_last(lang.date(last)));
    }
    if let Some(note) = &remedy.note {
        words.push_str(&lang.remedy_note(text(lang, note).0));
    }
    words
}

fn act(lang: Lang, grounds: &Grounds<'_>, remedy: &Remedy) -> String {
    let department = grounds.department;
    let forum = remedy.forum(
        department,
        grounds.departments.iter().map(|one| &**one),
        grounds.regions.iter().map(|one| &**one),
    );
    let organ = match forum {
        Forum::Court => String::new(),
        Forum::Government(Some(region)) => lang.papers_government(text(lang, &region.name).0),
        Forum::Government(None) => lang.papers_government_at_level().to_owned(),
        Forum::Department(found) => text(lang, &found.name).0.to_owned(),
        Forum::Named(name) => text(lang, name).0.to_owned(),
    };
    match remedy.kind {
        RemedyKind::Reconsideration => lang.remedy_reconsideration(organ),
        RemedyKind::AdministrativeSuit => lang.remedy_administrative_suit().to_owned(),
        RemedyKind::Objection => lang.remedy_objection(organ),
        RemedyKind::LabourSuit => lang.remedy_labour_suit().to_owned(),
        RemedyKind::Review => lang.remedy_review(organ),
        RemedyKind::CivilSuit => lang.remedy_civil_suit().to_owned(),
        RemedyKind::Complaint => lang.remedy_complaint(organ),
    }
}
