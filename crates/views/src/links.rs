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
    /// 公共服务事项目录; `?page=`.
    directory = "/directory";
    /// All regions.
    regions = "/regions";
    /// Look up a case by number and query code.
    status = "/status";
    /// My cases; asks to sign in first.
    my = "/my";
    /// Where the status of a case is shown that was looked up.
    status_result = "/status/result";
    /// Registration.
    register = "/register";
    /// Signing in.
    sign_in = "/sign-in";
    /// Signing out (POST).
    sign_out = "/sign-out";
    /// What was typed when a session ended.
    kept = "/kept";
    /// My account.
    profile = "/my/profile";
    /// Change the telephone (POST).
    profile_phone = "/my/profile/phone";
    /// Change the password (POST).
    profile_password = "/my/profile/password";
    /// Sign out everywhere (POST).
    profile_everywhere = "/my/profile/sign-out-everywhere";
    /// Accessibility statement.
    accessibility = "/accessibility";
    /// What the work log is and how to check it.
    log = "/log";
    /// The API, described.
    api = "/api";
    /// The staff's first page, by role.
    desk = "/desk";
    /// Sign in as a member of staff; `?back=` leads on.
    staff_sign_in = "/desk/sign-in";
    /// Sign out (POST).
    staff_sign_out = "/desk/sign-out";
    /// Find a case by its number, or an item; `?q=`.
    desk_find = "/desk/find";
    /// The one window: what waits for a word.
    desk_window = "/desk/window";
    /// Take something in: find the item first; `?q=`, `?with=` a case of the same person.
    desk_new = "/desk/window/new";
    /// Compare a person with their document, for an account (GET and POST).
    desk_verify = "/desk/window/verify";
    /// Cases of whoever shows a document (POST finds).
    desk_person = "/desk/window/person";
    /// The department's work; `?stage=`, `?page=`.
    desk_work = "/desk/work";
    /// The one outlet; `?uncollected=1`.
    desk_outlet = "/desk/outlet";
    /// Every department's cases, for supervisors; `?department=`, `?stage=`.
    desk_watch = "/desk/watch";
    /// The catalogue with versions, for the reform office.
    desk_items = "/desk/items";
    /// Accounts of staff.
    desk_staff = "/desk/staff";
    /// Erase the personal part of a closed case; `?number=`.
    desk_erase = "/desk/erase";
    /// Change one's own password as a member of staff.
    desk_password = "/desk/password";
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
    /// The versions of an item.
    item_versions(code) = "/items/", "/versions";
    /// Start an application for an item.
    apply(code) = "/apply/", "";
    /// A draft: leads to its next step.
    draft(id) = "/my/drafts/", "";
    /// Delete a draft.
    draft_delete(id) = "/my/drafts/", "/delete";
    /// Save what is typed in the form while it is typed (POST).
    draft_autosave(id) = "/my/drafts/", "/autosave";
    /// One of my cases.
    my_case(number) = "/my/cases/", "";
    /// The receipt of a case.
    receipt(number) = "/my/cases/", "/receipt";
    /// The signed promise of a receipt, as text.
    promise(number) = "/my/cases/", "/promise.txt";
    /// The proof of a case, as JSON.
    proof(number) = "/my/cases/", "/proof.json";
    /// Correct what the notice names, or add papers that may follow later.
    supply(number) = "/my/cases/", "/supply";
    /// Apply again with the answers and files of a case without a result (POST).
    apply_again(number) = "/my/cases/", "/again";
    /// Withdraw an application.
    withdraw(number) = "/my/cases/", "/withdraw";
    /// Take in an application for an item at the window.
    desk_new_item(code) = "/desk/window/new/", "";
    /// The receipt of an application just taken in, by its request's key.
    desk_taken(key) = "/desk/window/taken/", "";
    /// The file of a case.
    desk_case(number) = "/desk/cases/", "";
    /// Give a new query code to a person of a case.
    desk_query_code(number) = "/desk/cases/", "/query-code";
    /// Hand the result of a case over.
    desk_hand_over(number) = "/desk/outlet/", "";
    /// A member of staff: department, roles, window.
    desk_member(login) = "/desk/staff/", "";
    /// Give a member of staff a new first password (POST).
    desk_member_password(login) = "/desk/staff/", "/password";
    /// Put a member of staff's account out of use or back (POST).
    desk_staff_active(login) = "/desk/staff/", "/active";
}

/// A form of an item on paper: blank, filled in as an example, or with its common errors.
pub fn form(lang: Lang, code: &str, material: &str, sheet: Sheet) -> String {
    at(lang, &format!("/items/{code}/forms/{material}/{}", sheet.word()))
}

/// The same sheet as a file.
pub fn form_pdf(lang: Lang, code: &str, material: &str, sheet: Sheet) -> String {
    format!("{}.pdf", form(lang, code, material, sheet))
}

/// An item as it was in one of its versions.
pub fn item_version(lang: Lang, code: &str, version: u32) -> String {
    at(lang, &format!("/items/{code}/versions/{version}"))
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

/// Where an act on a case is posted.
pub fn desk_act(lang: Lang, number: &str, act: &str) -> String {
    at(lang, &format!("/desk/cases/{number}/{act}"))
}

/// The slip with a new query code, by its request's key.
pub fn desk_query_slip(lang: Lang, number: &str, key: &str) -> String {
    at(lang, &format!("/desk/cases/{number}/query-code/{key}"))
}

/// A stored file of a case, for staff.
pub fn desk_file(lang: Lang, number: &str, id: &str) -> String {
    at(lang, &format!("/desk/cases/{number}/files/{id}"))
}

/// A numbered paper of a case, for staff.
pub fn desk_paper(lang: Lang, number: &str, seq: u64) -> String {
    at(lang, &format!("/desk/papers/{number}/{seq}"))
}

/// A numbered paper of a case, for the person whose case it is.
pub fn my_paper(lang: Lang, number: &str, seq: u64) -> String {
    at(lang, &format!("/my/cases/{number}/papers/{seq}"))
}

/// A step of a draft.
pub fn draft_step(lang: Lang, id: &str, step: &str) -> String {
    at(lang, &format!("/my/drafts/{id}/{step}"))
}

/// A file of a draft.
pub fn draft_file(lang: Lang, id: &str, file: &str) -> String {
    at(lang, &format!("/my/drafts/{id}/files/{file}"))
}

/// A stored file of a case, for the person whose case it is.
pub fn my_file(lang: Lang, number: &str, file: &str) -> String {
    at(lang, &format!("/my/cases/{number}/files/{file}"))
}

/// What the QR code of a receipt leads to; it has no language and is exchanged for a cookie.
pub fn scanned(number: &str, code: &str) -> String {
    format!("/q/{number}/{code}")
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
