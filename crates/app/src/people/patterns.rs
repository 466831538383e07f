//! What guessers try first: common words with digits around them, dates, numbers, rows of keys.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewer different characters than this are a pattern whatever their order.
const DISTINCT_MIN: usize = 4;
/// Characters of a row of keys at least.
const RUN_MIN: usize = 3;
/// Characters beside rows that do not make a password of them.
const BESIDE_RUNS_MAX: usize = 2;
/// Digits and marks in a row beside a word that do not make a password of it: a date has eight.
const AROUND_WORD_MAX: usize = 8;
/// The same character so often in a row only fills up.
const FILLING_MIN: usize = 3;
/// Letters beside a date that do not make a password of it: initials.
const INITIALS_MAX: usize = 3;
/// Common words or numbers that do not make a password: three make one.
const WORDS_MAX: usize = 2;

/// Digits of an identity card.
const CARD_DIGITS: usize = 18;
/// Years that somebody remembers.
const YEARS: std::ops::Range<u16> = 1900..2100;
/// Characters of the longest entry of the list.
const STEM_CHARS_MAX: usize = 24;

/// Rows of keys and letters; each is looked for forwards and backwards.
const ROWS: [&str; 16] = [
    "012345678901234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "!@#$%^&*()_+",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik,",
    "9ol.",
    "0p;/",
];

static STEMS: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| {
    let lines = include_str!("common.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(|word| word.chars().collect()).collect()
});

static RUNS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let forwards = ROWS.iter().map(|row| row.chars().collect::<Vec<_>>());
    forwards.flat_map(|row| [row.iter().rev().copied().collect(), row]).collect()
});

/// The same few characters, or a block, over and over.
pub fn repeats(text: &[char]) -> bool {
    let distinct: HashSet<char> = text.iter().copied().collect();
    let block = |size: usize| {
        // One character more or less at the end is no other password.
        let body = &text[..text.len().max(2 * size + 1) - 1];
        (size..body.len()).all(|at| body[at] == body[at - size])
    };
    distinct.len() < DISTINCT_MIN || (1..=text.len() / 2).any(block)
}

/// Rows of the alphabet, of digits or of the keyboard, with next to nothing beside them.
pub fn runs(text: &[char]) -> bool {
    let mut single = text.to_vec();
    single.dedup();
    beside_runs(text) <= BESIDE_RUNS_MAX || beside_runs(&single) <= BESIDE_RUNS_MAX
}

/// How many characters belong to no row.
fn beside_runs(text: &[char]) -> usize {
    let (mut at, mut beside) = (0, 0);
    while at < text.len() {
        let longest = RUNS.iter().map(|row| longest_in(row, &text[at..])).max().unwrap_or(0);
        if longest >= RUN_MIN {
            at += longest;
        } else {
            at += 1;
            beside += 1;
        }
    }
    beside
}

/// How much of the text's start is a part of the row.
fn longest_in(row: &[char], text: &[char]) -> usize {
    let common = |start: usize| row[start..].iter().zip(text).take_while(|(a, b)| a == b).count();
    (0..row.len()).map(common).max().unwrap_or(0)
}

/// Words and numbers of the list, or dates, two at most, with digits and marks
/// around them.
pub fn is_common(text: &[char]) -> bool {
    let unfilled = unfilled(text);
    let plain: Vec<char> = text.iter().copied().filter(|c| c.is_alphanumeric()).collect();
    [text, &unfilled, &plain].into_iter().any(|text| words(text, WORDS_MAX) || is_word(text))
        || is_number(&plain)
}

/// Without the characters that only fill up: `2016!!!!!!!` is `2016!`.
fn unfilled(text: &[char]) -> Vec<char> {
    let rows = text.chunk_by(|a, b| a == b);
    rows.flat_map(|row| if row.len() < FILLING_MIN { row } else { &row[..1] }).copied().collect()
}

/// Words of the list, digits and marks within read as the letters that they stand for.
fn is_word(text: &[char]) -> bool {
    let Some(first) = text.iter().position(|c| c.is_alphabetic()) else { return false };
    let last = text.iter().rposition(|c| c.is_alphabetic());
    let end = last.map_or(text.len(), |last| last + 1);
    // A mark may stand for the first or last letter too: p@$$, $ecret.
    let wide = first.saturating_sub(1)..(end + 1).min(text.len());
    ['l', 'i'].into_iter().any(|one| {
        [first..end, wide.clone()].into_iter().any(|part| {
            let mut read = text.to_vec();
            read[part].iter_mut().for_each(|c| *c = letter(*c, one));
            words(&read, WORDS_MAX)
        })
    })
}

/// Dates, telephone numbers, numbers of identity cards or of the list, two of them, with no more
/// than initials beside them.
fn is_number(plain: &[char]) -> bool {
    let digits: String = plain.iter().filter(|c| c.is_ascii_digit()).collect();
    let letters = plain.len() - digits.len();
    let one_row = plain.windows(2).filter(|w| w[0].is_ascii_digit() != w[1].is_ascii_digit());
    if letters > INITIALS_MAX || one_row.count() > 1 {
        return false;
    }
    // The last character of a card may be a letter.
    let card = digits.len() + letters == CARD_DIGITS && digits.get(6..14).is_some_and(is_date);
    card || numbers(&digits, WORDS_MAX)
}

/// At most so many known numbers, one after the other, are the whole text.
fn numbers(digits: &str, most: usize) -> bool {
    let known = |part: &str| {
        let listed: Vec<char> = part.chars().collect();
        is_date(part)
            || is_mobile(part)
            || is_card(part)
            || is_year(part)
            || STEMS.contains(&listed)
    };
    most > 0
        && (1..=digits.len()).any(|end| {
            let (part, rest) = digits.split_at(end);
            known(part) && (rest.is_empty() || numbers(rest, most - 1))
        })
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10")
}

fn is_card(digits: &str) -> bool {
    digits.len() == CARD_DIGITS && is_date(&digits[6..14])
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(|year| YEARS.contains(&year))
}

/// 19900131, 31011990, 01311990.
fn is_date(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        digits.get(range).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0)
    };
    let fits = |year, month, day| {
        YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    digits.len() == 8
        && (fits(number(0..4), number(4..6), number(6..8))
            || fits(number(4..8), number(2..4), number(0..2))
            || fits(number(4..8), number(0..2), number(2..4)))
}

/// At most so many entries of the list, each as often in a row as one likes, are the whole text,
/// but for digits and marks between.
fn words(text: &[char], most: usize) -> bool {
    let text = after_marks(text);
    most > 0
        && (1..=text.len().min(STEM_CHARS_MAX)).any(|end| {
            let (word, mut rest) = text.split_at(end);
            while let Some(next) = after_marks(rest).strip_prefix(word) {
                rest = next;
            }
            STEMS.contains(word) && (after_marks(rest).is_empty() || words(rest, most - 1))
        })
}

/// What follows a few digits and marks.
fn after_marks(text: &[char]) -> &[char] {
    let count = text.iter().take_while(|c| !c.is_alphabetic()).count();
    if count > AROUND_WORD_MAX { text } else { &text[count..] }
}

const fn letter(c: char, one: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => other,
    }
}
