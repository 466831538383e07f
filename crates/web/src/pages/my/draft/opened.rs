//! A draft with everything that its steps are made of.

use std::sync::Arc;

use app::cases::file::StoredFile;
use app::catalogue::Published;
use app::drafts::{self, Draft, Saved};
use app::people::{Account, own};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use views::my::materials::FileView;
use views::my::step::{Frame, Step};
use views::{components::FieldError, links};

use super::body::Body;
use crate::App;
use crate::error::PageError;
use crate::pages::kept;
use crate::pages::my::cookies::see_other;
use crate::pages::my::room::MyRoom;
use crate::visitor::Visitor;

/// A draft of the visitor's that can be gone on with.
pub(super) struct Opened {
    pub draft: Draft,
    pub body: Body,
    pub item: Arc<Published>,
    pub account: Account,
    pub files: Vec<StoredFile>,
    pub steps: Vec<Step>,
}

/// What was told, of whose account, about which item: what a step is judged by.
pub(super) struct Told<'a> {
    pub body: &'a Body,
    pub account: &'a Account,
    pub item: &'a Published,
}

/// Opens a draft, or answers instead: with the page for a draft that is gone, with the case that it
/// became, or with what was kept when a session ended.
pub(super) async fn open(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    id: &str,
) -> Result<Opened, Response> {
    let wanted = id.to_owned();
    let cx = app.cx(&visitor.actor);
    let found = cx.read(move |unit| {
        let draft = drafts::load(unit, &wanted)?;
        let files = app::files::of_draft(unit, &wanted)?;
        Ok((draft, own::load(unit)?, files))
    });
    let (draft, account, files) = match found.await {
        Ok(found) => found,
        Err(app::Error::NotFound) => return Err(gone(app, lang, visitor)),
        Err(error) => return Err(PageError::new(lang, error).into_response()),
    };
    if let Some(number) = &draft.case_number {
        return Err(see_other(&links::receipt(lang, number)));
    }
    if kept::of_body(&draft.body).is_some() {
        return Err(see_other(&format!("{}/{id}", links::kept(lang))));
    }
    let Some(item) = app.house.catalogue().in_use(&draft.item).cloned() else {
        return Err(gone(app, lang, visitor));
    };
    let body: Body = serde_json::from_value(draft.body.clone()).unwrap_or_default();
    let steps = body.steps(&item.item, account.profile.kind);
    Ok(Opened { draft, body, item, account, files, steps })
}

fn gone(app: &App, lang: Lang, visitor: &Visitor) -> Response {
    let room = MyRoom::at(lang, "/my".to_owned(), Some(visitor));
    (StatusCode::NOT_FOUND, views::my::draft::gone(lang, &room.shell(app))).into_response()
}

impl Opened {
    /// What was told so far.
    pub fn told(&self) -> Told<'_> {
        Told { body: &self.body, account: &self.account, item: &self.item }
    }

    /// The frame of a step.
    pub fn frame<'a>(&'a self, visitor: &'a Visitor, errors: &'a [FieldError]) -> Frame<'a> {
        Frame {
            item: &self.item.item,
            draft: &self.draft.id,
            revision: i64::from(self.draft.revision),
            token: &visitor.form_token,
            steps: &self.steps,
            kept: "",
            moved: false,
            errors,
            again: None,
        }
    }

    /// Files as pages show them.
    pub fn files(&self, lang: Lang) -> Vec<FileView> {
        let href = |file: &StoredFile| links::draft_file(lang, &self.draft.id, &file.id);
        self.files.iter().map(|file| file_view(file, href(file))).collect()
    }

    /// Computes the steps anew after an answer that changes them.
    pub fn refresh(&mut self) {
        self.steps = self.body.steps(&self.item.item, self.account.profile.kind);
    }

    /// Saves the body. `seen` is the revision that the page had, which is refused when somebody has
    /// saved something else meanwhile: then it is false, and the next try is on the newer revision.
    /// The same once more is a second click, and nothing to save. None saves on whatever is there.
    pub async fn save(
        &mut self,
        app: &App,
        visitor: &Visitor,
        seen: Option<u32>,
    ) -> app::Result<bool> {
        let present = self.draft.revision;
        let own = self.body.autosaved_from.is_some() && self.body.autosaved_from == seen;
        if seen.is_some() {
            self.body.autosaved_from = None;
        }
        let body = serde_json::to_value(&self.body).map_err(app::Error::broken)?;
        if seen.is_some_and(|seen| seen != present) && !own {
            return Ok(self.draft.body == body);
        }
        let step = drafts::Step::prepare(&app.house, &self.draft.id, present, &body)?;
        let cx = app.cx(&visitor.actor);
        match cx.write(move |unit| drafts::save(unit, &step)).await? {
            Saved::Kept(revision) => {
                self.draft.revision = revision;
                Ok(true)
            }
            Saved::Newer(newer) => {
                self.draft.revision = newer.revision;
                Ok(newer.body == body)
            }
        }
    }
}

/// A stored file as pages show it.
pub(in crate::pages::my) fn file_view(file: &StoredFile, href: String) -> FileView {
    FileView {
        id: file.id.clone(),
        material: file.material.clone(),
        name: file.name.clone(),
        bytes: u64::try_from(file.size).unwrap_or_default(),
        href,
    }
}
