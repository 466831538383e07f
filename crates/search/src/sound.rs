//! Pinyin: how texts sound, and what a Latin word may stand for.

use std::collections::HashMap;

use pinyin::ToPinyin;

use crate::fold::is_han;
use crate::postings::{Field, NumberMap, Postings, PostingsBuilder, gram};

/// Separates what must not be read together.
const BREAK: u16 = 0;
/// Stands before each text, so that a beginning can be asked for.
pub const START: u16 = 1;
/// The first letter of [`START`] in grams.
pub const START_LETTER: char = '\u{2}';
/// Readings of one text; each ambiguous character brings one more.
const READINGS_MAX: usize = 5;
/// Ways to cut a Latin word into syllables that are followed.
const PARSES_MAX: usize = 16;
/// Letters of the longest syllable: `zhuang`.
const SYLLABLE_LEN_MAX: usize = 6;

/// Characters of official language that have two common readings.
const AMBIGUOUS: [(char, &[&str]); 34] = [
    ('行', &["xing", "hang"]),
    ('长', &["chang", "zhang"]),
    ('重', &["zhong", "chong"]),
    ('会', &["hui", "kuai"]),
    ('调', &["diao", "tiao"]),
    ('参', &["can", "shen"]),
    ('单', &["dan", "shan"]),
    ('传', &["chuan", "zhuan"]),
    ('乐', &["le", "yue"]),
    ('给', &["gei", "ji"]),
    ('校', &["xiao", "jiao"]),
    ('率', &["lv", "shuai"]),
    ('藏', &["cang", "zang"]),
    ('还', &["hai", "huan"]),
    ('都', &["dou", "du"]),
    ('厦', &["sha", "xia"]),
    ('朝', &["chao", "zhao"]),
    ('差', &["cha", "chai"]),
    ('弹', &["dan", "tan"]),
    ('血', &["xue", "xie"]),
    ('薄', &["bao", "bo"]),
    ('畜', &["chu", "xu"]),
    ('便', &["bian", "pian"]),
    ('大', &["da", "dai"]),
    ('系', &["xi", "ji"]),
    ('属', &["shu", "zhu"]),
    ('曾', &["ceng", "zeng"]),
    ('解', &["jie", "xie"]),
    ('区', &["qu", "ou"]),
    ('尉', &["wei", "yu"]),
    ('车', &["che", "ju"]),
    ('供', &["gong", "kong"]),
    ('绿', &["lv", "lu"]),
    ('露', &["lu", "lou"]),
];

/// A syllable of a query, or the beginning of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    text: String,
    /// The syllable that it must be; none if it is the beginning of one.
    whole: Option<u16>,
}

impl Unit {
    fn letter(&self) -> char {
        self.text.chars().next().unwrap_or('\0')
    }
}

/// One way to read a Latin word.
pub type Reading = Vec<Unit>;

/// All syllables met so far, by number.
pub struct Syllables {
    texts: Vec<String>,
    ids: HashMap<String, u16>,
    /// The usual syllable of each character met so far.
    usual: NumberMap<u32, u16>,
    /// Syllables of Chinese characters, sorted.
    full: Vec<String>,
}

impl Syllables {
    /// Knows the two marks only.
    pub fn new() -> Self {
        let texts = vec!["\0".to_owned(), START_LETTER.to_string()];
        Self { texts, ids: HashMap::new(), usual: NumberMap::default(), full: Vec::new() }
    }

    fn id(&mut self, text: &str, han: bool) -> u16 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = u16::try_from(self.texts.len()).expect("there are some 400 syllables");
        self.texts.push(text.to_owned());
        self.ids.insert(text.to_owned(), id);
        if han && let Err(at) = self.full.binary_search_by(|full| full.as_str().cmp(text)) {
            self.full.insert(at, text.to_owned());
        }
        id
    }

    fn usual(&mut self, c: char) -> u16 {
        if let Some(&id) = self.usual.get(&u32::from(c)) {
            return id;
        }
        let id = match c.to_pinyin() {
            Some(pinyin) => self.id(&pinyin.plain().replace('ü', "v"), true),
            None if c.is_alphanumeric() && !is_han(c) => self.id(&c.to_string(), false),
            None => BREAK,
        };
        self.usual.insert(u32::from(c), id);
        id
    }

    /// How a folded text sounds, a number a character. The first is the usual reading.
    pub fn read(&mut self, folded: &str) -> Vec<Vec<u16>> {
        let mut usual = Vec::new();
        let mut others = Vec::new();
        for (at, c) in folded.chars().enumerate() {
            let id = self.usual(c);
            usual.push(id);
            let more = AMBIGUOUS.iter().find(|(ambiguous, _)| *ambiguous == c);
            for reading in more.map_or(&[][..], |(_, readings)| readings) {
                let other = self.id(reading, true);
                if other != id {
                    others.push((at, other));
                }
            }
        }
        let mut readings = vec![usual];
        for (at, other) in others.into_iter().take(READINGS_MAX - 1) {
            let mut reading = readings[0].clone();
            reading[at] = other;
            readings.push(reading);
        }
        readings
    }

    /// The first letter of each syllable.
    pub fn letters(&self, reading: &[u16]) -> Vec<char> {
        let first = |&id: &u16| self.texts[usize::from(id)].chars().next().unwrap_or('\0');
        reading.iter().map(first).collect()
    }

    fn full_id(&self, text: &str) -> Option<u16> {
        self.full.binary_search_by(|full| full.as_str().cmp(text)).ok()?;
        self.ids.get(text).copied()
    }

    /// Whether a longer syllable begins so.
    fn begins_one(&self, text: &str) -> bool {
        let at = self.full.partition_point(|full| full.as_str() <= text);
        self.full.get(at).is_some_and(|full| full.starts_with(text))
    }

    /// The ways to read a Latin word as syllables, initials and a mixture, likely ones first.
    pub fn parse(&self, word: &str) -> Vec<Reading> {
        let mut parses = Vec::new();
        if word.len() >= 2 && word.bytes().all(|b| b.is_ascii_lowercase()) {
            self.parse_rest(word, &mut Vec::new(), &mut parses);
        }
        parses
    }

    fn parse_rest(&self, rest: &str, units: &mut Reading, parses: &mut Vec<Reading>) {
        if rest.is_empty() {
            parses.push(units.clone());
            return;
        }
        for len in (1..=rest.len().min(SYLLABLE_LEN_MAX)).rev() {
            let (text, rest) = rest.split_at(len);
            let whole = self.full_id(text);
            let initial = matches!(text, "zh" | "ch" | "sh") || len == 1 && is_initial(text);
            let beginning = rest.is_empty() && self.begins_one(text);
            if let Some(id) = whole {
                units.push(Unit { text: text.to_owned(), whole: Some(id) });
                self.parse_rest(rest, units, parses);
                units.pop();
            }
            if beginning || whole.is_none() && initial {
                units.push(Unit { text: text.to_owned(), whole: None });
                self.parse_rest(rest, units, parses);
                units.pop();
            }
            if parses.len() >= PARSES_MAX {
                return;
            }
        }
    }

    /// Whether a reading of a text begins with the units of a query.
    pub fn begins_with(&self, reading: &[u16], units: &[Unit]) -> bool {
        reading.len() >= units.len()
            && units.iter().zip(reading).all(|(unit, &id)| {
                let begins = || self.texts[usize::from(id)].starts_with(&unit.text);
                unit.whole.map_or_else(begins, |whole| whole == id)
            })
    }
}

fn is_initial(letter: &str) -> bool {
    !matches!(letter, "a" | "e" | "i" | "o" | "u" | "v")
}

/// The first letters of a query's units.
pub fn unit_letters(units: &[Unit]) -> impl Iterator<Item = char> + '_ {
    units.iter().map(Unit::letter)
}

/// A syllable as a character that no text has, so that syllables have posting lists like letters.
fn syllable_char(id: u16) -> char {
    char::from_u32(0xF_0000 + u32::from(id)).unwrap_or('\0')
}

/// How names and synonyms sound, with posting lists over first letters and over syllables.
pub struct Sounds {
    /// All syllables.
    pub syllables: Syllables,
    data: Vec<u16>,
    /// For each document where it starts and where its names end.
    spans: Vec<(usize, usize)>,
    postings: Postings,
}

/// Collects the sounds of documents in ascending order.
pub struct SoundsBuilder {
    sounds: Sounds,
    postings: PostingsBuilder,
}

impl SoundsBuilder {
    /// Begins without documents.
    pub fn new() -> Self {
        let sounds = Sounds {
            syllables: Syllables::new(),
            data: Vec::new(),
            spans: Vec::new(),
            postings: PostingsBuilder::default().finish(),
        };
        Self { sounds, postings: PostingsBuilder::default() }
    }

    /// Adds a document: its folded name and synonyms.
    pub fn push<'t>(&mut self, name: &str, synonyms: impl Iterator<Item = &'t str>) {
        let doc = u32::try_from(self.sounds.spans.len()).expect("fewer than 2^32 documents");
        let start = self.sounds.data.len();
        self.push_text(name, doc, Field::Name);
        self.sounds.spans.push((start, self.sounds.data.len()));
        for synonym in synonyms {
            self.push_text(synonym, doc, Field::Synonyms);
        }
    }

    fn push_text(&mut self, folded: &str, doc: u32, field: Field) {
        for reading in self.sounds.syllables.read(folded) {
            let start = self.sounds.data.len();
            self.sounds.data.push(START);
            self.sounds.data.extend(reading);
            let data = &self.sounds.data[start..];
            let letters = self.sounds.syllables.letters(data);
            let letters = letters.split(|&letter| letter == '\0').map(<[char]>::to_vec);
            let syllables = data
                .split(|&id| id == BREAK)
                .map(|run| run.iter().map(|&id| syllable_char(id)).collect());
            for run in letters.chain(syllables) {
                let run: Vec<char> = run;
                self.postings.add_text(&run, doc, field);
            }
            self.sounds.data.push(BREAK);
        }
    }

    /// The syllables, to read other texts with.
    pub fn syllables(&mut self) -> &mut Syllables {
        &mut self.sounds.syllables
    }

    /// All documents are in.
    pub fn finish(self) -> Sounds {
        let mut sounds = Sounds { postings: self.postings.finish(), ..self.sounds };
        sounds.data.shrink_to_fit();
        sounds
    }
}

impl Sounds {
    /// Posting lists that all documents in which the units sound are on, and whether only those
    /// are.
    pub fn lists(&self, field: Field, units: &[Unit], at_start: bool) -> (Vec<&[u32]>, bool) {
        let start = at_start.then_some((START_LETTER, Some(START)));
        let units = units.iter().map(|unit| (unit.letter(), unit.whole));
        let units: Vec<(char, Option<u16>)> = start.into_iter().chain(units).collect();
        let list = |window: &[(char, Option<u16>)]| {
            let whole: Option<Vec<char>> =
                window.iter().map(|(_, whole)| whole.map(syllable_char)).collect();
            let letters = || window.iter().map(|(letter, _)| *letter).collect();
            self.postings.list(gram(&whole.unwrap_or_else(letters)), field)
        };
        let exact = units.len() <= 3 && units.iter().all(|(_, whole)| whole.is_some());
        (units.windows(units.len().min(3)).map(list).collect(), exact)
    }

    /// The first place in a document where the units sound, and where to look on.
    fn places<'s>(
        &'s self,
        doc: u32,
        field: Field,
        units: &'s [Unit],
    ) -> impl Iterator<Item = usize> + 's {
        let (start, name_end) = self.spans[doc as usize];
        let next = self.spans.get(doc as usize + 1).map_or(self.data.len(), |next| next.0);
        let data = &self.data[start..if field == Field::Name { name_end } else { next }];
        (0..data.len()).filter(move |&at| self.syllables.begins_with(&data[at..], units))
    }

    /// Whether the units sound in a document, at the beginning of a text if asked so.
    pub fn sounds_in(&self, doc: u32, field: Field, units: &[Unit], at_start: bool) -> bool {
        let (start, _) = self.spans[doc as usize];
        self.places(doc, field, units)
            .any(|at| !at_start || at > 0 && self.data[start + at - 1] == START)
    }

    /// The character of the name at which the units sound, in its usual reading.
    pub fn place_in_name(&self, doc: u32, units: &[Unit], name_chars: usize) -> Option<usize> {
        let at = self.places(doc, Field::Name, units).next()?;
        (at >= 1 && at - 1 + units.len() <= name_chars).then(|| at - 1)
    }
}

/// How a character sounds to many ears: `zh`/`z`, `n`/`l` and `ng`/`n` are one.
pub fn ear(c: char) -> Option<String> {
    c.to_pinyin().map(|pinyin| loosened(pinyin.plain()))
}

fn loosened(syllable: &str) -> String {
    let syllable = syllable.strip_suffix('g').unwrap_or(syllable);
    let mut chars = syllable.chars();
    let first = match chars.next() {
        Some('n') => 'l',
        Some(first) => first,
        None => return String::new(),
    };
    let rest = chars.as_str();
    let rest = if matches!(first, 'z' | 'c' | 's') { rest.trim_start_matches('h') } else { rest };
    format!("{first}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn syllables() -> Syllables {
        let mut syllables = Syllables::new();
        syllables.read("个体工商户设立登记失业保险金西安先");
        syllables
    }

    #[test]
    fn initials_syllables_and_mixtures_are_read() {
        let mut syllables = syllables();
        let text = syllables.read("个体工商户").remove(0);
        for query in ["gtgsh", "getigongshanghu", "getigsh", "gtgongshangh", "gtg"] {
            let parses = syllables.parse(query);
            assert!(parses.iter().any(|units| syllables.begins_with(&text, units)), "{query}");
        }
        assert!(syllables.parse("iuv").is_empty());
    }

    #[test]
    fn a_syllable_inside_is_whole() {
        let mut syllables = syllables();
        let one = syllables.read("先").remove(0);
        let two = syllables.read("西安").remove(0);
        let parses = syllables.parse("xian");
        assert!(parses.iter().any(|units| syllables.begins_with(&one, units)));
        assert!(parses.iter().any(|units| syllables.begins_with(&two, units)));
    }

    #[test]
    fn ears_confuse_what_sounds_alike() {
        assert_eq!(ear('证'), ear('正'));
        assert_eq!(ear('深'), ear('生'));
        assert_ne!(ear('证'), ear('金'));
    }
}
