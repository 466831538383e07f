//! 怎么取: fetched at the window or posted.

use base::limits::ADDRESS_CHARS_MAX;
use i18n::Lang;
use maud::{Markup, html};

use super::step::{Frame, Step, step_form, step_page};
use super::{Typed, line};
use crate::Shell;
use crate::components::{Choice, Field, FieldError, Input, field};

/// How the result comes. Names: `wish` (`pick_up` or `post`), `post_name`, `post_phone`,
/// `post_address`.
pub fn delivery(lang: Lang, shell: &Shell<'_>, frame: &Frame<'_>, typed: Typed<'_>) -> Markup {
    let choice =
        |value, label, hint| Choice { value, label, hint, checked: typed.get("wish") == value };
    let choices = vec![
        choice("pick_up", lang.apply_delivery_pick_up(), lang.apply_delivery_pick_up_hint()),
        choice("post", lang.apply_delivery_post(), lang.apply_delivery_post_hint()),
    ];
    let fields = html! {
        (field(lang, &Field {
            name: "wish", label: lang.apply_delivery(),
            error: FieldError::of(frame.errors, "wish"),
            input: Input::One(choices), ..Field::default()
        }))
        p.soft { (lang.apply_delivery_if()) }
        (address(lang, frame, typed))
    };
    let form = step_form(lang, frame, Step::Delivery, &fields);
    step_page(lang, shell, frame, Step::Delivery, lang.apply_step_delivery(), &form)
}

fn address(lang: Lang, frame: &Frame<'_>, typed: Typed<'_>) -> Markup {
    html! {
        (line(lang, typed, frame.errors, Field {
            name: "post_name", label: lang.apply_delivery_name(), optional: true, max_chars: 100,
            autocomplete: "name", ..Field::default()
        }))
        (line(lang, typed, frame.errors, Field {
            name: "post_phone", label: lang.apply_delivery_phone(), optional: true, max_chars: 30,
            autocomplete: "tel", input: Input::Tel, ..Field::default()
        }))
        (line(lang, typed, frame.errors, Field {
            name: "post_address", label: lang.apply_delivery_address(),
            hint: lang.apply_delivery_address_hint(), optional: true,
            max_chars: ADDRESS_CHARS_MAX, autocomplete: "street-address",
            input: Input::Multiline, ..Field::default()
        }))
    }
}
