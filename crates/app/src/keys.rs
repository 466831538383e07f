//! Secrets of an instance. They lie in a folder of their own, outside the database and its backup.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use base::Entropy;
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use ledger::{SignerKey, VerifierKey};
use sha2::Sha256;

use crate::error::{Error, Result};
use crate::files::objects;

/// The file of the secret from which all others but the log's are derived.
const MASTER: &str = "master.key";
/// The file of the key that signs the log.
const SIGNER: &str = "log.key";

/// The secrets of an instance. `Debug` shows none of them.
#[derive(Clone)]
pub struct Keys {
    wrapping: [u8; 32],
    index: [u8; 32],
    query: [u8; 32],
    token: [u8; 32],
    signer: SignerKey,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("log", &self.signer.name()).finish_non_exhaustive()
    }
}

impl Keys {
    /// Derives all keys from a master secret, and takes the key that signs the log.
    pub fn new(master: &[u8; 32], signer: SignerKey) -> Self {
        Self {
            wrapping: hash(master, &[b"wrapping keys of persons"]),
            index: hash(master, &[b"blind indexes"]),
            query: hash(master, &[b"query codes"]),
            token: hash(master, &[b"form tokens and cookies"]),
            signer,
        }
    }

    /// Reads the secrets of `folder`; none when one of them is not there.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let (master, signer) = (read(&folder.join(MASTER))?, read(&folder.join(SIGNER))?);
        master.zip(signer).map(|(master, signer)| Self::parse(&master, &signer)).transpose()
    }

    /// Reads the secrets of `folder`, or makes them when the folder has none; a log that begins
    /// gets `origin` as its name.
    pub fn open(folder: &Path, origin: &str, entropy: &dyn Entropy) -> Result<Self> {
        fs::create_dir_all(folder).map_err(Error::broken)?;
        let master = read_or(&folder.join(MASTER), || Ok(HEXLOWER.encode(&draw(entropy))))?;
        let signer = read_or(&folder.join(SIGNER), || new_signer(origin, entropy))?;
        Self::parse(&master, &signer)
    }

    fn parse(master: &str, signer: &str) -> Result<Self> {
        let master = HEXLOWER.decode(master.as_bytes()).ok().and_then(|key| key.try_into().ok());
        let master = master.ok_or_else(|| Error::broken("master.key is not 64 hex digits"))?;
        let signer = signer.parse().map_err(|error| Error::Broken(format!("log.key: {error}")))?;
        Ok(Self::new(&master, signer))
    }

    /// Opens a new log in `folder`: another origin and key. The old key is kept beside it.
    pub fn reopen_log(folder: &Path, origin: &str, entropy: &dyn Entropy) -> Result<()> {
        let present = folder.join(SIGNER);
        let old = fs::read_to_string(&present).map_err(Error::broken)?;
        let old: SignerKey = old.trim().parse().map_err(Error::broken)?;
        let name = old.name().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        fs::rename(&present, folder.join(format!("log.{name}.key"))).map_err(Error::broken)?;
        read_or(&present, || new_signer(origin, entropy)).map(|_| ())
    }

    /// The public keys of logs that ended here, by the old keys that lie in `folder`.
    pub fn former(folder: &Path) -> Result<Vec<VerifierKey>> {
        let mut keys = Vec::new();
        for file in fs::read_dir(folder).map_err(Error::broken)? {
            let path = file.map_err(Error::broken)?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.strip_prefix("log.").is_some_and(|rest| rest.strip_suffix(".key").is_some()) {
                let text = fs::read_to_string(&path).map_err(Error::broken)?;
                let key: SignerKey = text.trim().parse().map_err(Error::broken)?;
                keys.push(key.verifier());
            }
        }
        Ok(keys)
    }

    /// What tells these secrets from others without telling them. The key that signs is not in it:
    /// a new log may begin over the same database.
    pub fn fingerprint(&self) -> String {
        self.token("fingerprint of the secrets", "")
    }

    /// The key that signs the log.
    pub fn signer(&self) -> &SignerKey {
        &self.signer
    }

    /// The public key of the log.
    pub fn verifier(&self) -> VerifierKey {
        self.signer.verifier()
    }

    /// The key that wraps the keys of persons.
    pub(crate) const fn wrapping(&self) -> &[u8; 32] {
        &self.wrapping
    }

    /// A person as the log knows them: a keyed hash of the identity document, 26 characters.
    pub fn person(&self, canonical_document: &str) -> String {
        self.index("person", canonical_document)
    }

    /// A blind index of a telephone number.
    pub fn phone(&self, canonical_phone: &str) -> String {
        self.index("phone", canonical_phone)
    }

    fn index(&self, kind: &str, value: &str) -> String {
        let hash = hash(&self.index, &[kind.as_bytes(), value.as_bytes()]);
        base::codes::crockford(&hash[..16]).to_ascii_lowercase()
    }

    /// The keyed hash under which a query code is stored, bound to its case.
    pub fn query_hash(&self, number: &str, code: &str) -> String {
        HEXLOWER.encode(&hash(&self.query, &[number.as_bytes(), code.as_bytes()]))
    }

    /// A token for a purpose, as a form's token for a session.
    pub fn token(&self, purpose: &str, of: &str) -> String {
        HEXLOWER.encode(&hash(&self.token, &[purpose.as_bytes(), of.as_bytes()])[..16])
    }
}

/// HMAC-SHA-256 over parts that cannot run into each other.
fn hash(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn draw(entropy: &dyn Entropy) -> [u8; 32] {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    bytes
}

fn new_signer(origin: &str, entropy: &dyn Entropy) -> Result<String> {
    let signer = SignerKey::from_seed(origin, &draw(entropy)).map_err(Error::broken)?;
    Ok(signer.to_secret_text())
}

/// Reads a secret; none when the file is not there.
fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text.trim().to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Broken(format!("cannot read {}: {error}", path.display()))),
    }
}

/// Reads a secret from a file that only its owner may read, or makes and writes it.
fn read_or(path: &Path, make: impl FnOnce() -> Result<String>) -> Result<String> {
    if let Some(text) = read(path)? {
        return Ok(text);
    }
    let text = make()?;
    write_private(path, &text)
        .map_err(|error| Error::Broken(format!("cannot write {}: {error}", path.display())))?;
    Ok(text)
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    // A file that lost its name in a power cut would be drawn anew.
    objects::sync_folder(path.parent().unwrap_or(Path::new(".")))
}
