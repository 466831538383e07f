//! Every loop, queue, upload, page size and retry has a named limit here.

/// Characters of a person's name: GB/T 39046 allows 100 for an applicant.
pub const NAME_CHARS_MAX: usize = 100;
/// Bytes of one uploaded file (20 MB).
pub const UPLOAD_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// Bytes of all files of one form (60 MB): three of the largest.
pub const FORM_BYTES_MAX: u64 = 3 * UPLOAD_BYTES_MAX;
/// Bytes that are read and thrown away of a form that is too large, so that its sender gets the
/// page that says so: a browser shows none while it is still sending.
pub const DRAINED_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// Rows on a page of a list.
pub const PAGE_ROWS_MAX: usize = 100;
/// Characters of a typed code before it is refused unread; the longest real one has 50.
pub const CODE_CHARS_MAX: usize = 64;
/// Files of a county's folder: a province's catalogue comes by import, not by hand.
pub const COUNTY_FILES_MAX: usize = 5_000;
/// Bytes of one of them.
pub const COUNTY_FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Days that one time limit may span, pauses included, before it is refused (ten years).
pub const DEADLINE_DAYS_MAX: usize = 3_660;
/// Bytes of a calendar file; forty years of holidays have fewer.
pub const CALENDAR_BYTES_MAX: usize = 256 * 1024;
/// Characters of a password at least, as it is the only factor (NIST SP 800-63B-4, 3.1.1.2).
pub const PASSWORD_CHARS_MIN: usize = 15;
/// Characters of a password at most: a sentence fits, a book does not.
pub const PASSWORD_CHARS_MAX: usize = 128;
/// Kibibytes of memory of one Argon2id computation (OWASP: 19 MiB, 2 passes, 1 lane).
pub const ARGON2_KIB: u32 = 19 * 1024;
/// Passes of Argon2id over that memory.
pub const ARGON2_PASSES: u32 = 2;
/// Lanes of Argon2id.
pub const ARGON2_LANES: u32 = 1;
/// Accounts on which one password is tried at a sign-in: so many slow hashes each failure costs.
/// Whoever shares a telephone with more people signs in with their document's number.
pub const ACCOUNTS_TRIED_MAX: usize = 3;
/// Accounts that state one document, as the window lists them.
pub const ACCOUNTS_LISTED_MAX: usize = 20;
/// Characters of a postal address.
pub const ADDRESS_CHARS_MAX: usize = 200;
/// Seconds that a resident's session lasts at most: half a day.
pub const SESSION_RESIDENT_SECONDS_MAX: i64 = 12 * 3_600;
/// Seconds without a request after which a resident's session is over: long forms take a while.
pub const SESSION_RESIDENT_IDLE_SECONDS_MAX: i64 = 2 * 3_600;
/// Seconds that a session of staff lasts at most: a working day.
pub const SESSION_STAFF_SECONDS_MAX: i64 = 8 * 3_600;
/// Seconds without a request after which a session of staff is over: desks stand in public halls.
pub const SESSION_STAFF_IDLE_SECONDS_MAX: i64 = 3_600;
/// Seconds between two notes of a session's last request: reading pages rarely writes.
pub const SESSION_SEEN_SECONDS: i64 = 5 * 60;
/// Seconds for which a node believes what it has read of a session.
pub const SESSION_CACHE_SECONDS: i64 = 5;
/// Sessions that a node remembers for those seconds.
pub const SESSION_CACHE_MAX: usize = 10_000;
/// Sessions of one account or member of staff; the oldest ends when one more begins.
pub const SESSIONS_PER_HOLDER_MAX: usize = 20;
/// Failures from one address on one thing before the first wait.
pub const ATTEMPTS_FREE: u32 = 5;
/// Failures from one address on anything before the first wait: a hall shares one.
pub const ATTEMPTS_ADDRESS_FREE: u32 = 20;
/// Seconds of the longest wait of one address for anything: neighbours share it, so it is short.
pub const ATTEMPTS_ADDRESS_WAIT_SECONDS_MAX: i64 = 4;
/// Seconds of the longest wait of one address for one thing.
pub const ATTEMPTS_WAIT_SECONDS_MAX: i64 = 15 * 60;
/// Seconds after which failures are forgotten.
pub const ATTEMPTS_FORGOTTEN_SECONDS: i64 = 24 * 3_600;
/// Groups of synonyms: each word of a query is looked up in all.
pub const SYNONYM_GROUPS_MAX: usize = 5_000;
/// Characters of a synonym.
pub const SYNONYM_CHARS_MAX: usize = 40;
/// Open drafts of one owner.
pub const DRAFTS_PER_OWNER_MAX: usize = 20;
/// Bytes of a draft's body as JSON.
pub const DRAFT_BYTES_MAX: usize = 256 * 1024;
/// Days that a draft is kept after it was last saved.
pub const DRAFT_DAYS_MAX: i64 = 30;
/// Seconds that a form is kept which was posted after its session had ended.
pub const DRAFT_PARKED_SECONDS_MAX: i64 = 24 * 3_600;
/// Such forms that the house keeps at one time.
pub const DRAFTS_PARKED_MAX: usize = 5_000;
/// Rows that one run of a clean-up deletes in one unit of work.
pub const CLEANUP_ROWS_MAX: usize = 500;
/// Days for which an application that came on paper can be entered afterwards: a failure of network
/// or power is over by then, and what is older is a question for the leader, not for a form.
pub const LATE_ENTRY_DAYS_MAX: u16 = 30;
/// Files of one draft, of one case, or waiting uploads of one owner.
pub const FILES_PER_FOLDER_MAX: usize = 50;
/// Seconds that an upload waits for the application or act that names it.
pub const UPLOAD_SECONDS_MAX: i64 = 24 * 3_600;
/// Characters of a file's name with its extension.
pub const FILE_NAME_CHARS_MAX: usize = 120;
/// Pixels along one side of an image: a sheet of A3 at 1,200 dots an inch has 19,843.
pub const IMAGE_SIDE_PIXELS_MAX: u32 = 20_000;
/// Entries of an archive (OFD and DOCX are archives).
pub const ARCHIVE_ENTRIES_MAX: usize = 10_000;
/// Bytes that an archive may hold when it is unpacked (200 MB).
pub const ARCHIVE_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// How many times larger than packed an archive may be when it is unpacked.
pub const ARCHIVE_RATIO_MAX: u64 = 200;
/// Stored objects that one run of the collection looks at.
pub const OBJECTS_SWEEP_MAX: usize = 10_000;
/// Seconds after which a stored object that no row names is collected.
pub const OBJECT_ORPHAN_SECONDS: i64 = 24 * 3_600;
/// Seconds for the head of a request to come, and for a connection to stay without one: who sends a
/// byte a minute holds none for ever.
pub const REQUEST_HEAD_SECONDS_MAX: u64 = 30;
/// Seconds that a request may take, its body included.
pub const REQUEST_SECONDS_MAX: u64 = 60;
/// Seconds that a request with files may take: the largest form over a slow line of 1 Mbit/s.
pub const UPLOAD_REQUEST_SECONDS_MAX: u64 = 600;
/// Seconds for which a server that was told to stop goes on answering; service managers kill it
/// after 30 to 90.
pub const DRAIN_SECONDS_MAX: u64 = 25;
