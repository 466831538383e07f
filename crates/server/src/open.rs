//! Opening an instance from its configuration.

use std::path::Path;
use std::sync::Arc;

use app::house::Settings;
use app::{House, Keys};
use base::{SystemClock, SystemEntropy};
use db::{Db, Options, Url};

use crate::config::Config;

/// Why a command could not do its work: words for the person at the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The address of the database.
pub fn url(config: &Config) -> Result<Url, Failure> {
    match &config.database {
        Some(url) => Ok(url.parse::<Url>()?),
        None => Ok(Url::sqlite(config.data.join("yichuang.db"))),
    }
}

/// Opens the database, its tables brought up to this version.
pub fn database(config: &Config, options: Options) -> Result<Db, Failure> {
    std::fs::create_dir_all(&config.data)?;
    let db = Db::open(&url(config)?, options)?;
    db.migrate(app::migrations::MIGRATIONS)?;
    Ok(db)
}

/// An instance for a server or for a command.
pub fn house(config: &Config, demo: bool, options: Options) -> Result<Arc<House>, Failure> {
    let db = database(config, options)?;
    let keys = Keys::open(&config.keys_folder(), &config.origin(), &SystemEntropy)?;
    let settings = settings(config, demo);
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    Ok(House::new(db, clock, entropy, keys, settings)?)
}

/// What the operator has set.
pub fn settings(config: &Config, demo: bool) -> Settings {
    Settings {
        public_url: config.address(),
        region: config.region.clone(),
        demo,
        files: config.data.join("files"),
    }
}

/// The size of the last checkpoint that left this house; zero when none did.
pub fn published_size(keys: &Path) -> u64 {
    let note = std::fs::read_to_string(keys.join("published")).unwrap_or_default();
    let text = note.split("\n\n").next().map(|text| format!("{text}\n")).unwrap_or_default();
    ledger::Checkpoint::parse_text(&text).map_or(0, |checkpoint| checkpoint.size)
}
