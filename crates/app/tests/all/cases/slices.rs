//! Lists a slice at a time.

use app::Error;
use app::cases::slices::{List, Mark, slice};
use domain::cases::{Outcome, Stage};
use testkit::*;

/// Reads a list to its end in slices of two; what happens after each slice is the caller's.
fn walk(who: &Who, list: &List, meanwhile: impl Fn()) -> Vec<String> {
    let mut seen = Vec::new();
    let mut behind: Option<Mark> = None;
    for _ in 0..20 {
        let (list, mark) = (list.clone(), behind.clone());
        let read = who.cx.read_blocking(move |unit| {
            let found = slice(unit, &list, mark.as_ref(), 2)?;
            let numbers: Vec<_> = found.cases.iter().map(|one| one.case.number.clone()).collect();
            Ok((numbers, found.next))
        });
        let (numbers, next) = read.unwrap();
        assert!(numbers.len() <= 2);
        seen.extend(numbers);
        match next {
            Some(next) => behind = Some(next),
            None => return seen,
        }
        meanwhile();
    }
    panic!("the list has no end: {seen:?}");
}

fn sorted(mut numbers: Vec<String>) -> Vec<String> {
    numbers.sort();
    numbers
}

#[test]
fn my_cases_come_newest_first_each_once_while_new_ones_come() {
    on_both(|house| {
        let mut filed: Vec<(String, String)> = Vec::new();
        for at in ["2026-03-02 10:00", "2026-03-02 10:00", "2026-03-02 10:00", "2026-03-02 11:00"] {
            house.at(at);
            filed.push((at.to_owned(), house.submit(LICENCE).number));
        }
        // One of the person's that a clerk took in.
        house.at("2026-03-02 10:30");
        let at_window = app::cases::Application {
            channel: domain::cases::Channel::Window,
            ..TestHouse::application(LICENCE)
        };
        filed.push(("2026-03-02 10:30".into(), house.clerk().file(at_window).unwrap().number));
        filed.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let expected: Vec<String> = filed.into_iter().map(|(_, number)| number).collect();
        house.at("2026-03-02 12:00");
        let seen = walk(&house.resident(), &List::Mine, || drop(house.submit(LICENCE)));
        assert_eq!(seen, expected);
        assert!(walk(&house.stranger(), &List::Mine, || ()).is_empty());
        let by_staff =
            house.officer().cx.read_blocking(|unit| slice(unit, &List::Mine, None, 2).map(drop));
        assert!(matches!(by_staff, Err(Error::Forbidden)));
    });
}

#[test]
fn work_comes_by_day_each_once_with_what_has_no_day_last() {
    on_both(|house| {
        let numbers: Vec<String> = (0..5).map(|_| house.submit(LICENCE).number).collect();
        house.clerk().act(&numbers[1], accept()).unwrap();
        // A correction has no day of ours.
        house.clerk().act(&numbers[0], notify(&["plan"])).unwrap();
        let all = List::Work { department: None, stage: None };
        let seen = walk(&house.officer(), &all, || ());
        assert_eq!(seen.last(), Some(&numbers[0]));
        assert_eq!(sorted(seen), sorted(numbers.clone()));
        let received = List::Work { department: None, stage: Some(Stage::Received) };
        assert_eq!(walk(&house.officer(), &received, || ()).len(), 3);
        // A case that is gone takes nothing with it.
        let left = std::cell::Cell::new(false);
        let seen = walk(&house.officer(), &all, || {
            if !left.replace(true) {
                let first = sorted(numbers[2..].to_vec())[0].clone();
                house.resident().act(&first, withdraw()).unwrap();
            }
        });
        assert_eq!(seen.len(), 5, "what was shown before it left is not shown again");
        let window = List::Window { stage: None };
        assert_eq!(walk(&house.clerk(), &window, || ()).len(), 4);
        let forbidden = house.clerk().cx.read_blocking(move |unit| {
            slice(unit, &List::Work { department: None, stage: None }, None, 2).map(drop)
        });
        assert!(matches!(forbidden, Err(Error::Forbidden)));
    });
}

#[test]
fn the_outlet_and_the_questions_come_a_slice_at_a_time() {
    on_both(|house| {
        let numbers: Vec<String> = (0..3).map(|_| house.submit(LICENCE).number).collect();
        for number in &numbers {
            house.clerk().act(number, accept()).unwrap();
            house.officer().act(number, opine()).unwrap();
            house.leader().act(number, settle(Outcome::Granted)).unwrap();
        }
        assert_eq!(sorted(walk(&house.clerk(), &List::Outlet, || ())), sorted(numbers.clone()));
        assert!(walk(&house.clerk(), &List::Uncollected, || ()).is_empty());
        house.at("2026-03-20 10:00");
        let waiting = walk(&house.clerk(), &List::Uncollected, || ());
        assert_eq!(sorted(waiting), sorted(numbers));
        let joint: Vec<String> = (0..3).map(|_| house.submit(JOINT).number).collect();
        for number in &joint {
            house.officer().act(number, accept()).unwrap();
        }
        assert_eq!(sorted(walk(&house.fire_officer(), &List::Asked, || ())), sorted(joint));
    });
}
