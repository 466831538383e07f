//! Items in a list, as search, themes, departments and the first page show them.

use domain::catalogue::{
    Application, ApplicationForm, CaseType, Department, Item, ItemKind, Text, TimeLimit,
};
use i18n::Lang;
use maud::{Markup, html};

use crate::links;
use crate::words::{self, text};

/// A piece of a text; the pieces that match a search are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The piece.
    pub text: &'a str,
    /// Whether it matches.
    pub hit: bool,
}

/// A text as it is, or cut into pieces by a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title<'a> {
    /// As it is.
    Plain(&'a Text),
    /// With the matches marked, in the language of the page.
    Marked(Vec<Segment<'a>>),
}

impl Title<'_> {
    /// On a page.
    pub(crate) fn show(&self, lang: Lang) -> Markup {
        match self {
            Self::Plain(whole) => html! { (text(lang, whole)) },
            Self::Marked(pieces) => html! {
                @for piece in pieces {
                    @if piece.hit { mark { (piece.text) } } @else { (piece.text) }
                }
            },
        }
    }
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow<'a> {
    /// Item code (实施编码).
    pub code: &'a str,
    /// Its name.
    pub name: Title<'a>,
    /// What one gets.
    pub summary: Title<'a>,
    /// The short name of its department.
    pub department: &'a Text,
    /// 事项类型.
    pub kind: ItemKind,
    /// 办件类型.
    pub case_type: CaseType,
    /// 承诺办结时限, or the statutory one where nothing is promised.
    pub limit: Option<&'a TimeLimit>,
    /// How often one has to come (到办事现场次数); none where the source does not say.
    pub visits: Option<u8>,
    /// Whether one can apply online.
    pub online: bool,
    /// Whether it is known that nothing is charged.
    pub free: bool,
    /// Whether one can apply at all.
    pub applies: bool,
}

impl<'a> ItemRow<'a> {
    /// The row of an item of a department.
    pub fn of(item: &'a Item, department: &'a Department) -> Self {
        Self {
            code: &item.code,
            name: Title::Plain(&item.name),
            summary: Title::Plain(&item.summary),
            department: &department.short,
            kind: item.kind,
            case_type: item.case_type,
            limit: item.limits.shown(),
            visits: item.visits(),
            online: is_online(item),
            free: item.is_free() == Some(true),
            applies: !matches!(item.application, Application::None { .. }),
        }
    }
}

/// Whether one can apply for the item on a computer or telephone.
pub fn is_online(item: &Item) -> bool {
    let online = [ApplicationForm::Web, ApplicationForm::Mobile];
    item.channels.apply.iter().any(|form| online.contains(form))
}

/// Items one below the other, each leading to its guide.
pub fn list(lang: Lang, rows: &[ItemRow<'_>]) -> Markup {
    html! {
        ul.links {
            @for row in rows {
                li {
                    h3 { a href=(links::item(lang, row.code)) { (row.name.show(lang)) } }
                    p.soft { (row.summary.show(lang)) }
                    (meta(lang, row))
                }
            }
        }
    }
}

fn meta(lang: Lang, row: &ItemRow<'_>) -> Markup {
    html! {
        div.meta {
            span { (text(lang, row.department)) }
            @if row.applies {
                @if row.case_type == CaseType::Immediate { span { (lang.guide_immediate()) } }
                @else if let Some(limit) = row.limit { span { (words::limit(lang, limit)) } }
                @if let Some(times) = row.visits { span { (visits(lang, times)) } }
                @if row.online { span { (lang.guide_online()) } }
                @if row.free { span { (lang.guide_free()) } }
            } @else {
                span { (lang.guide_information_only()) }
            }
        }
    }
}

/// 不用跑 / 最多跑 1 次.
pub fn visits(lang: Lang, visits: u8) -> String {
    match visits {
        0 => lang.guide_visits_none().to_owned(),
        visits => lang.guide_visits_some(visits),
    }
}
