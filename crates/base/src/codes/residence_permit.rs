//! 港澳居民居住证 and 台湾居民居住证: cards with a citizen's number under GB 11643.

use super::{IdNumber, IdNumberError};

/// A number of the residence permits: `810000…` Hong Kong, `820000…` Macao, `830000…` Taiwan.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidencePermit(String);

code_errors! {
    /// Why a text is not a [`ResidencePermit`] number.
    ResidencePermitError {
        /// It is not well formed, as an ID number is.
        Form = "residence_permit.form",
            "a residence permit's number has 18 characters, a birthday and a check digit inside";
        /// It is an ID number, but of another region.
        Region = "residence_permit.region",
            "a residence permit's number starts with 810000, 820000 or 830000";
    }
}

text_code!(ResidencePermit, ResidencePermitError);
debug_masked!(ResidencePermit);

impl ResidencePermit {
    /// Reads a number.
    pub fn parse(text: &str) -> Result<Self, ResidencePermitError> {
        let number = IdNumber::parse(text)?;
        if !matches!(number.region(), "810000" | "820000" | "830000") {
            return Err(ResidencePermitError::Region);
        }
        Ok(Self(number.into()))
    }

    /// The same number as the citizen's number that it is.
    pub fn id_number(&self) -> IdNumber {
        IdNumber::parse(&self.0).expect("checked when it was parsed")
    }

    /// For screens: `8100************12`.
    pub fn masked(&self) -> String {
        self.id_number().masked()
    }
}

impl From<IdNumberError> for ResidencePermitError {
    fn from(_: IdNumberError) -> Self {
        Self::Form
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Date;
    use crate::codes::RegionCode;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_three_regions(region in "8[123]0000|53290[1-9]|440101", sequence in 0u16..1000) {
            let code = RegionCode::parse(&region).unwrap();
            let number = IdNumber::compose(&code, Date::constant(1990, 6, 15), sequence).unwrap();
            let permit = ResidencePermit::parse(number.as_str());
            prop_assert_eq!(permit.is_ok(), region.starts_with('8'));
        }
    }

    #[test]
    fn a_wrong_check_digit_is_found() {
        let error = ResidencePermit::parse("810000199006150011").unwrap_err();
        assert_eq!(error, ResidencePermitError::Form);
    }
}
