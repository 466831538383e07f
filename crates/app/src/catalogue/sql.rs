//! SQL of the catalogue.

db::statements! {
    /// Everything in force.
    PUBLISHED = "SELECT v.body, v.regime, v.version, v.hash, v.published_at, v.code
        FROM items i JOIN item_versions v ON v.code = i.code AND v.version = i.version
        ORDER BY i.department, i.code";

    /// One version.
    ITEM_VERSION = "SELECT body, regime, version, hash, published_at, code FROM item_versions
        WHERE code = ?1 AND version = ?2";

    /// The versions up to the one in force, the latest first.
    VERSIONS = "SELECT v.body, v.regime, v.version, v.hash, v.published_at, v.code
        FROM items i JOIN item_versions v ON v.code = i.code AND v.version <= i.version
        WHERE i.code = ?1 ORDER BY v.version DESC LIMIT ?2";

    /// One version that is or was in force.
    PAST_VERSION = "SELECT v.body, v.regime, v.version, v.hash, v.published_at, v.code
        FROM items i JOIN item_versions v ON v.code = i.code AND v.version <= i.version
        WHERE v.code = ?1 AND v.version = ?2";

    /// Version and hash of what is in force.
    IN_FORCE = "SELECT i.version, v.hash
        FROM items i JOIN item_versions v ON v.code = i.code AND v.version = i.version
        WHERE i.code = ?1";

    /// A new version. What is or was in force is never written over.
    INSERT_VERSION = "INSERT INTO item_versions (code, version, hash, body, regime, published_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (code, version) DO UPDATE SET
        hash = excluded.hash, body = excluded.body, regime = excluded.regime,
        published_at = excluded.published_at
        WHERE NOT EXISTS (SELECT 1 FROM items i
            WHERE i.code = excluded.code AND i.version >= excluded.version)";

    /// The hash of a version that is written, the version in force, and when it was written.
    STAGED = "SELECT v.hash, i.version, v.published_at FROM item_versions v
        LEFT JOIN items i ON i.code = v.code WHERE v.code = ?1 AND v.version = ?2";

    /// Puts an implementation in force.
    PUT_ITEM = "INSERT INTO items (code, catalog_code, name, kind, department, region, case_type,
        state, version, source, published_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (code) DO UPDATE SET catalog_code = excluded.catalog_code,
        name = excluded.name, kind = excluded.kind, department = excluded.department,
        region = excluded.region, case_type = excluded.case_type, state = excluded.state,
        version = excluded.version, source = excluded.source,
        published_at = excluded.published_at";

    /// The directory.
    ENTRIES = "SELECT body FROM directory_entries WHERE body IS NOT NULL ORDER BY catalog_code";

    /// A directory entry.
    ENTRY = "SELECT version, body FROM directory_entries WHERE catalog_code = ?1";

    /// Writes a directory entry.
    PUT_ENTRY = "INSERT INTO directory_entries
        (catalog_code, name, kind, state, version, body, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (catalog_code) DO UPDATE SET
        name = excluded.name, kind = excluded.kind, state = excluded.state,
        version = excluded.version, body = excluded.body, updated_at = excluded.updated_at";

    /// Writes the entry that an implementation stands in for, where there is none.
    ADD_ENTRY = "INSERT INTO directory_entries
        (catalog_code, name, kind, state, version, body, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (catalog_code) DO NOTHING";

    /// Departments in order.
    DEPARTMENTS = "SELECT body FROM departments ORDER BY position, id";

    /// Writes a department.
    PUT_DEPARTMENT = "INSERT INTO departments (id, credit_code, name, region, position, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET
        credit_code = excluded.credit_code, name = excluded.name, region = excluded.region,
        position = excluded.position, body = excluded.body";

    /// Places in order.
    PLACES = "SELECT body FROM places ORDER BY position, id";

    /// Writes a place.
    PUT_PLACE = "INSERT INTO places (id, position, body) VALUES (?1, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET position = excluded.position, body = excluded.body";

    /// Regions in order.
    REGIONS = "SELECT body FROM regions ORDER BY position, code";

    /// Writes a region.
    PUT_REGION = "INSERT INTO regions (code, parent, position, body) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (code) DO UPDATE SET parent = excluded.parent,
        position = excluded.position, body = excluded.body";

    /// Themes in order.
    THEMES = "SELECT body FROM themes ORDER BY position, id";

    /// Writes a theme.
    PUT_THEME = "INSERT INTO themes (id, position, body) VALUES (?1, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET position = excluded.position, body = excluded.body";

    /// Regimes.
    REGIMES = "SELECT body FROM regimes ORDER BY id";

    /// Writes a regime.
    PUT_REGIME = "INSERT INTO regimes (id, body) VALUES (?1, ?2)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body";

    /// Calendars that were added, in their order.
    CALENDARS = "SELECT body FROM calendars ORDER BY at, version";

    /// One of them.
    CALENDAR = "SELECT body FROM calendars WHERE version = ?1";

    /// Adds a calendar.
    INSERT_CALENDAR = "INSERT INTO calendars (version, region, body, at) VALUES (?1, ?2, ?3, ?4)";

    /// The catalogue's version.
    CATALOGUE_VERSION = "SELECT value FROM meta WHERE key = 'catalogue_version'";

    /// Locks the catalogue's version for the rest of the transaction.
    LOCK_VERSION = "INSERT INTO meta (key, value) VALUES ('catalogue_version', '0')
        ON CONFLICT (key) DO UPDATE SET value = meta.value";

    /// The items with the most cases since a moment.
    POPULAR = "SELECT item, count(*) FROM cases WHERE received_at >= ?1 GROUP BY item
        ORDER BY count(*) DESC, item LIMIT ?2";

    /// Sets a fact.
    PUT_META = "INSERT INTO meta (key, value) VALUES (?1, ?2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";

    /// Reads a fact.
    META = "SELECT value FROM meta WHERE key = ?1";
}
