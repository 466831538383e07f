//! 案卷: the whole case on one page. File, materials and clocks stand side by side on a wide screen;
//! the acts that this person may do now are forms.

mod acts;
mod allowed;
mod clocks;
mod file;
mod joint;
mod log;
mod materials;
mod review;

use base::Timestamp;
use domain::access::{Access, Action, Actor, Resource, decide};
use domain::cases::{Case, Clocks, Event, Party, PostalAddress, Stage, State, Terms};
use domain::catalogue::{Department, Item, Regime, Region};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::{Map, Value};

pub use allowed::{Doing, allowed};

use super::urgency::Urgency;
use super::{Me, Names, room, words};
use crate::components::{
    FieldError, Tone, Weight, button, button_link, error_summary, notice, pairs, tag,
};
use crate::my::told::About;
use crate::papers::Grounds;
use crate::words::text;
use crate::{Shell, links};

/// An entry of the case in the work log.
#[derive(Debug, Clone)]
pub struct LogLine<'a> {
    /// Its number.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who, as the log names them.
    pub actor: &'a str,
    /// What.
    pub event: &'a Event,
    /// The words that go with it; none when there are none or they were erased.
    pub personal: Option<&'a Value>,
    /// Its place in the log, once it has one.
    pub leaf: Option<i64>,
}

/// A stored file.
#[derive(Debug, Clone)]
pub struct FileRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// The material it is.
    pub material: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Bytes.
    pub size: u64,
    /// When it came.
    pub at: Timestamp,
}

/// Somebody read the file.
#[derive(Debug, Clone)]
pub struct ReadingRow<'a> {
    /// When.
    pub at: Timestamp,
    /// Who, as the log names them.
    pub actor: &'a str,
    /// What for.
    pub purpose: &'a str,
}

/// What became of the act before.
#[derive(Debug, Clone, Default)]
pub enum Told {
    /// The page was opened.
    #[default]
    Nothing,
    /// It was done.
    Done(Doing),
    /// Somebody else acted after this person had opened the page; the number of the last event
    /// seen.
    Moved(u64),
    /// The law or the state of the case does not let it be done.
    Refused(String),
    /// What was typed when the session ended is in the form again.
    Kept,
}

/// What the page of a case shows.
#[derive(Clone)]
pub struct CaseView<'a> {
    /// Who looks.
    pub me: Me<'a>,
    /// The case.
    pub case: &'a Case,
    /// Its item.
    pub item: &'a Item,
    /// Its terms.
    pub terms: &'a Terms,
    /// Its regime.
    pub regime: &'a Regime,
    /// The competent department.
    pub department: &'a Department,
    /// Persons; empty when erased.
    pub parties: &'a [Party],
    /// The answers as they stand.
    pub answers: &'a Map<String, Value>,
    /// Where to post.
    pub address: Option<&'a PostalAddress>,
    /// Stored files.
    pub files: Vec<FileRow<'a>>,
    /// Entries, oldest first.
    pub lines: Vec<LogLine<'a>>,
    /// Readings, oldest first.
    pub readings: Vec<ReadingRow<'a>>,
    /// The clocks with their days.
    pub clocks: Clocks,
    /// Names.
    pub names: Names<'a>,
    /// Colleagues of the department to whom it can be handed: id and name.
    pub colleagues: &'a [(String, String)],
    /// Regions, for the government of the remedies.
    pub regions: &'a [std::sync::Arc<Region>],
    /// What the file was opened for.
    pub purpose: &'a str,
    /// What became of the act before.
    pub told: Told,
    /// The act that failed, whose form is shown open with what was typed.
    pub failed: Option<Doing>,
    /// What was typed, by field name.
    pub typed: &'a [(String, String)],
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// What the form that was kept is kept under; empty for none.
    pub kept: &'a str,
    /// Whether the file is open to this person; else the page says how far the case has come.
    pub whole: bool,
    /// The present moment.
    pub now: Timestamp,
}

impl CaseView<'_> {
    /// Whether this person may print the paper of an entry.
    fn prints(&self, line: &LogLine<'_>) -> bool {
        let own = line.actor.strip_prefix("staff:") == Some(self.me.staff.id.as_str());
        crate::papers::has_paper(line.event) && (self.whole || own)
    }

    /// What was typed into a field.
    fn typed(&self, name: &str) -> &str {
        super::typed(self.typed, name)
    }

    /// Whether a box of a field was ticked.
    fn ticked(&self, name: &str, value: &str) -> bool {
        self.typed.iter().any(|(key, typed)| key == name && typed == value)
    }

    fn error(&self, name: &str) -> &str {
        FieldError::of(self.errors, name)
    }

    /// What remedies against an act on it are judged by.
    fn grounds(&self) -> Grounds<'_> {
        Grounds {
            item: self.item,
            regime: self.regime,
            department: self.department,
            departments: self.names.departments,
            regions: self.regions,
        }
    }

    fn urgency(&self) -> Urgency {
        let stopped = self.case.open_pause().is_some();
        Urgency::of(self.case.due_on(), self.now.day(), stopped)
    }
}

/// The page of a case.
pub fn case(lang: Lang, shell: &Shell<'_>, view: &CaseView<'_>) -> Markup {
    let doings = allowed(view.me.staff, view.case, view.terms);
    let typed = typed(lang, view);
    let body = html! {
        (head(lang, view))
        (told(lang, view, !typed.is_empty()))
        (lost(lang, view, &doings, &typed))
        (error_summary(lang, view.errors))
        div.columns.case-file {
            @if view.whole {
                (file::file(lang, view))
                (materials::materials(lang, view))
            } @else {
                section {
                    h2 { (lang.desk_status_only()) }
                    p { (lang.desk_status_only_hint()) }
                }
            }
            div.doing {
                (offered(lang, shell, view, &doings))
                (clocks::clocks(lang, view))
            }
        }
        @if view.whole { (joint::joint(lang, view)) }
        div.columns {
            (log::lines(lang, view))
            @if view.whole { (log::readings(lang, view)) }
        }
    };
    room(lang, shell, &view.case.number, body)
}

fn head(lang: Lang, view: &CaseView<'_>) -> Markup {
    let case = view.case;
    let urgency = view.urgency();
    let state = match case.state {
        State::Closed { closing } => words::closing(lang, closing),
        state => words::stage(lang, state.stage()),
    };
    html! {
        div.case-head {
            h1 { (text(lang, &view.item.name)) }
            span.mono { (case.number) }
            (tag(Tone::Info, state))
            @if !case.is_closed() { (urgency.words(lang)) }
        }
        p.meta {
            span { (text(lang, &view.department.name)) }
            span {
                (lang.desk_col_holder()) (lang.colon())
                @match case.held.officer.as_deref() {
                    Some(id) => (view.names.officer(id)),
                    None => (lang.desk_nobody()),
                }
            }
            @if let Some(due) = case.due_on() {
                span { (lang.desk_col_due()) (lang.colon()) (crate::clock::due(lang, due)) }
            }
            span { (words::channel(lang, case.channel)) " · " (lang.time(case.received_at)) }
            @if let Some(late) = &case.late {
                @let why = words::late_reason(lang, &late.reason);
                (tag(Tone::Plain, lang.desk_late_tag(why, &late.paper_receipt)))
            }
            @if case.erased { (tag(Tone::Plain, lang.desk_erased())) }
            a href=(links::item(lang, &view.item.code)) { (lang.status_guide()) }
            a.no-print href="#acts" { (lang.desk_acts()) }
        }
        @if view.whole { (purpose(lang, view)) }
    }
}

/// What the file was opened for; another purpose opens it anew, which is noted too.
fn purpose(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        div.bar.no-print {
            form method="get" action=(links::desk_case(lang, &view.case.number)) {
                label.label for="purpose" { (lang.desk_purpose()) }
                select.input #purpose name="purpose" {
                    @for one in words::PURPOSES {
                        option value=(one) selected[one == view.purpose] {
                            (words::purpose(lang, one))
                        }
                    }
                }
                (button(Weight::Quiet, lang.desk_purpose_change()))
            }
        }
    }
}

fn told(lang: Lang, view: &CaseView<'_>, typed: bool) -> Markup {
    match &view.told {
        Told::Nothing => html! {},
        Told::Done(doing) => {
            let last = view.lines.last().filter(|line| view.prints(line));
            notice(
                Tone::Ok,
                lang.desk_done(),
                html! {
                    p {
                        (acts::title(lang, *doing)) " · "
                        (words::stage(lang, view.case.state.stage()))
                    }
                    @if let Some(line) = last {
                        p { a href=(links::desk_paper(lang, &view.case.number, line.seq)) {
                            (lang.desk_print_paper())
                        } }
                    }
                },
            )
        }
        Told::Moved(seen) => notice(
            Tone::Warn,
            lang.desk_moved(),
            html! {
                p { (lang.desk_moved_hint()) }
                @if typed { p { (lang.desk_moved_typed()) } }
                ul { @for line in view.lines.iter().filter(|line| line.seq > *seen) {
                    li {
                        strong { (view.names.actor(lang, line.actor)) } " "
                        (lang.time(line.at)) (lang.colon()) (words::event(lang, line.event))
                    }
                } }
            },
        ),
        Told::Kept => crate::my::kept::here(lang),
        Told::Refused(why) => notice(Tone::Bad, lang.desk_not_done(), html! { p { (why) } }),
    }
}

/// What was typed for the act that was not done, in words.
fn typed(lang: Lang, view: &CaseView<'_>) -> Vec<(String, String)> {
    let about = About {
        item: Some(view.item),
        asks: matches!(view.failed, Some(Doing::Mend | Doing::Supply)),
        exclusions: &view.regime.exclusions,
        names: view.names,
    };
    match (&view.told, view.failed) {
        (Told::Nothing | Told::Done(_), _) | (_, None) => Vec::new(),
        _ => crate::my::told::told(lang, &about, view.typed),
    }
}

/// It, where the act is not offered any more, so that it is not lost with its form.
fn lost(lang: Lang, view: &CaseView<'_>, doings: &[Doing], typed: &[(String, String)]) -> Markup {
    let gone = view.failed.filter(|doing| !doings.contains(doing) && !typed.is_empty());
    html! {
        @if let Some(doing) = gone {
            section.card {
                h2 { (acts::title(lang, doing)) (lang.colon()) (lang.people_kept_list()) }
                (pairs(&typed.iter().map(|(label, words)| {
                    (label.as_str(), html! { span.lines { (words) } })
                }).collect::<Vec<_>>()))
            }
        }
    }
}

fn offered(lang: Lang, shell: &Shell<'_>, view: &CaseView<'_>, doings: &[Doing]) -> Markup {
    let deliver = view.case.state.stage() == Stage::Decided
        && (view.me.staff.has(domain::people::Role::Window) || view.me.handles());
    let resource = Resource::Case(view.case.resource());
    let actor = Actor::Staff(view.me.staff.clone());
    let renews =
        !view.case.erased && decide(&actor, Action::RenewQueryCode, &resource) == Access::Granted;
    html! {
        section.acts.no-print #acts {
            h2 { (lang.desk_acts()) }
            @for doing in doings { (acts::act(lang, shell, view, *doing)) }
            @if deliver {
                (button_link(Weight::Main, &links::desk_hand_over(lang, &view.case.number),
                    lang.outlet_hand_over()))
            }
            @if renews {
                (button_link(Weight::Quiet, &links::desk_query_code(lang, &view.case.number),
                    lang.outlet_code_title()))
            }
            @if doings.is_empty() && !deliver { p.soft { (lang.desk_acts_none()) } }
        }
    }
}
