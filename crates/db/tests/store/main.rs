//! The storage layer on both engines. One binary, so that one PostgreSQL cluster serves all tests.

mod crash;
mod group_commit;
mod kinds;
mod migrations;
mod neighbours;
mod races;
mod refusals;

use db::testing::TestDb;
use db::{Migration, Statement};

/// Tables with every kind of column.
pub const SCHEMA: &[Migration] = &[
    Migration {
        id: 1,
        name: "notes",
        sql: "-- One row per note; its text is unique.
            CREATE TABLE notes (id {bigint} PRIMARY KEY, body {text} NOT NULL);
            CREATE UNIQUE INDEX notes_body ON notes (body);
            CREATE TABLE kinds (
                id {bigint} NOT NULL, t {text}, i {bigint}, b {bool}, at {time}, j {json},
                raw {bytes},
                PRIMARY KEY (id)
            ) {clustered};",
    },
    Migration {
        id: 2,
        name: "events",
        sql: "CREATE TABLE events (
                number {text} NOT NULL, seq {bigint} NOT NULL, body {bytes} NOT NULL,
                note {bigint} REFERENCES notes (id), due_on {text},
                PRIMARY KEY (number, seq)
            ) {clustered};
            CREATE INDEX events_due ON events (due_on DESC, number) WHERE due_on IS NOT NULL;
            CREATE TABLE pledges (
                id {bigint} PRIMARY KEY,
                note {bigint} REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED
            );
            CREATE TABLE counters (name {text} PRIMARY KEY, value {bigint} NOT NULL);",
    },
];

db::statements! {
    /// Adds a note.
    ADD = "INSERT INTO notes (id, body) VALUES (?1, ?2)";
    /// Adds a note unless its number or text is taken.
    TRY_ADD = "INSERT INTO notes (id, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    /// How many notes there are.
    COUNT = "SELECT count(*) FROM notes";
    /// The numbers of all notes.
    IDS = "SELECT id FROM notes ORDER BY id";
    /// A note by its number.
    BY_ID = "SELECT body FROM notes WHERE id = ?1";
    /// Adds an event unless somebody was faster.
    EVENT = "INSERT INTO events (number, seq, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    /// Adds an event that refers to a note.
    EVENT_OF_NOTE = "INSERT INTO events (number, seq, body, note) VALUES (?1, 1, ?2, ?3)";
    /// Refers to a note that must be there at the commit.
    PLEDGE = "INSERT INTO pledges (id, note) VALUES (?1, ?2)";
    /// The last event of a case.
    LAST = "SELECT coalesce(max(seq), 0) FROM events WHERE number = ?1";
    /// Starts a counter.
    START = "INSERT INTO counters (name, value) VALUES (?1, 0)";
    /// Reads a counter.
    VALUE = "SELECT value FROM counters WHERE name = ?1";
    /// Sets a counter.
    SET = "UPDATE counters SET value = ?2 WHERE name = ?1";
    /// Raises a counter and tells its value.
    RAISE = "UPDATE counters SET value = value + 1 WHERE name = ?1 RETURNING value";
}

/// The number of notes, by a connection that only reads.
pub fn count(db: &TestDb) -> i64 {
    one_int(db, &COUNT)
}

/// The first column of the one row of a statement.
pub fn one_int(db: &TestDb, statement: &'static Statement) -> i64 {
    db.read_blocking(move |tx| tx.one(statement, &[])?.expect("a row").int(0)).unwrap()
}
