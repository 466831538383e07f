//! The guide of an item.

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use documents::Qr;
use maud::PreEscaped;
use views::guide::{Apply, GuideView, guide as page};
use views::links;

use super::{home, published};
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;

pub(super) async fn guide(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let catalogue = &edition.catalogue;
        let published = catalogue.item(&code)?;
        let item = &published.item;
        let address = format!("{}{}", app.house.settings.public_url, links::item(lang, &code));
        let qr = Qr::new(&address).ok().map(|qr| qr.svg(lang.guide_qr()));
        let themes = catalogue.themes().iter().filter(|theme| item.themes.contains(&theme.id));
        let joint = item.flow.joint.iter().filter_map(|asked| {
            Some((&catalogue.department(&asked.department)?.short, &asked.question))
        });
        let view = GuideView {
            item,
            department: catalogue.department(&item.department)?,
            places: item
                .places
                .iter()
                .filter_map(|id| catalogue.place(id))
                .map(|place| &**place)
                .collect(),
            regime: &published.regime,
            topics: themes.map(|theme| home::topic(catalogue, theme)).collect(),
            joint: joint.collect(),
            apply: Apply::on(item, edition.day),
            version: published.version,
            published_on: published.published_at.day(),
            address: &address,
            qr: qr.as_deref().map(PreEscaped),
            pdf: false,
        };
        Some(page(lang, shell, &view))
    })
}
