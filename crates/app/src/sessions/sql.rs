//! SQL of sessions.

db::statements! {
    /// A session begins.
    INSERT = "INSERT INTO sessions (hash, account, staff_login, created_at, seen_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?4, ?5)";

    /// A session and whoever holds it, in one row.
    LOAD = "SELECT s.created_at, s.seen_at, s.expires_at, a.id, a.person, a.level, a.profile,
        t.id, t.department, t.region, t.roles, t.name, t.service_window, t.login,
        t.password_given
        FROM sessions s LEFT JOIN accounts a ON a.id = s.account
        LEFT JOIN staff t ON t.login = s.staff_login AND t.active
        WHERE s.hash = ?1";

    /// The last request of a session.
    SEEN = "UPDATE sessions SET seen_at = ?2 WHERE hash = ?1 AND seen_at < ?2";

    /// Who holds a session.
    HOLDER = "SELECT account, staff_login FROM sessions WHERE hash = ?1";

    /// A session ends.
    DELETE = "DELETE FROM sessions WHERE hash = ?1";

    /// All sessions of an account end but one.
    DELETE_OF_ACCOUNT = "DELETE FROM sessions WHERE account = ?1 AND hash <> ?2";

    /// All sessions of a member of staff end but one.
    DELETE_OF_STAFF = "DELETE FROM sessions WHERE staff_login = ?1 AND hash <> ?2";

    /// Room for one more session of an account: all but the newest end.
    TRIM_ACCOUNT = "DELETE FROM sessions WHERE account = ?1 AND hash NOT IN (SELECT hash
        FROM sessions WHERE account = ?1 ORDER BY created_at DESC, hash LIMIT ?2)";

    /// Room for one more session of a member of staff: all but the newest end.
    TRIM_STAFF = "DELETE FROM sessions WHERE staff_login = ?1 AND hash NOT IN (SELECT hash
        FROM sessions WHERE staff_login = ?1 ORDER BY created_at DESC, hash LIMIT ?2)";

    /// Sessions that are over.
    EXPIRE = "DELETE FROM sessions WHERE expires_at <= ?1";
}
