//! Two nodes act on one case at the same moment: one does it, the other is told.

use std::sync::Barrier;

use app::cases::{Command, effects};
use app::{Cx, Error};
use domain::cases::{Conclusion, Outcome};
use testkit::*;

/// Brings a fresh case to where the act belongs.
type Prepare = fn(&TestHouse, &str);

fn nothing(_: &TestHouse, _: &str) {}

fn corrected(house: &TestHouse, number: &str) {
    house.clerk().act(number, notify(&["plan"])).unwrap();
}

fn accepted(house: &TestHouse, number: &str) {
    house.officer().act(number, accept()).unwrap();
}

fn opined(house: &TestHouse, number: &str) {
    accepted(house, number);
    house.officer().act(number, opine()).unwrap();
}

fn paused(house: &TestHouse, number: &str) {
    accepted(house, number);
    house.leader().act(number, pause()).unwrap();
}

fn decided(house: &TestHouse, number: &str) {
    opined(house, number);
    house.leader().act(number, settle(Outcome::Granted)).unwrap();
}

fn pause() -> Command {
    Command::Pause { reason: "hearing".into(), told_days: 15, text: String::new() }
}

/// An item, what goes before, who does it, what.
type Race = (&'static str, Prepare, fn(&TestHouse) -> Who, Command);

/// Every act that only one of two may do.
fn acts() -> Vec<Race> {
    let reason = || "理由".to_owned();
    vec![
        (LICENCE, nothing, TestHouse::clerk, accept()),
        (LICENCE, nothing, TestHouse::clerk, notify(&["plan"])),
        (LICENCE, nothing, TestHouse::clerk, Command::TellUnneeded { reason: reason() }),
        (LICENCE, nothing, TestHouse::clerk, Command::Redirect { to: None, reason: reason() }),
        (LICENCE, nothing, TestHouse::resident, withdraw()),
        (LICENCE, corrected, TestHouse::resident, supply(&["plan"])),
        (LICENCE, accepted, TestHouse::officer, opine()),
        (LICENCE, accepted, TestHouse::leader, Command::Extend { days: 10, reason: reason() }),
        (LICENCE, accepted, TestHouse::leader, pause()),
        (LICENCE, paused, TestHouse::leader, Command::Resume),
        (LICENCE, opined, TestHouse::leader, settle(Outcome::Granted)),
        (LICENCE, opined, TestHouse::leader, settle(Outcome::Refused)),
        (LICENCE, decided, TestHouse::clerk, deliver()),
        (JOINT, accepted, TestHouse::fire_officer, answer()),
        (SERVICE, accepted, TestHouse::officer, settle(Outcome::Done)),
        (
            LICENCE,
            accepted,
            TestHouse::officer,
            Command::AskDepartments { department: "wjj".into(), days: 3, question: reason() },
        ),
    ]
}

#[test]
fn of_two_who_do_the_same_one_is_told() {
    on_both(|house| {
        let node = house.node();
        for (item, prepare, who, command) in acts() {
            let number = house.submit(item).number;
            prepare(house, &number);
            let before = house.officer().view(&number).unwrap().seq;
            let start = Barrier::new(2);
            let act = |cx: Cx| {
                start.wait();
                Who { cx }.act(&number, command.clone())
            };
            let actor = who(house).cx.actor;
            let outcomes = std::thread::scope(|scope| {
                let there = scope.spawn(|| act(Cx::new(&node, actor.clone())));
                [act(Cx::new(&house.house, actor.clone())), there.join().unwrap()]
            });
            let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            assert_eq!(won, 1, "{command:?}");
            for outcome in outcomes {
                let told = matches!(outcome, Ok(_) | Err(Error::Moved { .. } | Error::Refused(_)));
                assert!(told, "{command:?}: {:?}", outcome.map(|_| ()));
            }
            let after = house.officer().view(&number).unwrap().seq;
            assert_eq!(after, before + 1, "{command:?}");
        }
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn of_two_different_ends_one_comes() {
    on_both(|house| {
        let node = house.node();
        for _ in 0..5 {
            let number = house.submit(LICENCE).number;
            opined(house, &number);
            let start = Barrier::new(2);
            let leader = Cx::new(&node, house.leader().cx.actor);
            let (settled, withdrawn) = std::thread::scope(|scope| {
                let there = scope.spawn(|| {
                    start.wait();
                    Who { cx: leader }.act(&number, settle(Outcome::Granted)).is_ok()
                });
                start.wait();
                let withdrawn = house.resident().act(&number, withdraw()).is_ok();
                (there.join().unwrap(), withdrawn)
            });
            assert!(settled ^ withdrawn);
        }
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn silence_is_recorded_once_whoever_hurries_it() {
    on_both(|house| {
        let node = house.node();
        let numbers: Vec<String> = (0..4).map(|_| house.submit(LICENCE).number).collect();
        house.at("2026-03-10 08:00");
        let start = Barrier::new(2);
        let (job, acted) = std::thread::scope(|scope| {
            let job = scope.spawn(|| {
                let cx = Cx::new(&node, domain::access::Actor::System);
                start.wait();
                effects::run(&cx)
            });
            start.wait();
            let opine = Command::Opine { conclusion: Conclusion::Agree, text: "同意".into() };
            let acted = house.officer().act(&numbers[0], opine);
            (job.join().unwrap(), acted)
        });
        for outcome in [job.map(|_| ()), acted.map(|_| ())] {
            assert!(matches!(outcome, Ok(()) | Err(Error::Moved { .. })), "{outcome:?}");
        }
        effects::run(&house.system().cx).unwrap();
        for number in &numbers {
            assert!(house.officer().view(number).unwrap().acceptance.is_some());
        }
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn two_who_draw_numbers_draw_different_ones() {
    on_both(|house| {
        let node = house.node();
        let numbers: Vec<String> = (0..10).map(|_| house.submit(LICENCE).number).collect();
        let accept_all = |cx: Cx, mine: &[String]| -> Vec<String> {
            let who = Who { cx };
            let document = |number: &String| {
                let case = who.act(number, accept()).unwrap().case;
                case.acceptance.unwrap().document.unwrap()
            };
            mine.iter().map(document).collect()
        };
        let actor = house.clerk().cx.actor;
        let (one, two) = numbers.split_at(5);
        let mut drawn = std::thread::scope(|scope| {
            let there = scope.spawn(|| accept_all(Cx::new(&node, actor.clone()), two));
            let mut drawn = accept_all(Cx::new(&house.house, actor.clone()), one);
            drawn.extend(there.join().unwrap());
            drawn
        });
        drawn.sort();
        drawn.dedup();
        assert_eq!(drawn.len(), 10);
        assert!(drawn.contains(&"市场监管局受字〔2026〕第10号".to_owned()), "{drawn:?}");
    });
}
