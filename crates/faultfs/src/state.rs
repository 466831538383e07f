//! One file: what was written, and what of it is not synced yet.

/// Disks write this much at once, or not at all.
const SECTOR: usize = 512;

/// A file as the programs see it, and how it differs from what is on the disk.
#[derive(Debug, Default)]
pub(crate) struct State {
    bytes: Vec<u8>,
    unsynced: Vec<Change>,
}

/// One change since the last sync.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Bytes from an offset.
    Write(usize, Vec<u8>),
    /// A new, smaller length.
    Truncate(usize),
}

impl State {
    /// A file that is as it is on the disk.
    pub(crate) const fn synced(bytes: Vec<u8>) -> Self {
        Self { bytes, unsynced: Vec::new() }
    }

    pub(crate) const fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Fills `out` from an offset and gives how much there was; the rest of it is zeros.
    pub(crate) fn read(&self, offset: usize, out: &mut [u8]) -> usize {
        let there = self.bytes.get(offset..).unwrap_or_default();
        let count = there.len().min(out.len());
        out[..count].copy_from_slice(&there[..count]);
        out[count..].fill(0);
        count
    }

    pub(crate) fn write(&mut self, offset: usize, data: &[u8]) {
        let end = offset + data.len();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[offset..end].copy_from_slice(data);
        self.unsynced.push(Change::Write(offset, data.to_vec()));
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.bytes.truncate(len);
        self.unsynced.push(Change::Truncate(len));
    }

    /// What has to reach the disk now, in order.
    pub(crate) fn sync(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.unsynced)
    }

    /// What reached the disk by chance when the power was cut: `survives` is asked for each sector.
    pub(crate) fn remains(&self, survives: &mut dyn FnMut() -> bool) -> Vec<Change> {
        let mut remains = Vec::new();
        for change in &self.unsynced {
            match change {
                Change::Truncate(_) if survives() => remains.push(change.clone()),
                Change::Truncate(_) => {}
                Change::Write(offset, data) => {
                    for (index, sector) in data.chunks(SECTOR).enumerate() {
                        if survives() {
                            remains.push(Change::Write(offset + index * SECTOR, sector.to_vec()));
                        }
                    }
                }
            }
        }
        remains
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_waits_for_a_sync() {
        let mut state = State::synced(vec![1, 2, 3]);
        state.write(2, &[9, 9]);
        let mut out = [7; 6];
        assert_eq!(state.read(1, &mut out), 3);
        assert_eq!(out, [2, 9, 9, 0, 0, 0]);
        state.truncate(1);
        assert_eq!(state.len(), 1);
        assert_eq!(state.sync(), [Change::Write(2, vec![9, 9]), Change::Truncate(1)]);
        assert_eq!(state.sync(), []);
    }

    #[test]
    fn sectors_survive_one_by_one() {
        let mut state = State::default();
        state.write(0, &[1; 1_100]);
        let mut turn = false;
        let mut every_other = || {
            turn = !turn;
            turn
        };
        let remains = state.remains(&mut every_other);
        assert_eq!(
            remains,
            [Change::Write(0, vec![1; 512]), Change::Write(1_024, vec![1; 1_100 - 1_024])]
        );
        assert_eq!(state.remains(&mut || false), []);
    }
}
