//! SQL of the work log.

db::statements! {
    /// An entry goes in only as the next of its stream.
    INSERT_ENTRY = "INSERT INTO entries (stream, seq, kind, at, bytes, person, personal)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (stream, seq) DO NOTHING";

    /// The entries of a stream in order.
    ENTRIES_OF = "SELECT seq, at, bytes, person, personal, leaf FROM entries
        WHERE stream = ?1 ORDER BY seq";

    /// One entry.
    ENTRY = "SELECT seq, at, bytes, person, personal, leaf FROM entries
        WHERE stream = ?1 AND seq = ?2";

    /// The number of the last entry of a stream.
    LAST_SEQ = "SELECT max(seq) FROM entries WHERE stream = ?1";

    /// The wrapped key of a person in a stream.
    PERSON_KEY = "SELECT wrapped FROM person_keys WHERE stream = ?1 AND person = ?2";

    /// A new wrapped key.
    INSERT_PERSON_KEY = "INSERT INTO person_keys (stream, person, wrapped) VALUES (?1, ?2, ?3)
        ON CONFLICT (stream, person) DO NOTHING";

    /// Destroys a key, and what it opens.
    DELETE_PERSON_KEY = "DELETE FROM person_keys WHERE stream = ?1 AND person = ?2";

    /// Destroys the ciphers too.
    ERASE_PERSONAL = "UPDATE entries SET personal = NULL WHERE stream = ?1 AND person = ?2";

    /// How many entries have no place yet.
    COUNT_UNSEQUENCED = "SELECT count(*) FROM entries WHERE leaf IS NULL";

    /// Gives entries that have no place in the tree yet the places from `?1` on, each stream in its
    /// order; tells the places and what lies there.
    SEQUENCE = "UPDATE entries SET leaf = next.leaf FROM (
            SELECT stream, seq, row_number() OVER (ORDER BY stream, seq) - 1 + ?1 AS leaf
            FROM entries WHERE leaf IS NULL ORDER BY stream, seq LIMIT ?2
        ) AS next
        WHERE entries.stream = next.stream AND entries.seq = next.seq AND entries.leaf IS NULL
        RETURNING entries.leaf, entries.bytes";

    /// Entries by place, a page at a time.
    BY_LEAF = "SELECT leaf, stream, seq, bytes, kind, at FROM entries
        WHERE leaf IS NOT NULL AND leaf >= ?1 AND leaf < ?2 ORDER BY leaf";

    /// The tree.
    TREE = "SELECT origin, size, checkpoint, at FROM tree WHERE id = 1";

    /// A tree that begins.
    INSERT_TREE = "INSERT INTO tree (id, origin, size, checkpoint, at)
        VALUES (1, ?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING";

    /// Moves the tree on, if nobody else did.
    ADVANCE_TREE = "UPDATE tree SET size = ?2, checkpoint = ?3, at = ?4
        WHERE id = 1 AND size = ?1";

    /// Publishes a checkpoint.
    INSERT_CHECKPOINT = "INSERT INTO checkpoints (origin, size, note, at, previous)
        VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (origin, size) DO NOTHING";

    /// A checkpoint as it was published.
    CHECKPOINT = "SELECT note FROM checkpoints WHERE origin = ?1 AND size = ?2";

    /// The first entry that comes to hand, if there is any.
    ANY_ENTRY = "SELECT seq FROM entries LIMIT 1";

    /// A tile.
    TILE = "SELECT hashes FROM tiles WHERE level = ?1 AND position = ?2";

    /// Writes a tile, whole or at the edge.
    PUT_TILE = "INSERT INTO tiles (level, position, hashes) VALUES (?1, ?2, ?3)
        ON CONFLICT (level, position) DO UPDATE SET hashes = excluded.hashes";

    /// Entries that are not in a tree of this size.
    TAIL = "SELECT leaf, stream, seq, bytes, kind, at FROM entries WHERE leaf IS NULL OR leaf >= ?1
        ORDER BY stream, seq";

    /// No entry has a place any more.
    CLEAR_LEAVES = "UPDATE entries SET leaf = NULL WHERE leaf IS NOT NULL";

    /// No tile any more.
    CLEAR_TILES = "DELETE FROM tiles";

    /// No tree any more.
    CLEAR_TREE = "DELETE FROM tree";
}
