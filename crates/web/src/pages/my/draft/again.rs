//! 再次申请: a new application with the answers and files of one that ended without a result.

use app::cases::file::{File, own};
use app::catalogue::Published;
use app::drafts::{self, NewDraft};
use app::people::Account;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::cases::{DeliveryWish, Party, Taken};
use domain::catalogue::{Item, MaterialNeed};
use domain::people::{PartyRole, PersonKind};
use i18n::Lang;
use views::form::questions;
use views::guide::Apply;
use views::links;
use views::my::check::missing_papers;
use views::my::step::Step;
use views::my::whom::Whom;
use views::rows::is_online;
use views::words::text;

use super::body::Body;
use super::opened::{Opened, Told};
use super::steps;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::my::cookies::see_other;
use crate::pages::my::file::number_of;
use crate::visitor::Visitor;

pub(in crate::pages::my) async fn again(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
    _: Posted,
) -> Result<Response, PageError> {
    let number = number_of(lang, &number)?;
    let cx = app.cx(&visitor.actor);
    let case = number.as_str().to_owned();
    let (file, account) = cx
        .read(move |unit| Ok((own(unit, &case)?, app::people::own::load(unit)?)))
        .await
        .in_lang(lang)?;
    let code = &file.loaded.case.item;
    let catalogue = app.house.catalogue();
    let today = app.house.clock.now().day();
    let Some(item) = catalogue.item(code).filter(|item| can_apply(&item.item, today)) else {
        // The page before an application says why not.
        return Ok(see_other(&links::apply(lang, code)));
    };
    let body = filled_in(&app, lang, &file, &account, item);
    let body = serde_json::to_value(&body).map_err(app::Error::broken).in_lang(lang)?;
    let new = NewDraft::prepare(&app.house, code, &body).in_lang(lang)?;
    let case = number.as_str().to_owned();
    match cx.write(move |unit| drafts::again(unit, &new, &case)).await {
        Ok(id) => Ok(see_other(&links::draft(lang, &id))),
        // Too many drafts: “my cases” lists them, to go on with one or delete some.
        Err(app::Error::Invalid(_)) => Ok(see_other(&links::my(lang))),
        Err(app::Error::Refused(_)) => {
            let case = links::my_case(lang, number.as_str());
            Ok(see_other(&links::query(&case, &[("done", "refused")])))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

/// Whether one can apply for the item online on a day.
pub(in crate::pages::my) fn can_apply(item: &Item, today: base::Date) -> bool {
    matches!(Apply::on(item, today), Apply::Now | Apply::Until(_)) && is_online(item)
}

/// What was told then, as far as the item still asks for it. A step counts as done when nothing is
/// wrong with it and nothing is missing: the others are asked first.
fn filled_in(app: &App, lang: Lang, file: &File, account: &Account, published: &Published) -> Body {
    let item = &published.item;
    let mut body = of_case(file, account, published);
    let has = |id: &str| {
        file.loaded.case.papers.iter().any(|one| one.material == id && one.file.is_some())
    };
    for step in body.steps(item, account.profile.kind) {
        let told = Told { body: &body, account, item: published };
        let right = steps::judge(app, lang, &told, step).is_empty();
        let there = step != Step::Materials || lacking(lang, &body, item, has).is_empty();
        body.mark(step, right && there);
    }
    body
}

fn of_case(file: &File, account: &Account, published: &Published) -> Body {
    let (case, item) = (&file.loaded.case, &published.item);
    let (whom, other) = whom(&file.parties, account).unzip();
    let asked = published.questions();
    let still = |name: &String| asked.is_some_and(|form| form.field(name).is_some());
    let promised = |id: &str| {
        let later = case.papers.iter().any(|one| one.material == id && one.taken == Taken::Later);
        later && item.materials.iter().any(|one| one.id == id && one.need == MaterialNeed::Later)
    };
    Body {
        whom: whom.map_or("", Whom::word).to_owned(),
        person: other.flatten().map(typed).unwrap_or_default(),
        answers: file.answers.clone().into_iter().filter(|(name, _)| still(name)).collect(),
        later: item.materials.iter().map(|one| one.id.clone()).filter(|id| promised(id)).collect(),
        delivery: wish(file),
        ..Body::default()
    }
}

/// For whom it was, seen from the account, and who the other person was; none where the account
/// plays no part that could apply by itself.
fn whom<'a>(parties: &'a [Party], account: &Account) -> Option<(Whom, Option<&'a Party>)> {
    use PartyRole::{Agent, Applicant, Guardian, Handler, Subject};
    let mine =
        |role| parties.iter().any(|party| party.role == role && party.person == account.person);
    let other =
        |role| parties.iter().find(|party| party.role == role && party.person != account.person);
    let legal = account.profile.kind == PersonKind::Legal;
    if mine(Guardian) {
        return Some((Whom::Child, other(Subject).or_else(|| other(Applicant))));
    }
    if mine(Applicant) {
        return Some((Whom::Me, legal.then(|| other(Handler)).flatten()));
    }
    if mine(Handler) {
        return Some((Whom::Company, other(Applicant)));
    }
    mine(Agent).then(|| (Whom::Other, other(Applicant)))
}

/// A person as the step about them has it.
fn typed(party: &Party) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![
        pair("name", &party.name),
        pair("document_kind", &party.document_kind),
        pair("document_number", &party.document_number),
        pair("phone", party.phone.as_deref().unwrap_or_default()),
    ]
}

/// How the result was to come.
fn wish(file: &File) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    match (file.loaded.case.delivery_wish, &file.address) {
        (DeliveryWish::Post, Some(to)) => vec![
            pair("wish", "post"),
            pair("post_name", &to.name),
            pair("post_phone", &to.phone),
            pair("post_address", &to.address),
        ],
        _ => vec![pair("wish", "pick_up")],
    }
}

/// What must be answered or brought anew, in words: the item may have changed since, and what lay
/// on paper at the window does not come along.
pub(super) fn anew(app: &App, lang: Lang, opened: &Opened) -> Vec<String> {
    let item = &opened.item.item;
    let has = |id: &str| opened.files.iter().any(|file| file.material == id);
    let mut anew = Vec::new();
    for step in &opened.steps {
        let wrong = steps::judge(app, lang, &opened.told(), *step);
        match step {
            Step::Form => {
                let asks = item.form.as_ref().map(|form| questions(lang, form));
                let asks = asks.unwrap_or_default().into_iter();
                let asks = asks.filter(|ask| wrong.iter().any(|one| one.field == ask.key));
                anew.extend(asks.map(|ask| ask.label.to_owned()));
            }
            Step::Materials => anew.extend(lacking(lang, &opened.body, item, has)),
            _ if wrong.is_empty() => {}
            other => anew.push(other.name(lang).to_owned()),
        }
    }
    anew
}

/// Names of required papers of which there is nothing.
fn lacking(lang: Lang, body: &Body, item: &Item, has: impl Fn(&str) -> bool) -> Vec<String> {
    let missing = missing_papers(item, |one| body.later.contains(&one.id) || has(&one.id));
    missing.into_iter().map(|one| text(lang, &one.name).0.to_owned()).collect()
}
