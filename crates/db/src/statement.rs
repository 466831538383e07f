//! A registered statement: one SQL text for both engines.

use std::sync::OnceLock;

/// One SQL text with placeholders `?1`, `?2`, …; made by [`crate::statements!`].
#[derive(Debug)]
pub struct Statement {
    name: &'static str,
    sql: &'static str,
    postgres: OnceLock<String>,
}

impl Statement {
    /// Used by [`crate::statements!`]; a name says module and constant.
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sql, postgres: OnceLock::new() }
    }

    /// Module path and constant.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text as it is written, which is the text for SQLite.
    pub const fn sql(&self) -> &'static str {
        self.sql
    }

    /// The text with `$1`, `$2`, … instead of `?1`, `?2`, …; made once.
    pub fn postgres(&self) -> &str {
        self.postgres.get_or_init(|| rewrite(self.sql))
    }

    /// Whether it only reads, by its first word.
    pub(crate) fn is_query(&self) -> bool {
        let text = self.sql.trim_start();
        text.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"))
    }

    /// Placeholders that mean different things on the engines: `?` without a number, `$1`, `:name`.
    /// SQLite numbers those by first appearance and would silently bind the wrong values.
    pub(crate) fn complaint(&self) -> Option<&'static str> {
        let mut complaint = None;
        let mut before = ' ';
        walk(self.sql, |c, rest| {
            let next = rest.chars().next().unwrap_or(' ');
            let named = next.is_ascii_alphanumeric() || next == '_';
            match c {
                '?' if !next.is_ascii_digit() => complaint = Some("a ? without its number"),
                '$' | '@' if named => complaint = Some("a placeholder that is not ?1, ?2, …"),
                ':' if named && before != ':' => complaint = Some("a placeholder with a name"),
                _ => {}
            }
            before = c;
        });
        complaint
    }
}

fn rewrite(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut copied = 0;
    walk(sql, |c, rest| {
        if c == '?' && rest.starts_with(|next: char| next.is_ascii_digit()) {
            let at = sql.len() - rest.len() - 1;
            out.push_str(&sql[copied..at]);
            out.push('$');
            copied = at + 1;
        }
    });
    out.push_str(&sql[copied..]);
    out
}

/// Calls `visit` with each character outside of quotes and comments, and the text after it.
pub(crate) fn walk<'a>(sql: &'a str, mut visit: impl FnMut(char, &'a str)) {
    let mut rest = sql;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            // A doubled quote closes and opens again, which comes to the same.
            '\'' | '"' => after_mark(after, if c == '"' { "\"" } else { "'" }),
            '-' if after.starts_with('-') => after_mark(after, "\n"),
            '/' if after.starts_with('*') => after_mark(&after[1..], "*/"),
            _ => {
                visit(c, after);
                after
            }
        };
    }
}

fn after_mark<'a>(text: &'a str, mark: &str) -> &'a str {
    text.find(mark).map_or("", |at| &text[at + mark.len()..])
}

/// Registers statements, so that one test can prepare all of them on both engines.
///
/// ```
/// db::statements! {
///     /// A case by its number.
///     CASE_BY_NUMBER = "SELECT state FROM cases WHERE number = ?1";
/// }
/// assert_eq!(ALL.len(), 1);
/// ```
///
/// makes `pub static CASE_BY_NUMBER: Statement` and `pub static ALL: &[&Statement]`.
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $(
            $(#[$doc])*
            pub static $name: $crate::Statement = $crate::Statement::new(
                concat!(module_path!(), "::", stringify!($name)),
                $sql,
            );
        )*

        /// Every statement of this module.
        pub static ALL: &[&$crate::Statement] = &[$(&$name),*];
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_rewritten_outside_of_quotes_and_comments() {
        let sql = "SELECT '?1 it''s ?2', \"?3\" -- ?4\n, /* ?5 */ ?12 FROM t WHERE 中 = ?1";
        let out = "SELECT '?1 it''s ?2', \"?3\" -- ?4\n, /* ?5 */ $12 FROM t WHERE 中 = $1";
        assert_eq!(rewrite(sql), out);
        assert_eq!(rewrite("SELECT 'open ?1"), "SELECT 'open ?1");
    }

    #[test]
    fn other_placeholders_are_complained_of() {
        let complaint = |sql| Statement::new("t", sql).complaint().is_some();
        assert!(complaint("SELECT ?"));
        assert!(complaint("SELECT $1"));
        assert!(complaint("SELECT :a"));
        assert!(!complaint("SELECT '?', '$1', ?1::text, a || ':b'"));
    }
}
