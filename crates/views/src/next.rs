//! What happens next and by when, as every receipt says it: on the page and on paper.

use domain::cases::{Case, Closing, Delivery, DeliveryWish, State, Submitted, Taken};
use domain::catalogue::{Item, MaterialNeed, Regime, ResultKind, Silence, StartEvent};
use domain::people::PartyRole;
use i18n::Lang;

use crate::my::check::role_name;
use crate::words::{due, limit, text};

/// The sentences, in the order in which things happen. Every date stands for itself: the receipt
/// may be printed or read on another day. Of what is done by then, as on the spot, it says that it
/// is.
pub fn after_receipt(
    lang: Lang,
    item: &Item,
    regime: &Regime,
    submitted: &Submitted,
    case: &Case,
) -> Vec<String> {
    if let State::Closed { closing } = case.state {
        let closed = lang.receipt_next_closed();
        let done = matches!(closing, Closing::Granted | Closing::Done);
        let delivered = case.delivery.as_ref().filter(|_| done);
        return match delivered.and_then(|delivery| delivered_words(lang, delivery)) {
            Some(words) => vec![lang.receipt_next_done().to_owned(), words],
            None if done => vec![lang.receipt_next_done().to_owned()],
            None => vec![closed.to_owned()],
        };
    }
    let mut sentences = vec![answer(lang, regime, submitted)];
    if is_missing(item, submitted) {
        sentences.push(lang.receipt_next_missing().to_owned());
    }
    sentences.extend(finish(lang, item, regime, submitted));
    let has_result = item.results.iter().any(|result| result.kind != ResultKind::Nothing);
    if has_result {
        let words = match submitted.delivery {
            DeliveryWish::PickUp => lang.receipt_next_result_pick_up(),
            DeliveryWish::Post => lang.receipt_next_result_post(),
        };
        sentences.push(words.to_owned());
    }
    sentences
}

/// To whom the result went; nothing where there is none.
pub fn delivered_words(lang: Lang, delivery: &Delivery) -> Option<String> {
    Some(match delivery {
        Delivery::Handed { mandate: true, .. } => lang.status_given_mandate().to_owned(),
        Delivery::Handed { to: PartyRole::Applicant | PartyRole::Subject, .. } => {
            lang.status_given_you().to_owned()
        }
        Delivery::Handed { to, .. } => lang.status_given_other(role_name(lang, *to)),
        Delivery::Posted { tracking } => lang.status_given_posted(tracking),
        Delivery::Nothing => return None,
    })
}

/// Materials that are still to come: required ones, and those that may follow later. Nothing more
/// is to come to a case that is decided.
pub fn to_come<'a>(lang: Lang, item: &'a Item, case: &Case) -> Vec<&'a str> {
    if case.decision.is_some() || case.is_closed() {
        return Vec::new();
    }
    let wanted = |need| need == MaterialNeed::Required || need == MaterialNeed::Later;
    let materials = item.materials.iter().filter(|one| wanted(one.need) && one.when.is_none());
    materials
        .filter(|one| !case.has_paper(&one.id) && !case.waived.contains(&one.id))
        .map(|one| text(lang, &one.name).0)
        .collect()
}

/// Until when one is told whether it is accepted: by law, by promise, or with the result.
fn answer(lang: Lang, regime: &Regime, submitted: &Submitted) -> String {
    let Some(last) = submitted.answer_due else {
        return lang.receipt_next_answer_soon().to_owned();
    };
    let day = due(lang, last);
    if regime.correction_days.is_none() {
        return lang.receipt_next_answer_promised(day);
    }
    let basis = regime.correction_basis.as_ref().map(ToString::to_string);
    let told = lang.receipt_next_answer(day, basis.unwrap_or_default());
    if regime.silence != Silence::AcceptedFromReceipt {
        return told;
    }
    let silence = lang.receipt_next_silence(lang.date(submitted.received_at.day()));
    lang.sentences(&[told, silence])
}

/// Until when it is finished: the days themselves where they count already, else how many.
fn finish(lang: Lang, item: &Item, regime: &Regime, submitted: &Submitted) -> Option<String> {
    let from = match regime.start {
        StartEvent::WindowCloses => lang.receipt_next_from_window().to_owned(),
        _ => lang.receipt_next_from(lang.date(submitted.received_at.day())),
    };
    let statutory = item.limits.by_law().and_then(|limit| limit.basis.as_ref());
    let basis = statutory.map(ToString::to_string).unwrap_or_default();
    let counted = match (submitted.due.promised, submitted.due.statutory) {
        (Some(promise), Some(law)) => {
            lang.receipt_next_both(due(lang, promise), due(lang, law), basis)
        }
        (Some(promise), None) => lang.receipt_next_promised(due(lang, promise)),
        (None, Some(law)) => lang.receipt_next_statutory(due(lang, law), basis),
        (None, None) => {
            let after = item.limits.shown()?;
            return Some(lang.receipt_next_handle(limit(lang, after)));
        }
    };
    Some(lang.sentences(&[counted, from]))
}

/// Whether a required paper has not come with the application.
fn is_missing(item: &Item, submitted: &Submitted) -> bool {
    let came = |id: &str| {
        submitted.papers.iter().any(|paper| paper.material == id && paper.taken != Taken::Later)
    };
    let needed = |need| need == MaterialNeed::Required;
    item.materials.iter().any(|one| needed(one.need) && one.when.is_none() && !came(&one.id))
}
