//! Every size that the log accepts has a named limit here.

/// Bytes of one entry: bundles carry a 16-bit length before each (C2SP tlog-tiles).
pub const ENTRY_BYTES_MAX: usize = 65_535;
/// Bytes of a stream's name, an actor's or a subject's pseudonym, and a part's name.
pub const NAME_BYTES_MAX: usize = 200;
/// Bytes of an entry's kind.
pub const KIND_BYTES_MAX: usize = 100;
/// Levels of nesting in an entry's public part; readers of JSON commonly stop at 128.
pub const PUBLIC_DEPTH_MAX: usize = 64;
/// Commitments in one entry.
pub const COMMITMENTS_MAX: usize = 256;
/// Bytes of a signed note that is read.
pub const NOTE_BYTES_MAX: usize = 64 * 1024;
/// Signature lines in a note that is read: the log, its witnesses, and room for keys in rotation.
pub const NOTE_SIGNATURES_MAX: usize = 100;
/// Bytes of a proof file that is read.
pub const PROOF_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Findings that the verifier collects before it only counts them.
pub const FINDINGS_MAX: usize = 100;
/// Leaves that a tree may have, so that every sum over sizes fits.
pub const TREE_SIZE_MAX: u64 = 1 << 62;
