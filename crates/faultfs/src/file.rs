//! The methods of an open file, as SQLite calls them.

use std::ffi::{c_int, c_void};
use std::slice;
use std::sync::Arc;

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods};

use crate::disk::{Disk, Shared, lock};
use crate::state::{Change, State};

/// An open file in memory that SQLite provides; the real one lies directly behind it.
#[repr(C)]
pub(crate) struct File {
    methods: *const sqlite3_io_methods,
    handle: *mut Handle,
}

/// What is known of an open file.
pub(crate) struct Handle {
    disk: &'static Disk,
    state: Shared,
    epoch: u64,
}

impl Handle {
    pub(crate) fn new(disk: &'static Disk, state: Shared) -> Self {
        disk.opened();
        Self { disk, state, epoch: disk.epoch() }
    }

    /// Does something with the file, unless the power was cut since it was opened.
    fn with(&self, failure: c_int, body: impl FnOnce(&mut State) -> c_int) -> c_int {
        let mut state = lock(&self.state);
        if self.disk.is_off() || self.disk.epoch() != self.epoch {
            return failure;
        }
        body(&mut state)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.disk.closed();
    }
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // Version 2 has shared memory and no memory-mapped files, which would pass the disk by.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(take_lock),
    xUnlock: Some(give_lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// The real file behind a file of ours.
///
/// # Safety
///
/// `file` points to memory of the size that `vfs::register` asks for.
pub(crate) unsafe fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: the memory holds a `File` and the real file after it.
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

/// Makes memory that SQLite provides a file of ours.
///
/// # Safety
///
/// As for [`real`]; the real file is open.
pub(crate) unsafe fn make(file: *mut sqlite3_file, handle: Handle) {
    let handle = Box::into_raw(Box::new(handle));
    // SAFETY: the memory is large enough and aligned for pointers.
    unsafe { file.cast::<File>().write(File { methods: &raw const METHODS, handle }) };
}

/// # Safety
///
/// `file` was made by [`make`] and is not closed yet.
unsafe fn handle<'a>(file: *mut sqlite3_file) -> &'a Handle {
    // SAFETY: `make` put the pointer there, and `close` is the last call for a file.
    unsafe { &*(*file.cast::<File>()).handle }
}

/// Calls a method of the real file.
macro_rules! forward {
    ($file:ident . $method:ident ( $($arg:expr),* ), or $missing:expr) => {{
        // SAFETY: the real file is open as long as ours, and its methods are the system's own.
        unsafe {
            let real = real($file);
            (*(*real).pMethods).$method.map_or($missing, |method| method(real, $($arg),*))
        }
    }};
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let closed = forward!(file.xClose(), or ffi::SQLITE_OK);
    // SAFETY: `make` made the box, and no call for this file comes after this one.
    drop(unsafe { Box::from_raw((*file.cast::<File>()).handle) });
    closed
}

fn place(offset: sqlite3_int64) -> usize {
    usize::try_from(offset).unwrap_or(0)
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    out: *mut c_void,
    amount: c_int,
    offset: sqlite3_int64,
) -> c_int {
    let amount = usize::try_from(amount).unwrap_or(0);
    // SAFETY: SQLite gives a buffer of that many bytes.
    let out = unsafe { slice::from_raw_parts_mut(out.cast::<u8>(), amount) };
    // SAFETY: SQLite calls this for files that are open.
    unsafe { handle(file) }.with(ffi::SQLITE_IOERR_READ, |state| {
        let complete = state.read(place(offset), out) == amount;
        if complete { ffi::SQLITE_OK } else { ffi::SQLITE_IOERR_SHORT_READ }
    })
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    data: *const c_void,
    amount: c_int,
    offset: sqlite3_int64,
) -> c_int {
    let amount = usize::try_from(amount).unwrap_or(0);
    // SAFETY: SQLite gives a buffer of that many bytes.
    let data = unsafe { slice::from_raw_parts(data.cast::<u8>(), amount) };
    // SAFETY: SQLite calls this for files that are open.
    let handle = unsafe { handle(file) };
    handle.with(ffi::SQLITE_IOERR_WRITE, |state| {
        if handle.disk.is_full() && place(offset) + amount > state.len() {
            return ffi::SQLITE_FULL;
        }
        state.write(place(offset), data);
        ffi::SQLITE_OK
    })
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, len: sqlite3_int64) -> c_int {
    // SAFETY: SQLite calls this for files that are open.
    unsafe { handle(file) }.with(ffi::SQLITE_IOERR_TRUNCATE, |state| {
        state.truncate(place(len));
        ffi::SQLITE_OK
    })
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: SQLite calls this for files that are open.
    unsafe { handle(file) }.with(ffi::SQLITE_IOERR_FSYNC, |state| {
        for change in state.sync() {
            // SAFETY: as above.
            let done = unsafe { apply(file, &change) };
            if done != ffi::SQLITE_OK {
                return done;
            }
        }
        ffi::SQLITE_OK
    })
}

/// Puts a change on the real disk.
///
/// # Safety
///
/// `file` is open.
unsafe fn apply(file: *mut sqlite3_file, change: &Change) -> c_int {
    let number = |place: usize| sqlite3_int64::try_from(place).unwrap_or(sqlite3_int64::MAX);
    match change {
        Change::Write(offset, data) => {
            let amount = c_int::try_from(data.len()).unwrap_or(c_int::MAX);
            forward!(
                file.xWrite(data.as_ptr().cast(), amount, number(*offset)),
                or ffi::SQLITE_IOERR
            )
        }
        Change::Truncate(len) => forward!(file.xTruncate(number(*len)), or ffi::SQLITE_IOERR),
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut sqlite3_int64) -> c_int {
    // SAFETY: SQLite calls this for files that are open.
    unsafe { handle(file) }.with(ffi::SQLITE_IOERR_FSTAT, |state| {
        let len = sqlite3_int64::try_from(state.len()).unwrap_or(sqlite3_int64::MAX);
        // SAFETY: SQLite gives a place for the answer.
        unsafe { out.write(len) };
        ffi::SQLITE_OK
    })
}

unsafe extern "C" fn take_lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    forward!(file.xLock(level), or ffi::SQLITE_OK)
}

unsafe extern "C" fn give_lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    forward!(file.xUnlock(level), or ffi::SQLITE_OK)
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    forward!(file.xCheckReservedLock(out), or ffi::SQLITE_OK)
}

/// Hints and tricks of the real file system would pass the disk by.
unsafe extern "C" fn file_control(_: *mut sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    forward!(file.xSectorSize(), or 4_096)
}

/// Promises nothing: no atomic writes, no order between them.
unsafe extern "C" fn device_characteristics(_: *mut sqlite3_file) -> c_int {
    0
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    forward!(file.xShmMap(page, size, extend, out), or ffi::SQLITE_IOERR_SHMMAP)
}

unsafe extern "C" fn shm_lock(
    file: *mut sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    forward!(file.xShmLock(offset, count, flags), or ffi::SQLITE_IOERR_SHMLOCK)
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: the real file is open as long as ours.
    unsafe {
        let real = real(file);
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    forward!(file.xShmUnmap(delete), or ffi::SQLITE_OK)
}

/// Reads the whole of a real file.
///
/// # Safety
///
/// `behind` is a real file that is open.
pub(crate) unsafe fn contents(behind: *mut sqlite3_file) -> Result<Vec<u8>, c_int> {
    // SAFETY: an open file has methods.
    let methods = unsafe { &*(*behind).pMethods };
    let (Some(size), Some(read)) = (methods.xFileSize, methods.xRead) else {
        return Err(ffi::SQLITE_IOERR);
    };
    let mut len = 0;
    // SAFETY: the file is open and `len` is a place for the answer.
    let sized = unsafe { size(behind, &raw mut len) };
    let mut bytes = vec![0; place(len)];
    let amount = c_int::try_from(bytes.len()).map_err(|_| ffi::SQLITE_TOOBIG)?;
    if sized != ffi::SQLITE_OK || amount == 0 {
        return if sized == ffi::SQLITE_OK { Ok(bytes) } else { Err(sized) };
    }
    // SAFETY: the buffer has that many bytes.
    let done = unsafe { read(behind, bytes.as_mut_ptr().cast(), amount, 0) };
    if done == ffi::SQLITE_OK { Ok(bytes) } else { Err(done) }
}

/// A file without a name, which nobody else can open.
pub(crate) fn nameless() -> Shared {
    Arc::default()
}
