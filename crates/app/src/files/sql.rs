//! SQL of files.

db::statements! {
    /// A file of a draft.
    INSERT_IN_DRAFT = "INSERT INTO draft_files (draft, id, material, name, media_type, size, sha256,
        at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (draft, id) DO NOTHING";

    /// A file of a case.
    INSERT_IN_CASE = "INSERT INTO case_files (case_number, id, material, name, media_type, size,
        sha256, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (case_number, id) DO NOTHING";

    /// An upload that belongs to nothing yet.
    INSERT_UPLOAD = "INSERT INTO uploads (owner, id, name, media_type, size, sha256, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (owner, id) DO NOTHING";

    /// One upload.
    UPLOAD = "SELECT id, '', name, media_type, size, sha256, at FROM uploads
        WHERE owner = ?1 AND id = ?2";

    /// How many uploads somebody has.
    COUNT_OF_OWNER = "SELECT count(*) FROM uploads WHERE owner = ?1";

    /// An upload becomes a file of a case.
    MOVE_UPLOAD = "INSERT INTO case_files (case_number, id, material, name, media_type, size,
        sha256, at) SELECT ?3, id, ?4, name, media_type, size, sha256, at
        FROM uploads WHERE owner = ?1 AND id = ?2";

    /// An upload is no longer one.
    DELETE_UPLOAD = "DELETE FROM uploads WHERE owner = ?1 AND id = ?2";

    /// Uploads that nobody named in time go, some at a time.
    EXPIRE_UPLOADS = "DELETE FROM uploads WHERE id IN (SELECT id FROM uploads WHERE at <= ?1
        ORDER BY at LIMIT ?2)";

    /// How many files a draft has.
    COUNT_OF_DRAFT = "SELECT count(*) FROM draft_files WHERE draft = ?1";

    /// How many files a case has.
    COUNT_OF_CASE = "SELECT count(*) FROM case_files WHERE case_number = ?1";

    /// Files of a draft.
    OF_DRAFT = "SELECT id, material, name, media_type, size, sha256, at FROM draft_files
        WHERE draft = ?1 ORDER BY at, id";

    /// One file of a draft.
    IN_DRAFT = "SELECT id, material, name, media_type, size, sha256, at FROM draft_files
        WHERE draft = ?1 AND id = ?2";

    /// One file of a case.
    IN_CASE = "SELECT id, material, name, media_type, size, sha256, at FROM case_files
        WHERE case_number = ?1 AND id = ?2";

    /// A file of a draft is taken out again.
    DELETE_FROM_DRAFT = "DELETE FROM draft_files WHERE draft = ?1 AND id = ?2";

    /// The files of a case are erased.
    DELETE_OF_CASE = "DELETE FROM case_files WHERE case_number = ?1";

    /// Whether a row names an object.
    NAMED = "SELECT id FROM draft_files WHERE id = ?1
        UNION ALL SELECT id FROM case_files WHERE id = ?1
        UNION ALL SELECT id FROM uploads WHERE id = ?1";
}
