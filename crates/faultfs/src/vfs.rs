//! The file system itself, as SQLite calls it.

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;

use rusqlite::ffi::{self, sqlite3_file, sqlite3_vfs};

use crate::disk::Disk;
use crate::file::{self, File, Handle};

/// What our file system knows of itself.
struct Own {
    disk: &'static Disk,
    real: *mut sqlite3_vfs,
}

/// Registers a file system that stands before the system's default one.
pub(crate) fn register(disk: &'static Disk) {
    let name = CString::new(disk.name()).expect("a name without U+0000").into_raw();
    // SAFETY: SQLite initialises itself; file systems live for ever, and so does what is leaked
    // here. The copied methods that are not replaced do not look at the file system they get.
    let registered = unsafe {
        let initialised = ffi::sqlite3_initialize();
        assert_eq!(initialised, ffi::SQLITE_OK, "SQLite does not start");
        assert!(ffi::sqlite3_vfs_find(name).is_null(), "the name is taken");
        let real = ffi::sqlite3_vfs_find(ptr::null());
        let own = Box::into_raw(Box::new(Own { disk, real }));
        let mut vfs = *real;
        vfs.szOsFile += c_int::try_from(size_of::<File>()).unwrap_or(0);
        vfs.pNext = ptr::null_mut();
        vfs.zName = name;
        vfs.pAppData = own.cast();
        vfs.xOpen = Some(open);
        vfs.xDelete = Some(delete);
        vfs.xAccess = Some(access);
        vfs.xFullPathname = Some(full_pathname);
        ffi::sqlite3_vfs_register(Box::into_raw(Box::new(vfs)), 0)
    };
    assert_eq!(registered, ffi::SQLITE_OK, "SQLite does not take the file system");
}

/// # Safety
///
/// `vfs` was registered by [`register`].
unsafe fn own<'a>(vfs: *mut sqlite3_vfs) -> &'a Own {
    // SAFETY: `register` put it there and leaked it.
    unsafe { &*(*vfs).pAppData.cast::<Own>() }
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives the file system that was registered and memory for a file. A file that
    // has no methods is not closed by it.
    unsafe {
        (*file).pMethods = ptr::null();
        let Own { disk, real } = *own(vfs);
        let Some(open) = (*real).xOpen.filter(|_| !disk.is_off()) else {
            return ffi::SQLITE_CANTOPEN;
        };
        let behind = file::real(file);
        (*behind).pMethods = ptr::null();
        let opened = open(real, name, behind, flags, out_flags);
        if opened != ffi::SQLITE_OK {
            return opened;
        }
        let state = if name.is_null() {
            Ok(file::nameless())
        } else {
            disk.file(CStr::from_ptr(name).to_owned(), || file::contents(behind))
        };
        match state {
            Ok(state) => {
                file::make(file, Handle::new(disk, state));
                ffi::SQLITE_OK
            }
            Err(failure) => {
                if let Some(close) = (*(*behind).pMethods).xClose {
                    close(behind);
                }
                failure
            }
        }
    }
}

unsafe extern "C" fn delete(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: SQLite gives the file system that was registered and a name.
    unsafe {
        let Own { disk, real } = *own(vfs);
        let Some(delete) = (*real).xDelete.filter(|_| !disk.is_off()) else {
            return ffi::SQLITE_IOERR_DELETE;
        };
        disk.forget(&CStr::from_ptr(name).to_owned());
        delete(real, name, sync_folder)
    }
}

unsafe extern "C" fn access(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives the file system that was registered, a name and a place for the answer.
    unsafe {
        let Own { disk, real } = *own(vfs);
        let Some(access) = (*real).xAccess.filter(|_| !disk.is_off()) else {
            return ffi::SQLITE_IOERR_ACCESS;
        };
        let accessed = access(real, name, flags, out);
        // The real file system takes an empty file for none; ours may have more than it.
        let len = disk.len(&CStr::from_ptr(name).to_owned());
        if flags == ffi::SQLITE_ACCESS_EXISTS && len.is_some_and(|len| len > 0) {
            out.write(1);
        }
        accessed
    }
}

unsafe extern "C" fn full_pathname(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    size: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite gives the file system that was registered, a name and room for the answer.
    unsafe {
        let Own { real, .. } = *own(vfs);
        (*real).xFullPathname.map_or(ffi::SQLITE_CANTOPEN, |full| full(real, name, size, out))
    }
}
