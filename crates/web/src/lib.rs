//! Pages and JSON API on axum: one file per endpoint.
