//! Sending the application. The draft is the key: a second click is answered with the first
//! receipt.

use app::cases::{Application, Receipt, Submission, filed};
use app::drafts;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::cases::{Channel, DeliveryWish};
use i18n::Lang;
use views::components::FieldError;
use views::links;
use views::my::step::Step;

use super::opened::{Opened, open};
use super::{Showing, step_href, steps};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::pages::my::cookies::see_other;
use crate::pages::my::receipt::show_code;
use crate::pages::my::room::MyRoom;
use crate::visitor::Visitor;

pub(super) async fn submit(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    id: &str,
    posted: &Posted,
) -> Result<Response, PageError> {
    if let Some(receipt) = first(app, visitor, id).await.in_lang(lang)? {
        return Ok(to_receipt(app, lang, &receipt));
    }
    let opened = match open(app, lang, visitor, id).await {
        Ok(opened) => opened,
        Err(response) => return Ok(response),
    };
    if let Some(step) = unready(app, lang, &opened) {
        return Ok(see_other(&step_href(lang, &opened, step)));
    }
    if posted.get("declare") != "true" {
        let message = lang.apply_check_declare_required().to_owned();
        let errors = [FieldError { field: "declare".into(), message }];
        let showing = Showing { errors: &errors, ..Showing::default() };
        return Ok(again(app, lang, visitor, &opened, &showing));
    }
    let cx = app.cx(&visitor.actor);
    let application = application(app, &opened).in_lang(lang)?;
    match filed(&cx, application, Submission::run).await {
        Ok(receipt) => Ok(to_receipt(app, lang, &receipt)),
        // Another click was a moment faster.
        Err(app::Error::Moved { .. }) => match first(app, visitor, id).await.in_lang(lang)? {
            Some(receipt) => Ok(to_receipt(app, lang, &receipt)),
            None => Err(PageError::new(lang, app::Error::Moved { seq: 1 })),
        },
        Err(app::Error::Refused(_)) => {
            let stopped = Some(lang.apply_check_not_open());
            let showing = Showing { stopped, ..Showing::default() };
            Ok(again(app, lang, visitor, &opened, &showing))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

/// The receipt of the first submission of this draft, if there was one.
async fn first(app: &App, visitor: &Visitor, id: &str) -> app::Result<Option<Receipt>> {
    let request = drafts::idempotency(id);
    app.cx(&visitor.actor).read(move |unit| request.answered(unit)).await
}

fn to_receipt(app: &App, lang: Lang, receipt: &Receipt) -> Response {
    let mut response = see_other(&links::receipt(lang, &receipt.number));
    show_code(app, &mut response, receipt);
    response
}

/// The first step that is not done or no longer right: the item may have changed meanwhile.
fn unready(app: &App, lang: Lang, opened: &Opened) -> Option<Step> {
    let next = opened.body.next(&opened.steps);
    if next != Step::Check {
        return Some(next);
    }
    let told = opened.told();
    opened.steps.iter().copied().find(|step| !steps::judge(app, lang, &told, *step).is_empty())
}

fn application(app: &App, opened: &Opened) -> app::Result<Application> {
    let body = &opened.body;
    let today = app.house.clock.now().day();
    let parties = body.parties(&app.house.keys, &opened.account, today);
    let parties = parties.map_err(app::Error::Invalid)?;
    let (delivery, address) = if opened.steps.contains(&Step::Delivery) {
        body.wish().map_err(app::Error::Invalid)?
    } else {
        (DeliveryWish::PickUp, None)
    };
    let id = &opened.draft.id;
    Ok(Application {
        item: opened.draft.item.clone(),
        channel: Channel::Web,
        parties,
        answers: body.answers.clone(),
        papers: body.papers(&opened.item.item, &opened.files),
        scans: Vec::new(),
        late: None,
        delivery,
        address,
        idempotency: Some(drafts::idempotency(id)),
        draft: Some(id.clone()),
    })
}

fn again(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    opened: &Opened,
    showing: &Showing<'_>,
) -> Response {
    let path = format!("/my/drafts/{}/check", opened.draft.id);
    let room = MyRoom::at(lang, path, Some(visitor));
    let page = steps::page(app, lang, &room, visitor, opened, Step::Check, showing);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
