//! Where lines may end. Chinese breaks anywhere except before closing and after opening
//! punctuation (GB/T 15834, 5.1); words in Latin letters, numbers and addresses stay whole.

/// A line of a broken text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The characters, without the space at which the line was broken.
    pub text: String,
    /// How wide it is.
    pub width: f32,
    /// Whether a paragraph ends here: such a line is not stretched.
    pub last: bool,
}

/// Must not start a line.
const CLOSING: &str = "，。、；：？！）］｝》」』】〕〉〗”’·％%℃‰～,.;:?!)]}々";
/// Must not end a line.
const OPENING: &str = "（［｛《「『【〔〈〖“‘([{¥￥$";
/// Signs of two characters, which stay together.
const DOUBLE: &str = "—…";
/// A space that keeps its two sides on one line: a box and the word beside it.
const GLUE: char = '\u{a0}';

/// Breaks a text into lines of at most `width`, the first of each paragraph shorter by `indent`.
/// A line break in the text starts a paragraph. `measure` gives a character's width.
pub fn lines(text: &str, width: f32, indent: f32, measure: impl Fn(char) -> f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let clean = |c: char| if c.is_control() { ' ' } else { c };
        let chars: Vec<char> = paragraph.trim().chars().map(clean).collect();
        let mut start = 0;
        loop {
            let room = if start == 0 { width - indent } else { width };
            let end = fit(&chars, start, room, &measure);
            let shown = without_end_space(&chars[start..end]);
            lines.push(Line {
                text: shown.iter().collect(),
                width: shown.iter().copied().map(&measure).sum(),
                last: end == chars.len(),
            });
            start = end;
            if start == chars.len() {
                break;
            }
        }
    }
    lines
}

/// The end of the line that starts at `start`: after the space where it ends in one.
fn fit(chars: &[char], start: usize, room: f32, measure: impl Fn(char) -> f32) -> usize {
    let (mut used, mut best) = (0.0, None);
    for end in start..chars.len() {
        if end > start && may_break(chars[end - 1], chars[end]) {
            best = Some(end);
        }
        used += measure(chars[end]);
        // Space at the end of a line is not shown, so it needs no room.
        if used > room && end > start && !chars[end].is_whitespace() {
            return best.unwrap_or(end);
        }
    }
    chars.len()
}

fn may_break(before: char, after: char) -> bool {
    let held = OPENING.contains(before)
        || CLOSING.contains(after)
        || after.is_whitespace()
        || (before == after && DOUBLE.contains(before))
        || before == GLUE;
    !held && (before.is_whitespace() || is_wide(before) || is_wide(after))
}

/// Han characters, kana, full-width forms and their punctuation.
pub fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' || DOUBLE.contains(c)
}

fn without_end_space(chars: &[char]) -> &[char] {
    let kept = chars.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
    &chars[..kept]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn em(c: char) -> f32 {
        if is_wide(c) { 1.0 } else { 0.5 }
    }

    fn broken(text: &str, width: f32) -> Vec<String> {
        lines(text, width, 0.0, em).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn punctuation_keeps_to_its_side() {
        assert_eq!(broken("您的申请收到了。", 7.0), ["您的申请收到", "了。"]);
        assert_eq!(broken("请带上（原件）来", 4.0), ["请带上", "（原件）", "来"]);
        assert_eq!(broken("等等……好", 3.0), ["等等", "……好"]);
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        assert_eq!(broken("电话0872-2219999转", 7.0), ["电话", "0872-2219999转"]);
        assert_eq!(broken("the applicant’s form", 8.0), ["the applicant’s", "form"]);
        assert_eq!(broken("https://a.example/b", 4.0), ["https://", "a.exampl", "e/b"]);
        assert_eq!(broken("□\u{a0}大型 □\u{a0}小型", 4.5), ["□\u{a0}大型", "□\u{a0}小型"]);
    }

    #[test]
    fn paragraphs_and_indents() {
        let found = lines("一二三四五六\n七", 4.0, 2.0, em);
        let texts: Vec<_> = found.iter().map(|l| (l.text.as_str(), l.width, l.last)).collect();
        assert_eq!(texts, [("一二", 2.0, false), ("三四五六", 4.0, true), ("七", 1.0, true)]);
        assert_eq!(broken("", 4.0), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_lines_keep_their_width(
            text in "[一-十，。（）《》a-z0-9 ]{0,80}", width in 4..30_u8,
        ) {
            let width = f32::from(width);
            let found = lines(&text, width, 0.0, em);
            let visible = |text: &str| text.split_whitespace().collect::<String>();
            let joined: String = found.iter().map(|line| line.text.as_str()).collect();
            prop_assert_eq!(visible(&joined), visible(&text));
            for line in &found {
                prop_assert!(line.width <= width, "{:?}", line);
            }
        }

        /// The rule gives way only where a line has no place at all to be broken.
        #[test]
        fn no_line_starts_or_ends_with_the_wrong_punctuation(
            text in "[一-十，。（）《》a-z0-9]{0,80}", width in 4..30_u8,
        ) {
            let found = lines(&text, f32::from(width), 0.0, em);
            for pair in found.windows(2) {
                let line: Vec<char> = pair[0].text.chars().collect();
                let broken = line.last().is_some_and(|c| OPENING.contains(*c))
                    || pair[1].text.starts_with(|c| CLOSING.contains(c));
                let place = line.windows(2).any(|two| may_break(two[0], two[1]));
                prop_assert!(!(broken && place), "{:?}", pair);
            }
        }
    }
}
