//! A file as a browser posts it: the session's token first, then the file.

use axum::extract::{FromRequest, Multipart, Request};
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::Item;
use i18n::Lang;
use views::components::{FieldError, form_size_max, size_max};

use crate::App;
use crate::error::PageError;
use crate::form::TOKEN_FIELD;
use crate::lang;
use crate::pages::kept;
use crate::part::{Content, Reader, admit_files};
use crate::visitor::Visitor;

/// A file that was posted for a material. It is empty when none was chosen.
pub(super) struct Uploaded {
    /// The material.
    pub material: String,
    /// The file's name.
    pub name: String,
    /// What came of it.
    pub content: Content,
}

impl FromRequest<App> for Uploaded {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let (head, body) = request.into_parts();
        let lang = lang::of_path(head.uri.path());
        let mut request = Request::from_parts(head.clone(), body);
        admit_files(&mut request);
        let bad = || unreadable(lang).into_response();
        let mut parts = Multipart::from_request(request, app).await.map_err(|_| bad())?;
        let token = parts.next_field().await.map_err(|_| bad())?.ok_or_else(bad)?;
        let named = token.name() == Some(TOKEN_FIELD);
        let text = token.text().await.map_err(|_| bad())?;
        let visitor = head.extensions.get::<Visitor>();
        let fits = named && visitor.is_some_and(|visitor| visitor.form_token == text);
        let file = parts.next_field().await.map_err(|_| bad())?.ok_or_else(bad)?;
        let material = file.name().and_then(|name| name.strip_prefix("file-")).ok_or_else(bad)?;
        let material = material.to_owned();
        if !fits {
            return Err(kept::stale_file(&head, &material));
        }
        let name = file.file_name().unwrap_or_default().to_owned();
        let content = Reader::default().read(file).await;
        Ok(Self { material, name, content })
    }
}

fn unreadable(lang: Lang) -> PageError {
    PageError::new(lang, app::Error::field("file", "unreadable"))
}

/// Says at a material that its file did not arrive; nothing where no material is named.
pub(super) fn choose_again(lang: Lang, item: &Item, material: &str) -> Vec<FieldError> {
    let known = item.materials.iter().filter(|one| one.id == material);
    let message = || lang.apply_materials_again().to_owned();
    known.map(|one| FieldError { field: format!("file-{}", one.id), message: message() }).collect()
}

/// What is wrong with a file, in words.
pub(crate) fn in_words(lang: Lang, name: &str, fault: &app::FieldError) -> String {
    let value = |place: usize| fault.values.get(place).map_or("", String::as_str);
    let size = size_max();
    match fault.code.as_str() {
        "file.empty" if name.is_empty() => lang.apply_materials_wrong_empty().to_owned(),
        "file.empty" | "file.cut_off" => lang.apply_materials_wrong_cut_off(name),
        "file.too_large" | "file.bomb" => lang.apply_materials_wrong_large(name, size),
        "file.form_too_large" => lang.apply_materials_wrong_form_large(form_size_max()),
        "file.lies" => lang.apply_materials_wrong_lies(name, value(0), value(1)),
        "file.type" => lang.apply_materials_wrong_kind(name, value(0)),
        "file.encrypted" => lang.apply_materials_wrong_locked(name),
        "file.macros" => lang.apply_materials_wrong_macros(name),
        "file.image_size" => lang.apply_materials_wrong_image(name),
        "file.too_many" => lang.apply_materials_wrong_many().to_owned(),
        _ => lang.apply_materials_wrong_other(name),
    }
}
