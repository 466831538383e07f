//! Drafts.

use app::cases::submit::{Application, Submission};
use app::drafts::{self, NewDraft, Saved, Step};
use app::{Cx, Error, Result};
use domain::cases::{Channel, DeliveryWish, Party};
use domain::people::{PartyRole, PersonKind, Role};
use serde_json::{Map, Value, json};

use super::house::{OTHER_DOCUMENT, TestHouse, codes, form, from, item, on_both, with};

/// Creates a draft that holds something.
pub fn create(test: &TestHouse, cx: &Cx, body: &Value) -> Result<String> {
    let new = NewDraft::prepare(&test.house, &item().code, body)?;
    cx.write_blocking(move |unit| drafts::create(unit, &new))
}

fn save(test: &TestHouse, cx: &Cx, id: &str, seen: u32, body: &Value) -> Result<Saved> {
    let step = Step::prepare(&test.house, id, seen, body)?;
    cx.write_blocking(move |unit| drafts::save(unit, &step))
}

fn load(cx: &Cx, id: &str) -> Result<drafts::Draft> {
    cx.read_blocking(with(id.to_owned(), |unit, id| drafts::load(unit, id)))
}

/// The answers of a form's filled sample.
fn samples(form: &Value) -> Map<String, Value> {
    let fields = form["properties"].as_object().expect("questions").iter();
    let samples =
        fields.filter_map(|(name, field)| Some((name.clone(), field["examples"].get(0)?.clone())));
    samples.collect()
}

/// Submits a draft as a page does.
pub fn submit(test: &TestHouse, cx: &Cx, draft: &str) -> Result<String> {
    let account = cx.actor.account().expect("a resident");
    let party = Party {
        role: PartyRole::Applicant,
        kind: PersonKind::Natural,
        person: account.person.clone(),
        name: "杨建国".to_owned(),
        document_kind: "111".to_owned(),
        document_number: super::house::DOCUMENT.to_owned(),
        phone: None,
        address: None,
    };
    let application = Application {
        item: item().code.clone(),
        channel: Channel::Web,
        parties: vec![party],
        answers: item().form.as_ref().map(samples).unwrap_or_default(),
        papers: Vec::new(),
        scans: Vec::new(),
        late: None,
        delivery: DeliveryWish::PickUp,
        address: None,
        idempotency: Some(drafts::idempotency(draft)),
        draft: Some(draft.to_owned()),
    };
    let cx = test.again(cx);
    let ready = Submission::prepare(&cx, application)?;
    cx.write_blocking(move |unit| ready.run(unit)).map(|receipt| receipt.number)
}

#[test]
fn a_draft_is_saved_and_resumed_and_the_newer_step_is_kept() {
    on_both(|test| {
        let cx = test.resident();
        let id = create(test, &cx, &json!({ "step": 1 })).unwrap();
        assert_eq!(save(test, &cx, &id, 1, &json!({ "step": 2 })).unwrap(), Saved::Kept(2));
        // The phone still shows the first step.
        let Saved::Newer(newer) = save(test, &cx, &id, 1, &json!({ "step": "phone" })).unwrap()
        else {
            panic!("the newer one was overwritten")
        };
        assert_eq!((newer.revision, &newer.body), (2, &json!({ "step": 2 })));
        assert_eq!(load(&cx, &id).unwrap(), *newer);
        let listed = cx.read_blocking(drafts::list).unwrap();
        assert_eq!((listed.len(), &listed[0].id, &listed[0].body), (1, &id, &Value::Null));
        cx.write_blocking(with(id.clone(), |unit, id| drafts::delete(unit, id))).unwrap();
        assert!(matches!(load(&cx, &id), Err(Error::NotFound)));
        assert!(matches!(save(test, &cx, &id, 2, &Value::Null), Err(Error::NotFound)));
    });
}

#[test]
fn the_drafts_of_others_are_not_found() {
    on_both(|test| {
        let cx = test.resident();
        let id = create(test, &cx, &Value::Null).unwrap();
        test.register(&form(OTHER_DOCUMENT, "15400000002"));
        let (other, _) = test.sign_in("15400000002");
        let clerk = test.staff("s001", &[Role::Window]);
        for cx in [&other, &clerk] {
            assert!(matches!(load(cx, &id), Err(Error::NotFound)));
            assert!(matches!(save(test, cx, &id, 1, &Value::Null), Err(Error::NotFound)));
            let gone = cx.write_blocking(with(id.clone(), |unit, id| drafts::delete(unit, id)));
            assert!(matches!(gone, Err(Error::NotFound)));
            assert!(cx.read_blocking(drafts::list).unwrap().is_empty());
        }
        assert!(matches!(load(&test.nobody(), &id), Err(Error::Unauthenticated)));
        assert!(matches!(load(&test.staff("s2", &[Role::Officer]), &id), Err(Error::NotFound)));
        let intake = create(test, &clerk, &Value::Null).unwrap();
        assert!(matches!(load(&cx, &intake), Err(Error::NotFound)));
    });
}

#[test]
fn drafts_have_limits_of_number_and_length_and_time() {
    on_both(|test| {
        let cx = test.resident();
        let ids: Vec<String> = (0..20).map(|_| create(test, &cx, &Value::Null).unwrap()).collect();
        assert_eq!(codes(create(test, &cx, &Value::Null))[0].1, "draft.too_many");
        let long = Value::from("长".repeat(90_000));
        assert_eq!(codes(save(test, &cx, &ids[0], 1, &long))[0].1, "draft.too_long");
        test.later(20 * 24 * 3_600);
        let cx = test.again(&cx);
        save(test, &cx, &ids[0], 1, &json!("again")).unwrap();
        test.later(10 * 24 * 3_600);
        let cx = test.again(&cx);
        assert_eq!(test.system().write_blocking(drafts::expire).unwrap(), 19);
        assert_eq!(test.system().write_blocking(drafts::expire).unwrap(), 0);
        assert_eq!(load(&cx, &ids[0]).unwrap().body, json!("again"));
        assert!(matches!(load(&cx, &ids[1]), Err(Error::NotFound)));
        assert!(matches!(cx.write_blocking(drafts::expire), Err(Error::Forbidden)));
    });
}

#[test]
fn a_draft_becomes_one_case_however_often_it_is_submitted() {
    on_both(|test| {
        let cx = test.resident();
        let id = create(test, &cx, &json!({ "answers": {} })).unwrap();
        let number = submit(test, &cx, &id).unwrap();
        assert_eq!(submit(test, &cx, &id).unwrap(), number);
        let closed = load(&cx, &id).unwrap();
        assert_eq!((closed.case_number.as_deref(), closed.body), (Some(&*number), Value::Null));
        assert!(cx.read_blocking(drafts::list).unwrap().is_empty());
        let Saved::Newer(told) = save(test, &cx, &id, 1, &Value::Null).unwrap() else {
            panic!("a submitted draft was changed")
        };
        assert_eq!(told.case_number, Some(number.clone()));
        assert!(matches!(submit(test, &cx, "nothing"), Err(Error::NotFound)));
        // Closing by hand once more, for another case: the first one stays.
        let again = with(id, |unit, id| drafts::close(unit, id, "another"));
        assert!(matches!(cx.write_blocking(again), Err(Error::Moved { .. })));
    });
}

#[test]
fn a_form_of_an_expired_session_is_parked_and_adopted_after_signing_in() {
    on_both(|test| {
        let cx = test.resident();
        let typed = json!({ "answers": { "name": "下关米线店" } });
        let new = NewDraft::prepare(&test.house, &item().code, &typed).unwrap();
        let parked =
            test.nobody().write_blocking(move |unit| drafts::park(unit, &new, from(1))).unwrap();
        assert!(cx.read_blocking(drafts::list).unwrap().is_empty());
        let adopt = || with(parked.ticket.clone(), |unit, ticket| drafts::adopt(unit, ticket));
        assert!(matches!(test.nobody().write_blocking(adopt()), Err(Error::Unauthenticated)));
        let draft = cx.write_blocking(adopt()).unwrap();
        assert_eq!(draft.body, typed);
        assert_eq!(load(&cx, &draft.id).unwrap(), draft);
        // It is nobody else's any more.
        assert!(matches!(cx.write_blocking(adopt()), Err(Error::NotFound)));
    });
}

#[test]
fn parked_forms_are_few_and_short_lived() {
    on_both(|test| {
        let cx = test.resident();
        let park = |last: u8| {
            let new = NewDraft::prepare(&test.house, &item().code, &Value::Null).unwrap();
            test.nobody().write_blocking(move |unit| drafts::park(unit, &new, from(last)))
        };
        let parked: Vec<_> = (0..20).map(|_| park(7).unwrap()).collect();
        assert!(matches!(park(7), Err(Error::SlowDown { .. })));
        park(8).unwrap();
        test.later(24 * 3_600);
        let cx = test.again(&cx);
        let adopt = with(parked[0].ticket.clone(), |unit, ticket| drafts::adopt(unit, ticket));
        assert!(matches!(cx.write_blocking(adopt), Err(Error::NotFound)));
        assert_eq!(test.system().write_blocking(drafts::expire).unwrap(), 21);
    });
}

#[test]
fn of_steps_saved_at_the_same_moment_one_is_kept() {
    on_both(|test| {
        let cx = test.resident();
        let id = create(test, &cx, &Value::Null).unwrap();
        let outcomes = at_once(|index| save(test, &cx, &id, 1, &json!(index)).unwrap());
        let kept = outcomes.iter().filter(|outcome| **outcome == Saved::Kept(2)).count();
        assert_eq!(kept, 1, "{outcomes:?}");
        assert_eq!(load(&cx, &id).unwrap().revision, 2);
    });
}

#[test]
fn a_draft_submitted_at_the_same_moment_becomes_one_case() {
    on_both(|test| {
        let cx = test.resident();
        let id = create(test, &cx, &Value::Null).unwrap();
        let numbers = at_once(|_| match submit(test, &cx, &id) {
            // Somebody was faster: once more finds the receipt.
            Err(Error::Moved { .. }) => submit(test, &cx, &id).unwrap(),
            outcome => outcome.unwrap(),
        });
        assert!(numbers.windows(2).all(|pair| pair[0] == pair[1]), "{numbers:?}");
    });
}

/// Does something on eight threads at once.
fn at_once<T: Send>(act: impl Fn(usize) -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let act = &act;
        let threads: Vec<_> = (0..8).map(|index| scope.spawn(move || act(index))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}
