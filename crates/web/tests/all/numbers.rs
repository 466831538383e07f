//! A case's number is drawn, and two nodes may draw the same.

use std::sync::Arc;

use app::cases::{Application, Submission, filed};
use app::{Cx, House};
use testkit::{LICENCE, TestHouse, on_both};

#[test]
fn a_number_that_another_case_has_drawn_is_drawn_anew() {
    on_both(|house| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let file = |node: &Arc<House>| {
            let cx = Cx::new(node, house.resident().cx.actor.clone());
            let application = TestHouse::application(LICENCE);
            let application = Application { papers: Vec::new(), ..application };
            let filed = filed(&cx, application, Submission::run);
            runtime.block_on(filed).expect("it is taken in").number
        };
        let (one, other) = (house.node_drawing(7), house.node_drawing(7));
        let first = file(&one);
        let second = file(&other);
        assert_ne!(first, second);
        // Without drawing anew the second node would have been refused: it drew the first one's.
        let again = Submission::prepare(
            &Cx::new(&house.node_drawing(7), house.resident().cx.actor.clone()),
            Application { papers: Vec::new(), ..TestHouse::application(LICENCE) },
        );
        assert_eq!(again.expect("it is complete").number(), first);
    });
}
