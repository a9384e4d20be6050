//! The calls by which files get their names, are written and become durable, before the system's library: this program's own functions of these
//! names are linked in the library's stead, into SQLite and the standard library alike.
#![expect(unsafe_code, reason = "these are C functions; each hands its arguments on to the kernel as they came")]

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::watch::{self, Place, Word};

#[unsafe(no_mangle)]
extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    // SAFETY: the kernel checks both pointers; the numbers are those of this system.
    let code = unsafe { libc::syscall(libc::SYS_renameat2, libc::AT_FDCWD, from, libc::AT_FDCWD, to, 0) };
    if code == 0 {
        watch::renamed(path(from), path(to));
    }
    code as c_int
}

#[unsafe(no_mangle)]
extern "C" fn unlink(name: *const c_char) -> c_int {
    // SAFETY: the kernel checks the pointer; the numbers are those of this system.
    let code = unsafe { libc::syscall(libc::SYS_unlinkat, libc::AT_FDCWD, name, 0) };
    if code == 0 {
        watch::removed(path(name));
    }
    code as c_int
}

/// SQLite's files come by here too, and are known already.
#[unsafe(no_mangle)]
extern "C" fn write(file: c_int, data: *const c_void, amount: usize) -> isize {
    // SAFETY: the kernel checks the pointer; the call's number is one of this system's.
    let written = unsafe { libc::syscall(libc::SYS_write, file, data, amount) };
    if written > 0
        && watch::watches()
        && let Some(path) = name_of(file).filter(|path| watch::is_written_by_the_program(path))
    {
        // SAFETY: the kernel read so many bytes there, and they are valid until this call returns.
        let bytes = unsafe { std::slice::from_raw_parts(data.cast::<u8>(), written as usize) };
        // SAFETY: the kernel checks the file's number.
        let end = unsafe { libc::lseek(file, 0, libc::SEEK_CUR) };
        watch::program_wrote(&path, end as usize - bytes.len(), bytes);
    }
    written as isize
}

#[unsafe(no_mangle)]
extern "C" fn fsync(file: c_int) -> c_int {
    sync(file, libc::SYS_fsync)
}

#[unsafe(no_mangle)]
extern "C" fn fdatasync(file: c_int) -> c_int {
    sync(file, libc::SYS_fdatasync)
}

fn sync(file: c_int, number: libc::c_long) -> c_int {
    let synced = watch::watches().then(|| name_of(file)).flatten();
    let place = if synced.as_deref().is_some_and(Path::is_dir) { Place::FolderSync } else { Place::Sync };
    let Some(synced) = synced.filter(|path| watch::knows(path)) else {
        return forwarded(file, number);
    };
    match watch::asks(place) {
        Word::Go => {
            let code = forwarded(file, number);
            if code == 0 {
                watch::synced(&synced);
            }
            code
        }
        Word::Refused(_) => {
            watch::sync_failed(&synced);
            // SAFETY: the system's library gives each thread a place for the number of its last error.
            unsafe { *libc::__errno_location() = libc::EIO };
            -1
        }
        Word::Feigned => 0,
    }
}

fn forwarded(file: c_int, number: libc::c_long) -> c_int {
    // SAFETY: the kernel checks the file's number; the call's number is one of this system's two.
    unsafe { libc::syscall(number, file) as c_int }
}

/// The name that an open file has now.
fn name_of(file: c_int) -> Option<PathBuf> {
    fs::read_link(format!("/proc/self/fd/{file}")).ok()
}

/// A name that the kernel has just taken.
fn path<'a>(name: *const c_char) -> &'a Path {
    // SAFETY: the kernel read a C string there; the caller's text is valid until the call returns, and nothing keeps it longer.
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()))
}
