//! A year that is published later: added by the operator, and the days move.

use app::cases::effects;
use app::catalogue::calendars;
use app::{Error, Result};
use testkit::*;

const YEAR: &str = "id = \"cn\"\nname = \"全国\"\nversion = \"next\"\n[[year]]\nyear = 2027\n\
    papers = [\"通知\"]\noff = [{ name = \"元旦\", days = [\"2027-01-01\", \"2027-01-04\"] }]\n";

fn add(who: &Who, text: &'static str) -> Result<bool> {
    who.cx.write_blocking(move |unit| calendars::add(unit, text))
}

#[test]
fn only_who_publishes_adds_a_year_and_it_counts_at_once() {
    on_both(|house| {
        house.at("2026-12-30 09:30");
        let number = house.submit(LICENCE).number;
        let before = house.officer().view(&number).unwrap();
        let system = house.system();
        assert!(matches!(add(&house.clerk(), YEAR), Err(Error::Forbidden)));
        assert!(matches!(add(&system, "id = 1"), Err(Error::Invalid(_))));
        assert!(add(&system, YEAR).unwrap());
        assert!(!add(&system, YEAR).unwrap(), "once");
        let db = &house.house.db;
        let fresh = db.read_blocking(app::catalogue::Catalogue::load).unwrap();
        assert!(fresh.calendars().national().published_years().any(|year| year == 2027));
        assert!(fresh.version > house.house.catalogue().version, "other nodes read it");
        house.house.replace_catalogue(fresh);
        let round = effects::recompute(&house.system().cx).unwrap();
        assert!(round.failed.is_empty());
        assert_eq!(round.changed, std::slice::from_ref(&number));
        let after = house.officer().view(&number).unwrap();
        assert!(after.calendar.contains("+cn@next+"), "{}", after.calendar);
        let due = |case: &domain::cases::Case| case.answer_due.unwrap().on;
        assert!(due(&after) > due(&before), "the holiday does not count");
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

const NOTICE: &str = "id = \"cn-532900\"\nname = \"州\"\nregion = \"532900\"\nversion = \"seen\"\n\
    [[year]]\nyear = 2026\npapers = [\"通知\"]\n\
    off = [{ name = \"州庆\", days = [\"2026-11-23\", \"2026-11-24\"] }]\n";

#[test]
fn days_over_a_holiday_that_nobody_verified_move_when_the_notice_comes() {
    on_both(|house| {
        house.at("2026-11-13 09:30");
        let before = house.submit(LICENCE).number;
        let answer_due = |number: &str| house.officer().view(number).unwrap().answer_due.unwrap();
        assert!(!answer_due(&before).provisional, "the 20th lies before the holiday");
        house.at("2026-11-20 09:30");
        let number = house.submit(LICENCE).number;
        let guessed = answer_due(&number);
        assert_eq!((guessed.on.to_string().as_str(), guessed.provisional), ("2026-11-30", true));

        assert!(add(&house.system(), NOTICE).unwrap());
        let fresh = house.house.db.read_blocking(app::catalogue::Catalogue::load).unwrap();
        house.house.replace_catalogue(fresh);
        let round = effects::recompute(&house.system().cx).unwrap();
        assert_eq!(round.changed, std::slice::from_ref(&number));
        let seen = answer_due(&number);
        assert_eq!((seen.on.to_string().as_str(), seen.provisional), ("2026-12-01", false));
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}
