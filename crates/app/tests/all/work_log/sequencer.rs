//! One signer, no entry left behind.

use std::sync::Barrier;

use app::log::sequencer;
use app::{Cx, Error};
use domain::access::Actor;
use testkit::*;

#[test]
fn every_entry_gets_one_place_and_the_tail_is_told() {
    on_both(|house| {
        house.submit(LICENCE);
        let before = house.verify();
        assert_eq!(before.findings, ["the log has not begun"]);
        let first = house.sequence();
        let town = "what surrounds the items, their directory, the items, and the case";
        assert_eq!((first.entries, first.size), (4, 4), "{town}");
        assert_eq!(house.sequence().checkpoint, None, "nothing new is not signed again");
        house.submit(LICENCE);
        let verified = house.verify();
        assert_eq!((verified.leaves, verified.tail, verified.cases), (4, 1, 2));
        assert_eq!(verified.findings, Vec::<String>::new());
        assert_eq!(house.sequence().size, 5);
        assert_eq!(house.verify().tail, 0);
    });
}

#[test]
fn two_nodes_sign_one_history() {
    on_both(|house| {
        let node = house.node();
        for _ in 0..5 {
            for _ in 0..3 {
                house.submit(LICENCE);
            }
            let start = Barrier::new(2);
            let round = |cx: Cx| {
                start.wait();
                cx.write_blocking(|unit| sequencer::run(unit, 0))
            };
            let rounds = std::thread::scope(|scope| {
                let there = scope.spawn(|| round(Cx::new(&node, Actor::System)));
                [round(house.system().cx), there.join().unwrap()]
            });
            let placed: usize = rounds
                .iter()
                .map(|round| match round {
                    Ok(done) => done.entries,
                    Err(Error::Moved { .. }) => 0,
                    Err(other) => panic!("{other}"),
                })
                .sum();
            assert!(placed >= 3, "{rounds:?}");
        }
        let verified = house.verify();
        assert_eq!((verified.leaves, verified.tail), (18, 0));
        assert_eq!(verified.findings, Vec::<String>::new());
    });
}

#[test]
fn a_store_behind_what_was_published_signs_nothing() {
    on_both(|house| {
        house.submit(LICENCE);
        let published = house.sequence().size;
        let behind =
            house.system().cx.write_blocking(move |unit| sequencer::run(unit, published + 1));
        assert!(matches!(behind, Err(Error::Broken(_))));
    });
}

#[test]
fn changed_tiles_are_not_signed() {
    on_both(|house| {
        house.submit(LICENCE);
        house.sequence();
        let tile = TestHouse::statement("UPDATE tiles SET hashes = ?1 WHERE level = 0");
        assert_eq!(house.tamper(tile, vec![vec![7_u8; 128].into()]), 1);
        house.submit(LICENCE);
        let round = house.system().cx.write_blocking(|unit| sequencer::run(unit, 0));
        assert!(matches!(round, Err(Error::Broken(_))));
    });
}

#[test]
fn only_the_program_itself_signs() {
    on_both(|house| {
        let round = house.admin().cx.write_blocking(|unit| sequencer::run(unit, 0));
        assert!(matches!(round, Err(Error::Forbidden)));
    });
}
