//! The append-only work log: entries, Merkle tree, checkpoints, proofs, verifier.
