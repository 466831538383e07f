//! Comparing somebody's present password before it is changed, for residents and staff alike.

use app::attempts::{self, Subject};

use crate::App;
use crate::visitor::Visitor;

/// What came of comparing the present password.
pub enum Compared<C> {
    /// It fits.
    Right(C),
    /// It is the new one already: this is a second click.
    Changed,
    /// It does not fit.
    Wrong,
}

/// Compares by `confirm`, which is slow; a wrong password is counted. `new` is the one that it is
/// to become.
pub async fn compare<C: Send + 'static>(
    app: &App,
    visitor: &Visitor,
    subjects: Vec<Subject>,
    confirm: impl Fn(&str) -> app::Result<Option<C>> + Send + 'static,
    (typed, new): (String, Option<String>),
) -> app::Result<Compared<C>> {
    let compared = tokio::task::spawn_blocking(move || -> app::Result<Compared<C>> {
        if let Some(confirmed) = confirm(&typed)? {
            return Ok(Compared::Right(confirmed));
        }
        let changed = match new {
            Some(new) => confirm(&new)?.is_some(),
            None => false,
        };
        Ok(if changed { Compared::Changed } else { Compared::Wrong })
    });
    let compared = compared.await.map_err(app::Error::broken)??;
    if matches!(compared, Compared::Wrong) {
        let cx = app.cx(&visitor.actor);
        cx.write(move |unit| attempts::failed(unit, &subjects)).await?;
    }
    Ok(compared)
}
