//! One instance: what its use cases share. Nothing in it belongs to a request.

use std::sync::{Arc, RwLock};

use base::{Clock, Entropy};
use db::Db;

use crate::catalogue::Catalogue;
use crate::error::{Error, Result};
use crate::keys::Keys;

/// One instance.
pub struct House {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Secrets.
    pub keys: Keys,
    /// What the operator has set.
    pub settings: Settings,
    catalogue: RwLock<Arc<Catalogue>>,
}

/// What the operator has set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address under which people reach the instance, without a slash at the end.
    pub public_url: String,
    /// The region that the instance serves, as `532901`.
    pub region: String,
    /// Whether this is a demonstration: every page says so.
    pub demo: bool,
    /// Where files are kept.
    pub files: std::path::PathBuf,
}

impl House {
    /// An instance over a database that has its tables.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        keys: Keys,
        settings: Settings,
    ) -> Result<Arc<Self>> {
        let catalogue = db.read_blocking(Catalogue::load)?;
        let catalogue = RwLock::new(Arc::new(catalogue));
        Ok(Arc::new(Self { db, clock, entropy, keys, settings, catalogue }))
    }

    /// An instance to be verified: where somebody broke the catalogue, it has none.
    pub fn to_verify(
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        keys: Keys,
        settings: Settings,
    ) -> Result<Self> {
        let catalogue = match db.read_blocking(Catalogue::load) {
            Err(
                Error::Broken(_) | Error::Store(db::Error::Decode { .. } | db::Error::Corrupt(_)),
            ) => Catalogue::empty()?,
            loaded => loaded?,
        };
        let catalogue = RwLock::new(Arc::new(catalogue));
        Ok(Self { db, clock, entropy, keys, settings, catalogue })
    }

    /// The catalogue as it is published.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Puts a newer catalogue in place, once, for everybody.
    pub fn replace_catalogue(&self, catalogue: Catalogue) {
        let mut present = self.catalogue.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *present = Arc::new(catalogue);
    }

    /// Reads the catalogue again when its version in the store has changed (another node, a command
    /// beside the server).
    pub async fn refresh_catalogue(&self) -> Result<bool> {
        let known = self.catalogue().version;
        let fresh = self
            .db
            .read(move |tx| {
                if Catalogue::stored_version(tx)? == known {
                    return Ok::<_, Error>(None);
                }
                Catalogue::load(tx).map(Some)
            })
            .await?;
        let changed = fresh.is_some();
        if let Some(catalogue) = fresh {
            self.replace_catalogue(catalogue);
        }
        Ok(changed)
    }
}
