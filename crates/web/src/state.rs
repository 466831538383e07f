//! What every handler shares.

use std::sync::Arc;

use app::sessions::Sessions;
use app::{Cx, House};
use domain::access::Actor;
use views::Site;

use tokio::sync::Semaphore;

use crate::metrics::Metrics;
use crate::peer::Proxies;
use crate::published::Published;

/// Passwords compared side by side.
const HASHERS_MAX: usize = 4;
/// Papers laid out side by side: somebody who asks for every guide leaves cores to who applies.
const PRINTERS_MAX: usize = 2;

/// What every handler shares; cloning is cheap.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// See [`App`].
pub struct Inner {
    /// The instance.
    pub house: Arc<House>,
    /// What every page says of the installation.
    pub site: Site,
    /// Pages that are published: rendered once, compressed once.
    pub published: Published,
    /// Sessions lately seen.
    pub sessions: Sessions,
    /// Passwords compared side by side: each takes 19 MiB and a core for a while.
    pub hashers: Semaphore,
    /// Public papers laid out side by side.
    pub printers: Semaphore,
    /// Counters.
    pub metrics: Metrics,
    /// Who may say for whom they ask.
    pub proxies: Proxies,
    /// Whether cookies are for https only.
    pub secure_cookies: bool,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// A web application over an instance.
    pub fn new(house: Arc<House>, site: Site, proxies: Proxies) -> Self {
        let secure_cookies = house.settings.public_url.starts_with("https://");
        let published = Published::new(&house);
        Self(Arc::new(Inner {
            house,
            site,
            published,
            sessions: Sessions::new(),
            hashers: Semaphore::new(HASHERS_MAX),
            printers: Semaphore::new(PRINTERS_MAX),
            metrics: Metrics::default(),
            proxies,
            secure_cookies,
        }))
    }

    /// A context for a unit of work of this actor.
    pub fn cx(&self, actor: &Actor) -> Cx {
        Cx::new(&self.house, actor.clone())
    }

    /// A context for what needs no name.
    pub fn anonymous(&self) -> Cx {
        self.cx(&Actor::Nobody)
    }
}
