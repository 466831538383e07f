//! What items may refer to, for their check.

use domain::catalogue::{Department, DirectoryEntry, Lookup, Place, Regime};

use super::Catalogue;
use super::publish::Surroundings;

impl Lookup for Surroundings {
    fn department(&self, id: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == id)
    }

    fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.id == id)
    }

    fn entry(&self, catalog_code: &str) -> Option<&DirectoryEntry> {
        self.directory.iter().find(|entry| entry.catalog_code == catalog_code)
    }

    fn has_region(&self, code: &str) -> bool {
        self.regions.iter().any(|region| region.code == code)
    }

    fn has_theme(&self, id: &str) -> bool {
        self.themes.iter().any(|theme| theme.id == id)
    }
}

impl Surroundings {
    /// What surrounds the items that are published now, with these regimes.
    pub fn of(catalogue: &Catalogue, regimes: Vec<Regime>) -> Self {
        fn copies<T: Clone>(list: &[std::sync::Arc<T>]) -> Vec<T> {
            list.iter().map(|one| T::clone(one)).collect()
        }
        Self {
            departments: copies(&catalogue.departments),
            places: copies(&catalogue.places),
            regions: copies(&catalogue.regions),
            themes: copies(&catalogue.themes),
            directory: copies(&catalogue.directory),
            regimes,
            synonyms: Vec::new(),
        }
    }
}
