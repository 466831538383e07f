//! Files that a resident's form brings: each is stored for its material as it comes, whatever
//! button sent the form, so that none that was chosen is lost.

use app::cases::file::StoredFile;
use app::files::{self, Stored};
use domain::catalogue::Item;
use i18n::Lang;
use views::components::{FieldError, form_size_max, size_max};

use crate::App;
use crate::error::PageError;
use crate::sent::{Upload, store};
use crate::visitor::Visitor;

/// What the name of a file's field begins with; the material follows.
pub(crate) const FILE_FIELD: &str = "file-";

/// Where files are kept until they are handed in.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// With a draft.
    Draft(&'a str),
    /// With a case.
    Case(&'a str),
}

/// What came of the files of a form.
#[derive(Default)]
pub(super) struct Brought {
    /// Those that are kept.
    pub added: Vec<StoredFile>,
    /// What is wrong with the others.
    pub errors: Vec<FieldError>,
}

/// The material that a file was chosen for.
pub(super) fn material(file: &Upload) -> &str {
    file.field.strip_prefix(FILE_FIELD).unwrap_or_default()
}

/// Stores the files that are chosen for materials of the item. `pressed` is the material whose
/// button was pressed, if one was: then a file for it is there, or is asked for.
pub(super) async fn take(
    (app, lang, visitor): (&App, Lang, &Visitor),
    place: Place<'_>,
    item: &Item,
    chosen: Vec<Upload>,
    pressed: &str,
) -> Result<Brought, PageError> {
    let mut taken = Brought::default();
    if !pressed.is_empty() && !chosen.iter().any(|file| material(file) == pressed) {
        let message = lang.apply_materials_wrong_empty().to_owned();
        taken.errors.push(FieldError { field: format!("{FILE_FIELD}{pressed}"), message });
    }
    for file in chosen {
        let (field, name) = (file.field.clone(), file.name.clone());
        let Some(known) = item.materials.iter().find(|one| one.id == material(&file)) else {
            continue;
        };
        match keep(app, visitor, place, &known.id, file).await {
            Ok(file) => taken.added.push(file),
            Err(app::Error::Invalid(faults)) => {
                let message = faults.first().map(|fault| in_words(lang, &name, fault));
                taken.errors.push(FieldError { field, message: message.unwrap_or_default() });
            }
            Err(error) => return Err(PageError::new(lang, error)),
        }
    }
    Ok(taken)
}

async fn keep(
    app: &App,
    visitor: &Visitor,
    place: Place<'_>,
    material: &str,
    file: Upload,
) -> app::Result<StoredFile> {
    let stored: Stored = store(app, material, file).await?;
    let object = stored.clone();
    let cx = app.cx(&visitor.actor);
    let named = match place {
        Place::Draft(id) => {
            let id = id.to_owned();
            cx.write(move |unit| files::attach(unit, &id, &object)).await
        }
        Place::Case(number) => {
            let number = number.to_owned();
            cx.write(move |unit| files::supply(unit, &number, &object)).await
        }
    };
    if named.is_err() {
        files::discard(&app.house, &stored);
    }
    named
}

/// Says at a material that its file did not arrive; nothing where no material is named.
pub(super) fn choose_again(lang: Lang, item: &Item, material: &str) -> Vec<FieldError> {
    let known = item.materials.iter().filter(|one| one.id == material);
    let message = || lang.apply_materials_again().to_owned();
    known
        .map(|one| FieldError { field: format!("{FILE_FIELD}{}", one.id), message: message() })
        .collect()
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
