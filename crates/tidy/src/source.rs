//! Rust text taken apart into code and comments, line for line, so that a word in a string is not
//! taken for code.

/// The layers of a Rust file. Both have the lines of the file; what belongs to another layer, and
/// the inside of strings, is blank.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// Code. A string is `""`.
    pub code: String,
    /// Comments.
    pub comments: String,
}

/// Takes a Rust text apart.
pub fn layers(text: &str) -> Layers {
    let mut out = Layers::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            let length = rest.find('\n').unwrap_or(rest.len());
            out.comment(&rest[..length])
        } else if rest.starts_with("/*") {
            out.comment(&rest[..block_comment(rest)])
        } else if let Some(length) = raw_string(rest, &out.code) {
            out.string(&rest[..length])
        } else if c == '"' {
            out.string(&rest[..string(rest)])
        } else if let Some(length) = character(rest) {
            out.string(&rest[..length])
        } else {
            out.code(c)
        };
        rest = &rest[length..];
    }
    out
}

impl Layers {
    fn code(&mut self, c: char) -> usize {
        self.code.push(c);
        if c == '\n' {
            self.comments.push('\n');
        }
        c.len_utf8()
    }

    fn comment(&mut self, text: &str) -> usize {
        self.comments.push_str(text);
        self.code.extend(text.chars().filter(|c| *c == '\n'));
        text.len()
    }

    fn string(&mut self, text: &str) -> usize {
        self.code.push_str("\"\"");
        let breaks = text.chars().filter(|c| *c == '\n');
        self.code.extend(breaks.clone());
        self.comments.extend(breaks);
        text.len()
    }
}

/// The length of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a string with escapes.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The length of `r"…"`, `r#"…"#`, `br"…"`, if the text begins with one and `before` with no name.
fn raw_string(text: &str, before: &str) -> Option<usize> {
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let inner = text.strip_prefix('b').unwrap_or(text).strip_prefix('r')?;
    let opened = inner.trim_start_matches('#');
    let hashes = inner.len() - opened.len();
    let body = opened.strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let end =
        body.find(&closing).map_or(text.len(), |at| text.len() - body.len() + at + closing.len());
    Some(end)
}

/// The length of a character such as `'"'`; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let mut chars = inner.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        let end = inner.char_indices().skip(2).find(|(_, c)| *c == '\'')?;
        return Some(end.0 + 2);
    }
    let (at, second) = chars.next()?;
    (second == '\'').then_some(at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_comments_are_not_code() {
        let text =
            "let a = \"fn // \\\" x\"; // fn b\nlet c = 'x'; /* fn\n /* d */ */ fn e<'a>() {}";
        let layers = layers(text);
        assert_eq!(layers.code, "let a = \"\"; \nlet c = \"\"; \n fn e<'a>() {}");
        assert_eq!(layers.comments, "// fn b\n/* fn\n /* d */ */");
    }

    #[test]
    fn raw_strings_end_at_their_own_mark() {
        let text = "f(r#\"a \"quoted\" fn\"#, br\"\\\", b'\\'', '\\u{4e00}', r#type)";
        assert_eq!(layers(text).code, "f(\"\", \"\", b\"\", \"\", r#type)");
    }
}
