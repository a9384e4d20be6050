//! A folder that is watched from one thread, and what it is to refuse.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ffi::c_int;
use std::fs;
use std::path::{Path, PathBuf};

use super::log::{Act, FileNumber, Log, put};
use super::vfs;

/// Where something is asked of the disk that it can refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Write,
    Truncate,
    Sync,
    FolderSync,
}

/// What is to go wrong, once: the `nth` thing asked at `place`, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    pub(crate) nth: usize,
    /// SQLite's code for it; a sync fails with the system's EIO.
    pub(crate) code: c_int,
}

/// What SQLite is set to promise of a commit, whatever the ledger asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Promise {
    /// What the ledger asks for.
    #[default]
    Full,
    /// `synchronous=NORMAL`
    Normal,
    /// `synchronous=OFF`
    Off,
}

/// How the disk behaves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rules {
    pub(crate) promise: Promise,
    pub(crate) fault: Option<Fault>,
    /// What is said to be done, and is not.
    pub(crate) feigns: Option<Place>,
}

/// What is answered to something that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Go,
    Refused(c_int),
    Feigned,
}

thread_local! {
    static WATCHED: RefCell<Option<Watched>> = const { RefCell::new(None) };
}

struct Watched {
    root: PathBuf,
    rules: Rules,
    /// While somebody else than the ledger looks into the folder.
    looks_away: bool,
    log: Log,
    names: BTreeMap<String, FileNumber>,
    /// Each file as it is read now.
    files: Vec<Vec<u8>>,
    /// SQLite's open files.
    open: HashMap<usize, FileNumber>,
    asked: [usize; 4],
}

/// The watch over a folder, until it is ended.
pub(crate) struct Watch(());

impl Watch {
    /// Begins to watch `root`, from this thread; what is in it counts as durable.
    pub(crate) fn over(root: &Path, rules: Rules) -> Self {
        vfs::install();
        let before = read(root);
        let names = before.keys().cloned().zip(0..).collect();
        let files = before.values().cloned().collect();
        let log = Log { before, acts: Vec::new() };
        let root = fs::canonicalize(root).unwrap();
        let (open, asked) = (HashMap::new(), [0; 4]);
        let watched = Watched { root, rules, looks_away: false, log, names, files, open, asked };
        let former = WATCHED.replace(Some(watched));
        assert!(former.is_none(), "one thread watches one folder");
        Self(())
    }

    /// A call of the ledger has returned.
    pub(crate) fn returned(&self) {
        with(|watched| watched.log.acts.push(Act::Returned));
    }

    /// Gives the folder these files, none of their bytes or names surely on the disk. Where a sync has failed, none will make them so.
    pub(crate) fn leave_unsure(&self, files: &BTreeMap<String, Vec<u8>>, a_sync_failed: bool) {
        with(|watched| {
            for name in watched.names.keys().filter(|name| !files.contains_key(*name)).cloned().collect::<Vec<_>>() {
                let file = watched.names.remove(&name).expect("it is there");
                let path = watched.root.join(&name);
                let renamed =
                    files.iter().find(|(new, bytes)| !watched.names.contains_key(*new) && **bytes == watched.files[file]);
                if let Some((to, _)) = renamed {
                    fs::rename(path, watched.root.join(to)).unwrap();
                    watched.names.insert(to.clone(), file);
                    watched.log.acts.push(Act::Rename { from: name, to: to.clone() });
                } else {
                    fs::remove_file(path).unwrap();
                    watched.log.acts.push(Act::Remove { name });
                }
            }
            for (name, bytes) in files {
                let path = watched.root.join(name);
                fs::write(&path, bytes).unwrap();
                let file = watched.notice(&path);
                watched.log.acts.extend(file.filter(|_| a_sync_failed).map(|file| Act::SyncFailed { file }));
            }
        });
    }

    /// Lets somebody else look into the folder.
    pub(crate) fn looking_away<T>(&self, work: impl FnOnce() -> T) -> T {
        with(|watched| watched.looks_away = true);
        let done = work();
        with(|watched| watched.looks_away = false);
        done
    }

    /// Ends the watch. What was written down is compared with what is there: nothing was missed.
    pub(crate) fn end(self) -> Log {
        let watched = WATCHED.take().expect("a folder is watched");
        let there = read(&watched.root);
        let seen: BTreeMap<_, _> =
            watched.names.iter().map(|(name, file)| (name.clone(), watched.files[*file].clone())).collect();
        if there != seen {
            let sizes = |files: &BTreeMap<String, Vec<u8>>| {
                files.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect::<Vec<_>>()
            };
            panic!("the watch missed something: {:?} is there, {:?} was seen", sizes(&there), sizes(&seen));
        }
        watched.log
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // A panic ends the watch too, so that the thread can go on.
        WATCHED.take();
    }
}

/// The files of a folder, but for what is no content: locks, and SQLite's shared memory, which a cut always takes.
fn read(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.path().is_file()).map(|entry| entry.file_name().into_string().unwrap());
    let names = files.filter(|name| is_content(name));
    names.map(|name| (name.clone(), fs::read(root.join(&name)).unwrap())).collect()
}

fn is_content(name: &str) -> bool {
    !name.ends_with("lock") && !name.ends_with("-shm")
}

fn with<T>(work: impl FnOnce(&mut Watched) -> T) -> Option<T> {
    let inner = |cell: &RefCell<Option<Watched>>| cell.try_borrow_mut().ok()?.as_mut().map(work);
    // A thread that ends may still close files.
    WATCHED.try_with(inner).ok().flatten()
}

/// As [`with`], unless somebody else than the ledger is at work.
fn seen<T>(work: impl FnOnce(&mut Watched) -> T) -> Option<T> {
    with(|watched| (!watched.looks_away).then(|| work(watched))).flatten()
}

pub(super) fn watches() -> bool {
    seen(|_| ()).is_some()
}

pub(super) fn promise() -> Promise {
    seen(|watched| watched.rules.promise).unwrap_or_default()
}

/// What is answered to the next thing asked here.
pub(super) fn asks(place: Place) -> Word {
    seen(|watched| {
        let asked = &mut watched.asked[place as usize];
        let nth = *asked;
        *asked += 1;
        match watched.rules {
            Rules { fault: Some(fault), .. } if fault.place == place && fault.nth == nth => Word::Refused(fault.code),
            Rules { feigns: Some(feigned), .. } if feigned == place => Word::Feigned,
            Rules { .. } => Word::Go,
        }
    })
    .unwrap_or(Word::Go)
}

/// Whether the file or folder at `path` is watched.
pub(super) fn knows(path: &Path) -> bool {
    seen(|watched| path == watched.root || watched.notice(path).is_some()).unwrap_or(false)
}

/// SQLite has opened a file; tells whether it is a watched one.
pub(super) fn opens(pointer: usize, path: &Path) -> bool {
    seen(|watched| watched.notice(path).map(|file| watched.open.insert(pointer, file)).is_some()).unwrap_or(false)
}

pub(super) fn closes(pointer: usize) {
    with(|watched| watched.open.remove(&pointer));
}

pub(super) fn wrote(pointer: usize, at: usize, bytes: &[u8]) {
    with(|watched| {
        if let Some(&file) = watched.open.get(&pointer) {
            put(&mut watched.files[file], at, bytes);
            watched.log.acts.push(Act::Write { file, at, bytes: bytes.into() });
        }
    });
}

/// Whether a file is watched, and none that SQLite has open.
pub(super) fn is_written_by_the_program(path: &Path) -> bool {
    seen(|watched| watched.name(path).is_some_and(|name| !watched.names.get(&name).is_some_and(|file| watched.is_open(*file))))
        .unwrap_or(false)
}

/// The program has written a file past SQLite: the same bytes once more are a write too.
pub(super) fn program_wrote(path: &Path, at: usize, bytes: &[u8]) {
    seen(|watched| {
        if let Some(file) = watched.number(path) {
            put(&mut watched.files[file], at, bytes);
            watched.log.acts.push(Act::Write { file, at, bytes: bytes.into() });
        }
    });
}

pub(super) fn shortened(pointer: usize, len: usize) {
    with(|watched| {
        if let Some(&file) = watched.open.get(&pointer) {
            watched.files[file].resize(len, 0);
            watched.log.acts.push(Act::Shorten { file, len });
        }
    });
}

pub(super) fn synced(path: &Path) {
    seen(|watched| {
        let act = if path == watched.root {
            Some(Act::SyncFolder { folder: String::new() })
        } else {
            watched.notice(path).map(|file| Act::Sync { file })
        };
        watched.log.acts.extend(act);
    });
}

pub(super) fn sync_failed(path: &Path) {
    seen(|watched| {
        let failed = watched.notice(path).map(|file| Act::SyncFailed { file });
        watched.log.acts.extend(failed);
    });
}

pub(super) fn renamed(from: &Path, to: &Path) {
    seen(|watched| {
        if let (Some(old), Some(new)) = (watched.name(from), watched.name(to)) {
            if let Some(file) = watched.names.remove(&old) {
                watched.names.insert(new.clone(), file);
                watched.log.acts.push(Act::Rename { from: old, to: new });
            } else {
                // Nobody synced it: all that is known of it is that it has this name now.
                watched.notice(to);
            }
        }
    });
}

pub(super) fn removed(path: &Path) {
    seen(|watched| {
        if let Some(name) = watched.name(path)
            && watched.names.remove(&name).is_some()
        {
            watched.log.acts.push(Act::Remove { name });
        }
    });
}

impl Watched {
    /// The name of a file in the folder.
    fn name(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?.to_str()?;
        // A path may go by another way to the same folder.
        let inside = path.parent().is_some_and(|dir| dir == self.root || fs::canonicalize(dir).is_ok_and(|dir| dir == self.root));
        (inside && is_content(name)).then(|| name.to_owned())
    }

    fn is_open(&self, file: FileNumber) -> bool {
        self.open.values().any(|open| *open == file)
    }

    /// The file of this path. One that was not seen before was made.
    fn number(&mut self, path: &Path) -> Option<FileNumber> {
        let name = self.name(path)?;
        Some(*self.names.entry(name.clone()).or_insert_with(|| {
            let file = self.files.len();
            self.files.push(Vec::new());
            self.log.acts.push(Act::Create { name, file });
            file
        }))
    }

    /// As [`Self::number`]. One that SQLite does not have open may have been changed by calls that are not seen, which is seen now.
    fn notice(&mut self, path: &Path) -> Option<FileNumber> {
        let file = self.number(path)?;
        if !self.is_open(file) {
            let bytes = fs::read(path).ok()?;
            if bytes != self.files[file] {
                if bytes.len() < self.files[file].len() {
                    self.log.acts.push(Act::Shorten { file, len: bytes.len() });
                }
                self.log.acts.push(Act::Write { file, at: 0, bytes: bytes.clone().into() });
                self.files[file] = bytes;
            }
        }
        Some(file)
    }
}
