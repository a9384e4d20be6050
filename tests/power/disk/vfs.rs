//! SQLite's files: the system's own VFS, with the two calls that change a file's bytes written down on the way.
//!
//! The VFS is a copy of the system's with another `xOpen`; a file that is watched gets a copy of its own methods with other `xWrite`,
//! `xTruncate` and `xClose`. Everything else is the system's, memory and locks included: no structure is wrapped in another.
//! What is synced is seen below, in [`super::system`].
#![expect(unsafe_code, reason = "SQLite calls a VFS by C pointers, and there is no other way under its files")]

use std::collections::BTreeMap;
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, Once};

use rusqlite::ffi::{self, sqlite3, sqlite3_api_routines, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};

use super::watch::{self, Place, Promise, Word};

/// The VFS that everything is forwarded to.
static SYSTEMS: AtomicPtr<sqlite3_vfs> = AtomicPtr::new(ptr::null_mut());

/// The methods of a kind of watched file. SQLite is given the first of them, and so leads back to the second.
#[repr(C)]
struct Table {
    watched: sqlite3_io_methods,
    own: sqlite3_io_methods,
}

/// The tables, by the address of the system's own: files that are locked have other methods than those that are not.
static TABLES: Mutex<BTreeMap<usize, &'static Table>> = Mutex::new(BTreeMap::new());

/// Puts the VFS before the system's, for all connections of this process that are opened from now on.
pub(super) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: with no name, SQLite initializes itself and gives its default VFS, which lives as long as the process.
        let systems = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
        assert!(!systems.is_null(), "SQLite has no default VFS");
        SYSTEMS.store(systems, Ordering::Release);
        // SAFETY: the pointer is SQLite's own and valid; the structure is plain data. The copy keeps what the system's functions
        // read of it (`pAppData`, `mxPathname`, `szOsFile`).
        let mut watched = unsafe { *systems };
        watched.zName = c"watched".as_ptr();
        watched.pNext = ptr::null_mut();
        watched.xOpen = Some(open);
        // SAFETY: SQLite keeps the pointer, so the structure is given away and never freed.
        let registered = unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(watched)), 1) };
        assert_eq!(registered, ffi::SQLITE_OK, "the VFS is not registered");
        // SAFETY: the function has the type that SQLite calls it by, and lives as long as the process.
        let hooked = unsafe { ffi::sqlite3_auto_extension(Some(new_connection)) };
        assert_eq!(hooked, ffi::SQLITE_OK, "new connections are not seen");
    });
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    flags_out: *mut c_int,
) -> c_int {
    let systems = SYSTEMS.load(Ordering::Acquire);
    // SAFETY: all arguments are SQLite's own, handed on as they came; `systems` was stored before this function was registered.
    let code = unsafe { (*systems).xOpen.expect("a VFS opens files")(systems, name, file, flags, flags_out) };
    if code != ffi::SQLITE_OK || name.is_null() {
        return code;
    }
    // SAFETY: a name that is not null is a C string, which outlives the file.
    let name = unsafe { CStr::from_ptr(name) };
    if watch::opens(file.addr(), Path::new(OsStr::from_bytes(name.to_bytes()))) {
        // SAFETY: the file was opened, so its methods are set, to a table of the system's VFS that lives as long as the process.
        let (address, own) = unsafe { ((*file).pMethods.addr(), *(*file).pMethods) };
        let mut tables = TABLES.lock().expect("nothing panics that has the tables");
        let table = tables.entry(address).or_insert_with(|| {
            let watched = sqlite3_io_methods { xWrite: Some(write), xTruncate: Some(truncate), xClose: Some(close), ..own };
            Box::leak(Box::new(Table { watched, own }))
        });
        // SAFETY: the structure is SQLite's, to be filled by `xOpen`; the new table lives as long as the process and is for the
        // same kind of file. The pointer is that of the whole `Table`, whose first field it is.
        unsafe { (*file).pMethods = ptr::from_ref::<Table>(table).cast() };
    }
    code
}

/// The system's own methods of a watched file.
///
/// # Safety
/// `file` must be one that [`open`] has given a [`Table`].
unsafe fn own(file: *mut sqlite3_file) -> &'static sqlite3_io_methods {
    // SAFETY: by this function's contract the pointer leads to a `Table`, which is never freed.
    unsafe { &(*(*file).pMethods.cast::<Table>()).own }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, data: *const c_void, amount: c_int, offset: sqlite3_int64) -> c_int {
    let len = usize::try_from(amount).expect("a write has a length");
    let at = usize::try_from(offset).expect("a write has a place");
    let (code, written) = match watch::asks(Place::Write) {
        Word::Go | Word::Feigned => (ffi::SQLITE_OK, len),
        // What is refused is refused halfway: that is what a full disk does.
        Word::Refused(code) => (code, len / 2),
    };
    // SAFETY: the file is a watched one, whose methods were the system's; the buffer holds `amount` bytes or more.
    let done = unsafe { own(file).xWrite.expect("files are written")(file, data, written as c_int, offset) };
    if done == ffi::SQLITE_OK {
        // SAFETY: SQLite's buffer of `amount` bytes is valid during the call, and not less than `written`.
        watch::wrote(file.addr(), at, unsafe { std::slice::from_raw_parts(data.cast::<u8>(), written) });
    }
    if done == ffi::SQLITE_OK { code } else { done }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    if let Word::Refused(code) = watch::asks(Place::Truncate) {
        return code;
    }
    // SAFETY: the file is a watched one, whose methods were the system's.
    let code = unsafe { own(file).xTruncate.expect("files are cut")(file, size) };
    if code == ffi::SQLITE_OK {
        watch::shortened(file.addr(), usize::try_from(size).expect("a file has a size"));
    }
    code
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    watch::closes(file.addr());
    // SAFETY: the file is a watched one, whose methods were the system's.
    unsafe { own(file).xClose.expect("files are closed")(file) }
}

/// Sets a new connection to what the rules of this thread have it promise, and keeps it so: the ledger asks for more later, and is not
/// heard. This is the real pragma; no sync is suppressed.
unsafe extern "C" fn new_connection(db: *mut sqlite3, _: *mut *mut c_char, _: *const sqlite3_api_routines) -> c_int {
    let pragma = match watch::promise() {
        Promise::Full => return ffi::SQLITE_OK,
        Promise::Normal => c"PRAGMA synchronous=NORMAL",
        Promise::Off => c"PRAGMA synchronous=OFF",
    };
    // SAFETY: `db` is the connection that SQLite is opening on this thread; the text is static, no callback is given.
    let set = unsafe { ffi::sqlite3_exec(db, pragma.as_ptr(), None, ptr::null_mut(), ptr::null_mut()) };
    assert_eq!(set, ffi::SQLITE_OK, "the connection promises what it always does");
    // SAFETY: as above; the function has the type that SQLite calls it by and needs no data.
    unsafe { ffi::sqlite3_set_authorizer(db, Some(authorize), ptr::null_mut()) }
}

unsafe extern "C" fn authorize(
    _: *mut c_void,
    action: c_int,
    name: *const c_char,
    value: *const c_char,
    _: *const c_char,
    _: *const c_char,
) -> c_int {
    // SAFETY: for a pragma the first text is its name, a C string that is valid during the call.
    let sets = action == ffi::SQLITE_PRAGMA && !value.is_null() && unsafe { CStr::from_ptr(name) } == c"synchronous";
    if sets { ffi::SQLITE_IGNORE } else { ffi::SQLITE_OK }
}
