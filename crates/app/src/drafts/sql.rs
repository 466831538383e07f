//! SQL of drafts.

db::statements! {
    /// A new draft. Of those that are filled in from the same case there is one at a time.
    INSERT = "INSERT INTO drafts (id, owner, item, item_version, revision, body, updated_at,
        expires_at, from_case) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8)
        ON CONFLICT (owner, from_case) WHERE from_case IS NOT NULL AND case_number IS NULL
        DO NOTHING";

    /// The open draft that was filled in from a case.
    BEGUN_AGAIN = "SELECT id, expires_at FROM drafts
        WHERE owner = ?1 AND from_case = ?2 AND case_number IS NULL";

    /// A file of a case is one of a draft as well: two rows name one object.
    TAKE_FILE = "INSERT INTO draft_files (draft, id, material, name, media_type, size, sha256, at)
        SELECT ?2, id, material, name, media_type, size, sha256, at FROM case_files
        WHERE case_number = ?1 AND id = ?3 ON CONFLICT (draft, id) DO NOTHING";

    /// How many open drafts somebody has.
    COUNT_OPEN = "SELECT count(*) FROM drafts WHERE owner = ?1 AND case_number IS NULL";

    /// How many forms are parked.
    COUNT_PARKED = "SELECT count(*) FROM drafts WHERE owner >= 'anon:' AND owner < 'anon;'";

    /// One draft.
    DRAFT = "SELECT id, item, item_version, revision, updated_at, expires_at, case_number,
        from_case, body FROM drafts WHERE id = ?1 AND owner = ?2 AND expires_at > ?3";

    /// Somebody's drafts without their bodies, the newest first.
    LIST = "SELECT id, item, item_version, revision, updated_at, expires_at, case_number,
        from_case FROM drafts WHERE owner = ?1 AND expires_at > ?2 AND case_number IS NULL
        ORDER BY updated_at DESC, id";

    /// A step, if nobody has saved another one meanwhile.
    SAVE = "UPDATE drafts SET revision = revision + 1, body = ?4, updated_at = ?5, expires_at = ?6
        WHERE id = ?1 AND owner = ?2 AND revision = ?3 AND case_number IS NULL";

    /// A draft is thrown away.
    DELETE = "DELETE FROM drafts WHERE id = ?1 AND owner = ?2";

    /// A draft becomes a case. Its text is the case's now, and is not kept twice.
    CLOSE = "UPDATE drafts SET case_number = ?3, body = ?4, updated_at = ?5
        WHERE id = ?1 AND owner = ?2 AND case_number IS NULL";

    /// The files of a draft become the case's.
    MOVE_FILES = "INSERT INTO case_files (case_number, id, material, name, media_type, size,
        sha256, at) SELECT ?2, id, material, name, media_type, size, sha256, at
        FROM draft_files WHERE draft = ?1";

    /// The files of a draft are no longer the draft's.
    DELETE_FILES = "DELETE FROM draft_files WHERE draft = ?1";

    /// A parked form becomes somebody's draft.
    ADOPT = "UPDATE drafts SET owner = ?2, updated_at = ?3, expires_at = ?4
        WHERE owner = ?1 AND expires_at > ?3";

    /// The draft that an owner has; for parked forms, of which an owner has one.
    ONLY = "SELECT id FROM drafts WHERE owner = ?1 AND expires_at > ?2";

    /// Drafts that are over.
    EXPIRED = "SELECT id FROM drafts WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2";

    /// A draft that is over goes.
    DELETE_EXPIRED = "DELETE FROM drafts WHERE id = ?1 AND expires_at <= ?2";
}
