//! The tables, one migration a step, with type tokens that mean the same on both engines.
//!
//! Every case-scoped table has the case number (or the stream, which holds it) as the first column
//! of its primary key and refers to no other case, so that it can be distributed by it.
//! The comment before each table is its description in `docs/schema.md`.

use db::Migration;

/// All migrations in order. A released one never changes.
pub const MIGRATIONS: &[Migration] = &[
    Migration { id: 1, name: "entries", sql: ENTRIES },
    Migration { id: 2, name: "entries_unsequenced", sql: ENTRIES_UNSEQUENCED },
    Migration { id: 3, name: "entries_leaf", sql: ENTRIES_LEAF },
    Migration { id: 4, name: "person_keys", sql: PERSON_KEYS },
    Migration { id: 5, name: "tree", sql: TREE },
    Migration { id: 6, name: "tiles", sql: TILES },
    Migration { id: 7, name: "checkpoints", sql: CHECKPOINTS },
    Migration { id: 8, name: "cases", sql: CASES },
    Migration { id: 9, name: "cases_work", sql: CASES_WORK },
    Migration { id: 10, name: "cases_filed_by", sql: CASES_FILED_BY },
    Migration { id: 11, name: "cases_applicant", sql: CASES_APPLICANT },
    Migration { id: 12, name: "cases_effect", sql: CASES_EFFECT },
    Migration { id: 13, name: "cases_region", sql: CASES_REGION },
    Migration { id: 14, name: "asked", sql: ASKED },
    Migration { id: 15, name: "asked_department", sql: ASKED_DEPARTMENT },
    Migration { id: 16, name: "case_files", sql: CASE_FILES },
    Migration { id: 17, name: "idempotency", sql: IDEMPOTENCY },
    Migration { id: 18, name: "document_numbers", sql: DOCUMENT_NUMBERS },
    Migration { id: 19, name: "accounts", sql: ACCOUNTS },
    Migration { id: 20, name: "accounts_phone", sql: ACCOUNTS_PHONE },
    Migration { id: 21, name: "staff", sql: STAFF },
    Migration { id: 22, name: "sessions", sql: SESSIONS },
    Migration { id: 23, name: "drafts", sql: DRAFTS },
    Migration { id: 24, name: "drafts_account", sql: DRAFTS_ACCOUNT },
    Migration { id: 25, name: "draft_files", sql: DRAFT_FILES },
    Migration { id: 26, name: "attempts", sql: ATTEMPTS },
    Migration { id: 27, name: "directory_entries", sql: DIRECTORY_ENTRIES },
    Migration { id: 28, name: "items", sql: ITEMS },
    Migration { id: 29, name: "item_versions", sql: ITEM_VERSIONS },
    Migration { id: 30, name: "departments", sql: DEPARTMENTS },
    Migration { id: 31, name: "places", sql: PLACES },
    Migration { id: 32, name: "regions", sql: REGIONS },
    Migration { id: 33, name: "themes", sql: THEMES },
    Migration { id: 34, name: "regimes", sql: REGIMES },
    Migration { id: 35, name: "meta", sql: META },
    Migration { id: 36, name: "import_rows", sql: IMPORT_ROWS },
    Migration { id: 37, name: "accounts_person", sql: ACCOUNTS_PERSON },
    Migration { id: 38, name: "sessions_account", sql: SESSIONS_ACCOUNT },
    Migration { id: 39, name: "sessions_staff", sql: SESSIONS_STAFF },
    Migration { id: 40, name: "drafts_expiry", sql: DRAFTS_EXPIRY },
    Migration { id: 41, name: "draft_files_id", sql: DRAFT_FILES_ID },
    Migration { id: 42, name: "case_files_id", sql: CASE_FILES_ID },
    Migration { id: 43, name: "cases_provisional", sql: CASES_PROVISIONAL },
    Migration { id: 44, name: "staff_id", sql: STAFF_ID },
    Migration { id: 45, name: "uploads", sql: UPLOADS },
    Migration { id: 46, name: "uploads_id", sql: UPLOADS_ID },
    Migration { id: 47, name: "uploads_at", sql: UPLOADS_AT },
    Migration { id: 48, name: "directory_entries_state", sql: DIRECTORY_ENTRIES_STATE },
    Migration { id: 49, name: "directory_entries_version", sql: DIRECTORY_ENTRIES_VERSION },
    Migration { id: 50, name: "directory_entries_body", sql: DIRECTORY_ENTRIES_BODY },
    Migration { id: 51, name: "cases_received_in", sql: CASES_RECEIVED_IN },
    Migration { id: 52, name: "cases_house", sql: CASES_HOUSE },
    Migration { id: 53, name: "calendars", sql: CALENDARS },
    Migration { id: 54, name: "staff_password_given", sql: STAFF_PASSWORD_GIVEN },
    Migration { id: 55, name: "cases_subject", sql: CASES_SUBJECT },
    Migration { id: 56, name: "paper_receipts", sql: PAPER_RECEIPTS },
    Migration { id: 57, name: "drafts_from_case", sql: DRAFTS_FROM_CASE },
    Migration { id: 58, name: "drafts_again", sql: DRAFTS_AGAIN },
    Migration { id: 59, name: "checkpoints_previous", sql: CHECKPOINTS_PREVIOUS },
];

const ENTRIES: &str =
    "-- 工作日志: one entry an act. `bytes` is the stored truth and never re-serialised;
-- `personal` is the encrypted personal part of one person, null when erased or when there is none.
CREATE TABLE entries (
  -- Whose story: `case/…`, `catalogue/…`, `staff/…`, `account/…`, `access/…`.
  stream {text} NOT NULL,
  seq {bigint} NOT NULL, -- The place in the stream, from 1 without gaps.
  kind {text} NOT NULL, -- What happened, as `case.accepted`; a copy of what the bytes say.
  at {time} NOT NULL, -- When it was recorded; a copy of what the bytes say.
  bytes {bytes} NOT NULL, -- The entry, format 1.
  person {text}, -- Whose personal part, as a keyed hash.
  personal {bytes}, -- Nonce and ciphertext of salt and text.
  leaf {bigint}, -- The place in the tree; null until it is sequenced.
  PRIMARY KEY (stream, seq)
)";

const ENTRIES_UNSEQUENCED: &str =
    "CREATE INDEX entries_unsequenced ON entries (stream, seq) WHERE leaf IS NULL";

const ENTRIES_LEAF: &str = "CREATE INDEX entries_leaf ON entries (leaf) WHERE leaf IS NOT NULL";

const PERSON_KEYS: &str = "-- Wrapped keys of personal parts, one a person and stream. Erasing
-- deletes the row, and with it every salt and text that the key opens.
CREATE TABLE person_keys (
  stream {text} NOT NULL, -- The stream.
  person {text} NOT NULL, -- The person, as a keyed hash.
  wrapped {bytes} NOT NULL, -- The key, wrapped by the instance's key.
  PRIMARY KEY (stream, person)
)";

const TREE: &str =
    "-- The tree of the work log: one row, changed only by compare-and-swap on `size`.
CREATE TABLE tree (
  id {bigint} NOT NULL, -- Always 1.
  origin {text} NOT NULL, -- The name of the log.
  size {bigint} NOT NULL, -- Leaves.
  checkpoint {text} NOT NULL, -- The signed note over them.
  at {time} NOT NULL, -- When it was signed.
  PRIMARY KEY (id)
)";

const TILES: &str =
    "-- Hash tiles of the tree (C2SP tlog-tiles, height 8); derived from the entries.
CREATE TABLE tiles (
  level {bigint} NOT NULL, -- Height of the tile, from 0.
  position {bigint} NOT NULL, -- Index of the tile on its level.
  hashes {bytes} NOT NULL, -- Up to 256 hashes, one behind the other.
  PRIMARY KEY (level, position)
)";

const CHECKPOINTS: &str = "-- Signed checkpoints, as published.
CREATE TABLE checkpoints (
  origin {text} NOT NULL, -- The name of the log.
  size {bigint} NOT NULL, -- Leaves.
  note {text} NOT NULL, -- The signed note.
  at {time} NOT NULL, -- When it was signed.
  PRIMARY KEY (origin, size)
)";

const CASES: &str =
    "-- 办件: the projection of a case's events, saved in the same transaction. What
-- depends on the present moment (overdue, days left) is computed when shown.
CREATE TABLE cases (
  number {text} NOT NULL, -- 办件编号.
  seq {bigint} NOT NULL, -- The number of the last event that is folded in.
  state {text} NOT NULL, -- Where it stands: received, correction, accepted, decided, closed.
  item {text} NOT NULL, -- 实施编码.
  item_version {bigint} NOT NULL, -- The version of the item under which it was filed.
  department {text} NOT NULL, -- The competent department, by its `id`.
  region {text} NOT NULL, -- Region code.
  channel {text} NOT NULL, -- How it came: window, web, api, post, kiosk.
  filed_by {text}, -- The account that filed it.
  applicant {text}, -- 申请人, as a keyed hash.
  subject {text}, -- 当事人, as a keyed hash, where it is another person.
  officer {text}, -- The member of staff who has it.
  received_at {time} NOT NULL, -- When it came in fact.
  answer_due_on {text}, -- Until when a word on the application is due, while it waits for one.
  -- The next day on which something is due: a word on the application, the decision (承诺, else
  -- 法定), the delivery; null when nothing runs.
  due_on {text},
  promised_due_on {text}, -- 承诺: the last day.
  statutory_due_on {text}, -- 法定: the last day.
  provisional {bool} NOT NULL, -- The calendar of a year is not published yet: days may move.
  effect_at {time}, -- When something happens to it by law if nobody acts.
  outcome {text}, -- granted, refused, done.
  result_number {text}, -- 结果编号.
  decided_at {time}, -- When it was decided.
  closing {text}, -- How it ended.
  closed_at {time}, -- When it ended.
  -- The number of the code that folded this row; another one is folded anew.
  projection {bigint} NOT NULL,
  body {json} NOT NULL, -- The case as it folds, whole.
  PRIMARY KEY (number)
)";

const CASES_WORK: &str =
    "CREATE INDEX cases_work ON cases (department, state, due_on) WHERE closed_at IS NULL";
const CASES_FILED_BY: &str =
    "CREATE INDEX cases_filed_by ON cases (filed_by, received_at) WHERE filed_by IS NOT NULL";
const CASES_APPLICANT: &str =
    "CREATE INDEX cases_applicant ON cases (applicant, received_at) WHERE applicant IS NOT NULL";
const CASES_EFFECT: &str =
    "CREATE INDEX cases_effect ON cases (effect_at) WHERE effect_at IS NOT NULL";
const CASES_REGION: &str =
    "CREATE INDEX cases_region ON cases (region, state, due_on) WHERE closed_at IS NULL";

const ASKED: &str = "-- 协同办理: departments asked in parallel that have not answered yet.
CREATE TABLE asked (
  case_number {text} NOT NULL, -- 办件编号.
  department {text} NOT NULL, -- The department that was asked, by its `id`.
  due_on {text} NOT NULL, -- The last day of its share.
  PRIMARY KEY (case_number, department)
)";

const ASKED_DEPARTMENT: &str = "CREATE INDEX asked_department ON asked (department, due_on)";

const CASE_FILES: &str =
    "-- Files of a case; the content is an encrypted object outside the database.
CREATE TABLE case_files (
  case_number {text} NOT NULL, -- 办件编号.
  id {text} NOT NULL, -- The file's id, and its object's.
  material {text} NOT NULL, -- The material it is, by its `id`.
  name {bytes} NOT NULL, -- Its name, encrypted.
  media_type {text} NOT NULL, -- Its type by content.
  size {bigint} NOT NULL, -- Bytes.
  sha256 {text} NOT NULL, -- SHA-256 of the content in hex.
  at {time} NOT NULL, -- When it came.
  PRIMARY KEY (case_number, id)
)";

const IDEMPOTENCY: &str =
    "-- What a repeated request is answered with: (actor, key, body hash) → answer.
CREATE TABLE idempotency (
  actor {text} NOT NULL, -- Who asked.
  key {text} NOT NULL, -- The key that the client drew.
  body_hash {bytes} NOT NULL, -- SHA-256 of the body.
  answer {text} NOT NULL, -- The answer, encrypted, in Base64.
  at {time} NOT NULL, -- When it was given.
  PRIMARY KEY (actor, key)
)";

const DOCUMENT_NUMBERS: &str = "-- 文书编号: the last number drawn, per department, kind and year.
CREATE TABLE document_numbers (
  department {text} NOT NULL, -- The department, by its `id`.
  kind {text} NOT NULL, -- The kind of paper.
  year {bigint} NOT NULL, -- The year.
  last {bigint} NOT NULL, -- The last number drawn.
  PRIMARY KEY (department, kind, year)
)";

const ACCOUNTS: &str =
    "-- Accounts of residents and legal persons. `profile` is encrypted; `person` and
-- `phone_hash` are keyed hashes (blind indexes).
CREATE TABLE accounts (
  id {text} NOT NULL, -- The account.
  kind {text} NOT NULL, -- natural or legal.
  person {text} NOT NULL, -- The identity document, as a keyed hash; several accounts may state one.
  phone_hash {text} NOT NULL, -- The telephone, as a keyed hash.
  password {text} NOT NULL, -- Argon2id, with its parameters.
  level {text} NOT NULL, -- 实名等级.
  profile {bytes} NOT NULL, -- Name, document, telephone: encrypted.
  created_at {time} NOT NULL, -- When it was made.
  verified_at {time}, -- When a clerk compared the person with the document.
  verified_by {text}, -- Which clerk.
  PRIMARY KEY (id)
)";

const ACCOUNTS_PHONE: &str = "CREATE INDEX accounts_phone ON accounts (phone_hash, created_at)";

const STAFF: &str = "-- Accounts of staff.
CREATE TABLE staff (
  id {text} NOT NULL, -- The member of staff, as the log names them.
  login {text} NOT NULL, -- The name to sign in with.
  name {text} NOT NULL, -- Name.
  title {text} NOT NULL, -- 职务.
  department {text} NOT NULL, -- The department, by its `id`.
  region {text} NOT NULL, -- Region code: sees what is inside.
  roles {json} NOT NULL, -- Roles.
  service_window {text}, -- The window they sit at.
  password {text} NOT NULL, -- Argon2id, with its parameters.
  active {bool} NOT NULL, -- Whether the account is in use.
  created_at {time} NOT NULL, -- When it was made.
  PRIMARY KEY (login)
)";

const SESSIONS: &str = "-- Sessions: the hash of the cookie, never the cookie.
CREATE TABLE sessions (
  hash {text} NOT NULL, -- Hash of the cookie.
  account {text}, -- Whose, if an account's.
  staff_login {text}, -- Whose, if a member of staff's.
  created_at {time} NOT NULL, -- When it began.
  seen_at {time} NOT NULL, -- When it was last used, to within some minutes.
  expires_at {time} NOT NULL, -- When it ends at the latest.
  PRIMARY KEY (hash)
)";

const DRAFTS: &str = "-- Drafts of applications, encrypted; they are not events.
CREATE TABLE drafts (
  id {text} NOT NULL, -- The draft.
  owner {text} NOT NULL, -- Whose: an account, a member of staff, or a parked form.
  item {text} NOT NULL, -- 实施编码; empty for a form that was kept as it was posted.
  item_version {bigint} NOT NULL, -- The version of the item whose form it answers, or 0.
  revision {bigint} NOT NULL, -- Grows with each save: of two that save at once one is told.
  body {bytes} NOT NULL, -- What was typed, encrypted.
  updated_at {time} NOT NULL, -- When it was last saved.
  expires_at {time} NOT NULL, -- When it is thrown away.
  case_number {text}, -- The case that it became.
  PRIMARY KEY (id)
)";

const DRAFTS_ACCOUNT: &str = "CREATE INDEX drafts_owner ON drafts (owner, updated_at)";

const DRAFT_FILES: &str = "-- Files of a draft.
CREATE TABLE draft_files (
  draft {text} NOT NULL, -- The draft.
  id {text} NOT NULL, -- The file's id, and its object's.
  material {text} NOT NULL, -- The material it is, by its `id`.
  name {bytes} NOT NULL, -- Its name, encrypted.
  media_type {text} NOT NULL, -- Its type by content.
  size {bigint} NOT NULL, -- Bytes.
  sha256 {text} NOT NULL, -- SHA-256 of the content in hex.
  at {time} NOT NULL, -- When it came.
  PRIMARY KEY (draft, id)
)";

const ATTEMPTS: &str =
    "-- Failed attempts by what was tried and from where, for back-off across nodes.
CREATE TABLE attempts (
  subject {text} NOT NULL, -- What was tried from where, as a keyed hash.
  failures {bigint} NOT NULL, -- How often it failed.
  last_at {time} NOT NULL, -- When last.
  PRIMARY KEY (subject)
)";

const DIRECTORY_ENTRIES: &str = "-- 基本目录.
CREATE TABLE directory_entries (
  catalog_code {text} NOT NULL, -- 基本编码.
  name {text} NOT NULL, -- 事项名称.
  kind {text} NOT NULL, -- 事项类型.
  updated_at {time} NOT NULL, -- When it was last published.
  PRIMARY KEY (catalog_code)
)";

const ITEMS: &str = "-- 实施清单: a row an implementation, as it is in force.
CREATE TABLE items (
  code {text} NOT NULL, -- 实施编码.
  catalog_code {text} NOT NULL, -- 基本编码.
  name {text} NOT NULL, -- 事项名称.
  kind {text} NOT NULL, -- 事项类型.
  department {text} NOT NULL, -- 实施主体, by its `id`.
  region {text} NOT NULL, -- Region code.
  case_type {text} NOT NULL, -- 办件类型.
  state {text} NOT NULL, -- 事项状态.
  version {bigint} NOT NULL, -- The version in force.
  source {text} NOT NULL, -- Where it came from: the file or list.
  published_at {time} NOT NULL, -- When this version was put in force.
  PRIMARY KEY (code)
)";

const ITEM_VERSIONS: &str =
    "-- Versions of implementations with everything a guide tells; never changed.
CREATE TABLE item_versions (
  code {text} NOT NULL, -- 实施编码.
  version {bigint} NOT NULL, -- From 1.
  hash {text} NOT NULL, -- SHA-256 of body and regime in hex.
  body {json} NOT NULL, -- The item, whole.
  regime {json} NOT NULL, -- Its regime as it was then.
  published_at {time} NOT NULL, -- When it was written.
  PRIMARY KEY (code, version)
)";

const DEPARTMENTS: &str = "-- 受理机构, 实施主体.
CREATE TABLE departments (
  id {text} NOT NULL, -- Short name in data.
  credit_code {text} NOT NULL, -- 统一社会信用代码.
  name {text} NOT NULL, -- Chinese name.
  region {text} NOT NULL, -- Region code.
  position {bigint} NOT NULL, -- Its place in lists.
  body {json} NOT NULL, -- The department, whole.
  PRIMARY KEY (id)
)";

const PLACES: &str = "-- Halls, stations, business offices.
CREATE TABLE places (
  id {text} NOT NULL, -- Short name in data.
  position {bigint} NOT NULL, -- Its place in lists.
  body {json} NOT NULL, -- The place, whole.
  PRIMARY KEY (id)
)";

const REGIONS: &str = "-- Administrative divisions.
CREATE TABLE regions (
  code {text} NOT NULL, -- Region code.
  parent {text}, -- The region above.
  position {bigint} NOT NULL, -- Its place in lists.
  body {json} NOT NULL, -- The region, whole.
  PRIMARY KEY (code)
)";

const THEMES: &str = "-- Themes and life events.
CREATE TABLE themes (
  id {text} NOT NULL, -- Short name in data.
  position {bigint} NOT NULL, -- Its place in lists.
  body {json} NOT NULL, -- The theme, whole.
  PRIMARY KEY (id)
)";

const REGIMES: &str = "-- 程序制度, with articles.
CREATE TABLE regimes (
  id {text} NOT NULL, -- Short name in data.
  body {json} NOT NULL, -- The regime, whole.
  PRIMARY KEY (id)
)";

const META: &str = "-- Facts about this instance: the catalogue's version, the log's origin.
CREATE TABLE meta (
  key {text} NOT NULL, -- Which fact.
  value {text} NOT NULL, -- The fact.
  PRIMARY KEY (key)
)";

const IMPORT_ROWS: &str =
    "-- Staging of an import: rows that were checked and wait for the one short flip.
CREATE TABLE import_rows (
  import {text} NOT NULL, -- The import.
  code {text} NOT NULL, -- 实施编码.
  hash {text} NOT NULL, -- SHA-256 of body and regime in hex.
  body {json} NOT NULL, -- The item, whole.
  PRIMARY KEY (import, code)
)";

const ACCOUNTS_PERSON: &str = "CREATE INDEX accounts_person ON accounts (person, created_at)";

const SESSIONS_ACCOUNT: &str =
    "CREATE INDEX sessions_account ON sessions (account, created_at) WHERE account IS NOT NULL";

const SESSIONS_STAFF: &str = "CREATE INDEX sessions_staff ON sessions (staff_login, created_at)
    WHERE staff_login IS NOT NULL";

const DRAFTS_EXPIRY: &str = "CREATE INDEX drafts_expiry ON drafts (expires_at)";

const DRAFT_FILES_ID: &str = "CREATE INDEX draft_files_id ON draft_files (id)";

const CASE_FILES_ID: &str = "CREATE INDEX case_files_id ON case_files (id)";

const CASES_PROVISIONAL: &str = "CREATE INDEX cases_provisional ON cases (number)
    WHERE provisional AND closed_at IS NULL";

const STAFF_ID: &str = "CREATE INDEX staff_id ON staff (id)";

const UPLOADS: &str =
    "-- Files that a program has sent and not yet named in an application or an act.
CREATE TABLE uploads (
  owner {text} NOT NULL, -- Whose: an account, or a member of staff.
  id {text} NOT NULL, -- The file's id, and its object's.
  name {bytes} NOT NULL, -- Its name, encrypted.
  media_type {text} NOT NULL, -- Its type by content.
  size {bigint} NOT NULL, -- Bytes.
  sha256 {text} NOT NULL, -- SHA-256 of the content in hex.
  at {time} NOT NULL, -- When it came.
  PRIMARY KEY (owner, id)
)";

const UPLOADS_ID: &str = "CREATE INDEX uploads_id ON uploads (id)";

const UPLOADS_AT: &str = "CREATE INDEX uploads_at ON uploads (at)";

const DIRECTORY_ENTRIES_STATE: &str = "-- 事项状态.
ALTER TABLE directory_entries ADD COLUMN state {text} NOT NULL DEFAULT '1'";

const DIRECTORY_ENTRIES_VERSION: &str = "-- Its version, from 1.
ALTER TABLE directory_entries ADD COLUMN version {bigint} NOT NULL DEFAULT 1";

const DIRECTORY_ENTRIES_BODY: &str = "-- The entry, whole: legal basis, levels, and whether it was
-- derived from an implementation; null where an older release derived it.
ALTER TABLE directory_entries ADD COLUMN body {json}";

const CASES_RECEIVED_IN: &str = "-- The region whose house received it: its window lists it.
ALTER TABLE cases ADD COLUMN received_in {text} NOT NULL DEFAULT '';
UPDATE cases SET received_in = region;";

const CASES_HOUSE: &str =
    "CREATE INDEX cases_house ON cases (received_in, state, due_on) WHERE closed_at IS NULL;
DROP INDEX cases_region;";

const CALENDARS: &str =
    "-- Calendars that were added to those of the program: years that were published since.
CREATE TABLE calendars (
  version {text} NOT NULL, -- Name and version of the file, as `cn@2027-1`.
  region {text}, -- Region code; null for the nation.
  body {text} NOT NULL, -- The file.
  at {time} NOT NULL, -- When it was added.
  PRIMARY KEY (version)
)";

const STAFF_PASSWORD_GIVEN: &str =
    "-- Whether somebody else has set the password: until its owner changes it, nothing else opens.
ALTER TABLE staff ADD COLUMN password_given {bool} NOT NULL DEFAULT FALSE";

const CASES_SUBJECT: &str =
    "CREATE INDEX cases_subject ON cases (subject, received_at) WHERE subject IS NOT NULL";

const PAPER_RECEIPTS: &str =
    "-- Receipts on paper that were entered afterwards: each becomes one case.
CREATE TABLE paper_receipts (
  house {text} NOT NULL, -- Region code of the house that gave it out.
  year {bigint} NOT NULL, -- The year in which it was given out.
  receipt {text} NOT NULL, -- Its number.
  case_number {text} NOT NULL, -- The case that it became.
  PRIMARY KEY (house, year, receipt)
)";

const DRAFTS_FROM_CASE: &str = "-- The case with whose answers and files it was begun.
ALTER TABLE drafts ADD COLUMN from_case {text}";

const DRAFTS_AGAIN: &str = "CREATE UNIQUE INDEX drafts_again ON drafts (owner, from_case)
    WHERE from_case IS NOT NULL AND case_number IS NULL";

const CHECKPOINTS_PREVIOUS: &str =
    "-- The size of the checkpoint before it, 0 for none: one that is gone is missed. Null where an
-- older release signed it.
ALTER TABLE checkpoints ADD COLUMN previous {bigint}";
