//! 一口出件: results that wait, the longest first, and handing one over against identity.

use base::{Date, Timestamp};
use domain::cases::{DeliveryWish, Party, PostalAddress};
use domain::catalogue::Text;
use domain::people::PartyRole;
use i18n::Lang;
use maud::{Markup, html};

use super::urgency::days_between;
use super::{Names, came, room, token, typed, words};
use crate::components::{
    Field, FieldError, Input, Table, Tone, Weight, button, empty_state, error_summary, field,
    kept_field, notice, pages, pairs, table, tag,
};
use crate::department::phone;
use crate::words::text;
use crate::{Shell, links};

/// Days after which a result counts as not collected.
pub const UNCOLLECTED_DAYS: i32 = 10;

/// A result that waits.
#[derive(Debug, Clone)]
pub struct ResultRow {
    /// Case number (办件编号).
    pub number: String,
    /// The item's name.
    pub item: Text,
    /// The applicant, masked.
    pub applicant: String,
    /// The department, by its `id`.
    pub department: String,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// How the person wants it.
    pub wish: DeliveryWish,
}

/// What the outlet shows.
#[derive(Debug, Clone)]
pub struct OutletView<'a> {
    /// Only those not collected for long.
    pub uncollected: bool,
    /// The rows of this page, oldest first.
    pub rows: Vec<ResultRow>,
    /// The page, from one.
    pub page: usize,
    /// The last page.
    pub last: usize,
    /// A case that was just delivered.
    pub done: &'a str,
    /// Names.
    pub names: Names<'a>,
    /// Today.
    pub today: Date,
}

/// The outlet.
pub fn outlet(lang: Lang, shell: &Shell<'_>, view: &OutletView<'_>) -> Markup {
    let address = |only: bool, page: &str| {
        let only = if only { "1" } else { "" };
        links::query(&links::desk_outlet(lang), &[("uncollected", only), ("page", page)])
    };
    let columns = [
        lang.desk_col_case(),
        lang.desk_col_item(),
        lang.desk_col_applicant(),
        lang.desk_col_department(),
        lang.outlet_waiting(),
        lang.outlet_wish(),
    ];
    let rows = view.rows.iter().map(|row| cells(lang, view, row)).collect();
    let caption = if view.uncollected { lang.outlet_uncollected() } else { lang.outlet_title() };
    let body = html! {
        h1 { (lang.outlet_title()) }
        @if !view.done.is_empty() {
            (notice(Tone::Ok, "", html! { p { (lang.outlet_done(view.done)) } }))
        }
        nav aria-label=(lang.work_tabs()) { ul.tabs {
            @for (only, word) in [(false, lang.outlet_all()), (true, lang.outlet_uncollected())] {
                li { a href=(address(only, ""))
                    aria-current=[(only == view.uncollected).then_some("page")] { (word) } }
            }
        } }
        @if view.rows.is_empty() {
            (empty_state(lang.outlet_empty(), lang.outlet_empty_hint(), html! {}))
        } @else {
            @if view.uncollected { p.soft { (lang.outlet_call_hint()) } }
            div.tight { (table(&Table {
                caption, caption_hidden: true, heads: &columns, rows, keys: true,
            })) }
            (super::key_help(lang, false))
            (pages(lang, view.page, view.last,
                |page| address(view.uncollected, &page.to_string())))
        }
    };
    room(lang, shell, lang.outlet_title(), body)
}

fn cells(lang: Lang, view: &OutletView<'_>, row: &ResultRow) -> Vec<Markup> {
    let waited = days_between(row.decided_at.day(), view.today);
    let forgotten = waited > UNCOLLECTED_DAYS;
    vec![
        html! { a.mono data-row href=(links::desk_hand_over(lang, &row.number)) { (row.number) } },
        html! { (text(lang, &row.item)) },
        html! { (row.applicant) },
        view.names.department(lang, &row.department),
        html! {
            @if forgotten {
                (tag(Tone::Warn, match row.wish {
                    DeliveryWish::PickUp => lang.outlet_long(),
                    DeliveryWish::Post => lang.outlet_unposted(),
                }))
                " "
            }
            (lang.outlet_days(waited))
        },
        html! { (wish(lang, row.wish)) },
    ]
}

const fn wish(lang: Lang, wish: DeliveryWish) -> &'static str {
    match wish {
        DeliveryWish::PickUp => lang.desk_delivery_pick_up(),
        DeliveryWish::Post => lang.desk_delivery_post(),
    }
}

/// A result to be handed over.
#[derive(Debug, Clone)]
pub struct HandOverView<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// The number of its last event.
    pub seq: u64,
    /// The item's name.
    pub item: &'a Text,
    /// The numbers of the results; empty where there are none.
    pub results: Vec<String>,
    /// The decision's paper, by the number of its event.
    pub decision: u64,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Persons.
    pub parties: &'a [Party],
    /// How the person wants it.
    pub wish: DeliveryWish,
    /// Where to post.
    pub address: Option<&'a PostalAddress>,
    /// What was typed before an error.
    pub typed: &'a [(String, String)],
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// What is in the way, where no field is to blame.
    pub refused: Option<String>,
}

/// Hand a result over against identity, or note its posting.
pub fn hand_over(lang: Lang, shell: &Shell<'_>, view: &HandOverView<'_>) -> Markup {
    let paper = links::desk_paper(lang, view.number, view.decision);
    let body = html! {
        h1 { (lang.outlet_hand_over()) }
        p { span.mono { (view.number) } " · " (text(lang, view.item)) }
        @if let Some(why) = &view.refused {
            (notice(Tone::Bad, lang.desk_not_done(), html! { p { (why) } }))
        }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        div.columns {
            section {
                h2 { (lang.outlet_what()) }
                (pairs(&[
                    (lang.outlet_result(), html! {
                        @if view.results.is_empty() { "—" }
                        @for number in &view.results { div { (number) } }
                    }),
                    (lang.outlet_decided(), html! { (lang.time(view.decided_at)) }),
                    (lang.outlet_wish(), html! { (wish(lang, view.wish)) }),
                    (lang.outlet_paper(), html! { a href=(paper) { (lang.outlet_print()) } }),
                ]))
                h2 { (lang.outlet_persons()) }
                @for party in view.parties { (person(lang, party)) }
            }
            section.acts { (handed(lang, shell, view)) (posted(lang, shell, view)) }
        }
    };
    room(lang, shell, lang.outlet_hand_over(), body)
}

fn person(lang: Lang, party: &Party) -> Markup {
    html! {
        p {
            strong { (party.name) } " · " (words::party(lang, party.role)) br;
            (words::document(lang, &party.document_kind)) " " span.mono { (party.document_number) }
            @if let Some(number) = &party.phone { br; (phone(number)) }
        }
    }
}

fn handed(lang: Lang, shell: &Shell<'_>, view: &HandOverView<'_>) -> Markup {
    let roles: Vec<PartyRole> = view.parties.iter().map(|party| party.role).collect();
    let asked = came::Asked {
        prefix: "deliver",
        who: [lang.outlet_who(), lang.outlet_who_hint()],
        roles: &roles,
        typed: view.typed,
        errors: view.errors,
    };
    html! {
        details open[view.wish == DeliveryWish::PickUp] {
            summary { (lang.outlet_handed()) }
            (form(lang, shell, view, "handed", &html! {
                (came::fields(lang, &asked))
                (field(lang, &Field {
                    name: "deliver.mandate",
                    label: lang.outlet_mandate(),
                    optional: true,
                    input: Input::Tick {
                        checked: !typed(view.typed, "deliver.mandate").is_empty(),
                    },
                    ..Field::default()
                }))
            }))
        }
    }
}

fn posted(lang: Lang, shell: &Shell<'_>, view: &HandOverView<'_>) -> Markup {
    let number = Field {
        name: "deliver.tracking",
        label: lang.outlet_tracking(),
        value: typed(view.typed, "deliver.tracking"),
        error: FieldError::of(view.errors, "deliver.tracking"),
        max_chars: 40,
        input: Input::Code,
        ..Field::default()
    };
    html! {
        details open[view.wish == DeliveryWish::Post] {
            summary { (lang.outlet_posted()) }
            @if let Some(to) = view.address {
                p { (to.name) " · " (to.phone) br; (to.address) }
            } @else { p.soft { (lang.outlet_no_address()) } }
            (form(lang, shell, view, "posted", &field(lang, &number)))
        }
    }
}

fn form(
    lang: Lang,
    shell: &Shell<'_>,
    view: &HandOverView<'_>,
    method: &str,
    fields: &Markup,
) -> Markup {
    html! {
        form method="post" action=(links::desk_hand_over(lang, view.number)) {
            (token(shell))
            (kept_field(view.kept))
            input type="hidden" name="seq" value=(view.seq);
            input type="hidden" name="deliver.method" value=(method);
            (fields)
            (button(Weight::Main, lang.outlet_go()))
        }
    }
}
