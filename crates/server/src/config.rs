//! Configuration by file, environment and flag; the later is the stronger.
//!
//! Each layer is laid as TOML over the one before, so every key can be set in every layer and is
//! read by the same code.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::catalogue::Text;
use serde::Deserialize;
use toml::{Table, Value};
use web::peer::Proxies;

use crate::cli::Where;
use crate::lan;

/// What begins the name of an environment variable: `YICHUANG_PG_CONNECTIONS`.
const PREFIX: &str = "YICHUANG_";

/// Every key, with what it holds; `yichuang.example.toml` documents them.
const KEYS: [(&str, Holds); 17] = [
    ("data", Holds::Text),
    ("database", Holds::Text),
    ("keys", Holds::Text),
    ("listen", Holds::Text),
    ("public_url", Holds::Text),
    ("trusted_proxies", Holds::List),
    ("region", Holds::Text),
    ("log_origin", Holds::Text),
    ("pg_connections", Holds::Number),
    ("log_format", Holds::Text),
    ("site.region.zh", Holds::Text),
    ("site.region.en", Holds::Text),
    ("site.operator.zh", Holds::Text),
    ("site.operator.en", Holds::Text),
    ("site.address.zh", Holds::Text),
    ("site.address.en", Holds::Text),
    ("site.hotline", Holds::Text),
];

/// What a key holds, where it is written as plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Number,
    /// Separated by commas.
    List,
}

/// The keys. Every one has a default.
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
    /// Proxies that may say for whom they ask, as addresses and networks.
    pub trusted_proxies: Vec<String>,
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
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
            trusted_proxies: Vec::new(),
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
            address: both("大理市下关街道政通路 1 号（演示）", "1 Zhengtong Road, Xiaguan, Dali"),
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
    /// A layer is not as it must be.
    #[error("{0}: {1}")]
    Layer(String, String),
}

impl Config {
    /// The file's keys, then what the environment says, then the flags.
    pub fn read(place: &Where) -> Result<Self, ConfigError> {
        check(&layers(place, &environment)?, "configuration")
    }

    /// The same for a demonstration, which has a folder of its own where no layer names one.
    pub fn read_for_demo(place: &Where) -> Result<Self, ConfigError> {
        let mut all = layers(place, &environment)?;
        if !all.contains_key("data") {
            all.insert("data".into(), demo_folder(all.get("database")).into());
        }
        check(&all, "configuration")
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

    /// Who may say for whom they ask.
    pub fn proxies(&self) -> Result<Proxies, String> {
        Proxies::parse(&self.trusted_proxies)
    }
}

/// A variable of the environment; one that is set to nothing is not there, because service managers
/// set what they do not know to nothing.
fn environment(name: &str) -> Option<Result<String, ConfigError>> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    let wrong = |_| ConfigError::Layer(name.to_owned(), "not UTF-8".into());
    Some(value.into_string().map_err(wrong))
}

/// A demonstration with a database elsewhere keeps its files and keys apart from the embedded one.
fn demo_folder(database: Option<&Value>) -> String {
    let name = database.and_then(Value::as_str).and_then(|url| {
        let address = url.split('?').next().unwrap_or(url);
        address.rsplit('/').next().filter(|name| !name.is_empty())
    });
    name.map_or("data/demo".into(), |name| format!("data/demo-{name}"))
}

fn layers(
    place: &Where,
    environment: &dyn Fn(&str) -> Option<Result<String, ConfigError>>,
) -> Result<Table, ConfigError> {
    let mut all = Table::new();
    if let Some(file) = &place.config {
        all = read_file(file)?;
        check(&all, &file.display().to_string())?;
    }
    for (key, holds) in KEYS {
        let name = format!("{PREFIX}{}", key.replace('.', "_").to_uppercase());
        if let Some(text) = environment(&name) {
            lay(&mut all, key, holds, &text?, &name)?;
        }
    }
    let flags = place.flags();
    if let Some((key, _)) = flags.iter().find(|(key, _)| KEYS.iter().all(|(k, _)| k != key)) {
        let known = KEYS.map(|(key, _)| key).join(", ");
        return Err(ConfigError::Layer(format!("--set {key}"), format!("the keys are {known}")));
    }
    // In the order of the keys: Chinese before English.
    for (key, holds) in KEYS {
        if let Some((_, text)) = flags.iter().rfind(|(named, _)| named == key) {
            lay(&mut all, key, holds, text, &format!("--set {key}"))?;
        }
    }
    Ok(all)
}

fn read_file(file: &Path) -> Result<Table, ConfigError> {
    let text =
        std::fs::read_to_string(file).map_err(|error| ConfigError::Read(file.to_owned(), error))?;
    toml::from_str(&text)
        .map_err(|error| ConfigError::Layer(file.display().to_string(), error.to_string()))
}

/// Lays one key over what is there.
fn lay(
    all: &mut Table,
    key: &str,
    holds: Holds,
    text: &str,
    place: &str,
) -> Result<(), ConfigError> {
    let value =
        match holds {
            Holds::Text => Value::from(text),
            Holds::Number => Value::from(text.trim().parse::<i64>().map_err(|_| {
                ConfigError::Layer(place.to_owned(), format!("{text} is no number"))
            })?),
            Holds::List => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                Value::Array(parts.map(Value::from).collect())
            }
        };
    put(all, key, value);
    let chinese = key.strip_suffix(".en").map(|text| format!("{text}.zh"));
    if let Some(chinese) = chinese.filter(|key| find(all, key).is_none()) {
        return Err(ConfigError::Layer(place.to_owned(), format!("set {chinese} too")));
    }
    check(all, place).map(|_| ())
}

fn find<'a>(all: &'a Table, path: &str) -> Option<&'a Value> {
    let Some((first, rest)) = path.split_once('.') else { return all.get(path) };
    find(all.get(first)?.as_table()?, rest)
}

/// Puts a value at a path. A text that stands for both languages gives way to its Chinese half.
fn put(all: &mut Table, path: &str, value: Value) {
    let Some((first, rest)) = path.split_once('.') else {
        all.insert(path.to_owned(), value);
        return;
    };
    let inner = all.entry(first).or_insert_with(|| Value::Table(Table::new()));
    if let Value::String(zh) = inner {
        *inner = Value::Table(Table::from_iter([("zh".to_owned(), Value::from(zh.as_str()))]));
    }
    if let Value::Table(inner) = inner {
        put(inner, rest, value);
    }
}

/// Whether the keys can be used together; an error names the layer that was laid last.
fn check(all: &Table, place: &str) -> Result<Config, ConfigError> {
    let wrong = |error: String| ConfigError::Layer(place.to_owned(), error);
    let config: Config = all
        .clone()
        .try_into()
        .map_err(|error: toml::de::Error| wrong(error.to_string().trim_end().to_owned()))?;
    config.proxies().map_err(wrong)?;
    Ok(config)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use super::*;

    #[test]
    fn the_example_names_every_key_with_its_default() {
        let example = include_str!("../../../yichuang.example.toml");
        let config: Config = toml::from_str(example).expect("the example can be read");
        assert_eq!(config, Config::default());
        for (key, _) in KEYS {
            let first = key.split('.').find(|part| *part != "site").expect("a name");
            let line = |line: &str| {
                line.trim_start_matches("# ").split(' ').next().is_some_and(|word| word == first)
            };
            assert!(example.lines().any(line), "{key} is not explained");
        }
    }

    #[test]
    fn every_field_is_a_key() {
        let fields = format!("{:#?}", Config::default());
        let outer = fields.lines().filter_map(|line| line.strip_prefix("    "));
        let outer: BTreeSet<&str> = outer
            .filter(|line| !line.starts_with([' ', '}', ']']))
            .filter_map(|line| line.split(':').next())
            .collect();
        let keys = KEYS.iter().filter_map(|(key, _)| key.split('.').next()).collect();
        assert_eq!(outer, keys);
    }

    /// What a key holds in the file, in the environment and in a flag.
    fn samples(key: &str) -> [&'static str; 3] {
        match key {
            "listen" => ["127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"],
            "trusted_proxies" => ["10.0.0.1", "10.0.0.0/8, fd00::/8", "10.0.0.3"],
            "pg_connections" => ["1", "2", "3"],
            "log_format" => ["json", "text", "json"],
            _ => ["甲", "乙", "丙"],
        }
    }

    #[test]
    fn a_flag_is_stronger_than_the_environment_and_that_than_the_file() {
        let folder = std::env::temp_dir().join(format!("yichuang-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("layers.toml");
        for (key, holds) in KEYS {
            let samples = samples(key);
            let expected = samples.map(|text| {
                let mut table = Table::new();
                let chinese = key.strip_suffix(".en").map(|text| format!("{text}.zh"));
                if let Some(chinese) = chinese {
                    put(&mut table, &chinese, "中".into());
                }
                lay(&mut table, key, holds, text, key).expect("a good value");
                (table.to_string(), check(&table, key).expect("a good layer"))
            });
            let mut environment = HashMap::new();
            let mut place = Where { config: Some(file.clone()), ..Where::default() };
            let read = |place: &Where, environment: &HashMap<String, &'static str>| {
                let get = |name: &str| environment.get(name).map(|text| Ok((*text).to_owned()));
                check(&layers(place, &get).expect("good layers"), "all").expect("good")
            };
            std::fs::write(&file, &expected[0].0).expect("a file");
            assert_eq!(read(&place, &environment), expected[0].1, "{key}: file");
            let name = format!("YICHUANG_{}", key.replace('.', "_").to_uppercase());
            environment.insert(name, samples[1]);
            assert_eq!(read(&place, &environment), expected[1].1, "{key}: environment");
            place.set.push((key.to_owned(), samples[2].to_owned()));
            assert_eq!(read(&place, &environment), expected[2].1, "{key}: flag");
        }
        std::fs::remove_dir_all(&folder).expect("it is there");
    }

    #[test]
    fn a_mistake_names_its_layer() {
        let wrong = |set: (&str, &str), environment: (&str, &str)| {
            let set = vec![(set.0.to_owned(), set.1.to_owned())];
            let place = Where { set, ..Where::default() };
            let get = |name: &str| (name == environment.0).then(|| Ok(environment.1.to_owned()));
            layers(&place, &get).expect_err("a mistake").to_string()
        };
        let none = ("", "");
        let listen = ("listen", "127.0.0.1:1");
        assert!(wrong(listen, ("YICHUANG_PG_CONNECTIONS", "many")).contains("many is no number"));
        assert!(wrong(listen, ("YICHUANG_LISTEN", "here")).starts_with("YICHUANG_LISTEN: "));
        assert!(wrong(("lisen", "x"), none).starts_with("--set lisen: the keys are data, "));
        assert!(wrong(("trusted_proxies", "proxy"), none).contains("is no address"));
        assert!(wrong(("site.region.en", "Dali"), none).contains("set site.region.zh too"));
    }

    #[test]
    fn a_demonstration_elsewhere_has_a_folder_of_its_own() {
        let folder = |url: &str| demo_folder(Some(&Value::from(url)));
        assert_eq!(demo_folder(None), "data/demo");
        assert_eq!(folder("postgres://a:b@host/county?sslmode=require"), "data/demo-county");
        assert_eq!(folder("sqlite:///tmp/x.db"), "data/demo-x.db");
    }
}
