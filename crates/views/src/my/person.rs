//! Who it is for, where that is not the holder of the account, or who carries an organisation's
//! papers.

use base::codes::DocumentKind;
use domain::people::PersonKind;
use i18n::Lang;
use maud::{Markup, html};

use super::step::{Frame, Step, step_form, step_page};
use super::whom::Whom;
use super::{Typed, document_kind, line};
use crate::Shell;
use crate::components::{Field, Input};

/// What the step asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonView<'a> {
    /// For whom the application is.
    pub whom: Whom,
    /// Whose account applies.
    pub account: PersonKind,
    /// What was typed.
    pub typed: &'a [(String, String)],
}

/// The questions about the other person.
pub fn person(lang: Lang, shell: &Shell<'_>, frame: &Frame<'_>, view: &PersonView<'_>) -> Markup {
    let legal_account = view.account == PersonKind::Legal;
    let (title, lead) = match view.whom {
        Whom::Me => (lang.apply_person_handler(), lang.apply_person_handler_lead()),
        Whom::Child => (lang.apply_person_child(), lang.apply_person_child_lead()),
        Whom::Company => (lang.apply_person_company(), lang.apply_person_company_lead()),
        Whom::Other => (lang.apply_person_other(), lang.apply_person_other_lead()),
    };
    let fields = html! {
        p.lead { (lead) }
        @if view.whom == Whom::Other { p { (lang.apply_person_mandate()) } }
        (questions(lang, frame, view))
        @if legal_account && view.whom == Whom::Other {
            p.soft { (lang.apply_person_handler_lead()) }
        }
    };
    let form = step_form(lang, frame, Step::Person, &fields);
    step_page(lang, shell, frame, Step::Person, title, &form)
}

fn questions(lang: Lang, frame: &Frame<'_>, view: &PersonView<'_>) -> Markup {
    let typed = Typed(view.typed);
    let company = view.whom == Whom::Company;
    let (name, number, number_hint) = if company {
        (lang.people_org_name(), lang.people_credit_code(), lang.people_credit_code_hint())
    } else {
        (lang.people_name(), lang.people_document_number(), lang.people_document_number_hint())
    };
    let hint = if company { lang.people_org_name_hint() } else { lang.people_name_hint() };
    let anybody = |kind: DocumentKind| kind.is_personal() || view.whom == Whom::Other;
    html! {
        (line(lang, typed, frame.errors, Field {
            name: "name", label: name, hint, max_chars: 100, ..Field::default()
        }))
        @if company {
            input type="hidden" name="document_kind" value=(DocumentKind::CreditCode.code());
        } @else { (document_kind(lang, typed, frame.errors, anybody)) }
        (line(lang, typed, frame.errors, Field {
            name: "document_number", label: number, hint: number_hint, max_chars: 40,
            input: Input::Code, ..Field::default()
        }))
        @match view.whom {
            Whom::Me => {
                (line(lang, typed, frame.errors, Field {
                    name: "phone", label: lang.people_phone(), hint: lang.people_phone_hint(),
                    max_chars: 30, input: Input::Tel, ..Field::default()
                }))
            }
            Whom::Other => {
                (line(lang, typed, frame.errors, Field {
                    name: "phone", label: lang.apply_person_phone_other(),
                    hint: lang.apply_person_phone_other_hint(), optional: true, max_chars: 30,
                    input: Input::Tel, ..Field::default()
                }))
            }
            Whom::Child | Whom::Company => {}
        }
    }
}
