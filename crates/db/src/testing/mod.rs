//! Throw-away databases on both engines, for tests.
