//! The guide of an item, as a page and as PDF.

use app::catalogue::Published;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use documents::Qr;
use i18n::Lang;
use maud::PreEscaped;
use views::guide::{self, Apply, GuideView};
use views::{links, words};

use super::{home, printed, published};
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;
use crate::published::Edition;

pub(super) async fn guide(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let published = edition.catalogue.item(&code)?;
        let address = address(&app, lang, &code);
        let qr = qr(lang, &address);
        let mut view = view(edition, published, &address)?;
        view.qr = qr.as_deref().map(PreEscaped);
        Some(guide::guide(lang, shell, &view))
    })
}

pub(super) async fn pdf(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    printed::file(&app, lang, &uri, &headers, |edition| {
        let address = address(&app, lang, &code);
        let published = edition.catalogue.item(&code)?;
        let view = view(edition, published, &address)?;
        Some(printed::Paper {
            title: words::text(lang, &view.item.name).0.to_owned(),
            department: words::text(lang, &view.department.name).0.to_owned(),
            content: guide::paper(lang, &view),
            demo: view.item.demo,
            qr: Some((address.clone(), lang.guide_qr().to_owned())),
        })
    })
    .await
}

/// The address of a guide with scheme and host.
pub(super) fn address(app: &App, lang: Lang, code: &str) -> String {
    format!("{}{}", app.house.settings.public_url, links::item(lang, code))
}

/// A QR code of an address, as SVG.
pub(super) fn qr(lang: Lang, address: &str) -> Option<String> {
    Qr::new(address).ok().map(|qr| qr.svg(lang.guide_qr()))
}

/// What the guide of an item in some version shows.
pub(super) fn view<'a>(
    edition: &'a Edition,
    published: &'a Published,
    address: &'a str,
) -> Option<GuideView<'a>> {
    let (catalogue, item) = (&edition.catalogue, &published.item);
    let themes = catalogue.themes().iter().filter(|theme| item.themes.contains(&theme.id));
    let joint = item.flow.joint.iter().filter_map(|asked| {
        Some((&catalogue.department(&asked.department)?.short, &asked.question))
    });
    let places = item.places.iter().filter_map(|id| catalogue.place(id));
    let present = catalogue.item(&item.code).map(|present| present.version);
    Some(GuideView {
        item,
        department: catalogue.department(&item.department)?,
        places: places.map(|place| &**place).collect(),
        regime: &published.regime,
        topics: themes.map(|theme| home::topic(edition, theme)).collect(),
        joint: joint.collect(),
        apply: Apply::on(item, edition.day),
        version: published.version,
        published_on: published.published_at.day(),
        address,
        qr: None,
        pdf: printed::possible(),
        newer: present.filter(|present| *present != published.version),
    })
}
