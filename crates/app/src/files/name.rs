//! Names of files: as they came, without what could mislead a disk, a browser or a reader.

use base::limits::FILE_NAME_CHARS_MAX;

use super::MediaType;

/// What the name says that the file is, in small letters; none where it says nothing.
pub fn extension(name: &str) -> Option<String> {
    let (stem, extension) = last_part(name).rsplit_once('.')?;
    let plain = !extension.is_empty()
        && extension.len() <= 8
        && extension.chars().all(|c| c.is_ascii_alphanumeric());
    (plain && !stem.is_empty()).then(|| extension.to_ascii_lowercase())
}

/// The last part of a path, without control characters, those that turn the direction of writing,
/// and those that Windows refuses; with the extension of its content; not too long.
pub fn clean(name: &str, media_type: MediaType) -> String {
    let own = extension(name);
    let name = last_part(name);
    let stem = match &own {
        Some(extension) => &name[..name.len() - extension.len() - 1],
        None => name,
    };
    let extension = own.unwrap_or_else(|| media_type.extensions()[0].to_owned());
    let room = FILE_NAME_CHARS_MAX - extension.len() - 1;
    let visible = stem.chars().filter(|c| !is_hidden(*c));
    let stem: String = visible.map(|c| if "<>:\"|?*".contains(c) { '_' } else { c }).collect();
    let stem: String = stem.trim().trim_matches('.').trim().chars().take(room).collect();
    let stem = if stem.is_empty() { "文件" } else { stem.trim_end() };
    format!("{stem}.{extension}")
}

fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name).trim()
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_lose_what_misleads() {
        let cases = [
            ("租赁合同.pdf", "租赁合同.pdf"),
            ("C:\\Users\\杨\\合同 最终.PDF", "合同 最终.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("合\u{202e}fdp.同.pdf", "合fdp.同.pdf"),
            ("a<b>:\"|?*\r\nc.pdf", "a_b______c.pdf"),
            ("...", "文件.pdf"),
            (".pdf", "pdf.pdf"),
            ("", "文件.pdf"),
        ];
        for (typed, clean_name) in cases {
            assert_eq!(clean(typed, MediaType::Pdf), clean_name, "{typed:?}");
        }
        let long = clean(&"长".repeat(500), MediaType::Pdf);
        assert_eq!(long.chars().count(), FILE_NAME_CHARS_MAX);
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_harmless_one(name: String) {
            let name = clean(&name, MediaType::Ofd);
            prop_assert!(name.chars().count() <= FILE_NAME_CHARS_MAX);
            prop_assert!(!name.contains(['/', '\\', '\r', '\n', '\0']) && !name.starts_with('.'));
        }
    }
}
