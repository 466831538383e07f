//! What a kept form is about: the item behind its address, and what was typed in words.

use std::collections::HashMap;
use std::sync::Arc;

use app::catalogue::Published;
use i18n::Lang;
use views::desk::Names;
use views::my::told::{About, told as words};
use views::words::text;

use super::Kept;
use crate::App;
use crate::visitor::Visitor;

/// The name of the item, and questions and answers. Whoever may not see the case or the draft that
/// the form belongs to reads the words without the item's own.
pub(super) async fn told(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    kept: &Kept,
) -> app::Result<(String, Vec<(String, String)>)> {
    let cx = app.cx(&visitor.actor);
    let staff = match visitor.actor.staff() {
        Some(_) => cx.read(app::cases::desk::names).await?,
        None => HashMap::new(),
    };
    let published = item(app, visitor, kept).await?;
    let catalogue = app.house.catalogue();
    let asks = ["form", "supply", "mend"].iter().any(|word| kept.path.ends_with(word))
        || kept.path.contains("/window/new/");
    let about = About {
        item: published.as_ref().map(|one| &one.item),
        asks,
        exclusions: published.as_ref().map_or(&[], |one| &one.regime.exclusions),
        names: Names { staff: &staff, departments: catalogue.departments() },
    };
    let what = published.as_ref().map(|one| text(lang, &one.item.name).0.to_owned());
    Ok((what.unwrap_or_default(), words(lang, &about, &kept.pairs)))
}

async fn item(app: &App, visitor: &Visitor, kept: &Kept) -> app::Result<Option<Arc<Published>>> {
    let catalogue = app.house.catalogue();
    let named = kept.pairs.iter().find(|(name, _)| name == "_item").map(|(_, code)| code.as_str());
    let parts: Vec<&str> = kept.path.split('/').collect();
    let code = match parts.as_slice() {
        [_, _, "desk", "window", "new", code] => Some(*code),
        _ => named,
    };
    if let Some(code) = code {
        return Ok(catalogue.item(code).cloned());
    }
    let [_, _, room @ ("my" | "desk"), "cases" | "outlet", number, ..] = parts.as_slice() else {
        return Ok(None);
    };
    let (own, number) = (*room == "my", (*number).to_owned());
    let cx = app.cx(&visitor.actor);
    let found = cx.read(move |unit| {
        if own {
            Ok(app::cases::file::own(unit, &number)?.loaded.item)
        } else {
            Ok(app::cases::desk::answers(unit, &number)?.0.item)
        }
    });
    match found.await {
        Ok(item) => Ok(Some(item)),
        Err(app::Error::NotFound | app::Error::Forbidden | app::Error::Unauthenticated) => Ok(None),
        Err(error) => Err(error),
    }
}
