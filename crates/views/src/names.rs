//! The code lists in the language of a page: the standard's Chinese name, or English for
//! orientation.

use domain::catalogue::{
    ApplicationForm, BodyNature, CaseType, CrossRegion, DepartmentKind, ExerciseLevel, ItemKind,
    ItemState, MaterialClass, MaterialForm, MaterialNeed, MaterialSource, OnlineDepth, PowerSource,
    ResultKind, ServiceObject,
};
use i18n::Lang;

/// A value of a code list that has a name in both languages.
pub trait Named: Copy {
    /// Its name.
    fn named(self, lang: Lang) -> &'static str;
}

macro_rules! english {
    ($list:ident { $($variant:ident = $words:literal,)+ }) => {
        impl Named for $list {
            fn named(self, lang: Lang) -> &'static str {
                match (lang, self) {
                    (Lang::Zh, _) => self.name(),
                    $((Lang::En, Self::$variant) => $words,)+
                }
            }
        }
    };
}

english! { ItemKind {
    Licence = "Administrative licence",
    Punishment = "Administrative punishment",
    Coercion = "Administrative coercion",
    Levy = "Administrative levy",
    Payment = "Benefit or allowance",
    Inspection = "Administrative inspection",
    Confirmation = "Administrative confirmation",
    Reward = "Administrative reward",
    Adjudication = "Administrative adjudication",
    OtherPower = "Other administrative power",
    PublicService = "Public service",
} }

english! { ExerciseLevel {
    National = "National",
    Province = "Province",
    Prefecture = "Prefecture or city",
    County = "County",
    Town = "Town or subdistrict",
    Village = "Village or community",
    Graded = "Graded",
} }

english! { BodyNature {
    StatutoryOrgan = "Statutory organ",
    AuthorisedOrganisation = "Authorised organisation",
    EntrustedOrganisation = "Entrusted organisation",
    Other = "Other",
} }

english! { ServiceObject {
    NaturalPerson = "Persons",
    Enterprise = "Companies",
    PublicInstitution = "Public institutions",
    SocialOrganisation = "Social organisations",
    Organ = "Government bodies",
    OtherOrganisation = "Other organisations",
    UnincorporatedEnterprise = "Unincorporated businesses",
} }

english! { ApplicationForm {
    Window = "At a window",
    Web = "Online",
    Mobile = "By phone",
    Post = "By post",
    Other = "Other",
} }

english! { CaseType {
    Immediate = "On the spot",
    Promised = "With a promised limit",
    Other = "Other",
} }

english! { PowerSource {
    Own = "Own power by law",
    HandedDown = "Handed down from above",
    AuthorisedAbove = "Authorised from above",
    AuthorisedSame = "Authorised at the same level",
    EntrustedAbove = "Entrusted from above",
    EntrustedSame = "Entrusted at the same level",
} }

english! { ItemState {
    InUse = "In use",
    Suspended = "Suspended",
    Cancelled = "Cancelled",
} }

english! { CrossRegion {
    Nation = "Anywhere in the country",
    Provinces = "Across provinces",
    Prefectures = "Across prefectures",
    Counties = "Across counties",
    Towns = "In any town of the county",
    Villages = "In any village of the town",
} }

english! { OnlineDepth {
    Consultation = "Advice online",
    Receipt = "Papers handed in online",
    PreCheck = "First check online",
    Acceptance = "Accepted online",
    Handling = "Handled online",
    Feedback = "Result told online",
    Other = "Other",
} }

english! { MaterialNeed {
    Required = "Required",
    Optional = "Not required",
    Later = "May follow later",
} }

english! { MaterialClass {
    Certificate = "Certificate or proof",
    Form = "Application form",
    Other = "Other",
} }

english! { MaterialForm {
    Paper = "On paper",
    Electronic = "Electronic",
    Either = "Paper or electronic",
} }

english! { MaterialSource {
    Applicant = "You prepare it",
    Government = "Issued by the government",
    Intermediary = "Issued by an agency",
    Other = "Other",
} }

english! { ResultKind {
    Licence = "Licence or certificate",
    Approval = "Approval document",
    Other = "Other",
    Nothing = "None",
} }

impl Named for DepartmentKind {
    fn named(self, lang: Lang) -> &'static str {
        match self {
            Self::Organ => lang.department_kind_organ(),
            Self::Branch => lang.department_kind_branch(),
            Self::Town => lang.department_kind_town(),
            Self::Institution => lang.department_kind_institution(),
            Self::PublicEnterprise => lang.department_kind_enterprise(),
            Self::ServiceCentre => lang.department_kind_centre(),
        }
    }
}
