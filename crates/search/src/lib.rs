//! Full-text search of the catalogue that finds all a substring check finds.
