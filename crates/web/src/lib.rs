//! Pages and JSON API on axum: one file per endpoint.
//!
//! Every route is an [`Endpoint`] with its [`Guard`]; the router is made from the list of endpoints
//! and from nothing else, so none escapes the test that knocks at all of them.

pub mod api;
mod arrival;
pub mod assets;
pub mod endpoint;
pub mod error;
pub mod form;
pub mod gate;
pub mod index;
pub mod lang;
pub mod listen;
pub mod metrics;
pub mod ops;
pub mod pages;
mod part;
pub mod peer;
pub mod published;
mod sent;
pub mod state;
pub mod visitor;

use axum::Router;

pub use endpoint::{Endpoint, Guard};
pub use gate::Gate;
pub use state::App;

/// Every endpoint of the house.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = assets::endpoints();
    all.extend(ops::endpoints());
    all.extend(api::v1::endpoints());
    all.extend(pages::endpoints());
    all
}

/// The gate before all endpoints.
pub fn gate(app: &App) -> Gate {
    let mut router = Router::new();
    for endpoint in endpoints() {
        router = router.route(endpoint.path, endpoint.into_method_router(app));
    }
    Gate::new(app, router.fallback(error::not_found_page))
}
