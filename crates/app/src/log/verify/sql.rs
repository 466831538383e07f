//! SQL of the verification: whole rows, page by page in the order of their keys. The columns of
//! which an entry has the imprint come first; columns of later releases are none of it.

db::statements! {
    /// Entries of the catalogue.
    CATALOGUE = "SELECT stream, seq, bytes FROM entries
        WHERE stream < 'catalogue0' AND (stream, seq) > (?1, ?2) ORDER BY stream, seq LIMIT ?3";

    /// How many there are.
    COUNT_CATALOGUE = "SELECT count(*) FROM entries
        WHERE stream >= 'catalogue/' AND stream < 'catalogue0'";

    /// Implementations.
    ITEMS = "SELECT code, catalog_code, name, kind, department, region, case_type, state, version,
        source, published_at FROM items WHERE code > ?1 ORDER BY code LIMIT ?2";

    /// Their versions, and whether each is or was in force.
    ITEM_VERSIONS = "SELECT v.code, v.version, v.hash, v.published_at, v.body, v.regime,
        EXISTS (SELECT 1 FROM items i WHERE i.code = v.code AND i.version >= v.version)
        FROM item_versions v WHERE (v.code, v.version) > (?1, ?2)
        ORDER BY v.code, v.version LIMIT ?3";

    /// The directory.
    DIRECTORY_ENTRIES = "SELECT catalog_code, name, kind, state, version, body, updated_at
        FROM directory_entries WHERE catalog_code > ?1 ORDER BY catalog_code LIMIT ?2";

    /// Departments.
    DEPARTMENTS = "SELECT id, credit_code, name, region, position, body FROM departments
        WHERE id > ?1 ORDER BY id LIMIT ?2";

    /// Places.
    PLACES = "SELECT id, position, body FROM places WHERE id > ?1 ORDER BY id LIMIT ?2";

    /// Regions.
    REGIONS = "SELECT code, parent, position, body FROM regions WHERE code > ?1
        ORDER BY code LIMIT ?2";

    /// Themes.
    THEMES = "SELECT id, position, body FROM themes WHERE id > ?1 ORDER BY id LIMIT ?2";

    /// Regimes.
    REGIMES = "SELECT id, body FROM regimes WHERE id > ?1 ORDER BY id LIMIT ?2";

    /// Calendars.
    CALENDARS = "SELECT version, region, body, at FROM calendars WHERE version > ?1
        ORDER BY version LIMIT ?2";

    /// Synonyms, a fact of the instance.
    SYNONYMS = "SELECT key, value FROM meta WHERE key = 'synonyms' AND key > ?1
        ORDER BY key LIMIT ?2";

    /// Staff.
    STAFF = "SELECT login, id, name, title, department, region, roles, service_window, password,
        active, created_at, password_given FROM staff WHERE login > ?1 ORDER BY login LIMIT ?2";

    /// Streams of staff whose row is gone.
    STREAMS_WITHOUT_STAFF = "SELECT e.stream FROM entries e
        LEFT JOIN staff s ON s.id = substr(e.stream, 7)
        WHERE e.seq = 1 AND e.stream >= 'staff/' AND e.stream < 'staff0' AND s.id IS NULL
        ORDER BY e.stream LIMIT 100";

    /// Accounts.
    ACCOUNTS = "SELECT id, kind, person, phone_hash, password, level, profile, created_at,
        verified_at, verified_by FROM accounts WHERE id > ?1 ORDER BY id LIMIT ?2";

    /// Streams of accounts whose row is gone.
    STREAMS_WITHOUT_ACCOUNT = "SELECT e.stream FROM entries e
        LEFT JOIN accounts a ON a.id = substr(e.stream, 9)
        WHERE e.seq = 1 AND e.stream >= 'account/' AND e.stream < 'account0' AND a.id IS NULL
        ORDER BY e.stream LIMIT 100";

    /// Departments that were asked, of the cases between two numbers.
    ASKED = "SELECT case_number, department, due_on FROM asked
        WHERE case_number > ?1 AND case_number <= ?2 ORDER BY case_number, department";

    /// Files of the cases between two numbers.
    FILES = "SELECT case_number, id, material, name, media_type, size, sha256 FROM case_files
        WHERE case_number > ?1 AND case_number <= ?2 ORDER BY case_number, id";

    /// The last numbers that were drawn.
    NUMBERS = "SELECT department, kind, year, last FROM document_numbers
        ORDER BY department, kind, year";

    /// Checkpoints of the tree's own log between two sizes.
    CHECKPOINTS = "SELECT size, note, previous FROM checkpoints
        WHERE origin = ?1 AND size > ?2 AND size <= ?3 ORDER BY size";

    /// Checkpoints of logs that ended here, a page at a time.
    FORMER_CHECKPOINTS = "SELECT origin, size, note, previous FROM checkpoints
        WHERE origin <> ?1 AND (origin, size) > (?2, ?3) ORDER BY origin, size LIMIT ?4";

    /// Checkpoints beyond the tree.
    CHECKPOINTS_BEYOND = "SELECT c.size FROM checkpoints c
        JOIN tree t ON t.origin = c.origin AND t.size < c.size ORDER BY c.size LIMIT 100";

    /// The tree beside its last checkpoint.
    TREE = "SELECT t.origin, t.size, t.checkpoint, t.at, c.note, c.at FROM tree t
        LEFT JOIN checkpoints c ON c.origin = t.origin AND c.size = t.size WHERE t.id = 1";
}
