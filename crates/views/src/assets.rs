//! The style sheet and the script, with names that change when their content changes, so that a
//! browser may keep them for ever: `/assets/yichuang-<hash>.css`.

/// The one style sheet.
pub const CSS: &str = include_str!("../assets/yichuang.css");

/// Its file name below `/assets/`.
pub const CSS_NAME: &str = text(&name::<29>("yichuang-", &hash(CSS), ".css"));

/// What only the staff's rooms and the papers need beside it.
pub const DESK_CSS: &str = include_str!("../assets/desk.css");

/// Its file name below `/assets/`.
pub const DESK_CSS_NAME: &str = text(&name::<25>("desk-", &hash(DESK_CSS), ".css"));

/// The script. It only adds; every page works without it.
pub const JS: &str = include_str!("../assets/yichuang.js");

/// Its file name below `/assets/`.
pub const JS_NAME: &str = text(&name::<28>("yichuang-", &hash(JS), ".js"));

/// The icon of the tabs.
pub const ICON: &str = include_str!("../assets/icon.svg");

/// Its file name below `/assets/`.
pub const ICON_NAME: &str = text(&name::<25>("icon-", &hash(ICON), ".svg"));

/// The style sheet of 关怀模式, answered at [`PREFS_PATH`] to a browser with the cookie
/// `care=1`; every other browser gets an empty one there.
///
/// So the pages themselves stay the same bytes for everybody and can be cached; only this
/// address depends on the cookie (`Cache-Control: private, no-cache`). No script is needed.
pub const CARE_CSS: &str = include_str!("../assets/care.css");

/// Where the personal style sheet is read (GET) and where the choice is sent (POST, fields
/// `care` = `1` or `0` and `back`, a path of this site).
pub const PREFS_PATH: &str = "/prefs";

/// FNV-1a over 64 bits: a name for content of our own, not a defence.
const fn hash(content: &str) -> [u8; 16] {
    let bytes = content.as_bytes();
    let (mut state, mut at) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while at < bytes.len() {
        state = (state ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    let (mut digits, mut place) = ([0; 16], 0);
    while place < 16 {
        digits[place] = b"0123456789abcdef"[(state >> (60 - 4 * place) & 15) as usize];
        place += 1;
    }
    digits
}

const fn name<const LENGTH: usize>(start: &str, hash: &[u8; 16], end: &str) -> [u8; LENGTH] {
    let (start, end) = (start.as_bytes(), end.as_bytes());
    assert!(start.len() + 16 + end.len() == LENGTH, "the name has its stated length");
    let (mut bytes, mut at) = ([0; LENGTH], 0);
    while at < LENGTH {
        bytes[at] = if at < start.len() {
            start[at]
        } else if at < start.len() + 16 {
            hash[at - start.len()]
        } else {
            end[at - start.len() - 16]
        };
        at += 1;
    }
    bytes
}

const fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("names are ASCII"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_a_hash_and_an_ending() {
        let middle = CSS_NAME.strip_prefix("yichuang-").and_then(|name| name.strip_suffix(".css"));
        assert_eq!(middle.map(str::len), Some(16));
        let middle = JS_NAME.strip_prefix("yichuang-").and_then(|name| name.strip_suffix(".js"));
        assert_eq!(middle.map(str::len), Some(16));
        assert_ne!(CSS_NAME[9..25], JS_NAME[9..25]);
    }

    #[test]
    fn assets_stay_small() {
        assert!(CSS.len() < 30_000, "the style sheet has {} bytes", CSS.len());
        assert!(DESK_CSS.len() < 8_192, "the desk's style sheet has {} bytes", DESK_CSS.len());
        assert!(JS.len() < 10_240, "the script has {} bytes", JS.len());
    }
}
