//! What each step takes from its form, what is wrong with it, and its page.

use app::catalogue::Published;
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::form::FieldKind;
use i18n::Lang;
use serde_json::Value;
use views::components::FieldError;
use views::form::{in_words as said, questions};
use views::my::check::{CheckView, PartyView, check};
use views::my::delivery::delivery;
use views::my::form::form;
use views::my::materials::{MaterialsView, materials};
use views::my::person::{PersonView, person};
use views::my::step::{Again, Frame, Step};
use views::my::whom::{Whom, whom};
use views::my::{Typed, wrong};

use super::Showing;
use super::again::anew;
use super::opened::{Opened, Told};
use crate::App;
use crate::form::Posted;
use crate::pages::my::room::{MyRoom, in_words};
use crate::visitor::Visitor;

const PERSON: [&str; 4] = ["name", "document_kind", "document_number", "phone"];
const DELIVERY: [&str; 4] = ["wish", "post_name", "post_phone", "post_address"];

/// Takes what a step's form sent into the draft, right or wrong.
pub(super) fn take(opened: &mut Opened, step: Step, posted: &Posted) {
    let body = &mut opened.body;
    let some = |names: [&str; 4]| {
        names.map(|name| (name.to_owned(), posted.get(name).to_owned())).to_vec()
    };
    match step {
        Step::Whom => {
            let whom = posted.get("whom");
            if body.whom != whom {
                body.person.clear();
                body.mark(Step::Person, false);
            }
            whom.clone_into(&mut body.whom);
        }
        Step::Person => body.person = some(PERSON),
        Step::Delivery => body.delivery = some(DELIVERY),
        Step::Form => {
            if let Some(schema) = opened.item.questions() {
                body.answers = schema.parse_form(&posted.0);
            }
        }
        Step::Materials | Step::Check => {}
    }
}

/// What is wrong with a step, in words.
pub(super) fn judge(app: &App, lang: Lang, told: &Told<'_>, step: Step) -> Vec<FieldError> {
    let body = told.body;
    let account = told.account.profile.kind;
    let today = app.house.clock.now().day();
    match step {
        Step::Whom => match body.whom() {
            Some(whom) if Whom::offered(account, &told.item.item).contains(&whom) => {
                in_words(lang, &body.too_young(told.account, today))
            }
            _ => vec![error("whom", lang.apply_whom_required().to_owned())],
        },
        Step::Person => match body.parties(&app.house.keys, told.account, today) {
            Ok(_) => Vec::new(),
            Err(faults) => in_words(lang, &faults),
        },
        Step::Form => form_errors(lang, told.item, &body.answers),
        Step::Delivery => match body.wish() {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(|fault| delivery_error(lang, fault)).collect(),
        },
        Step::Materials | Step::Check => Vec::new(),
    }
}

fn error(field: &str, message: String) -> FieldError {
    FieldError { field: field.to_owned(), message }
}

/// What is wrong with the answers of an item's form, in words.
pub(in crate::pages::my) fn form_errors(
    lang: Lang,
    item: &Published,
    answers: &serde_json::Map<String, Value>,
) -> Vec<FieldError> {
    let Some((schema, source)) = item.questions().zip(item.item.form.as_ref()) else {
        return Vec::new();
    };
    let asks = questions(lang, source);
    let faults = schema.validate(answers).into_iter();
    faults
        .filter_map(|fault| {
            let ask = asks.iter().find(|ask| ask.key == fault.field)?;
            let example = ask.example.map(|value| said(lang, ask, value)).unwrap_or_default();
            let label = ask.label.trim_end_matches(['？', '?', '：', ':']);
            let text = wrong::answer(lang, label, fault.code, &fault.values, &example);
            let date = schema.field(&fault.field).is_some_and(|field| {
                matches!(field.kind, FieldKind::Date) && fault.code == "pattern"
            });
            let text = if date { lang.apply_wrong_date(label) } else { text };
            Some(error(&fault.field, text))
        })
        .collect()
}

fn delivery_error(lang: Lang, fault: &app::FieldError) -> FieldError {
    let field = fault.field.as_str();
    let message = match (field, fault.code.as_str()) {
        ("wish", _) => lang.apply_delivery_required().to_owned(),
        ("post_address", "required") => lang.apply_delivery_address_required().to_owned(),
        ("post_address", _) => {
            lang.apply_delivery_address_long(fault.values.first().map_or("", String::as_str))
        }
        ("post_name", "person_name.empty") => lang.apply_delivery_name_required().to_owned(),
        ("post_name", code) => {
            wrong::person(lang, "name", code, &fault.values, lang.apply_delivery_name())
        }
        (_, code) => wrong::person(lang, "phone", code, &fault.values, lang.apply_delivery_phone()),
    };
    error(field, message)
}

/// The page of a step.
pub(super) fn page(
    app: &App,
    lang: Lang,
    room: &MyRoom,
    visitor: &Visitor,
    opened: &Opened,
    step: Step,
    showing: &Showing<'_>,
) -> Response {
    let shell = room.shell(app);
    let body = &opened.body;
    let account = opened.account.profile.kind;
    let files = opened.files(lang);
    let from = opened.draft.from_case.as_deref();
    let anew = from.map(|_| anew(app, lang, opened)).unwrap_or_default();
    let frame = Frame {
        kept: showing.kept,
        moved: showing.moved,
        again: from.map(|number| Again { number, anew: &anew }),
        ..opened.frame(visitor, showing.errors)
    };
    let markup = match step {
        Step::Whom => whom(lang, &shell, &frame, account, body.whom()),
        Step::Person => {
            let whom = body.whom().unwrap_or(Whom::Me);
            person(lang, &shell, &frame, &PersonView { whom, account, typed: &body.person })
        }
        Step::Form => form(lang, &shell, &frame, &body.answers),
        Step::Materials => {
            let added = files.iter().find(|file| file.id == showing.added);
            let added = added.map(|file| file.name.as_str());
            let view = MaterialsView { files: &files, later: &body.later, added };
            materials(lang, &shell, &frame, &view)
        }
        Step::Delivery => delivery(lang, &shell, &frame, Typed(&body.delivery)),
        Step::Check => {
            let today = app.house.clock.now().day();
            let parties = body.parties(&app.house.keys, &opened.account, today);
            let parties = parties.unwrap_or_default();
            let parties: Vec<PartyView> = parties.iter().map(PartyView::masked).collect();
            let address = body.wish().ok().and_then(|(_, address)| address);
            let lines = address.map(|to| [to.name, to.phone, to.address]);
            let view = CheckView {
                parties: &parties,
                answers: &body.answers,
                files: &files,
                later: &body.later,
                post_to: lines.as_ref().map(<[String; 3]>::as_slice),
                stopped: showing.stopped,
            };
            check(lang, &shell, &frame, &view)
        }
    };
    markup.into_response()
}
