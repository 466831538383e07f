//! 工作日志: sequenced, verified, proven, erased.

mod erase;
mod proofs;
mod sequencer;
mod tampering;
mod verify;
