//! Units of work over SQLite or PostgreSQL: the only crate that names a driver.
