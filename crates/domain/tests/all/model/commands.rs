//! Items and courses of random commands.

use domain::access::StaffActor;
use domain::cases::{Act, Branch, Conclusion, Delivery, Outcome, Settled, Terms};
use domain::catalogue::{FlowKind, StartEvent};
use domain::people::PartyRole;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, json};

use crate::desk::*;

/// When the application comes in: a Thursday before a Saturday that is worked and a long holiday.
pub const BEGIN: &str = "2026-02-12 10:00";

/// Somebody does something so many minutes after what was before.
#[derive(Debug, Clone)]
pub struct Step {
    pub minutes: i64,
    pub who: StaffActor,
    pub act: Act,
}

/// An item, and what is done to a case of it. Some are accepted or corrected soon, so that there is
/// time for what comes then.
pub fn courses() -> impl Strategy<Value = (Terms, Vec<Step>)> {
    let first = |minutes, act| Step { minutes, who: staff("s1", "scjg"), act };
    let begins = select(vec![
        vec![],
        vec![first(60, add(&["plan"])), first(60, accept())],
        vec![first(60, notify(&["form", "plan"])), first(6_000, supply(&["plan"]))],
        vec![
            first(60, notify(&["plan"])),
            first(6_000, supply(&["plan"])),
            first(20_000, Act::Claim),
            first(60, accept()),
        ],
        vec![first(60, waive(&["plan"])), first(60, accept())],
        vec![first(60, notify(&["plan"])), first(30_000, Act::Claim)],
    ]);
    (items(), begins, prop::collection::vec(steps(), 0..32))
        .prop_map(|(item, begin, steps)| (item, begin.into_iter().chain(steps).collect()))
}

fn items() -> impl Strategy<Value = Terms> {
    let regimes = select(vec![
        "licence",
        "nurse",
        "market_entity",
        "gov_information",
        "legal_aid",
        "real_estate",
        "pollutant_permit",
        "promise",
    ]);
    let kinds = select(vec![FlowKind::Review, FlowKind::Review, FlowKind::Service]);
    let joint_days = prop::option::of(0_u16..30);
    (regimes, kinds, any::<bool>(), any::<bool>(), joint_days).prop_map(
        |(regime, kind, second, has_result, joint_days)| {
            let mut item = terms(regime);
            assert_ne!(item.regime.start, StartEvent::WindowCloses);
            item.flow.kind = kind;
            item.flow.second_officer = second && kind == FlowKind::Review;
            item.flow.joint = joint_days.map(|days| joint("xfdd", days)).into_iter().collect();
            if !has_result {
                item.results.clear();
            }
            item
        },
    )
}

fn steps() -> impl Strategy<Value = Step> {
    // Minutes, hours, days, weeks: many acts in one place, and silence now and then.
    let minutes = prop_oneof![
        4 => 0_i64..300,
        4 => 300_i64..4_000,
        2 => 4_000_i64..15_000,
        1 => 15_000_i64..60_000
    ];
    let who = select(vec![("s1", "scjg"), ("s2", "scjg"), ("s3", "scjg"), ("f1", "xfdd")]);
    (minutes, who, acts()).prop_map(|(minutes, (id, department), act)| Step {
        minutes,
        who: staff(id, department),
        act,
    })
}

fn materials() -> impl Strategy<Value = Vec<&'static str>> {
    let known =
        select(vec!["form_paper", "plan", "mandate", "photo", "form_paper", "plan", "deed"]);
    prop::collection::vec(known, 0..3)
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![9 => Just("理由充分".to_owned()), 1 => Just(" ".to_owned())]
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => at_the_window(),
        4 => at_the_desk(),
        2 => on_the_clock(),
        3 => at_the_end(),
    ]
}

fn at_the_window() -> impl Strategy<Value = Act> {
    let unneeded = words().prop_map(|reason| Act::TellUnneeded { document: "免1".into(), reason });
    let redirect =
        words().prop_map(|reason| Act::Redirect { document: "不受1".into(), to: None, reason });
    let mend = any::<bool>().prop_map(|some| Act::Mend {
        answers: some.then(|| ("area".to_owned(), json!(80))).into_iter().collect(),
    });
    prop_oneof![
        4 => materials().prop_map(|ids| add(&ids)),
        1 => materials().prop_map(|ids| Act::SeeOriginals {
            materials: ids.into_iter().map(str::to_owned).collect(),
        }),
        2 => (materials(), words()).prop_map(|(ids, reason)| Act::WaivePapers {
            materials: ids.into_iter().map(str::to_owned).collect(),
            reason,
        }),
        1 => unneeded,
        1 => redirect,
        1 => mend,
        3 => materials().prop_map(|ids| notify(&ids)),
        1 => Just(notify(&["form", "plan"])),
        5 => Just(supply(&["plan"])),
        1 => materials().prop_map(|ids| supply(&ids)),
        1 => Just(Act::Supply { papers: vec![], answers: Map::new() }),
        4 => Just(add(&["plan"])),
        9 => Just(accept()),
    ]
}

fn at_the_desk() -> impl Strategy<Value = Act> {
    let to = prop::option::of(select(vec!["s1".to_owned(), "s2".to_owned()]));
    let conclusion = || select(vec![Conclusion::Agree, Conclusion::Disagree]);
    let branch = (select(vec!["xfdd", "wjj"]), 0_u16..30, words()).prop_map(
        |(department, days, question)| Branch { department: department.into(), days, question },
    );
    let ask = prop::collection::vec(branch, 0..3);
    let ask = ask.prop_map(|branches| Act::AskDepartments { branches });
    let call_back = (select(vec!["xfdd", "wjj"]), words())
        .prop_map(|(department, reason)| Act::CallBack { department: department.into(), reason });
    let answers = |(conclusion, text)| Act::Answer { conclusion, text };
    let opines = |(conclusion, text)| Act::Opine { conclusion, text };
    prop_oneof![
        2 => Just(Act::Claim),
        1 => (to, words()).prop_map(|(officer, reason)| Act::HandOn { officer, reason }),
        2 => ask,
        1 => call_back,
        5 => (conclusion(), words()).prop_map(answers),
        5 => (conclusion(), words()).prop_map(opines),
    ]
}

fn on_the_clock() -> impl Strategy<Value = Act> {
    let grounds = select(vec!["hearing", "third_party", "publicity"]);
    prop_oneof![
        2 => (0_u16..24, words()).prop_map(|(days, reason)| Act::Extend { days, reason }),
        2 => (grounds, 0_u16..20).prop_map(|(reason, told_days)| Act::Pause {
            reason: reason.into(),
            told_days,
            text: String::new(),
        }),
        3 => Just(Act::Resume),
    ]
}

fn at_the_end() -> impl Strategy<Value = Act> {
    let outcomes =
        select(vec![Outcome::Granted, Outcome::Granted, Outcome::Refused, Outcome::Done]);
    let until = prop::option::weighted(0.2, select(vec![day("2026-01-01"), day("2031-01-01")]));
    let settle = (outcomes, words(), until).prop_map(|(outcome, reason, valid_until)| {
        let mut settled = Settled { reason, ..settled(outcome) };
        settled.results[0].valid_until = valid_until;
        Act::Settle(settled)
    });
    let delivery = prop_oneof![
        select(vec![PartyRole::Applicant, PartyRole::Applicant, PartyRole::Agent])
            .prop_map(|to| { Delivery::Handed { to, checked: "111".into(), mandate: false } }),
        words().prop_map(|tracking| Delivery::Posted { tracking }),
        Just(Delivery::Nothing),
    ];
    prop_oneof![
        12 => settle,
        5 => delivery.prop_map(|delivery| Act::Deliver { delivery, note: String::new() }),
        1 => Just(withdraw()),
    ]
}
