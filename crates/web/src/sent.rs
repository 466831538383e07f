//! A form as browsers post it, with or without files. The session's token comes first.

use axum::extract::{FromRequest, Multipart, Request};
use axum::response::{IntoResponse as _, Response};

use crate::error::PageError;
use crate::form::{Posted, TOKEN_FIELD};
use crate::pages::kept;
use crate::part::{Content, Reader, admit_files};
use crate::visitor::Visitor;
use crate::{App, gate, lang};

/// Parts of one form.
const PARTS_MAX: usize = 500;

/// A file that was chosen in a form.
pub struct Upload {
    /// The field's name.
    pub field: String,
    /// The file's name.
    pub name: String,
    /// What came of it.
    pub content: Content,
}

/// What was sent.
pub struct Sent {
    /// Names and values.
    pub posted: Posted,
    /// Files that were chosen.
    pub files: Vec<Upload>,
}

impl FromRequest<App> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        if !kept::is_multipart(request.headers()) {
            let posted = Posted::from_request(request, app).await?;
            return Ok(Self { posted, files: Vec::new() });
        }
        let (head, body) = request.into_parts();
        let lang = lang::of_path(head.uri.path());
        let visitor = head.extensions.get::<Visitor>();
        let mut request = Request::from_parts(head.clone(), body);
        admit_files(&mut request);
        let bad = || PageError::new(lang, app::Error::field("form", "unreadable")).into_response();
        let mut parts = Multipart::from_request(request, app).await.map_err(|_| bad())?;
        let token = parts.next_field().await.map_err(|_| bad())?.ok_or_else(bad)?;
        let named = token.name() == Some(TOKEN_FIELD);
        let text = token.text().await.map_err(|_| bad())?;
        // Nothing of another site is read beyond its first part.
        if !named || !gate::is_ours(&head.headers) && !fits(visitor, &text) {
            return Err(PageError::new(lang, app::Error::Forbidden).into_response());
        }
        if !fits(visitor, &text) {
            let (posted, chosen) = kept::words(parts).await;
            return Err(kept::stale(app, &head, posted, chosen).await);
        }
        read(parts).await.ok_or_else(bad)
    }
}

fn fits(visitor: Option<&Visitor>, token: &str) -> bool {
    visitor.is_some_and(|visitor| visitor.form_token == token)
}

/// The rest of the form.
async fn read(mut parts: Multipart) -> Option<Sent> {
    let mut sent = Sent { posted: Posted::default(), files: Vec::new() };
    let mut reader = Reader::default();
    for _ in 0..PARTS_MAX {
        let Some(part) = parts.next_field().await.ok()? else { return Some(sent) };
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            let (file, content) = (part.file_name().unwrap_or_default().to_owned(), &mut reader);
            let content = content.read(part).await;
            // A field in which nothing was chosen sends an empty file without a name.
            if !file.is_empty() || content != Content::Whole(Vec::new()) {
                sent.files.push(Upload { field: name, name: file, content });
            }
        } else {
            sent.posted.0.push((name, part.text().await.ok()?));
        }
    }
    None
}

/// Stores a file for a material: slow, so on a thread of its own.
pub async fn store(app: &App, material: &str, upload: Upload) -> app::Result<app::files::Stored> {
    let bytes = upload.content.bytes()?;
    let (house, material, name) = (app.house.clone(), material.to_owned(), upload.name);
    let stored = move || app::files::store(&house, &material, &name, bytes);
    tokio::task::spawn_blocking(stored).await.map_err(app::Error::broken)?
}
