//! What a cut leaves of a disk.
//!
//! A file keeps all that was written before its last sync. Of what was written since, the disk may have any part: nothing, all, a
//! beginning, or some of the 512-byte sectors of some of the writes, in no order. Names are the same: those of the folder's last sync, and
//! of what was done since, a part. Where a sync failed, what it should have made durable is on the disk or not, and no later
//! sync makes it so.

use std::collections::BTreeMap;

use crate::disk::{Act, FileNumber, Log, put};
use comptoir_tests::dice::Dice;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// The files that are found after the cut.
pub(crate) type Image = BTreeMap<String, Vec<u8>>;

/// Which part of what was not synced is kept.
#[derive(Debug, Clone)]
pub(crate) enum Kept {
    /// The first so many acts.
    First(usize),
    /// What these dice say, sector by sector.
    Torn(Dice),
}

/// A disk, at some instant of a log.
pub(crate) struct Disk<'a> {
    acts: &'a [Act],
    /// How many acts were done.
    done: usize,
    /// How many calls of the ledger have returned.
    returned: usize,
    files: Vec<File>,
    names: BTreeMap<String, FileNumber>,
    unsure_names: Vec<usize>,
}

/// A file as it surely is, and the acts upon it since, in order.
#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    since: Vec<(usize, Fate)>,
}

/// What is known of an act's being on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It may be there; the next sync makes it sure.
    Unsure,
    /// It may be there, and no sync will ever make it sure.
    Forsaken,
    /// It is there, upon something that may be.
    Sure,
}

impl<'a> Disk<'a> {
    /// The disk before the first act.
    pub(crate) fn before(log: &'a Log) -> Self {
        let names = log.before.keys().cloned().zip(0..).collect();
        let files = log.before.values().map(|bytes| File { bytes: bytes.clone(), since: Vec::new() }).collect();
        Self { acts: &log.acts, done: 0, returned: 0, files, names, unsure_names: Vec::new() }
    }

    /// How many calls of the ledger have returned.
    pub(crate) const fn returned(&self) -> usize {
        self.returned
    }

    /// How many acts are not surely on the disk.
    pub(crate) fn unsure(&self) -> usize {
        self.unsure_acts().len()
    }

    /// Whether something that was written to the file of this name is not surely on the disk.
    pub(crate) fn is_unsure(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|file| self.files[*file].since.iter().any(|(_, fate)| *fate != Fate::Sure))
    }

    /// The acts that are not surely on the disk, in order.
    fn unsure_acts(&self) -> Vec<usize> {
        let of_files =
            self.files.iter().flat_map(|file| &file.since).filter(|(_, fate)| *fate != Fate::Sure).map(|(act, _)| *act);
        let mut acts: Vec<_> = self.unsure_names.iter().copied().chain(of_files).collect();
        acts.sort_unstable();
        acts
    }

    /// Goes on until so many acts are done.
    pub(crate) fn go_to(&mut self, done: usize) {
        while self.done < done {
            self.next();
        }
    }

    fn next(&mut self) {
        let number = self.done;
        self.done += 1;
        match &self.acts[number] {
            Act::Create { file, .. } => {
                assert_eq!(*file, self.files.len(), "files are numbered as they are made");
                self.files.push(File::default());
                self.unsure_names.push(number);
            }
            Act::Rename { .. } | Act::Remove { .. } => self.unsure_names.push(number),
            Act::Write { file, .. } | Act::Shorten { file, .. } => self.files[*file].since.push((number, Fate::Unsure)),
            Act::Sync { file } => self.files[*file].sync(self.acts),
            Act::SyncFailed { file } => {
                let unsure = self.files[*file].since.iter_mut().filter(|(_, fate)| *fate == Fate::Unsure);
                unsure.for_each(|(_, fate)| *fate = Fate::Forsaken);
            }
            Act::SyncFolder { .. } => {
                for act in std::mem::take(&mut self.unsure_names) {
                    name(&mut self.names, &self.acts[act]);
                }
            }
            Act::Returned => self.returned += 1,
        }
    }

    /// What is found if the power goes now.
    pub(crate) fn cut(&self, kept: &Kept) -> Image {
        match kept {
            Kept::First(count) => {
                let unsure = self.unsure_acts();
                let kept = &unsure[..unsure.len().min(*count)];
                self.keeping(|_| |act| kept.contains(&act), |act| kept.contains(&act))
            }
            Kept::Torn(dice) => {
                let mut dice = dice.clone();
                // Most file systems keep their order of names, some do not.
                let last = dice.happens(75).then(|| self.unsure_names.get(dice.below(self.unsure_names.len() + 1)).copied());
                let mut of_names = dice.another();
                let of_a_file = |_| {
                    let (mut dice, percent) = (dice.another(), dice.one_of(&[0, 10, 50, 90, 100]));
                    move |_| dice.happens(percent)
                };
                self.keeping(of_a_file, |act| match last {
                    Some(last) => last.is_none_or(|last| act < last),
                    None => of_names.happens(50),
                })
            }
        }
    }

    /// The disk with those of the unsure acts that are kept: of each file a sector at a time, of the names each.
    fn keeping<K: FnMut(usize) -> bool>(
        &self,
        mut of_a_file: impl FnMut(FileNumber) -> K,
        mut of_names: impl FnMut(usize) -> bool,
    ) -> Image {
        let mut files = Vec::new();
        for (number, file) in self.files.iter().enumerate() {
            let (mut bytes, mut keeps) = (file.bytes.clone(), of_a_file(number));
            for (act, fate) in &file.since {
                change(&mut bytes, &self.acts[*act], || *fate == Fate::Sure || keeps(*act));
            }
            files.push(bytes);
        }
        let mut names = self.names.clone();
        for act in self.unsure_names.iter().filter(|act| of_names(**act)) {
            name(&mut names, &self.acts[*act]);
        }
        names.into_iter().map(|(name, file)| (name, files[file].clone())).collect()
    }
}

impl File {
    /// All that was written is sure, but for what a failed sync has forsaken; upon that stays what was written after it.
    fn sync(&mut self, acts: &[Act]) {
        let first = self.since.iter().position(|(_, fate)| *fate == Fate::Forsaken).unwrap_or(self.since.len());
        for (act, _) in self.since.drain(..first) {
            change(&mut self.bytes, &acts[act], || true);
        }
        let unsure = self.since.iter_mut().filter(|(_, fate)| *fate == Fate::Unsure);
        unsure.for_each(|(_, fate)| *fate = Fate::Sure);
    }
}

/// Does what `act` does to a file's bytes, as far as `keeps` says, asked for each sector.
fn change(bytes: &mut Vec<u8>, act: &Act, mut keeps: impl FnMut() -> bool) {
    if let Act::Write { at, bytes: written, .. } = act {
        let mut from = 0;
        while from < written.len() {
            // A sector is one of the file, not of the write.
            let to = written.len().min((at + from) / SECTOR * SECTOR + SECTOR - at);
            if keeps() {
                put(bytes, at + from, &written[from..to]);
            }
            from = to;
        }
    } else if let Act::Shorten { len, .. } = act
        && keeps()
    {
        bytes.resize(*len, 0);
    }
}

/// Does what `act` does to a folder's names. What was not kept leaves nothing to rename.
fn name(names: &mut BTreeMap<String, FileNumber>, act: &Act) {
    if let Act::Create { name, file } = act {
        names.insert(name.clone(), *file);
    } else if let Act::Rename { from, to } = act {
        if let Some(file) = names.remove(from) {
            names.insert(to.clone(), file);
        }
    } else if let Act::Remove { name } = act {
        names.remove(name);
    }
}
