//! The page after an intake: the receipt with its query code, and what comes next.

use app::cases::file::open_paper;
use app::cases::submit::again;
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::cases::Event;
use maud::html;
use views::desk::taken::{TakenView, taken as page};
use views::papers::Block;

use super::super::papers::{paper_of, source};
use super::super::room::{DeskRoom, answer};
use super::may;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::pages::promise;
use crate::visitor::Visitor;

pub(in super::super) async fn taken(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, key)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
) -> Result<Response, PageError> {
    may(&app, lang, &visitor)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let cx = app.cx(&visitor.actor);
    let opened = cx.write(move |unit| {
        let receipt = again(unit, &key)?;
        let file = open_paper(unit, &receipt.number, 1, "受理")?;
        Ok((receipt, file))
    });
    let (receipt, file) = opened.await.in_lang(lang)?;
    let source = source(&room.catalogue, &file, 1).in_lang(lang)?;
    let mut paper = paper_of(lang, &source).in_lang(lang)?;
    let qr = promise::qr(&app, lang, &receipt.number, &receipt.query_code);
    paper.blocks.push(Block::Code(lang.papers_query_code().to_owned(), receipt.query_code));
    paper.blocks.push(Block::Text(lang.papers_query_hint().to_owned()));
    promise::put_on(&app, lang, &file, 1, &mut paper).in_lang(lang)?;
    let closed = file.loaded.case.is_closed();
    let decided = file.lines.iter().find(|line| matches!(line.event, Event::Decided(_)));
    let view = TakenView {
        number: &receipt.number,
        receipt: &paper,
        qr: qr.map(|svg| html! { (svg) p { (lang.receipt_qr()) } }),
        done: decided.filter(|_| closed).map(|line| line.seq),
        demo: app.site.demo,
    };
    Ok(answer(StatusCode::OK, page(lang, &room.shell(&app), &view)))
}
