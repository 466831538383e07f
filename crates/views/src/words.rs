//! Words of the catalogue on a page: the language that was asked for, or Chinese, marked as such.

use domain::cases::Due;
use domain::catalogue::{Citation, LimitUnit, Text, TimeLimit};
use i18n::Lang;
use maud::{Markup, Render, html};

/// A text ready for a page: what it says, and whether it is Chinese on an English page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a>(pub &'a str, bool);

impl<'a> Words<'a> {
    /// Words of the page's own language.
    pub const fn own(words: &'a str) -> Self {
        Self(words, false)
    }
}

/// The text in the language, or the Chinese one where nobody has translated it.
pub fn text(lang: Lang, text: &Text) -> Words<'_> {
    match (lang, text.en.as_deref()) {
        (Lang::Zh, _) => Words(&text.zh, false),
        (Lang::En, Some(en)) if !en.is_empty() => Words(en, false),
        (Lang::En, _) => Words(&text.zh, true),
    }
}

/// Chinese on any page, as law citations and official names are.
pub fn chinese(lang: Lang, words: &str) -> Words<'_> {
    Words(words, lang == Lang::En)
}

/// Chinese on an English page says so (WCAG 3.1.2), so that it is read aloud rightly.
impl Render for Words<'_> {
    fn render(&self) -> Markup {
        html! { @if self.1 { span lang="zh-CN" { (self.0) } } @else { (self.0) } }
    }
}

/// Plain words with the official Chinese term beside them: 要带什么 申请材料.
pub fn official(lang: Lang, term: &str) -> Markup {
    html! { span.official { (chinese(lang, term)) } }
}

/// The first of each kind, in their order, and how many there are of it.
pub(crate) fn counted<T, K: PartialEq>(
    all: impl Iterator<Item = T>,
    kind: impl Fn(&T) -> K,
) -> Vec<(T, usize)> {
    let mut kinds: Vec<(T, usize)> = Vec::new();
    for one in all {
        match kinds.iter_mut().find(|(first, _)| kind(first) == kind(&one)) {
            Some((_, times)) => *times += 1,
            None => kinds.push((one, 1)),
        }
    }
    kinds
}

/// A citation as law cites, with the note that says what it means here.
pub fn citation(lang: Lang, citation: &Citation) -> Markup {
    html! {
        (chinese(lang, &citation.to_string()))
        @if let Some(note) = &citation.note { (lang.colon()) (chinese(lang, note)) }
    }
}

/// Citations on one line.
pub fn citations(lang: Lang, list: &[Citation]) -> Markup {
    html! {
        @for (place, one) in list.iter().enumerate() {
            @if place > 0 { (lang.semicolon()) }
            (chinese(lang, &one.to_string()))
        }
    }
}

/// `20 个工作日`, `3 个月`; no working days at all is the same day.
pub fn limit(lang: Lang, limit: &TimeLimit) -> String {
    span(lang, limit.unit, limit.days)
}

/// So many units.
pub fn span(lang: Lang, unit: LimitUnit, count: u16) -> String {
    match unit {
        LimitUnit::WorkingDay => lang.working_days(count),
        LimitUnit::CalendarDay => lang.calendar_days(count),
        LimitUnit::Month => lang.months(count),
    }
}

/// A last day, said to be provisional where it may still move.
pub fn due(lang: Lang, due: Due) -> String {
    let day = lang.date(due.on);
    if due.provisional { lang.clocks_provisional_day(day) } else { day }
}
