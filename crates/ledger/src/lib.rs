//! The append-only work log: entries, Merkle tree, checkpoints, proofs, verifier.
//!
//! Everything here is pure: bytes go in, bytes and findings come out. Storing, signing at the right
//! moment and keeping keys apart from the database are the work of other crates.
//!
//! | module | what | specification |
//! |---|---|---|
//! | [`entry`] | the bytes of one act, for ever | format 1, `tests/golden` |
//! | [`commit`] | a promise of personal data that can be erased | SHA-256, salted |
//! | [`merkle`], [`tile`] | the tree over the entries | RFC 9162; C2SP tlog-tiles |
//! | [`note`], [`checkpoint`] | signed tree heads | C2SP signed-note, tlog-checkpoint |
//! | [`promise`] | the receipt given before the entry is in the tree | signed note |
//! | [`proof`] | a file that proves one stream offline | format 1 |
//! | [`verifier`] | the whole log recomputed | |

pub mod checkpoint;
pub mod commit;
pub mod entry;
pub mod limits;
pub mod merkle;
pub mod note;
pub mod promise;
pub mod proof;
pub mod tile;
pub mod verifier;

pub use checkpoint::Checkpoint;
pub use entry::{Commitment, Entry};
pub use merkle::{Frontier, Hash, TreeReader, hash_leaf};
pub use note::{SignerKey, VerifierKey};
pub use promise::Promise;
pub use proof::Proof;
pub use verifier::Verifier;
