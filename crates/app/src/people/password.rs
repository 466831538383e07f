//! Passwords by NIST SP 800-63B-4, 3.1.1.2: length, any character of Unicode, no rules about kinds
//! of characters, no expiry; but nothing that is common, runs in a pattern, or is known of the
//! person.

use base::limits::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use unicode_normalization::UnicodeNormalization as _;

use super::patterns;
use crate::error::FieldError;

/// Every code that [`Password::parse`] can give, for the test that holds messages against it.
pub const CODES: &[&str] = &[
    "required",
    "password.too_short",
    "password.too_long",
    "password.repeat",
    "password.sequence",
    "password.common",
    "password.context",
];

/// Words that everybody knows of this house.
const HOUSE_WORDS: [&str; 2] = ["yichuang", "一窗"];
/// Digits of a telephone or document number that may not stand in a row in a password.
const KNOWN_DIGITS: usize = 6;
/// Characters beside a name or a word of this house that make a password of it: as many as one had
/// before names are added.
const BESIDE_NAME_MIN: usize = 8;

/// A password as it was typed, in Unicode's form NFKC, so that another keyboard types the same one.
/// It has passed no rule yet when it is only compared.
#[derive(Clone)]
pub struct Password(String);

/// What a guesser knows of the person.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    /// Names, and the name to sign in with.
    pub words: Vec<&'a str>,
    /// Numbers: telephone, document.
    pub numbers: Vec<&'a str>,
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// What somebody typed to sign in: normalised, and cut where no password goes on.
    pub fn typed(text: &str) -> Self {
        Self(text.nfkc().take(PASSWORD_CHARS_MAX + 1).collect())
    }

    /// A new password, if it follows the rules; else what is wrong with `field`.
    pub fn parse(text: &str, known: &Known<'_>, field: &str) -> Result<Self, FieldError> {
        let password = Self::typed(text);
        match password.complaint(known) {
            None => Ok(password),
            Some(code @ "password.too_short") => {
                Err(FieldError::new(field, code).with(PASSWORD_CHARS_MIN))
            }
            Some(code @ "password.too_long") => {
                Err(FieldError::new(field, code).with(PASSWORD_CHARS_MAX))
            }
            Some(code) => Err(FieldError::new(field, code)),
        }
    }

    /// The bytes to hash.
    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    fn complaint(&self, known: &Known<'_>) -> Option<&'static str> {
        let folded: Vec<char> = self.0.chars().flat_map(char::to_lowercase).collect();
        match self.0.chars().count() {
            0 => return Some("required"),
            count if count < PASSWORD_CHARS_MIN => return Some("password.too_short"),
            count if count > PASSWORD_CHARS_MAX => return Some("password.too_long"),
            _ => {}
        }
        if patterns::repeats(&folded) {
            return Some("password.repeat");
        }
        if patterns::runs(&folded) {
            return Some("password.sequence");
        }
        if is_known(&folded, known) {
            return Some("password.context");
        }
        patterns::is_common(&folded).then_some("password.common")
    }
}

/// A row of digits of the person's numbers, or names with too little beside them.
fn is_known(password: &[char], known: &Known<'_>) -> bool {
    let text: String = password.iter().collect();
    let by_number = known.numbers.iter().any(|number| {
        let number: Vec<char> = number.to_lowercase().chars().filter(|c| *c != '-').collect();
        number.windows(KNOWN_DIGITS).any(|row| contains(password, row))
    });
    let mut beside = text.clone();
    for word in known.words.iter().copied().chain(HOUSE_WORDS) {
        let word: String = word.nfkc().flat_map(char::to_lowercase).collect();
        if word.chars().nth(1).is_some() {
            beside = beside.replace(&word, "");
        }
    }
    let by_word = beside != text && beside.chars().count() < BESIDE_NAME_MIN;
    by_number || by_word
}

fn contains(text: &[char], part: &[char]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn complaint(text: &str) -> Option<&'static str> {
        let known = Known {
            words: vec!["欧阳建国", "Erik Larsen"],
            numbers: vec!["13987246175", "532901197704122135", "0872-2186437"],
        };
        Password::typed(text).complaint(&known)
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(complaint(""), Some("required"));
        assert_eq!(complaint("tvykqzdwhgfpmb"), Some("password.too_short"));
        assert_eq!(complaint("tvykqzdwhgfpmbx"), None);
        assert_eq!(complaint("洱海的月亮真好看苍山雪不化"), Some("password.too_short"));
        assert_eq!(complaint("洱海的月亮真好看，苍山雪不化！"), None);
        // Beyond the first 65,536 characters of Unicode each is one, and so is a blank.
        assert_eq!(complaint("𠮷𡈽𠀋𡌛𠂉𠔿𠗖𠘨𠝏𠠇𠠺𠢹𠥼𠦝"), Some("password.too_short"));
        assert_eq!(complaint("𠮷𡈽𠀋𡌛𠂉𠔿𠗖𠘨𠝏𠠇𠠺𠢹𠥼𠦝𠫓"), None);
        assert_eq!(complaint("  月 亮 出 来 亮 汪 汪 "), None);
        assert_eq!(complaint(&"蝴蝶泉边水好清".repeat(19)), Some("password.too_long"));
        let error = Password::parse("short", &Known::default(), "password").unwrap_err();
        assert_eq!((error.field.as_str(), error.values), ("password", vec!["15".to_owned()]));
    }

    #[test]
    fn long_ones_are_taken_whole() {
        let sentence = "wo jia men qian you yi ke hen da de huang guo shu, shu xia you zhi mao";
        assert!(sentence.len() > 64);
        assert_eq!(complaint(sentence), None);
        let cut = &sentence[..sentence.len() - 1];
        assert_ne!(Password::typed(sentence).bytes(), Password::typed(cut).bytes());
    }

    #[test]
    fn common_ones_are_refused() {
        for text in [
            "passwordpassword",
            "Password12345678",
            "P@ssw0rdP@ssw0rd!",
            "passw0rd!!!!!!!!!!!",
            "woaini1314woaini",
            "WoAiNi5201314520",
            "52013145201314520",
            "zhangwei19900101",
            "zhangwei2024wangfang",
            "wangfang20240101",
            "lf1988080819900505",
            "iloveyou!iloveyou!!",
            "admin@2024admin@2025",
            "yunnan2016!yunnan2017!",
            "dali2016!!!!!!!!",
            "1380013800019900101",
            "138001380001990",
            "1990010119920505",
            "01011990 5201314",
            "123.12345678.1990",
            "password123456789",
            "monkey.dragon.2024",
            "yingxionglianmeng",
            "530102199003070998",
        ] {
            assert!(text.chars().count() >= PASSWORD_CHARS_MIN, "{text}");
            let found = complaint(text);
            assert!(matches!(found, Some("password.common" | "password.repeat")), "{text}");
        }
    }

    #[test]
    fn patterns_are_refused() {
        for text in [
            "aaaaaaaaaaaaaaa",
            "121212121212121",
            "ababababababab1",
            "111122223333222",
            "xyzwxyzwxyzwxyzw",
            "。。。。。。。。。。。。。。。",
            "洱海的月亮真好看洱海的月亮真好看",
            "yunnan2016yunnan2016",
            "k7#Vq2!xk7#Vq2!xk",
        ] {
            assert_eq!(complaint(text), Some("password.repeat"), "{text}");
        }
        for text in [
            "123456789012345",
            "987654321098765",
            "abcdefghijklmno",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "abcdefg12345678",
            "11223344556677889",
            "asdfghjklzxcvbnm1",
        ] {
            assert_eq!(complaint(text), Some("password.sequence"), "{text}");
        }
    }

    #[test]
    fn what_is_known_of_the_person_is_refused() {
        for text in [
            "xx724617zz hai bian",
            "yue liang 19770412",
            "mm770412k feng hua xue",
            "eriK larsen 1987",
            "yichuang-a81b7q",
            "欧阳建国、欧阳建国、欧阳建国2026",
            "ding dian hua 2186437",
        ] {
            assert_eq!(complaint(text), Some("password.context"), "{text}");
        }
        assert_eq!(complaint("欧阳建国1977年洱海骑车看落日"), None);
    }

    #[test]
    fn good_ones_pass_without_rules_about_kinds() {
        for text in [
            "correct horse battery staple",
            "tvykqzdwhgfpmbx",
            "483159072640187",
            "下关风上关花苍山雪洱海月都看过",
            "🚲🏔🌊🌸🐟🌙🎋🧅🐂🍜🏮🪁🛶🌾🐝",
            "?!;..:-)(&%~=+4831",
            "k7#Vq2!xB0_mZ9$",
            "sunshine noodles tricycle",
            "ocean mountain lemon",
            "wo jia men qian you shu",
            "yanshi-dali-2026",
        ] {
            assert_eq!(complaint(text), None, "{text}");
        }
    }

    #[test]
    fn full_width_and_composed_characters_are_the_same_password() {
        let bytes = |text| Password::typed(text).bytes().to_vec();
        assert_eq!(bytes("ＡＢＣｄｅ１２３"), bytes("ABCde123"));
        assert_eq!(bytes("cafe\u{301} au lait"), bytes("café au lait"));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,140}") {
            if let Err(error) = Password::parse(&text, &Known::default(), "p") {
                prop_assert!(CODES.contains(&error.code.as_str()));
            }
        }

        #[test]
        fn random_passwords_pass(text in "[bcdfghjkmnpqrtvwxz]{15}") {
            prop_assume!(text.chars().collect::<std::collections::HashSet<_>>().len() > 5);
            prop_assert_eq!(Password::typed(&text).complaint(&Known::default()), None);
        }
    }
}
