//! Configuration by file, environment and flag; the later is the stronger.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::catalogue::Text;
use serde::Deserialize;

use crate::cli::Where;
use crate::lan;

/// The file's keys. Every one has a default; `yichuang.example.toml` documents them.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder for database, files and keys.
    pub data: PathBuf,
    /// Database address; the embedded default is `DATA/yichuang.db`.
    pub database: Option<String>,
    /// Folder for keys; the default is `DATA/keys`.
    pub keys: Option<PathBuf>,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// The address under which people reach it.
    pub public_url: Option<String>,
    /// Region code.
    pub region: String,
    /// The name of the work log, for ever.
    pub log_origin: Option<String>,
    /// Connections to PostgreSQL.
    pub pg_connections: usize,
    /// `text` or `json`.
    pub log_format: LogFormat,
    /// What pages say of the installation.
    pub site: Site,
}

/// What pages say of the installation.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// The place.
    pub region: Text,
    /// Who runs it.
    pub operator: Text,
    /// Where the operator is found.
    pub address: Text,
    /// The telephone to ask and to complain.
    pub hotline: String,
}

/// How the program logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs, a JSON object a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            database: None,
            keys: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            region: "532901".into(),
            log_origin: None,
            pg_connections: 16,
            log_format: LogFormat::Text,
            site: Site::default(),
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        let both = |zh: &str, en: &str| Text { zh: zh.into(), en: Some(en.into()) };
        Self {
            region: both("大理市", "Dali City"),
            operator: both("大理市政务服务中心", "Dali City Government Service Centre"),
            address: both("大理市下关街道龙山路1号（演示）", "1 Longshan Road, Xiaguan, Dali"),
            hotline: "0872-2990000".into(),
        }
    }
}

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// The file is not as it must be.
    #[error("{0}: {1}")]
    Parse(PathBuf, toml::de::Error),
}

impl Config {
    /// The file's keys, then what the environment and the flags say.
    pub fn read(place: &Where) -> Result<Self, ConfigError> {
        let mut config = match &place.config {
            None => Self::default(),
            Some(file) => Self::from_file(file)?,
        };
        if let Some(data) = &place.data {
            config.data.clone_from(data);
        }
        if let Some(database) = &place.database {
            config.database = Some(database.clone());
        }
        Ok(config)
    }

    fn from_file(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| ConfigError::Read(file.to_owned(), error))?;
        toml::from_str(&text).map_err(|error| ConfigError::Parse(file.to_owned(), error))
    }

    /// Where the keys are.
    pub fn keys_folder(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys"))
    }

    /// The name of a log that begins.
    pub fn origin(&self) -> String {
        self.log_origin.clone().unwrap_or_else(|| format!("yichuang.example/{}", self.region))
    }

    /// The address under which people reach it.
    pub fn address(&self) -> String {
        let address = self.public_url.clone();
        let address = address.unwrap_or_else(|| format!("http://{}", lan::reachable(self.listen)));
        address.trim_end_matches('/').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn the_example_names_every_key_with_its_default() {
        let example = include_str!("../../../yichuang.example.toml");
        let config: Config = toml::from_str(example).expect("the example can be read");
        let defaults = format!("{:#?}", Config::default());
        assert_eq!(format!("{config:#?}"), defaults);
        for line in defaults.lines().filter(|line| line.starts_with("    ")) {
            let Some((key, _)) = line.trim().split_once(": ") else { continue };
            assert!(example.contains(key), "{key} is not explained");
        }
    }
}
