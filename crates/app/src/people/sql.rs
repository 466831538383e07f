//! SQL of accounts.

db::statements! {
    /// A new account.
    INSERT = "INSERT INTO accounts (id, kind, person, phone_hash, password, level, profile,
        created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    /// The whole row of an account, for its imprint: columns of later releases are none of it.
    WHOLE = "SELECT id, kind, person, phone_hash, password, level, profile, created_at,
        verified_at, verified_by FROM accounts WHERE id = ?1";

    /// Accounts of a telephone to sign in to: verified ones first, then the oldest.
    BY_PHONE = "SELECT id, password FROM accounts WHERE phone_hash = ?1
        ORDER BY verified_at IS NULL, created_at, id LIMIT ?2";

    /// Accounts that state a document, to sign in to: verified ones first, then the oldest.
    BY_PERSON = "SELECT id, password FROM accounts WHERE person = ?1
        ORDER BY verified_at IS NULL, created_at, id LIMIT ?2";

    /// Accounts that state a document, for the window.
    FOR_WINDOW = "SELECT id, person, level, profile, created_at, verified_at FROM accounts
        WHERE person = ?1 ORDER BY verified_at IS NULL, created_at, id LIMIT ?2";

    /// One account.
    ACCOUNT = "SELECT id, person, level, profile, created_at, verified_at FROM accounts
        WHERE id = ?1";

    /// The password of an account.
    PASSWORD = "SELECT password FROM accounts WHERE id = ?1";

    /// Another password, if the present one is still that which was compared.
    SET_PASSWORD = "UPDATE accounts SET password = ?3 WHERE id = ?1 AND password = ?2";

    /// Another profile, if the present one is still that which was read.
    SET_PROFILE = "UPDATE accounts SET profile = ?3, phone_hash = ?4
        WHERE id = ?1 AND profile = ?2";

    /// A clerk has compared the person with the document.
    VERIFY = "UPDATE accounts SET level = ?2, verified_at = ?3, verified_by = ?4
        WHERE id = ?1 AND verified_at IS NULL";
}
