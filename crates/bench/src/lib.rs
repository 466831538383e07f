//! What several measurements share: the fixed queries and the search engine that ours is held
//! against.

pub mod queries;
pub mod reference;

/// Results that a search wants.
pub const TOP: usize = 20;
