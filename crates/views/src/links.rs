//! Every address that a page links to, in one place. Ids and codes are data of the catalogue
//! (letters, digits, `_`, `-`), so they need no escaping; queries are escaped here.

use i18n::Lang;

/// `/zh` + path.
fn at(lang: Lang, path: &str) -> String {
    format!("/{}{path}", lang.code())
}

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        $($(#[$doc])* pub fn $name(lang: Lang) -> String { at(lang, $path) })+
    };
}

pages! {
    /// The first page.
    home = "/";
    /// Search, `?q=…`.
    search = "/search";
    /// Suggestions as JSON, `?q=…`: `[{"name", "note"?, "url"?}]`.
    suggest = "/suggest";
    /// All themes and life events.
    themes = "/themes";
    /// All departments.
    departments = "/departments";
    /// All regions.
    regions = "/regions";
    /// Look up a case by number and query code.
    status = "/status";
    /// My cases; asks to sign in first.
    my = "/my";
    /// Accessibility statement.
    accessibility = "/accessibility";
    /// What the work log is and how to check it.
    log = "/log";
}

macro_rules! pages_of {
    ($($(#[$doc:meta])* $name:ident($key:ident) = $before:literal, $after:literal;)+) => {
        $($(#[$doc])* pub fn $name(lang: Lang, $key: &str) -> String {
            at(lang, &[$before, $key, $after].concat())
        })+
    };
}

pages_of! {
    /// A theme or life event.
    theme(id) = "/themes/", "";
    /// A department and its items.
    department(id) = "/departments/", "";
    /// A region, its departments and places.
    region(code) = "/regions/", "";
    /// The guide of an item.
    item(code) = "/items/", "";
    /// The guide as a PDF.
    item_pdf(code) = "/items/", "/guide.pdf";
    /// Start an application for an item.
    apply(code) = "/apply/", "";
}

/// A form of an item on paper: blank, filled in as an example, or with its common errors.
pub fn form(lang: Lang, code: &str, material: &str, sheet: Sheet) -> String {
    at(lang, &format!("/items/{code}/forms/{material}/{}", sheet.word()))
}

/// Which printable page of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// 空白表格.
    Blank,
    /// 示范文本.
    Sample,
    /// 常见错误示例.
    Errors,
}

impl Sheet {
    /// Every sheet, in the order in which the guide offers them.
    pub const ALL: [Self; 3] = [Self::Blank, Self::Sample, Self::Errors];

    /// The last part of its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Sample => "sample",
            Self::Errors => "errors",
        }
    }

    /// The sheet of an address.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.word() == word)
    }
}

/// A path with a query; empty values are left out, everything else is percent-encoded.
pub fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut joint = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(joint);
        address.push_str(name);
        address.push('=');
        encode(value, &mut address);
        joint = '&';
    }
    address
}

fn encode(value: &str, address: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            address.push(char::from(HEX[usize::from(byte >> 4)]));
            address.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_their_language() {
        assert_eq!(home(Lang::Zh), "/zh/");
        assert_eq!(item(Lang::En, "11-A"), "/en/items/11-A");
        assert_eq!(form(Lang::Zh, "1", "app", Sheet::Sample), "/zh/items/1/forms/app/sample");
    }

    #[test]
    fn queries_are_escaped_and_leave_out_what_is_empty() {
        let address = query("/zh/search", &[("q", "米线 & 店"), ("kind", ""), ("page", "2")]);
        assert_eq!(address, "/zh/search?q=%E7%B1%B3%E7%BA%BF%20%26%20%E5%BA%97&page=2");
    }
}
