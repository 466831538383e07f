//! Every statement of this crate, so that one test can prepare them all on both engines.

use db::Statement;

use crate::{attempts, cases, catalogue, drafts, files, idempotency, log, people, sessions, staff};

/// Every registered statement. A test of the tree fails when a module is left out.
pub fn statements() -> Vec<&'static Statement> {
    let modules: [&[&Statement]; 12] = [
        attempts::ALL,
        cases::sql::ALL,
        catalogue::import::sql::ALL,
        catalogue::sql::ALL,
        drafts::sql::ALL,
        files::sql::ALL,
        idempotency::ALL,
        log::sql::ALL,
        log::verify::sql::ALL,
        people::sql::ALL,
        sessions::sql::ALL,
        staff::sql::ALL,
    ];
    modules.concat()
}
