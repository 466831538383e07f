//! Reads a file into items, line by line, and gathers all that is wrong with it.

use std::collections::HashMap;
use std::io::{self, BufRead};

use domain::catalogue::{Item, Severity, check};

use super::encoding::Decoder;
use super::limits::{FILE_BYTES_MAX, LINE_BYTES_MAX, PROGRESS_ROWS, ROWS_MAX};
use super::lines::{Line, Lines};
use super::mapped::Translator;
use super::object::Object;
use super::profile::Profile;
use super::report::{Fault, Gathered, Refusal, Warning};
use super::{Options, Progress};
use crate::catalogue::publish::Surroundings;

/// What a file says.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Rows that were looked at.
    pub rows: usize,
    /// The items of the good rows.
    pub items: Vec<Item>,
    /// What they brought with them that was not known.
    pub added: Surroundings,
    /// How many rows were refused.
    pub refused: usize,
    /// Why; of very many the first.
    pub refusals: Vec<Refusal>,
    /// How many more faults there are.
    pub untold: usize,
    /// What should be looked at.
    pub warnings: Vec<Warning>,
    /// Whether reading was given up: the file as a whole is not what it should be.
    pub stopped: bool,
}

/// Reads a file under a profile. `known` is what the items may refer to; `progress` hears how far
/// it is.
///
/// # Errors
///
/// Only when reading itself fails: what is wrong in the file is in the answer.
pub fn parse_file(
    input: impl BufRead,
    options: &Options,
    known: &Surroundings,
    progress: &dyn Fn(Progress),
) -> io::Result<Parsed> {
    let reader = match &options.profile {
        Profile::Yichuang => Reader::Native(known.clone()),
        Profile::Mapped(mapping) => {
            Reader::Mapped(Box::new(Translator::new(mapping, known)), known.clone())
        }
    };
    let mut file = File {
        reader,
        parsed: Parsed::default(),
        gathered: Gathered::default(),
        codes: HashMap::new(),
    };
    let (mut lines, mut buffer) = (Lines::new(input), Vec::new());
    let mut decoder = Decoder::new(options.encoding);
    loop {
        let rows = file.parsed.rows;
        let read_over = |bytes| progress(Progress::Reading { rows, bytes });
        let Some(line) = lines.next(&mut buffer, &read_over)? else { break };
        let outcome = match line {
            Line::TooLong => Err((Fault::new("", "line.too_long").with(&LINE_BYTES_MAX), false)),
            Line::FileTooLarge => {
                Err((Fault::new("", "file.too_large").with(&FILE_BYTES_MAX), true))
            }
            Line::Bytes => decoder.decode(&buffer).map(|text| file.line(&text, lines.number)),
        };
        let stop = match outcome {
            Ok(stop) => stop,
            Err((fault, stop)) => {
                file.refuse(lines.number, vec![fault]);
                stop
            }
        };
        if stop {
            file.parsed.stopped = true;
            break;
        }
        if file.parsed.rows.is_multiple_of(PROGRESS_ROWS) {
            progress(Progress::Reading { rows: file.parsed.rows, bytes: lines.bytes });
        }
    }
    progress(Progress::Reading { rows: file.parsed.rows, bytes: lines.bytes });
    Ok(file.finish())
}

enum Reader<'a> {
    /// With what items may refer to.
    Native(Surroundings),
    /// With what items may refer to, what rows brought included.
    Mapped(Box<Translator<'a>>, Surroundings),
}

struct File<'a> {
    reader: Reader<'a>,
    parsed: Parsed,
    gathered: Gathered,
    /// The line of each code.
    codes: HashMap<String, u64>,
}

impl File<'_> {
    fn refuse(&mut self, line: u64, faults: Vec<Fault>) {
        self.parsed.rows += 1;
        self.gathered.refuse(line, faults);
    }

    /// One line; answers whether to stop reading.
    fn line(&mut self, text: &str, line: u64) -> bool {
        if text.trim().is_empty() {
            return false;
        }
        if self.parsed.rows == 0 && text.trim_start().starts_with('[') {
            self.refuse(line, vec![Fault::new("", "file.one_list")]);
            return true;
        }
        if self.parsed.rows == ROWS_MAX {
            self.refuse(line, vec![Fault::new("", "file.too_many_rows").with(&ROWS_MAX)]);
            return true;
        }
        match self.item(text) {
            Ok((item, warnings)) => self.take(item, line, &warnings),
            Err(faults) => self.refuse(line, faults),
        }
        false
    }

    fn item(&mut self, text: &str) -> Result<(Item, Vec<&'static str>), Vec<Fault>> {
        match &mut self.reader {
            Reader::Native(known) => native(text, known).map(|item| (item, Vec::new())),
            Reader::Mapped(translator, _) => match serde_json::from_str::<Object>(text) {
                Ok(Object { values, twice }) if twice.is_empty() => translator.item(&values),
                Ok(Object { twice, .. }) => {
                    Err(twice.iter().map(|key| Fault::new(key, "row.key_twice")).collect())
                }
                Err(error) if error.is_data() => Err(vec![Fault::new("", "line.not_an_object")]),
                Err(error) => Err(vec![broken(text, &error)]),
            },
        }
    }

    /// Checks an item as everything is checked that is published, and takes it.
    fn take(&mut self, item: Item, line: u64, warnings: &[&'static str]) {
        if let Some(first) = self.codes.get(&item.code) {
            let fault = Fault::new("code", "row.code_twice").with(&item.code).with(&first);
            return self.refuse(line, vec![fault]);
        }
        let known = match &mut self.reader {
            Reader::Native(known) => known,
            Reader::Mapped(translator, known) => {
                add(known, &mut translator.added, &mut self.parsed.added);
                known
            }
        };
        let own = warnings.iter().map(|code| (*code, Vec::new()));
        let (mut faults, mut told) = (Vec::new(), own.collect::<Vec<_>>());
        for finding in check(&item, known) {
            match finding.severity {
                Severity::Warning => told.push((finding.code, finding.values)),
                Severity::Error => faults.push(Fault {
                    field: finding.field,
                    code: finding.code,
                    values: finding.values,
                }),
            }
        }
        if !faults.is_empty() {
            return self.refuse(line, faults);
        }
        for (code, values) in told {
            self.gathered.warn(line, code, &values);
        }
        self.parsed.rows += 1;
        self.codes.insert(item.code.clone(), line);
        self.parsed.items.push(item);
    }

    fn finish(self) -> Parsed {
        let Self { mut parsed, mut gathered, .. } = self;
        parsed.refused = gathered.refused;
        parsed.refusals = std::mem::take(&mut gathered.refusals);
        parsed.untold = gathered.untold;
        parsed.warnings = gathered.warnings();
        parsed
    }
}

/// What a row brought is known from now on, and is written with the items.
fn add(known: &mut Surroundings, fresh: &mut Surroundings, all: &mut Surroundings) {
    fn both<T: Clone>(known: &mut Vec<T>, fresh: &mut Vec<T>, all: &mut Vec<T>) {
        known.extend(fresh.iter().cloned());
        all.append(fresh);
    }
    both(&mut known.departments, &mut fresh.departments, &mut all.departments);
    both(&mut known.places, &mut fresh.places, &mut all.places);
    both(&mut known.regions, &mut fresh.regions, &mut all.regions);
    both(&mut known.themes, &mut fresh.themes, &mut all.themes);
}

/// A row that is an item of ours; the code is built where it was left out.
fn native(text: &str, known: &Surroundings) -> Result<Item, Vec<Fault>> {
    use domain::catalogue::Lookup as _;
    let mut json = serde_json::Deserializer::from_str(text);
    let mut item: Item = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let inner = error.inner();
        if inner.is_data() {
            let what = inner.to_string();
            let what = what.split(" at line ").next().unwrap_or_default().to_owned();
            if let Some(key) = what.strip_prefix("duplicate field `") {
                return vec![Fault::new(key.trim_end_matches('`'), "row.key_twice")];
            }
            vec![Fault::new(error.path().to_string(), "row.wrong_type").with(&what)]
        } else {
            vec![broken(text, inner)]
        }
    })?;
    json.end().map_err(|error| vec![broken(text, &error)])?;
    if item.code.is_empty()
        && let Some(department) = known.department(&item.department)
    {
        let level = item.level.code();
        item.code = format!("{}{level}{}", department.credit_code, item.catalog_code);
    }
    Ok(item)
}

/// Broken JSON, with the character where it breaks, counted as people count.
fn broken(text: &str, error: &serde_json::Error) -> Fault {
    let before = text.as_bytes().get(..error.column()).unwrap_or(text.as_bytes());
    let column = String::from_utf8_lossy(before).chars().count();
    if error.is_eof() {
        return Fault::new("", "line.json_ends").with(&column);
    }
    // A newline that is missing puts two rows on one line: the second begins where the first ends.
    let rest = text.as_bytes().get(error.column().saturating_sub(1)..).unwrap_or_default();
    if rest.starts_with(b"{") && text[..text.len() - rest.len()].trim_end().ends_with('}') {
        return Fault::new("", "line.two_objects").with(&column);
    }
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    Fault::new("", "line.json").with(&column).with(&what)
}
