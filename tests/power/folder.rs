//! Folders for ledgers, in memory where the system has a file system there: thousands of disks are built, and none has to last.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::image::Image;

/// An empty folder of its own.
pub(crate) fn empty() -> TempDir {
    let memory = Path::new("/dev/shm");
    let builder = tempfile::Builder::new();
    if memory.is_dir() { builder.tempdir_in(memory) } else { builder.tempdir() }.unwrap()
}

/// Empties `dir` and fills it with the files of `image`.
pub(crate) fn fill(dir: &Path, image: &Image) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if !image.contains_key(path.file_name().unwrap().to_str().unwrap()) {
            fs::remove_file(path).unwrap();
        }
    }
    for (name, bytes) in image {
        fs::write(dir.join(name), bytes).unwrap();
    }
}
