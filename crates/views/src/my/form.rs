//! 填表: the questions of the item's form.

use i18n::Lang;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::step::{Frame, Step, step_form, step_page};
use crate::Shell;
use crate::department::phone;
use crate::form::{fields, form_title};

/// The questions of the item's form, with the answers so far.
pub fn form(
    lang: Lang,
    shell: &Shell<'_>,
    frame: &Frame<'_>,
    values: &Map<String, Value>,
) -> Markup {
    let schema = frame.item.form.as_ref().unwrap_or(&Value::Null);
    let title = match form_title(lang, schema) {
        "" => lang.apply_step_form(),
        title => title,
    };
    let body = html! {
        p.lead { (lang.apply_form_lead()) " " (phone(&shell.site.hotline)) }
        (step_form(lang, frame, Step::Form, &fields(lang, schema, values, frame.errors)))
    };
    step_page(lang, shell, frame, Step::Form, title, &body)
}
