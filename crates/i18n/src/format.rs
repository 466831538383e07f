//! Dates, times, days, money and sizes as people say them.

use base::{Date, Timestamp};

use crate::Lang;

const WEEKDAYS_ZH: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
const WEEKDAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The element at a calendar number; calendar numbers are always inside their list.
fn pick(list: &[&'static str], index: i8) -> &'static str {
    usize::try_from(index).ok().and_then(|index| list.get(index)).copied().unwrap_or_default()
}

impl Lang {
    /// `2026年11月23日 星期一` / `Monday 23 November 2026`.
    pub fn date(self, day: Date) -> String {
        let weekday = day.weekday().to_monday_zero_offset();
        let plain = self.short_date(day);
        match self {
            Self::Zh => format!("{plain} 星期{}", pick(&WEEKDAYS_ZH, weekday)),
            Self::En => format!("{} {plain}", pick(&WEEKDAYS_EN, weekday)),
        }
    }

    /// `2026年11月23日` / `23 November 2026`.
    pub fn short_date(self, day: Date) -> String {
        let (year, month, number) = (day.year(), day.month(), day.day());
        match self {
            Self::Zh => format!("{year}年{month}月{number}日"),
            Self::En => format!("{number} {} {year}", pick(&MONTHS_EN, month - 1)),
        }
    }

    /// `2026年11月23日 14:05` / `23 November 2026, 14:05`, in Chinese standard time.
    pub fn time(self, at: Timestamp) -> String {
        let (day, clock) = (self.short_date(at.day()), self.clock(at));
        match self {
            Self::Zh => format!("{day} {clock}"),
            Self::En => format!("{day}, {clock}"),
        }
    }

    /// `14:05`, in Chinese standard time.
    pub fn clock(self, at: Timestamp) -> String {
        let civil = at.civil();
        format!("{:02}:{:02}", civil.hour(), civil.minute())
    }

    /// `3 个工作日` / `3 working days`; zero is the same day.
    pub fn working_days(self, days: u16) -> String {
        match (self, days) {
            (_, 0) => self.common_same_day().to_owned(),
            _ => self.common_working_days(days),
        }
    }

    /// `30 日` / `30 days`; zero is the same day.
    pub fn calendar_days(self, days: u16) -> String {
        match (self, days) {
            (_, 0) => self.common_same_day().to_owned(),
            _ => self.common_calendar_days(days),
        }
    }

    /// `3 个月` / `3 months`.
    pub fn months(self, months: u16) -> String {
        self.common_months(months)
    }

    /// A span of months in years where it is whole years: `5 年`, `18 个月`.
    pub fn validity(self, months: u16) -> String {
        if months >= 12 && months.is_multiple_of(12) {
            self.common_years(months / 12)
        } else {
            self.months(months)
        }
    }

    /// A number with separators: `2,024`.
    pub fn count(self, number: u64) -> String {
        let digits = number.to_string();
        let first = digits.len() % 3;
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && place % 3 == first {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    /// An amount in fen: `80 元`, `12.50 元` / `CNY 80`, `CNY 12.50`.
    pub fn money(self, fen: u64) -> String {
        let yuan = self.count(fen / 100);
        let amount = match fen % 100 {
            0 => yuan,
            rest => format!("{yuan}.{rest:02}"),
        };
        match self {
            Self::Zh => format!("{amount} 元"),
            Self::En => format!("CNY {amount}"),
        }
    }

    /// A size in bytes: `812 KB`, `3.4 MB`.
    pub fn file_size(self, bytes: u64) -> String {
        match bytes {
            0..1_024 => format!("{bytes} B"),
            1_024..1_048_576 => format!("{} KB", bytes.div_ceil(1_024)),
            _ => {
                let tenths = bytes.saturating_mul(10).div_ceil(1_048_576);
                format!("{}.{} MB", tenths / 10, tenths % 10)
            }
        }
    }

    /// Whole sentences one after the other: Chinese ones need no space between them.
    pub fn sentences<S: AsRef<str>>(self, sentences: &[S]) -> String {
        let sentences: Vec<&str> = sentences.iter().map(AsRef::as_ref).collect();
        sentences.join(self.gap())
    }

    /// What stands between two sentences.
    pub const fn gap(self) -> &'static str {
        match self {
            Self::Zh => "",
            Self::En => " ",
        }
    }

    /// What stands between a name and what is said of it: `：` / `: `.
    pub const fn colon(self) -> &'static str {
        match self {
            Self::Zh => "：",
            Self::En => ": ",
        }
    }

    /// What stands between two things that have commas of their own: `；` / `; `.
    pub const fn semicolon(self) -> &'static str {
        match self {
            Self::Zh => "；",
            Self::En => "; ",
        }
    }

    /// Words in a row: `甲、乙、丙` / `A, B and C`.
    pub fn list<S: AsRef<str>>(self, words: &[S]) -> String {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        match (self, words.split_last()) {
            (_, None) => String::new(),
            (_, Some((last, []))) => (*last).to_owned(),
            (Self::Zh, _) => words.join("、"),
            (Self::En, Some((last, rest))) => format!("{} and {last}", rest.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        base::time::parse_day(text).unwrap()
    }

    #[test]
    fn dates_are_said_as_people_say_them() {
        let monday = day("2026-11-23");
        assert_eq!(Lang::Zh.date(monday), "2026年11月23日 星期一");
        assert_eq!(Lang::En.date(monday), "Monday 23 November 2026");
        let at = Timestamp::at(monday, 9, 5);
        assert_eq!(Lang::Zh.time(at), "2026年11月23日 09:05");
        assert_eq!(Lang::En.time(at), "23 November 2026, 09:05");
    }

    #[test]
    fn spans_know_one_from_many_and_the_same_day() {
        assert_eq!(Lang::Zh.working_days(3), "3 个工作日");
        assert_eq!(Lang::En.working_days(1), "1 working day");
        assert_eq!(Lang::En.working_days(3), "3 working days");
        assert_eq!(Lang::Zh.working_days(0), "当天");
        assert_eq!(Lang::En.calendar_days(30), "30 days");
        assert_eq!(Lang::Zh.validity(60), "5 年");
        assert_eq!(Lang::En.validity(18), "18 months");
    }

    #[test]
    fn numbers_money_and_sizes() {
        assert_eq!(Lang::Zh.count(999), "999");
        assert_eq!(Lang::Zh.count(2024), "2,024");
        assert_eq!(Lang::Zh.count(1_234_567), "1,234,567");
        assert_eq!(Lang::Zh.money(8_000), "80 元");
        assert_eq!(Lang::En.money(123_450), "CNY 1,234.50");
        assert_eq!(Lang::En.file_size(812), "812 B");
        assert_eq!(Lang::En.file_size(3_565_158), "3.4 MB");
    }

    #[test]
    fn words_in_a_row() {
        assert_eq!(Lang::Zh.list(&["甲", "乙", "丙"]), "甲、乙、丙");
        assert_eq!(Lang::En.list(&["A", "B", "C"]), "A, B and C");
        assert_eq!(Lang::En.list(&["A"]), "A");
        assert_eq!(Lang::En.list::<&str>(&[]), "");
    }
}
