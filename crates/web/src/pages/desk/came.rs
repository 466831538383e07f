//! Who came to the window, as a form of the desk says it.

use app::cases::query_code::Came;
use i18n::Lang;
use views::components::FieldError;
use views::desk::came::part;

use crate::form::Posted;

/// Reads the fields that begin with `prefix`; what is missing comes back in words.
pub(super) fn read(
    lang: Lang,
    posted: &Posted,
    prefix: &str,
    who: &str,
) -> Result<Came, Vec<FieldError>> {
    let named = |field: &str| format!("{prefix}.{field}");
    let value = |field: &str| posted.get(&named(field)).to_owned();
    let mut errors = Vec::new();
    let mut wrong =
        |field: &str, message: String| errors.push(FieldError { field: named(field), message });
    let to = part(&value("to"));
    if to.is_none() {
        wrong("to", lang.desk_wrong_choose(who));
    }
    let (checked, name, number_end) = (value("checked"), value("name"), value("end"));
    if base::codes::DocumentKind::parse(&checked).is_err() {
        wrong("checked", lang.desk_wrong_choose(lang.outlet_checked()));
    }
    if name.is_empty() {
        wrong("name", lang.apply_wrong_required(lang.outlet_name()));
    }
    if number_end.is_empty() {
        wrong("end", lang.apply_wrong_required(lang.outlet_end()));
    }
    match to {
        Some(to) if errors.is_empty() => Ok(Came { to, checked, name, number_end }),
        _ => Err(errors),
    }
}
