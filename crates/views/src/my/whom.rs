//! 给谁办: the first question of an application.

use domain::catalogue::{Item, ServiceObject};
use domain::people::PersonKind;
use i18n::Lang;
use maud::Markup;

use super::step::{Frame, Step, step_form, step_page};
use crate::Shell;
use crate::components::{Choice, Field, FieldError, Input, field};

/// For whom an application is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// For oneself; for an organisation's account, for the organisation.
    Me,
    /// For a child, as its guardian.
    Child,
    /// For an organisation, as its handler.
    Company,
    /// For somebody who has asked one to act.
    Other,
}

impl Whom {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Me, Self::Child, Self::Company, Self::Other];

    /// What is sent and stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Child => "child",
            Self::Company => "company",
            Self::Other => "other",
        }
    }

    /// The answer of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whom| whom.word() == word)
    }

    /// The answers that an account can give, by whom the item serves (服务对象). Somebody else can
    /// always be acted for.
    pub fn offered(account: PersonKind, item: &Item) -> Vec<Self> {
        let objects = &item.objects;
        let person = objects.is_empty() || objects.contains(&ServiceObject::NaturalPerson);
        let organisation = objects.iter().any(|object| *object != ServiceObject::NaturalPerson);
        let fits = |whom: &Self| match (account, whom) {
            (PersonKind::Natural, Self::Me | Self::Child) => person,
            (PersonKind::Natural, Self::Company) | (PersonKind::Legal, Self::Me) => {
                organisation || objects.is_empty()
            }
            (PersonKind::Legal, Self::Child | Self::Company) => false,
            (_, Self::Other) => true,
        };
        Self::ALL.into_iter().filter(fits).collect()
    }

    /// Whether the next question is who that is. An organisation always names its handler.
    pub fn asks_for_a_person(self, account: PersonKind) -> bool {
        self != Self::Me || account == PersonKind::Legal
    }

    pub(super) fn words(self, lang: Lang, account: PersonKind) -> (&'static str, &'static str) {
        match self {
            Self::Me if account == PersonKind::Legal => (lang.apply_whom_own_company(), ""),
            Self::Me => (lang.apply_whom_me(), ""),
            Self::Child => (lang.apply_whom_child(), lang.apply_whom_child_hint()),
            Self::Company => (lang.apply_whom_company(), lang.apply_whom_company_hint()),
            Self::Other => (lang.apply_whom_other(), lang.apply_whom_other_hint()),
        }
    }
}

/// The question for whom it is.
pub fn whom(
    lang: Lang,
    shell: &Shell<'_>,
    frame: &Frame<'_>,
    account: PersonKind,
    chosen: Option<Whom>,
) -> Markup {
    let offered = Whom::offered(account, frame.item);
    let choices = offered.into_iter().map(|whom| {
        let (label, hint) = whom.words(lang, account);
        Choice { value: whom.word(), label, hint, checked: chosen == Some(whom) }
    });
    let question = field(
        lang,
        &Field {
            name: "whom",
            label: lang.apply_whom(),
            error: FieldError::of(frame.errors, "whom"),
            input: Input::One(choices.collect()),
            ..Field::default()
        },
    );
    let form = step_form(lang, frame, Step::Whom, &question);
    step_page(lang, shell, frame, Step::Whom, lang.apply_step_whom(), &form)
}
