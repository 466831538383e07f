//! The disk that tests hold in their hands.

use std::collections::HashMap;
use std::ffi::CString;
use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::state::{Change, State};
use crate::vfs;

/// A disk before the real file system. It is registered with SQLite for the life of the process.
#[derive(Debug, Default)]
pub struct Disk {
    name: String,
    files: Mutex<HashMap<CString, Shared>>,
    /// Grows with each power cut; files opened before it are dead.
    epoch: AtomicU64,
    off: AtomicBool,
    full: AtomicBool,
    open: AtomicU64,
}

/// A file, shared by all who have it open.
pub(crate) type Shared = Arc<Mutex<State>>;

/// Locks against panics of others: the state of a file is sound between its methods.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Disk {
    /// Registers a disk with SQLite under a name, by which connections are then opened. The name
    /// must be new in this process.
    pub fn register(name: &str) -> &'static Self {
        let disk = Self { name: name.to_owned(), ..Self::default() };
        let disk: &'static Self = Box::leak(Box::new(disk));
        vfs::register(disk);
        disk
    }

    /// The name under which it is registered.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Cuts the power. What was not synced is gone, and every open file is dead: reading and
    /// writing fail until the power is back and the file is opened anew.
    pub fn power_cut(&self) {
        self.power_cut_but(&mut || false);
    }

    /// Cuts the power while the disk was writing: `survives` is asked for each sector that was not
    /// synced. Disks do not keep the order of what they write between syncs.
    pub fn power_cut_but(&self, survives: &mut dyn FnMut() -> bool) {
        self.off.store(true, Ordering::SeqCst);
        self.epoch.fetch_add(1, Ordering::SeqCst);
        for (path, state) in lock(&self.files).drain() {
            let remains = lock(&state).remains(survives);
            if !remains.is_empty() {
                write_down(&path, &remains);
            }
        }
    }

    /// Gives the power back. Whoever had files open has to have closed them.
    ///
    /// # Panics
    ///
    /// When a file is still open: SQLite would take its memory for that of a running system.
    pub fn power_on(&self) {
        let open = self.open.load(Ordering::SeqCst);
        assert_eq!(open, 0, "files that were open at the power cut are not closed yet");
        self.off.store(false, Ordering::SeqCst);
    }

    /// Makes the disk full, or gives it room again: no file can grow on a full one.
    pub fn fill(&self, full: bool) {
        self.full.store(full, Ordering::SeqCst);
    }

    pub(crate) fn is_off(&self) -> bool {
        self.off.load(Ordering::SeqCst)
    }

    pub(crate) fn is_full(&self) -> bool {
        self.full.load(Ordering::SeqCst)
    }

    pub(crate) fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::SeqCst)
    }

    pub(crate) fn opened(&self) {
        self.open.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn closed(&self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }

    /// The file of that path; `load` reads it from the disk the first time.
    pub(crate) fn file<E>(
        &self,
        path: CString,
        load: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Shared, E> {
        let mut files = lock(&self.files);
        if let Some(state) = files.get(&path) {
            return Ok(Arc::clone(state));
        }
        let state = Arc::new(Mutex::new(State::synced(load()?)));
        files.insert(path, Arc::clone(&state));
        Ok(state)
    }

    /// Forgets a file that is deleted.
    pub(crate) fn forget(&self, path: &CString) {
        lock(&self.files).remove(path);
    }

    /// The length of a file that was opened before.
    pub(crate) fn len(&self, path: &CString) -> Option<usize> {
        lock(&self.files).get(path).map(|state| lock(state).len())
    }
}

/// Writes what survived. The process that had the file open is as good as dead, so it does not
/// matter that closing this handle gives up the locks of the others.
fn write_down(path: &CString, remains: &[Change]) {
    let path = path.to_str().expect("tests have UTF-8 paths");
    let file = OpenOptions::new().write(true).open(path).expect("the file was open");
    for change in remains {
        let done = match change {
            Change::Write(offset, data) => file.write_all_at(data, *offset as u64),
            Change::Truncate(len) => shrink(&file, *len as u64),
        };
        done.expect("the real disk takes what survived");
    }
}

/// A truncation never makes a file longer.
fn shrink(file: &std::fs::File, len: u64) -> std::io::Result<()> {
    if file.metadata()?.len() > len { file.set_len(len) } else { Ok(()) }
}
