//! The file of a bundle: each entry after its length as a 16-bit number, most significant first.

use crate::limits::ENTRY_BYTES_MAX;

/// The bytes or entries are not those of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// An entry is longer than its length field can say.
    #[error("entry {place} of the bundle has {bytes} bytes, more than {ENTRY_BYTES_MAX}")]
    EntryTooLong {
        /// The place in the bundle, from 0.
        place: usize,
        /// How long it is.
        bytes: usize,
    },
    /// The file ends within an entry.
    #[error("the bundle ends within entry {place}")]
    CutOff {
        /// The place in the bundle, from 0.
        place: usize,
    },
}

/// Writes the entries of a bundle in the order of their leaves.
pub fn encode_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::with_capacity(entries.iter().map(|e| e.as_ref().len() + 2).sum());
    for (place, entry) in entries.iter().enumerate() {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len())
            .map_err(|_| BundleError::EntryTooLong { place, bytes: entry.len() })?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// Reads the entries of a bundle.
pub fn decode_bundle(bytes: &[u8]) -> Result<Vec<&[u8]>, BundleError> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let cut_off = BundleError::CutOff { place: entries.len() };
        let (length, after) = rest.split_first_chunk::<2>().ok_or(cut_off)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(cut_off)?;
        entries.push(entry);
        rest = after;
    }
    Ok(entries)
}
