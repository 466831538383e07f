//! An endpoint: method, path, guard and handler, declared in the file that serves it.

use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;

use crate::App;
use crate::visitor;

/// Who may come in at all. What they may do there, the use case decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Everybody; says nothing personal.
    Public,
    /// Everybody who shows the secret that the request carries: a query code, a password.
    Secret,
    /// Everybody; who is signed in is known, as resident or as staff.
    Anybody,
    /// A signed-in resident or legal person.
    Resident,
    /// A signed-in member of staff, whose password nobody else has set.
    Staff,
    /// A signed-in member of staff, also one who has yet to change the password that was given.
    Newcomer,
    /// A bearer token of the JSON API, of a resident or of staff.
    Bearer,
}

/// One endpoint.
pub struct Endpoint {
    /// Method.
    pub method: Method,
    /// Path with its parameters in braces.
    pub path: &'static str,
    /// Who may come in.
    pub guard: Guard,
    handler: MethodRouter<App>,
}

impl Endpoint {
    /// An endpoint that is read.
    pub fn get<H, T>(path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: axum::handler::Handler<T, App>,
        T: 'static,
    {
        Self { method: Method::GET, path, guard, handler: axum::routing::get(handler) }
    }

    /// An endpoint that changes something.
    pub fn post<H, T>(path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: axum::handler::Handler<T, App>,
        T: 'static,
    {
        Self { method: Method::POST, path, guard, handler: axum::routing::post(handler) }
    }

    /// An endpoint that ends something.
    pub fn delete<H, T>(path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: axum::handler::Handler<T, App>,
        T: 'static,
    {
        Self { method: Method::DELETE, path, guard, handler: axum::routing::delete(handler) }
    }

    /// The handler behind its guard.
    pub(crate) fn into_method_router(self, app: &App) -> MethodRouter<App> {
        match self.guard {
            Guard::Public | Guard::Secret => self.handler,
            guard => {
                let state = (app.clone(), guard);
                self.handler.layer(from_fn_with_state(state, visitor::guard))
            }
        }
    }
}
