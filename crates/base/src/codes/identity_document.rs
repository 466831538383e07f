//! The paper by which somebody shows who they are: its kind and its number.

use serde::{Deserialize, Serialize};

use super::{
    CreditCode, CreditCodeError, HkMoPermit, HkMoPermitError, IdNumber, IdNumberError, Passport,
    PassportError, PermanentResidentCard, PermanentResidentCardError, ResidencePermit,
    ResidencePermitError, TaiwanPermit, TaiwanPermitError,
};

/// The kinds of identity document, by the codes of GA/T 2000.156 (001 by GB/T 36903).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// 111 居民身份证
    IdCard,
    /// 414 普通护照
    Passport,
    /// 516 港澳居民来往内地通行证
    HkMoPermit,
    /// 511 台湾居民来往大陆通行证
    TaiwanPermit,
    /// 港澳台居民居住证: younger than the standard's list, so the code `HMT` is our own.
    ResidencePermit,
    /// 553 外国人永久居留身份证
    PermanentResident,
    /// 001 统一社会信用代码
    CreditCode,
}

code_errors! {
    /// The text is not a [`DocumentKind`].
    DocumentKindError {
        /// Not one of the listed codes.
        Unknown = "document_kind.unknown", "unknown kind of identity document";
    }
}

impl DocumentKind {
    /// Every kind, in the order in which a form offers them.
    pub const ALL: [Self; 7] = [
        Self::IdCard,
        Self::HkMoPermit,
        Self::TaiwanPermit,
        Self::ResidencePermit,
        Self::Passport,
        Self::PermanentResident,
        Self::CreditCode,
    ];

    /// The three characters that are stored and exchanged.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdCard => "111",
            Self::Passport => "414",
            Self::HkMoPermit => "516",
            Self::TaiwanPermit => "511",
            Self::ResidencePermit => "HMT",
            Self::PermanentResident => "553",
            Self::CreditCode => "001",
        }
    }

    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, DocumentKindError> {
        let known = Self::ALL.into_iter().find(|kind| kind.code() == text.trim());
        known.ok_or(DocumentKindError::Unknown)
    }

    /// The document names a natural person, not an organisation.
    pub const fn is_personal(self) -> bool {
        !matches!(self, Self::CreditCode)
    }
}

impl std::fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

impl Serialize for DocumentKind {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

deserialize_by_parse!(DocumentKind);

/// A document with a number that fits its kind. In JSON: `{"kind":"111","number":"…"}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub enum IdentityDocument {
    /// 居民身份证
    IdCard(IdNumber),
    /// 普通护照
    Passport(Passport),
    /// 港澳居民来往内地通行证
    HkMoPermit(HkMoPermit),
    /// 台湾居民来往大陆通行证
    TaiwanPermit(TaiwanPermit),
    /// 港澳台居民居住证
    ResidencePermit(ResidencePermit),
    /// 外国人永久居留身份证
    PermanentResident(PermanentResidentCard),
    /// 统一社会信用代码
    CreditCode(CreditCode),
}

/// Why a number does not fit its kind of document: the error of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error(transparent)]
pub enum DocumentError {
    /// 居民身份证
    IdCard(#[from] IdNumberError),
    /// 普通护照
    Passport(#[from] PassportError),
    /// 港澳居民来往内地通行证
    HkMoPermit(#[from] HkMoPermitError),
    /// 台湾居民来往大陆通行证
    TaiwanPermit(#[from] TaiwanPermitError),
    /// 港澳台居民居住证
    ResidencePermit(#[from] ResidencePermitError),
    /// 外国人永久居留身份证
    PermanentResident(#[from] PermanentResidentCardError),
    /// 统一社会信用代码
    CreditCode(#[from] CreditCodeError),
}

impl IdentityDocument {
    /// Whether the holder was born on or before this day, as far as the number tells: false means
    /// that it is invented.
    pub fn is_born_by(&self, day: crate::Date) -> bool {
        self.id_number().is_none_or(|number| number.is_born_by(day))
    }

    /// The holder's full years on a day; none where the number does not tell.
    pub fn age_on(&self, day: crate::Date) -> Option<u16> {
        self.id_number().map(|number| number.age_on(day))
    }
}

impl DocumentError {
    /// The stable code of the error inside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdCard(error) => error.code(),
            Self::Passport(error) => error.code(),
            Self::HkMoPermit(error) => error.code(),
            Self::TaiwanPermit(error) => error.code(),
            Self::ResidencePermit(error) => error.code(),
            Self::PermanentResident(error) => error.code(),
            Self::CreditCode(error) => error.code(),
        }
    }
}

impl IdentityDocument {
    /// Reads a number as this kind of document has it.
    pub fn parse(kind: DocumentKind, number: &str) -> Result<Self, DocumentError> {
        Ok(match kind {
            DocumentKind::IdCard => Self::IdCard(IdNumber::parse(number)?),
            DocumentKind::Passport => Self::Passport(Passport::parse(number)?),
            DocumentKind::HkMoPermit => Self::HkMoPermit(HkMoPermit::parse(number)?),
            DocumentKind::TaiwanPermit => Self::TaiwanPermit(TaiwanPermit::parse(number)?),
            DocumentKind::ResidencePermit => Self::ResidencePermit(ResidencePermit::parse(number)?),
            DocumentKind::PermanentResident => {
                Self::PermanentResident(PermanentResidentCard::parse(number)?)
            }
            DocumentKind::CreditCode => Self::CreditCode(CreditCode::parse(number)?),
        })
    }

    /// The kind.
    pub const fn kind(&self) -> DocumentKind {
        match self {
            Self::IdCard(_) => DocumentKind::IdCard,
            Self::Passport(_) => DocumentKind::Passport,
            Self::HkMoPermit(_) => DocumentKind::HkMoPermit,
            Self::TaiwanPermit(_) => DocumentKind::TaiwanPermit,
            Self::ResidencePermit(_) => DocumentKind::ResidencePermit,
            Self::PermanentResident(_) => DocumentKind::PermanentResident,
            Self::CreditCode(_) => DocumentKind::CreditCode,
        }
    }

    /// The whole number.
    pub fn number(&self) -> &str {
        match self {
            Self::IdCard(number) => number.as_str(),
            Self::Passport(number) => number.as_str(),
            Self::HkMoPermit(number) => number.as_str(),
            Self::TaiwanPermit(number) => number.as_str(),
            Self::ResidencePermit(number) => number.as_str(),
            Self::PermanentResident(number) => number.as_str(),
            Self::CreditCode(number) => number.as_str(),
        }
    }

    /// For screens. A credit code is public and stays whole.
    pub fn masked(&self) -> String {
        match self {
            Self::IdCard(number) => number.masked(),
            Self::Passport(number) => number.masked(),
            Self::HkMoPermit(number) => number.masked(),
            Self::TaiwanPermit(number) => number.masked(),
            Self::ResidencePermit(number) => number.masked(),
            Self::PermanentResident(number) => number.masked(),
            Self::CreditCode(number) => number.as_str().to_owned(),
        }
    }

    /// The text under which a blind index finds the same person again: without the digits that
    /// count replaced cards, and with one kind for all cards that bear a citizen's number.
    pub fn canonical(&self) -> String {
        let (kind, person) = match self {
            Self::HkMoPermit(number) => (DocumentKind::HkMoPermit, number.person()),
            Self::TaiwanPermit(number) => (DocumentKind::TaiwanPermit, number.person()),
            Self::ResidencePermit(number) => (DocumentKind::IdCard, number.as_str()),
            other => (other.kind(), other.number()),
        };
        format!("{kind}:{person}")
    }

    /// The citizen's number, when the document bears one.
    pub fn id_number(&self) -> Option<IdNumber> {
        match self {
            Self::IdCard(number) => Some(number.clone()),
            Self::ResidencePermit(number) => Some(number.id_number()),
            _ => None,
        }
    }
}

/// How a document is written in JSON.
#[derive(Serialize, Deserialize)]
struct Written {
    kind: DocumentKind,
    number: String,
}

impl From<IdentityDocument> for Written {
    fn from(document: IdentityDocument) -> Self {
        Self { kind: document.kind(), number: document.number().to_owned() }
    }
}

impl TryFrom<Written> for IdentityDocument {
    type Error = DocumentError;

    fn try_from(written: Written) -> Result<Self, DocumentError> {
        Self::parse(written.kind, &written.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAMPLES: [(&str, &str, &str); 7] = [
        ("111", "11010519491231002x", "111:11010519491231002X"),
        ("414", "e12345678", "414:E12345678"),
        ("516", "H1234567801", "516:H12345678"),
        ("511", "1234567801", "511:12345678"),
        ("HMT", "810000199006150010", "111:810000199006150010"),
        ("553", "CAN310012345678", "553:CAN310012345678"),
        ("001", "11440000006939756b", "001:11440000006939756B"),
    ];

    #[test]
    fn every_kind_reads_writes_and_finds_the_person() {
        assert_eq!(SAMPLES.len(), DocumentKind::ALL.len());
        for (kind, number, canonical) in SAMPLES {
            let kind = DocumentKind::parse(kind).unwrap();
            let document = IdentityDocument::parse(kind, number).unwrap();
            assert_eq!(document.kind(), kind);
            assert_eq!(document.canonical(), canonical);
            assert_eq!(document.masked().contains('*'), kind.is_personal());
            let json = serde_json::to_string(&document).unwrap();
            assert_eq!(serde_json::from_str::<IdentityDocument>(&json).unwrap(), document);
            assert!(!kind.is_personal() || !format!("{document:?}").contains(document.number()));
        }
    }

    #[test]
    fn a_wrong_number_in_json_is_refused() {
        let json = r#"{"kind":"111","number":"110105194912310021"}"#;
        let error = serde_json::from_str::<IdentityDocument>(json).unwrap_err();
        assert!(error.to_string().contains("check digit"), "{error}");
        assert!(serde_json::from_str::<DocumentKind>("\"112\"").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,24}", kind in 0usize..7) {
            if let Err(error) = IdentityDocument::parse(DocumentKind::ALL[kind], &text) {
                prop_assert!(crate::codes::error_codes().contains(&error.code()));
            }
        }
    }
}
