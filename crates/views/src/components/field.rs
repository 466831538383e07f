//! Form fields: label, hint, error and input, tied together for those who hear a page.

use base::limits::{FORM_BYTES_MAX, UPLOAD_BYTES_MAX};
use i18n::Lang;
use maud::{Markup, html};

/// What a file may be, as HTML says it.
pub const ACCEPT: &str = ".pdf,.ofd,.jpg,.jpeg,.png,.docx";

/// One answer of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: &'a str,
    /// What it says.
    pub label: &'a str,
    /// More about it; may be empty.
    pub hint: &'a str,
    /// Whether it is chosen.
    pub checked: bool,
}

/// How an answer is given.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Input<'a> {
    /// One line.
    #[default]
    Text,
    /// Several lines.
    Multiline,
    /// Telephone number.
    Tel,
    /// E-mail address.
    Email,
    /// Digits: a code sent by text message, a number of a paper.
    Digits,
    /// A case number, query code, credit code: wide letters, no correction by the keyboard.
    Code,
    /// A number with its unit (may be empty).
    Number {
        /// 平方米.
        unit: &'a str,
        /// `1`, `0.01`, `any`.
        step: &'a str,
    },
    /// A day; `min` and `max` as `2026-11-23` or empty.
    Date {
        /// First day that can be chosen.
        min: &'a str,
        /// Last day that can be chosen.
        max: &'a str,
    },
    /// A password; `fresh` when it is being made.
    Password {
        /// Whether it is a new one.
        fresh: bool,
    },
    /// One of few: radio buttons.
    One(Vec<Choice<'a>>),
    /// One of many: a drop-down list.
    Select(Vec<Choice<'a>>),
    /// Any of several: checkboxes with the same name.
    Many(Vec<Choice<'a>>),
    /// A single statement to tick; sends `true`.
    Tick {
        /// Whether it is ticked.
        checked: bool,
    },
    /// A file; `accept` as in HTML.
    File {
        /// `.pdf,.jpg`.
        accept: &'a str,
    },
}

/// A question of a form. Leave out what it does not need: `..Field::default()`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Field<'a> {
    /// The name that is sent; its id on the page is `f-` + name.
    pub name: &'a str,
    /// The question.
    pub label: &'a str,
    /// How to answer; may be empty.
    pub hint: &'a str,
    /// What is wrong and how to mend it; may be empty.
    pub error: &'a str,
    /// The answer so far, for inputs that are written.
    pub value: &'a str,
    /// Whether it may stay empty; then the label says so.
    pub optional: bool,
    /// HTML's `autocomplete`, as `name`, `tel`; may be empty.
    pub autocomplete: &'a str,
    /// The longest answer, in characters; zero for no limit.
    pub max_chars: usize,
    /// How it is answered.
    pub input: Input<'a>,
}

/// A mistake in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: String,
    /// What is wrong and how to mend it, in the language of the page.
    pub message: String,
}

impl FieldError {
    /// The message for a field, or an empty text.
    pub fn of<'a>(errors: &'a [Self], field: &str) -> &'a str {
        errors.iter().find(|error| error.field == field).map_or("", |error| &error.message)
    }
}

/// All mistakes at the top of a form, each leading to its field. Nothing when there are none.
pub fn error_summary(lang: Lang, errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors-title" {
                h2 #errors-title { (lang.common_errors_title(errors.len())) }
                ul {
                    @for error in errors {
                        li { a href={ "#f-" (error.field) } { (error.message) } }
                    }
                }
            }
        }
    }
}

/// A question with everything around it.
pub fn field(lang: Lang, field: &Field<'_>) -> Markup {
    let class = if field.error.is_empty() { "field" } else { "field field-bad" };
    match &field.input {
        Input::One(choices) => group(lang, field, class, "radio", choices),
        Input::Many(choices) => group(lang, field, class, "checkbox", choices),
        Input::Tick { checked } => tick(field, class, *checked),
        _ => html! {
            div class=(class) {
                label.label for={ "f-" (field.name) } { (field.label) (optional(lang, field)) }
                (help(field))
                (input(lang, field))
            }
        },
    }
}

fn optional(lang: Lang, field: &Field<'_>) -> Markup {
    html! { @if field.optional { span.optional { (lang.common_optional()) } } }
}

fn help(field: &Field<'_>) -> Markup {
    html! {
        @if !field.hint.is_empty() { p.hint id={ "f-" (field.name) "-hint" } { (field.hint) } }
        @if !field.error.is_empty() { p.error id={ "f-" (field.name) "-error" } { (field.error) } }
    }
}

/// The ids of hint and error, for `aria-describedby`.
fn described(field: &Field<'_>) -> Option<String> {
    let mut ids = Vec::new();
    if !field.hint.is_empty() {
        ids.push(format!("f-{}-hint", field.name));
    }
    if !field.error.is_empty() {
        ids.push(format!("f-{}-error", field.name));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn group(lang: Lang, field: &Field<'_>, class: &str, kind: &str, list: &[Choice<'_>]) -> Markup {
    html! {
        fieldset class=(class) aria-describedby=[described(field)] {
            legend { (field.label) (optional(lang, field)) }
            (help(field))
            div.choices {
                @for (place, choice) in list.iter().enumerate() {
                    (one_choice(field, kind, place, choice))
                }
            }
        }
    }
}

fn one_choice(field: &Field<'_>, kind: &str, place: usize, choice: &Choice<'_>) -> Markup {
    // The first has the field's own id, so that the error summary leads to it.
    let id = match place {
        0 => format!("f-{}", field.name),
        _ => format!("f-{}-{place}", field.name),
    };
    let invalid = (!field.error.is_empty()).then_some("true");
    html! {
        div.choice {
            input id=(id) type=(kind) name=(field.name) value=(choice.value) checked[choice.checked]
                required[kind == "radio" && !field.optional] aria-invalid=[invalid];
            label for=(id) {
                (choice.label)
                @if !choice.hint.is_empty() { span.hint { (choice.hint) } }
            }
        }
    }
}

fn tick(field: &Field<'_>, class: &str, checked: bool) -> Markup {
    html! {
        div class=(class) {
            (help(field))
            div.choice {
                input id={ "f-" (field.name) } type="checkbox" name=(field.name) value="true"
                    checked[checked] required[!field.optional] aria-describedby=[described(field)]
                    aria-invalid=[(!field.error.is_empty()).then_some("true")];
                label for={ "f-" (field.name) } { (field.label) }
            }
        }
    }
}

/// What HTML calls the input: type, keyboard, extra class.
fn kind<'a>(input: &Input<'_>) -> (&'a str, Option<&'a str>, &'a str) {
    match input {
        Input::Tel => ("tel", Some("tel"), "input w-num"),
        Input::Email => ("email", Some("email"), "input"),
        Input::Digits => ("text", Some("numeric"), "input w-num"),
        Input::Code => ("text", None, "input w-code mono"),
        Input::Number { .. } => ("number", Some("decimal"), "input w-num"),
        Input::Date { .. } => ("date", None, "input w-date"),
        Input::Password { .. } => ("password", None, "input w-code"),
        Input::File { .. } => ("file", None, "input"),
        _ => ("text", None, "input"),
    }
}

fn input(lang: Lang, field: &Field<'_>) -> Markup {
    match &field.input {
        Input::Multiline => multiline(field),
        Input::Select(choices) => select(lang, field, choices),
        Input::Number { unit, .. } if !unit.is_empty() => html! {
            div.unit { (plain(lang, field)) span { (unit) } }
        },
        Input::Password { .. } => html! {
            div.secret {
                (plain(lang, field))
                button.btn.btn-3.js-only type="button" data-reveal={ "f-" (field.name) }
                    data-hide=(lang.common_password_hide()) { (lang.common_password_show()) }
            }
        },
        _ => plain(lang, field),
    }
}

fn plain(lang: Lang, field: &Field<'_>) -> Markup {
    let (kind, mode, class) = kind(&field.input);
    // A file may stand in one form with others and with buttons that do not ask for it.
    let file = matches!(field.input, Input::File { .. });
    let large = file.then(|| lang.apply_materials_wrong_large("%", size_max()));
    let (step, min, max, accept) = match field.input {
        Input::Number { step, .. } => (Some(step), None, None, None),
        Input::Date { min, max } => (None, some(min), some(max), None),
        Input::File { accept } => (None, None, None, some(accept)),
        _ => (None, None, None, None),
    };
    let autocomplete = match field.input {
        Input::Password { fresh: true } => Some("new-password"),
        Input::Password { fresh: false } => Some("current-password"),
        Input::Code => Some("off"),
        _ => some(field.autocomplete),
    };
    let capitals = match field.input {
        Input::Code => Some("characters"),
        Input::Password { .. } => Some("none"),
        _ => None,
    };
    let value = some(field.value).filter(|_| !matches!(field.input, Input::Password { .. }));
    html! {
        input class=(class) id={ "f-" (field.name) } name=(field.name) type=(kind)
            value=[value] inputmode=[mode] autocapitalize=[capitals]
            spellcheck=[capitals.map(|_| "false")]
            maxlength=[limit(field)] step=[step] min=[min] max=[max] accept=[accept]
            data-max=[file.then_some(UPLOAD_BYTES_MAX)] data-large=[large]
            autocomplete=[autocomplete] required[!field.optional && !file]
            aria-describedby=[described(field)]
            aria-invalid=[(!field.error.is_empty()).then_some("true")];
    }
}

fn multiline(field: &Field<'_>) -> Markup {
    html! {
        textarea.input id={ "f-" (field.name) } name=(field.name) rows="4"
            maxlength=[limit(field)] required[!field.optional] aria-describedby=[described(field)]
            aria-invalid=[(!field.error.is_empty()).then_some("true")] { (field.value) }
    }
}

fn select(lang: Lang, field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    let none = !choices.iter().any(|choice| choice.checked);
    html! {
        select.input id={ "f-" (field.name) } name=(field.name) required[!field.optional]
            aria-describedby=[described(field)]
            aria-invalid=[(!field.error.is_empty()).then_some("true")] {
            option value="" selected[none] { (lang.common_choose()) }
            @for choice in choices {
                option value=(choice.value) selected[choice.checked] { (choice.label) }
            }
        }
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn limit(field: &Field<'_>) -> Option<usize> {
    (field.max_chars > 0).then_some(field.max_chars)
}

/// The hidden form token of a session; nothing without one.
pub fn form_token(token: Option<&str>) -> Markup {
    html! { @if let Some(token) = token { input type="hidden" name="token" value=(token); } }
}

/// Says under what this form was kept when a session ended, so that it is forgotten when it is
/// sent; nothing when it was not.
pub fn kept_field(kept: &str) -> Markup {
    html! { @if !kept.is_empty() { input type="hidden" name="_kept" value=(kept); } }
}

/// The largest file in words: `20 MB`.
pub fn size_max() -> String {
    megabytes(UPLOAD_BYTES_MAX)
}

/// The most that the files of one form may be together, in words.
pub fn form_size_max() -> String {
    megabytes(FORM_BYTES_MAX)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1024 / 1024)
}

/// A field for a file of its own, without a label: the largest file is known to the script too.
pub fn file_input(lang: Lang, name: &str, error_id: Option<&str>) -> Markup {
    html! {
        input id={ "f-" (name) } type="file" name=(name) accept=(ACCEPT)
            data-max=(UPLOAD_BYTES_MAX)
            data-large=(lang.apply_materials_wrong_large("%", size_max()))
            aria-describedby=[error_id];
    }
}

/// Shows how far an upload is; stands inside the form, after its button.
pub fn upload_progress(lang: Lang) -> Markup {
    html! {
        div hidden data-progress=(lang.common_upload_progress("%"))
            data-failed=(lang.common_upload_failed()) data-max=(FORM_BYTES_MAX)
            data-large=(lang.apply_materials_wrong_form_large(form_size_max())) {
            progress max="100" value="0" aria-label=(lang.common_upload()) {}
            p.soft role="status" {}
        }
    }
}

/// Says that a draft was saved; stands inside a form with `data-autosave`.
pub fn autosave_status(lang: Lang) -> Markup {
    html! {
        p.soft.small role="status" data-autosave-status data-saved=(lang.common_draft_saved())
            data-failed=(lang.common_draft_failed()) {}
    }
}
