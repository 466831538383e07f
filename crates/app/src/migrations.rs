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
];

const ENTRIES: &str =
    "-- 工作日志: one entry an act. `bytes` is the stored truth and never re-serialised;
-- `personal` is the encrypted personal part of one person, null when erased or when there is none.
CREATE TABLE entries (
  stream {text} NOT NULL,
  seq {bigint} NOT NULL,
  kind {text} NOT NULL,
  at {time} NOT NULL,
  bytes {bytes} NOT NULL,
  person {text},
  personal {bytes},
  leaf {bigint},
  PRIMARY KEY (stream, seq)
)";

const ENTRIES_UNSEQUENCED: &str =
    "CREATE INDEX entries_unsequenced ON entries (stream, seq) WHERE leaf IS NULL";

const ENTRIES_LEAF: &str = "CREATE INDEX entries_leaf ON entries (leaf) WHERE leaf IS NOT NULL";

const PERSON_KEYS: &str = "-- Wrapped keys of personal parts, one a person and stream. Erasing
-- deletes the row, and with it every salt and text that the key opens.
CREATE TABLE person_keys (
  stream {text} NOT NULL,
  person {text} NOT NULL,
  wrapped {bytes} NOT NULL,
  PRIMARY KEY (stream, person)
)";

const TREE: &str =
    "-- The tree of the work log: one row, changed only by compare-and-swap on `size`.
CREATE TABLE tree (
  id {bigint} NOT NULL,
  origin {text} NOT NULL,
  size {bigint} NOT NULL,
  checkpoint {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (id)
)";

const TILES: &str =
    "-- Hash tiles of the tree (C2SP tlog-tiles, height 8); derived from the entries.
CREATE TABLE tiles (
  level {bigint} NOT NULL,
  position {bigint} NOT NULL,
  hashes {bytes} NOT NULL,
  PRIMARY KEY (level, position)
)";

const CHECKPOINTS: &str = "-- Signed checkpoints, as published.
CREATE TABLE checkpoints (
  origin {text} NOT NULL,
  size {bigint} NOT NULL,
  note {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (origin, size)
)";

const CASES: &str =
    "-- 办件: the projection of a case's events, saved in the same transaction. What
-- depends on the present moment (overdue, days left) is computed when shown.
CREATE TABLE cases (
  number {text} NOT NULL,
  seq {bigint} NOT NULL,
  state {text} NOT NULL,
  item {text} NOT NULL,
  item_version {bigint} NOT NULL,
  department {text} NOT NULL,
  region {text} NOT NULL,
  channel {text} NOT NULL,
  filed_by {text},
  applicant {text},
  subject {text},
  officer {text},
  received_at {time} NOT NULL,
  answer_due_on {text},
  due_on {text},
  promised_due_on {text},
  statutory_due_on {text},
  provisional {bool} NOT NULL,
  effect_at {time},
  outcome {text},
  result_number {text},
  decided_at {time},
  closing {text},
  closed_at {time},
  projection {bigint} NOT NULL,
  body {json} NOT NULL,
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
  case_number {text} NOT NULL,
  department {text} NOT NULL,
  due_on {text} NOT NULL,
  PRIMARY KEY (case_number, department)
)";

const ASKED_DEPARTMENT: &str = "CREATE INDEX asked_department ON asked (department, due_on)";

const CASE_FILES: &str =
    "-- Files of a case; the content is an encrypted object outside the database.
CREATE TABLE case_files (
  case_number {text} NOT NULL,
  id {text} NOT NULL,
  material {text} NOT NULL,
  name {bytes} NOT NULL,
  media_type {text} NOT NULL,
  size {bigint} NOT NULL,
  sha256 {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (case_number, id)
)";

const IDEMPOTENCY: &str =
    "-- What a repeated request is answered with: (actor, key, body hash) → answer.
CREATE TABLE idempotency (
  actor {text} NOT NULL,
  key {text} NOT NULL,
  body_hash {bytes} NOT NULL,
  answer {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (actor, key)
)";

const DOCUMENT_NUMBERS: &str = "-- 文书编号: the last number drawn, per department, kind and year.
CREATE TABLE document_numbers (
  department {text} NOT NULL,
  kind {text} NOT NULL,
  year {bigint} NOT NULL,
  last {bigint} NOT NULL,
  PRIMARY KEY (department, kind, year)
)";

const ACCOUNTS: &str =
    "-- Accounts of residents and legal persons. `profile` is encrypted; `person` and
-- `phone_hash` are keyed hashes (blind indexes).
CREATE TABLE accounts (
  id {text} NOT NULL,
  kind {text} NOT NULL,
  person {text} NOT NULL,
  phone_hash {text} NOT NULL,
  password {text} NOT NULL,
  level {text} NOT NULL,
  profile {bytes} NOT NULL,
  created_at {time} NOT NULL,
  verified_at {time},
  verified_by {text},
  PRIMARY KEY (id)
)";

const ACCOUNTS_PHONE: &str = "CREATE INDEX accounts_phone ON accounts (phone_hash, created_at)";

const STAFF: &str = "-- Accounts of staff.
CREATE TABLE staff (
  id {text} NOT NULL,
  login {text} NOT NULL,
  name {text} NOT NULL,
  title {text} NOT NULL,
  department {text} NOT NULL,
  region {text} NOT NULL,
  roles {json} NOT NULL,
  service_window {text},
  password {text} NOT NULL,
  active {bool} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (login)
)";

const SESSIONS: &str = "-- Sessions: the hash of the cookie, never the cookie.
CREATE TABLE sessions (
  hash {text} NOT NULL,
  account {text},
  staff_login {text},
  created_at {time} NOT NULL,
  seen_at {time} NOT NULL,
  expires_at {time} NOT NULL,
  PRIMARY KEY (hash)
)";

const DRAFTS: &str = "-- Drafts of applications, encrypted; they are not events.
CREATE TABLE drafts (
  id {text} NOT NULL,
  owner {text} NOT NULL,
  item {text} NOT NULL,
  item_version {bigint} NOT NULL,
  revision {bigint} NOT NULL,
  body {bytes} NOT NULL,
  updated_at {time} NOT NULL,
  expires_at {time} NOT NULL,
  case_number {text},
  PRIMARY KEY (id)
)";

const DRAFTS_ACCOUNT: &str = "CREATE INDEX drafts_owner ON drafts (owner, updated_at)";

const DRAFT_FILES: &str = "-- Files of a draft.
CREATE TABLE draft_files (
  draft {text} NOT NULL,
  id {text} NOT NULL,
  material {text} NOT NULL,
  name {bytes} NOT NULL,
  media_type {text} NOT NULL,
  size {bigint} NOT NULL,
  sha256 {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (draft, id)
)";

const ATTEMPTS: &str =
    "-- Failed attempts by what was tried and from where, for back-off across nodes.
CREATE TABLE attempts (
  subject {text} NOT NULL,
  failures {bigint} NOT NULL,
  last_at {time} NOT NULL,
  PRIMARY KEY (subject)
)";

const DIRECTORY_ENTRIES: &str = "-- 基本目录.
CREATE TABLE directory_entries (
  catalog_code {text} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  updated_at {time} NOT NULL,
  PRIMARY KEY (catalog_code)
)";

const ITEMS: &str = "-- 实施清单: a row an implementation, as it is in force.
CREATE TABLE items (
  code {text} NOT NULL,
  catalog_code {text} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  department {text} NOT NULL,
  region {text} NOT NULL,
  case_type {text} NOT NULL,
  state {text} NOT NULL,
  version {bigint} NOT NULL,
  source {text} NOT NULL,
  published_at {time} NOT NULL,
  PRIMARY KEY (code)
)";

const ITEM_VERSIONS: &str =
    "-- Versions of implementations with everything a guide tells; never changed.
CREATE TABLE item_versions (
  code {text} NOT NULL,
  version {bigint} NOT NULL,
  hash {text} NOT NULL,
  body {json} NOT NULL,
  regime {json} NOT NULL,
  published_at {time} NOT NULL,
  PRIMARY KEY (code, version)
)";

const DEPARTMENTS: &str = "-- 受理机构, 实施主体.
CREATE TABLE departments (
  id {text} NOT NULL,
  credit_code {text} NOT NULL,
  name {text} NOT NULL,
  region {text} NOT NULL,
  position {bigint} NOT NULL,
  body {json} NOT NULL,
  PRIMARY KEY (id)
)";

const PLACES: &str = "-- Halls, stations, business offices.
CREATE TABLE places (
  id {text} NOT NULL,
  position {bigint} NOT NULL,
  body {json} NOT NULL,
  PRIMARY KEY (id)
)";

const REGIONS: &str = "-- Administrative divisions.
CREATE TABLE regions (
  code {text} NOT NULL,
  parent {text},
  position {bigint} NOT NULL,
  body {json} NOT NULL,
  PRIMARY KEY (code)
)";

const THEMES: &str = "-- Themes and life events.
CREATE TABLE themes (
  id {text} NOT NULL,
  position {bigint} NOT NULL,
  body {json} NOT NULL,
  PRIMARY KEY (id)
)";

const REGIMES: &str = "-- 程序制度, with articles.
CREATE TABLE regimes (
  id {text} NOT NULL,
  body {json} NOT NULL,
  PRIMARY KEY (id)
)";

const META: &str = "-- Facts about this instance: the catalogue's version, the log's origin.
CREATE TABLE meta (
  key {text} NOT NULL,
  value {text} NOT NULL,
  PRIMARY KEY (key)
)";

const IMPORT_ROWS: &str =
    "-- Staging of an import: rows that were checked and wait for the one short flip.
CREATE TABLE import_rows (
  import {text} NOT NULL,
  code {text} NOT NULL,
  hash {text} NOT NULL,
  body {json} NOT NULL,
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
