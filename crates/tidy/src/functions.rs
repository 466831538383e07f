//! Functions of at most so many lines.

use crate::Complaints;
use crate::source::layers;
use crate::tree::Tree;

/// Lines of a function from its first to its last brace, comments and blank lines not counted.
const FUNCTION_LINES_MAX: usize = 70;

/// Functions that are too long to be seen at once.
pub fn functions(tree: &Tree) -> Complaints {
    let mut complaints = Vec::new();
    for file in tree.rust() {
        for function in long(&layers(&file.text).code) {
            let Function { line, name, lines } = function;
            let path = &file.path;
            complaints.push(format!(
                "{path}:{line}: {name} has {lines} lines, more than {FUNCTION_LINES_MAX}"
            ));
        }
    }
    complaints
}

#[derive(Debug, PartialEq, Eq)]
struct Function {
    line: usize,
    name: String,
    lines: usize,
}

fn long(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find("fn ").map(|start| start + at) {
        at = start + 3;
        let stands_alone = !code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let name: String =
            code[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if !stands_alone || name.is_empty() {
            continue;
        }
        let Some(body) = body(&code[at..]) else { continue };
        let lines = body.lines().filter(|line| !line.trim().is_empty()).count();
        if lines > FUNCTION_LINES_MAX {
            found.push(Function { line: code[..start].lines().count(), name, lines });
        }
    }
    found
}

/// The body of the function whose signature begins the text; a declaration has none.
fn body(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut opened = None;
    for (at, c) in text.char_indices() {
        match c {
            ';' if depth == 0 => return None,
            // The types of a signature may hold `[u8; 4]`.
            '(' | '[' if opened.is_none() => depth += 1,
            ')' | ']' if opened.is_none() => depth = depth.saturating_sub(1),
            '{' => {
                if opened.is_none() {
                    (opened, depth) = (Some(at), 0);
                }
                depth += 1;
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if let Some(opened) = opened.filter(|_| depth == 0) {
                    return Some(&text[opened..=at]);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_bodies_are_found() {
        let body = "    a();\n".repeat(FUNCTION_LINES_MAX);
        let code = format!(
            "fn short(x: [u8; 4]) {{}}\ntrait T {{ fn none(&self); }}\n\
            impl T {{ fn long<F: Fn()>(f: F) -> [u8; 2] {{\n{body}}} }}\n"
        );
        let found = long(&code);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].line), ("long", 3));
        assert_eq!(found[0].lines, FUNCTION_LINES_MAX + 2);
    }
}
