use std::fs::{File, create_dir_all, read_dir, remove_dir_all, remove_file};
use std::path::PathBuf;
use std::time::Duration;

use super::*;

const INSTALLED: &str = "ui/node_modules/.package-lock.json";
const LOCK: &str = "ui/package-lock.json";
const BUILT: &str = "ui/dist/index.html";
const DEEP: &str = "ui/src/screens/payment/Pane.svelte";

/// A checkout of the screen in a folder of its own, in which everything is as old as everything else.
struct Checkout(PathBuf);

impl Checkout {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("comptoir-xtask-{}-{name}", std::process::id()));
        let _ = remove_dir_all(&folder);
        let checkout = Self(folder);
        let files = SOURCES.into_iter().filter(|source| *source != "ui/src").chain([BUILT, DEEP, "ui/src/main.ts"]);
        for file in files {
            let path = checkout.0.join(file);
            create_dir_all(path.parent().unwrap()).unwrap();
            File::create(path).unwrap();
        }
        // A folder's time changes with each file made in it, so times are set when all files are there.
        set_all(&checkout.0, 100);
        checkout
    }

    fn changed_at(&self, path: &str, seconds: u64) {
        set(&self.0.join(path), seconds);
    }

    fn is_current(&self, product: Product) -> bool {
        product.is_current(&self.0)
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        let _ = remove_dir_all(&self.0);
    }
}

fn set(path: &Path, seconds: u64) {
    // Windows opens no folder to write; there, folders keep the time of their making, and are left out.
    if let Ok(file) = File::options().read(true).write(path.is_file()).open(path) {
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
    }
}

fn set_all(folder: &Path, seconds: u64) {
    for entry in read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            set_all(&path, seconds);
        }
        set(&path, seconds);
    }
}

#[test]
fn packages_are_installed_where_they_are_missing() {
    let checkout = Checkout::new("no-packages");
    assert!(checkout.is_current(Product::Packages));
    remove_file(checkout.0.join(INSTALLED)).unwrap();
    assert!(!checkout.is_current(Product::Packages));
}

#[test]
fn packages_are_installed_again_when_the_lock_is_newer() {
    let checkout = Checkout::new("new-lock");
    checkout.changed_at(LOCK, 101);
    assert!(!checkout.is_current(Product::Packages));
    checkout.changed_at(INSTALLED, 102);
    assert!(checkout.is_current(Product::Packages));
}

#[test]
fn no_lock_at_all_is_npms_to_complain_about() {
    let checkout = Checkout::new("no-lock");
    remove_file(checkout.0.join(LOCK)).unwrap();
    assert!(!checkout.is_current(Product::Packages));
}

#[test]
fn the_screen_is_built_where_it_is_missing() {
    let checkout = Checkout::new("no-screen");
    remove_file(checkout.0.join(BUILT)).unwrap();
    assert!(!checkout.is_current(Product::Screen));
}

#[cfg(unix)]
#[test]
fn the_screen_is_built_again_after_a_change_to_any_source() {
    let checkout = Checkout::new("changes");
    assert!(checkout.is_current(Product::Screen));
    for source in [
        DEEP,
        "ui/src/main.ts",
        "ui/index.html",
        "ui/package.json",
        LOCK,
        "ui/vite.config.ts",
        "ui/svelte.config.js",
        INSTALLED,
        "src-tauri/crates/words/fr.json",
        "src-tauri/crates/words/en.json",
    ] {
        checkout.changed_at(source, 101);
        assert!(!checkout.is_current(Product::Screen), "{source}");
        checkout.changed_at(source, 100);
    }
    assert!(checkout.is_current(Product::Screen));
}

#[cfg(unix)]
#[test]
fn a_file_that_was_removed_builds_the_screen_again() {
    let checkout = Checkout::new("removed");
    remove_file(checkout.0.join(DEEP)).unwrap();
    assert!(!checkout.is_current(Product::Screen));
}

#[test]
fn the_sources_of_the_screen_are_there() {
    for source in SOURCES.into_iter().filter(|source| *source != INSTALLED) {
        assert!(root().join(source).exists(), "{source}");
    }
}

#[test]
fn npm_works_in_the_screens_folder_and_downloads_no_browser() {
    let command = npm("run build");
    assert_eq!(command.get_current_dir(), Some(root().join("ui").as_path()));
    assert!(command.get_envs().any(|(name, value)| name == "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD" && value == Some("1".as_ref())));
    let arguments: Vec<_> = command.get_args().collect();
    assert_eq!(arguments, ["run", "build"]);
}
