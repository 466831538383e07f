//! 开放接口: the description of the API as a page. Titles are in the language of the page; what the
//! description says of fields is English, and marked as such.

use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Table, table};
use crate::{Head, Shell, links};

/// The groups in the order of the page.
const GROUPS: [&str; 6] = ["sessions", "items", "catalogue", "cases", "acts", "log"];

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ApiView<'a> {
    /// Operations.
    pub operations: Vec<Operation<'a>>,
    /// Shapes of data that operations name.
    pub shapes: Vec<Shape<'a>>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation<'a> {
    /// Its name, of which its title follows.
    pub id: &'a str,
    /// Its group.
    pub group: &'a str,
    /// `POST`.
    pub method: String,
    /// The address with its parameters in braces.
    pub path: &'a str,
    /// What it does: in a sentence, and more.
    pub words: [&'a str; 2],
    /// Whether it needs a token.
    pub secured: bool,
    /// Parameters.
    pub parameters: Vec<Field<'a>>,
    /// The type of the body; empty when there is none.
    pub body_kind: &'a str,
    /// The fields of the body.
    pub body: Vec<Field<'a>>,
    /// The shape of the body, where it has a name.
    pub body_shape: Option<&'a str>,
    /// Answers to a request that was carried out.
    pub answers: Vec<Answer<'a>>,
}

/// A parameter, or a field of a body.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// `path`, `query` or `header`; empty for a field.
    pub place: &'a str,
    /// What it is.
    pub kind: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
    pub words: &'a str,
}

/// An answer.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// HTTP status.
    pub status: &'a str,
    /// What it is, where it has no shape.
    pub words: &'a str,
    /// The type of its body.
    pub kind: &'a str,
    /// The shape of its body.
    pub shape: Option<&'a str>,
}

/// A shape of data.
#[derive(Debug, Clone)]
pub struct Shape<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub words: &'a str,
    /// Its fields.
    pub fields: Vec<Field<'a>>,
    /// The words that it can be, where it is one of several.
    pub values: Vec<&'a str>,
}

/// The page.
pub fn page(lang: Lang, shell: &Shell<'_>, view: &ApiView<'_>) -> Markup {
    let title = lang.api_title();
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let description = lang.api_description();
    let head = Head { title, description, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (title) }
        div.text {
            p.lead { (lang.api_lead()) }
            p { a href="/api/v1/openapi.json" { (lang.api_machine()) } }
            h2 { (lang.api_how()) }
            ul {
                li { (lang.api_how_token()) }
                li { (lang.api_how_key()) }
                li { (lang.api_how_error()) " " (shape_link("Problem")) }
                li { (lang.api_how_page()) }
            }
        }
        nav.block aria-labelledby="contents" {
            h2 #contents { (lang.api_contents()) }
            @for group in GROUPS { (contents(lang, group, view)) }
            p { a href="#shapes" { (lang.api_shapes()) } }
        }
        @for group in GROUPS {
            section.block {
                h2 #{ "g-" (group) } { (group_title(lang, group)) }
                @for one in of(view, group) { (operation(lang, one)) }
            }
        }
        section.block {
            h2 #shapes { (lang.api_shapes()) }
            @for one in &view.shapes { (shape(lang, one)) }
        }
    };
    crate::page(lang, shell, &head, body)
}

fn of<'v>(view: &'v ApiView<'v>, group: &'v str) -> impl Iterator<Item = &'v Operation<'v>> {
    view.operations.iter().filter(move |one| one.group == group)
}

fn contents(lang: Lang, group: &str, view: &ApiView<'_>) -> Markup {
    html! {
        h3 { a href={ "#g-" (group) } { (group_title(lang, group)) } }
        ul { @for one in of(view, group) {
            li {
                a href={ "#" (one.id) } { (operation_title(lang, one)) } " "
                code.small { (one.method) " " (one.path) }
            }
        } }
    }
}

fn operation(lang: Lang, one: &Operation<'_>) -> Markup {
    html! {
        article.block {
            h3 #(one.id) { (operation_title(lang, one)) }
            p { code { (one.method) " " (one.path) }
                @if one.secured { " " span.official { (lang.api_token()) } }
            }
            @for words in one.words.iter().filter(|words| !words.is_empty()) {
                p lang="en" { (ticked(words)) }
            }
            @if !one.parameters.is_empty() {
                (field_table(lang, lang.api_parameters(), &one.parameters))
            }
            @if !one.body.is_empty() { (field_table(lang, lang.api_body(), &one.body)) }
            @else if let Some(name) = one.body_shape {
                p { (lang.api_body_of()) (shape_link(name)) }
            } @else if !one.body_kind.is_empty() {
                p { (lang.api_body()) " " code { (one.body_kind) } }
            }
            (answers(lang, one))
        }
    }
}

fn answers(lang: Lang, one: &Operation<'_>) -> Markup {
    html! {
        p { (lang.api_answers()) }
        ul { @for answer in &one.answers {
            li {
                code { (answer.status) } " "
                @match answer.shape {
                    Some(name) => (shape_link(name)),
                    None => span lang="en" { (ticked(answer.words)) },
                }
                @if !answer.kind.is_empty() { " " code.small { (answer.kind) } }
            }
        } }
    }
}

fn shape(lang: Lang, one: &Shape<'_>) -> Markup {
    html! {
        article.block {
            h3 #{ "s-" (one.name) } { code { (one.name) } }
            @if !one.words.is_empty() { p lang="en" { (ticked(one.words)) } }
            @if !one.values.is_empty() {
                p { (lang.api_values()) @for value in &one.values { code { (value) } " " } }
            }
            @if !one.fields.is_empty() { (field_table(lang, one.name, &one.fields)) }
        }
    }
}

fn field_table(lang: Lang, caption: &str, fields: &[Field<'_>]) -> Markup {
    let rows = fields.iter().map(|field| {
        vec![
            html! {
                code { (field.name) }
                @if field.required { " " span.official { (lang.api_required()) } }
            },
            html! {
                (kind(&field.kind))
                @if !field.place.is_empty() { " " span.small { (place(lang, field.place)) } }
            },
            html! { span lang="en" { (ticked(field.words)) } },
        ]
    });
    table(&Table {
        caption,
        caption_hidden: false,
        heads: &[lang.api_name(), lang.api_kind(), lang.api_what()],
        rows: rows.collect(),
        keys: false,
    })
}

/// Words with what stands between backticks as code.
fn ticked(words: &str) -> Markup {
    html! {
        @for (place, part) in words.split('`').enumerate() {
            @if place % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// A kind; names of shapes begin with a capital letter and lead to them.
fn kind(words: &str) -> Markup {
    html! {
        @for (place, word) in words.split(' ').enumerate() {
            @if place > 0 { " " }
            @if word.starts_with(|first: char| first.is_ascii_uppercase()) { (shape_link(word)) }
            @else { code { (word) } }
        }
    }
}

fn shape_link(name: &str) -> Markup {
    html! { a href={ "#s-" (name) } { code { (name) } } }
}

fn place(lang: Lang, place: &str) -> &'static str {
    match place {
        "path" => lang.api_place_path(),
        "header" => lang.api_place_header(),
        _ => lang.api_place_query(),
    }
}

fn group_title(lang: Lang, group: &str) -> &'static str {
    match group {
        "sessions" => lang.api_group_sessions(),
        "items" => lang.api_group_items(),
        "catalogue" => lang.api_group_catalogue(),
        "cases" => lang.api_group_cases(),
        "acts" => lang.api_group_acts(),
        _ => lang.api_group_log(),
    }
}

/// The title of an operation; one without is called by its name, and a test finds it.
fn operation_title<'a>(lang: Lang, one: &Operation<'a>) -> &'a str {
    title(lang, one.id).unwrap_or(one.id)
}

/// The title of an operation by its name.
pub fn title(lang: Lang, id: &str) -> Option<&'static str> {
    Some(match id {
        "sign_in" => lang.api_op_sign_in(),
        "sign_out" => lang.api_op_sign_out(),
        "list_items" => lang.api_op_list_items(),
        "read_item" => lang.api_op_read_item(),
        "suggestions" => lang.api_op_suggestions(),
        "themes" => lang.api_op_themes(),
        "departments" => lang.api_op_departments(),
        "regions" => lang.api_op_regions(),
        "directory" => lang.api_op_directory(),
        "upload" => lang.api_op_upload(),
        "file_case" => lang.api_op_file_case(),
        "list_cases" => lang.api_op_list_cases(),
        "read_case" => lang.api_op_read_case(),
        "read_clocks" => lang.api_op_read_clocks(),
        "prove_case" => lang.api_op_prove_case(),
        "read_file" => lang.api_op_read_file(),
        "read_stored_file" => lang.api_op_read_stored_file(),
        "list_papers" => lang.api_op_list_papers(),
        "read_paper" => lang.api_op_read_paper(),
        "status" => lang.api_op_status(),
        "on_the_spot" => lang.api_op_on_the_spot(),
        "renew_query_code" => lang.api_op_renew_query_code(),
        "add_papers" => lang.api_op_add_papers(),
        "see_originals" => lang.api_op_see_originals(),
        "waive_papers" => lang.api_op_waive_papers(),
        "tell_unneeded" => lang.api_op_tell_unneeded(),
        "redirect" => lang.api_op_redirect(),
        "mend" => lang.api_op_mend(),
        "notify_corrections" => lang.api_op_notify_corrections(),
        "supply" => lang.api_op_supply(),
        "accept" => lang.api_op_accept(),
        "claim" => lang.api_op_claim(),
        "hand_on" => lang.api_op_hand_on(),
        "ask_departments" => lang.api_op_ask_departments(),
        "answer" => lang.api_op_answer(),
        "call_back" => lang.api_op_call_back(),
        "opine" => lang.api_op_opine(),
        "extend" => lang.api_op_extend(),
        "pause" => lang.api_op_pause(),
        "resume" => lang.api_op_resume(),
        "settle" => lang.api_op_settle(),
        "deliver" => lang.api_op_deliver(),
        "withdraw" => lang.api_op_withdraw(),
        "checkpoint" => lang.api_op_checkpoint(),
        "key" => lang.api_op_key(),
        "tile" => lang.api_op_tile(),
        _ => return None,
    })
}
