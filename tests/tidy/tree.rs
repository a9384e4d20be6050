//! The files of the project, as they lie on the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A file that people wrote.
pub(crate) struct File {
    /// From the project's root, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// A file that a check is shown.
    pub(crate) fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// A place in it, for a person.
    pub(crate) fn line(&self, number: usize) -> String {
        format!("{}:{}", self.path, number + 1)
    }
}

/// The project's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every text file of the project, but what its `.gitignore` names.
pub(crate) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = Vec::new();
        collect(root(), &mut files);
        assert!(files.len() > 100, "the project was not found");
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files
    })
}

/// The Rust files of the project.
pub(crate) fn rust() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| file.path.ends_with(".rs"))
}

/// The file at this path.
pub(crate) fn file(path: &str) -> &'static File {
    files().iter().find(|file| file.path == path).unwrap_or_else(|| panic!("there is no {path}"))
}

/// The folders in this folder.
pub(crate) fn folders(path: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(path)).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap());
    folders.filter(|name| !name.starts_with('.')).collect()
}

fn collect(folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let ignored = matches!(name, ".git" | "target" | "node_modules" | "dist") || name.ends_with(".snap.new");
        if ignored || path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let parts: Vec<_> = path.strip_prefix(root()).unwrap().iter().map(|part| part.to_str().unwrap()).collect();
            files.push(File { path: parts.join("/"), text });
        }
    }
}

/// All that a check found is wrong is nothing.
#[track_caller]
pub(crate) fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
