//! `yichuang import items`.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use app::Cx;
use app::catalogue::import::{Options, Profile, Progress, Report, import};
use app::catalogue::words::Language;
use domain::access::Actor;

use crate::cli::ImportItems;
use crate::config::Config;
use crate::open::{self, Failure};

/// Characters of the progress bar.
const BAR: u64 = 30;

/// Takes items in from a file, and tells what became of every row.
pub fn run(asked: &ImportItems) -> Result<ExitCode, Failure> {
    let config = Config::read(&asked.place)?;
    let profile = Profile::named(&asked.profile).ok_or("the command line knows the profiles")??;
    let file = File::open(&asked.file)
        .map_err(|error| format!("cannot read {}: {error}", asked.file.display()))?;
    let bytes = file.metadata()?.len();
    let house = open::house(&config, db::Options::command())?;
    let mut options = Options::new(profile);
    options.keep_good = asked.keep_good;
    options.dry_run = asked.dry_run;
    options.encoding = asked.encoding.into();
    let cx = Cx::new(&house, Actor::System);
    let bar = Bar { shown: std::io::stderr().is_terminal(), last: Cell::new(u64::MAX) };
    let report = import(&cx, BufReader::new(file), &options, &|at| match at {
        Progress::Reading { bytes: done, .. } => bar.show("读取 reading", done, bytes),
        Progress::Comparing { items, of } => {
            bar.show("比对 comparing", items as u64, of as u64);
        }
        Progress::Publishing { items, of } => {
            bar.show("写入 writing", items as u64, of as u64);
        }
    })?;
    bar.clear();
    house.db.close_blocking();
    tell(&asked.file, &report, asked.dry_run);
    Ok(if as_asked(&report, asked.keep_good) { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Whether the command did what it was asked: every row was good, or the good ones were to be kept
/// and there were some. A file that could not be read to its end is never that.
fn as_asked(report: &Report, keep_good: bool) -> bool {
    report.refused == 0 || (keep_good && !report.stopped && report.refused < report.rows)
}

fn tell(file: &Path, report: &Report, dry_run: bool) {
    println!("{}", file.display());
    println!("  行 rows       {}", report.rows);
    println!("  新增 new      {}", report.new);
    println!("  变更 changed  {}", report.changed);
    println!("  未变 same     {}", report.unchanged);
    println!("  拒绝 refused  {}", report.refused);
    for warning in &report.warnings {
        println!("  注意 {}", warning.message(Language::Zh));
    }
    for refusal in &report.refusals {
        println!("  ✗ {} / {}", refusal.message(Language::Zh), refusal.message(Language::En));
    }
    if report.untold > 0 {
        println!("  …… 还有 {0} 处没有列出 / {0} more are not listed", report.untold);
    }
    if dry_run {
        println!("  试运行，什么都没有写入 / dry run, nothing was written");
    } else if report.refused > 0 && !report.written {
        println!("  有不合格的行，整个文件都没有写入；要只取合格的行，加 --keep-good");
        println!("  nothing was written; --keep-good takes the good rows");
    }
}

/// A progress bar on a terminal; silent elsewhere.
struct Bar {
    shown: bool,
    last: Cell<u64>,
}

impl Bar {
    fn show(&self, what: &str, done: u64, of: u64) {
        let full = (done * BAR).checked_div(of).unwrap_or(BAR).min(BAR);
        if !self.shown || self.last.replace(full) == full {
            return;
        }
        let filled = "█".repeat(usize::try_from(full).unwrap_or(0));
        let empty = "░".repeat(usize::try_from(BAR - full).unwrap_or(0));
        eprint!("\r{what} {filled}{empty} {:>3} %", full * 100 / BAR);
        let _ = std::io::stderr().flush();
    }

    fn clear(&self) {
        if self.shown {
            eprint!("\r{:60}\r", "");
        }
    }
}
