//! The organ's seal, drawn: a red ring, the name along it, a star. A demonstration says so.

use maud::{Markup, PreEscaped, html};

/// The length of the arc along which the name runs.
const ARC: usize = 190;
/// The width of a character at the size in which a name is written.
const LETTER: usize = 17;

/// The seal of an organ by its Chinese name.
pub(super) fn seal(label: &str, organ: &str, demo: bool) -> Markup {
    let length = (organ.chars().count() * LETTER).min(ARC).to_string();
    let red = "#c8161d";
    html! {
        svg.seal viewBox="0 0 160 160" role="img" aria-label=(label) focusable="false" {
            (PreEscaped(ARC_PATH))
            circle cx="80" cy="80" r="76" fill="none" stroke=(red) stroke-width="4" {}
            (PreEscaped(STAR))
            text fill=(red) font-size="16" font-weight="700" lang="zh-CN" {
                textPath href="#seal-arc" startOffset="50%" text-anchor="middle"
                    textLength=(length) { (organ) }
            }
            @if demo {
                text x="80" y="122" fill=(red) font-size="17" font-weight="700"
                    text-anchor="middle" lang="zh-CN" { "演示" }
            }
        }
    }
}

/// From lower left over the top to lower right.
const ARC_PATH: &str =
    r#"<path id="seal-arc" d="M 32 112 A 57 57 0 1 1 128 112" fill="none"></path>"#;

const STAR: &str = concat!(
    r#"<path d="M80 58l5.2 15.9h16.7l-13.5 9.8 5.2 15.9L80 89.8l-13.6 9.8 5.2-15.9"#,
    r##"-13.5-9.8h16.7z" fill="#c8161d"></path>"##,
);
