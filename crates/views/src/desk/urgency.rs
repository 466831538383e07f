//! How soon something is due: a word, a colour beside it, and the days left.

use base::Date;
use domain::cases::Due;
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Tone, tag};

/// Days before the last one from which a case is due soon.
const SOON_DAYS: i32 = 3;

/// How soon something is due, counted in calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// 逾期, by so many days.
    Overdue(i32),
    /// 今天到期.
    Today,
    /// 3 天内.
    Soon(i32),
    /// 正常.
    Normal(i32),
    /// The clock stands still.
    Stopped,
    /// Nothing is due.
    None,
}

impl Urgency {
    /// For a last day, looked at on `today`.
    pub fn of(due: Option<Due>, today: Date, stopped: bool) -> Self {
        if stopped {
            return Self::Stopped;
        }
        let Some(due) = due else { return Self::None };
        match days_between(today, due.on) {
            days if days < 0 => Self::Overdue(-days),
            0 => Self::Today,
            days if days <= SOON_DAYS => Self::Soon(days),
            days => Self::Normal(days),
        }
    }

    /// The word in its colour.
    pub fn tag(self, lang: Lang) -> Markup {
        match self {
            Self::Overdue(_) => tag(Tone::Bad, lang.desk_due_overdue()),
            Self::Today => tag(Tone::Warn, lang.desk_due_today()),
            Self::Soon(_) => tag(Tone::Warn, lang.desk_due_soon()),
            Self::Normal(_) => tag(Tone::Ok, lang.desk_due_normal()),
            Self::Stopped => tag(Tone::Info, lang.desk_due_stopped()),
            Self::None => tag(Tone::Plain, lang.desk_due_none()),
        }
    }

    /// The word, and the days where they say more than it.
    pub fn words(self, lang: Lang) -> Markup {
        html! {
            (self.tag(lang))
            @if let Self::Overdue(_) | Self::Soon(_) | Self::Normal(_) = self {
                " " (self.days(lang))
            }
        }
    }

    /// The days left, or by how many it is late; nothing where nothing is due.
    pub fn days(self, lang: Lang) -> Markup {
        html! {
            @match self {
                Self::Overdue(days) => span.late { (lang.desk_due_late_by(days)) },
                Self::Today => (lang.desk_due_left_today()),
                Self::Soon(days) | Self::Normal(days) => (lang.desk_due_left(days)),
                Self::Stopped | Self::None => "—",
            }
        }
    }
}

/// Days from one day to another; negative when the other is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        base::time::parse_day(text).unwrap()
    }

    #[test]
    fn a_head_says_today_once() {
        let words = |urgency: Urgency| {
            let mut plain = String::new();
            let html = urgency.words(Lang::Zh).into_string();
            html.split('<')
                .for_each(|part| plain += part.split_once('>').map_or("", |part| part.1));
            plain
        };
        assert_eq!(words(Urgency::Today).matches("今天").count(), 1);
        assert!(!words(Urgency::Stopped).contains('—') && !words(Urgency::None).contains('—'));
        assert!(words(Urgency::Soon(2)).contains('2') && words(Urgency::Overdue(3)).contains('3'));
    }

    #[test]
    fn the_word_follows_from_the_day() {
        let of = |on: &str| {
            let due = Due { on: day(on), provisional: false };
            Urgency::of(Some(due), day("2026-11-23"), false)
        };
        assert_eq!(of("2026-11-20"), Urgency::Overdue(3));
        assert_eq!(of("2026-11-23"), Urgency::Today);
        assert_eq!(of("2026-11-26"), Urgency::Soon(3));
        assert_eq!(of("2026-11-27"), Urgency::Normal(4));
        assert_eq!(Urgency::of(None, day("2026-11-23"), false), Urgency::None);
        assert_eq!(Urgency::of(None, day("2026-11-23"), true), Urgency::Stopped);
        assert_eq!(days_between(day("2026-11-23"), day("2027-11-23")), 365);
    }
}
