//! SQL of the import: what surrounds imported items joins what is there, and changes none of it.
//! What is added tells its place in the list.

db::statements! {
    /// A department that is not there yet, after the others.
    ADD_DEPARTMENT = "INSERT INTO departments (id, credit_code, name, region, position, body)
        VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(position), 0) + 1 FROM departments), ?5)
        ON CONFLICT (id) DO NOTHING RETURNING position";

    /// A place that is not there yet, after the others.
    ADD_PLACE = "INSERT INTO places (id, position, body)
        VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM places), ?2)
        ON CONFLICT (id) DO NOTHING RETURNING position";

    /// A region that is not there yet, after the others.
    ADD_REGION = "INSERT INTO regions (code, parent, position, body)
        VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM regions), ?3)
        ON CONFLICT (code) DO NOTHING RETURNING position";

    /// A theme that is not there yet, after the others.
    ADD_THEME = "INSERT INTO themes (id, position, body)
        VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM themes), ?2)
        ON CONFLICT (id) DO NOTHING RETURNING position";

    /// A regime that is not there yet.
    ADD_REGIME = "INSERT INTO regimes (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
}
