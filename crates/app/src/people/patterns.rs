//! What guessers try first: common words with digits around them, dates, numbers, rows of keys.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewer different characters than this are a pattern whatever their order.
const DISTINCT_MIN: usize = 4;
/// A block of so many characters that only repeats.
const BLOCK_MAX: usize = 4;
/// Characters of a row of keys at least.
const RUN_MIN: usize = 3;
/// Characters beside rows that do not make a password of them.
const BESIDE_RUNS_MAX: usize = 2;
/// Digits and marks before or after a word that do not make a password of it: a date has eight.
const AROUND_WORD_MAX: usize = 8;
/// Letters beside a date that do not make a password of it: initials.
const INITIALS_MAX: usize = 3;
/// Common words or numbers in a row that do not make a password: three make one.
const WORDS_MAX: usize = 2;

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

/// The same few characters, or a short block, over and over.
pub fn repeats(text: &[char]) -> bool {
    let distinct: HashSet<char> = text.iter().copied().collect();
    let block = |size: usize| {
        // One character more or less at the end is no other password.
        let body = &text[..text.len() - 1];
        body.len() >= 2 * size && (size..body.len()).all(|at| body[at] == body[at - size])
    };
    distinct.len() < DISTINCT_MIN || (1..=BLOCK_MAX).any(block)
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

/// A word or number of the list, two of them, or a date, with digits and marks around.
pub fn is_common(text: &[char]) -> bool {
    let plain: Vec<char> = text.iter().copied().filter(|c| c.is_alphanumeric()).collect();
    if plain.is_empty() {
        return false;
    }
    words(text, WORDS_MAX) || words(&plain, WORDS_MAX) || is_number(&plain) || is_word(text)
}

/// Letters of at most two words of the list, digits and marks around them left away and those
/// within read as the letters that they stand for.
fn is_word(text: &[char]) -> bool {
    let Some(first) = text.iter().position(|c| c.is_alphabetic()) else { return false };
    let last = text.iter().rposition(|c| c.is_alphabetic()).unwrap_or(first);
    let around = [first, text.len() - 1 - last];
    if around.iter().any(|count| *count > AROUND_WORD_MAX) {
        return false;
    }
    let core = &text[first..=last];
    // A mark may stand for the first or last letter too: p@$$, $ecret.
    let wide = &text[first.saturating_sub(1)..(last + 2).min(text.len())];
    ['l', 'i'].into_iter().any(|one| {
        [core, wide].into_iter().any(|part| {
            let read: Vec<char> = part.iter().map(|c| letter(*c, one)).collect();
            words(&read, WORDS_MAX)
        })
    })
}

/// Dates, telephone numbers, numbers of identity cards or of the list, with no more than initials
/// beside them.
fn is_number(plain: &[char]) -> bool {
    let digits: String = plain.iter().filter(|c| c.is_ascii_digit()).collect();
    let letters = plain.len() - digits.len();
    let one_row = plain.windows(2).filter(|w| w[0].is_ascii_digit() != w[1].is_ascii_digit());
    if letters > INITIALS_MAX || one_row.count() > 1 {
        return false;
    }
    let mobile = digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10");
    let card = digits.len() + letters == 18 && digits.get(6..14).is_some_and(is_date);
    let listed: Vec<char> = digits.chars().collect();
    mobile || card || is_date(&digits) || words(&listed, WORDS_MAX)
}

/// 19900131, 31011990, 01311990.
fn is_date(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        digits.get(range).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0)
    };
    let fits = |year, month, day| {
        (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    digits.len() == 8
        && (fits(number(0..4), number(4..6), number(6..8))
            || fits(number(4..8), number(2..4), number(0..2))
            || fits(number(4..8), number(0..2), number(2..4)))
}

/// At most so many entries of the list, one after the other, are the whole text.
fn words(text: &[char], most: usize) -> bool {
    let rest_is = |at: usize| most > 1 && words(&text[at..], most - 1);
    STEMS.contains(text) || (1..text.len()).any(|at| STEMS.contains(&text[..at]) && rest_is(at))
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
