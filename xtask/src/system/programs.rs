//! What is on the machine already.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The browsers that the screens' tests can drive. On Ubuntu, `chromium-browser` may be a stub that asks for a snap: it comes last.
const BROWSERS: [&str; 4] = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

/// The oldest Node.js that builds the screen: what Vite asks for.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Where the program of this name is, by the PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let endings = endings(std::env::consts::OS);
    std::env::split_paths(&std::env::var_os("PATH")?).find_map(|folder| in_folder(&folder, name, endings))
}

/// The same for a part of the system's print service, which a person's PATH need not know.
pub(super) fn find_for_printing(name: &str) -> Option<PathBuf> {
    let folders = ["/usr/sbin", "/usr/lib/cups/backend"];
    find(name).or_else(|| folders.iter().find_map(|folder| in_folder(Path::new(folder), name, &[""])))
}

/// A browser for the screens' tests: the one asked for, or one on the PATH, or one in its usual place.
pub(super) fn browser() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    variable("COMPTOIR_CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| BROWSERS.into_iter().find_map(find))
        .or_else(|| usual_places(std::env::consts::OS, variable).into_iter().find(|path| path.is_file()))
}

/// Whether `node` and `npm` are there, and new enough.
pub(super) fn has_node() -> bool {
    let (Some(node), Some(_)) = (find("node"), find("npm")) else {
        return false;
    };
    let told = Command::new(node).arg("--version").stdin(Stdio::null()).output();
    told.is_ok_and(|told| is_new_enough(&String::from_utf8_lossy(&told.stdout)))
}

/// Whether a C program can be built on these libraries, by their names in pkg-config.
pub(super) fn has_libraries(names: &[&str]) -> bool {
    find("pkg-config").is_some_and(|program| {
        let told = Command::new(program).arg("--exists").args(names).stdin(Stdio::null()).stderr(Stdio::null()).status();
        told.is_ok_and(|status| status.success())
    })
}

/// How the names of programs end. On Windows, npm is a script.
fn endings(os: &str) -> &'static [&'static str] {
    if os == "windows" { &[".exe", ".cmd"] } else { &[""] }
}

fn in_folder(folder: &Path, name: &str, endings: &[&str]) -> Option<PathBuf> {
    endings.iter().map(|ending| folder.join(format!("{name}{ending}"))).find(|path| path.is_file())
}

/// Where browsers are on the systems that do not put them on the PATH.
fn usual_places(os: &str, variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let (parents, below): (Vec<PathBuf>, &[&str]) = match os {
        "macos" => (
            vec![PathBuf::from("/Applications")],
            &[
                "Google Chrome.app/Contents/MacOS/Google Chrome",
                "Chromium.app/Contents/MacOS/Chromium",
                "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            ],
        ),
        "windows" => (
            ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].into_iter().filter_map(variable).map(PathBuf::from).collect(),
            &["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"],
        ),
        _ => return Vec::new(),
    };
    below.iter().flat_map(|path| parents.iter().map(move |parent| parent.join(path))).collect()
}

/// Whether `node --version` tells of a version that builds the screen.
fn is_new_enough(told: &str) -> bool {
    let mut numbers = told.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= OLDEST_NODE,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{File, create_dir_all, remove_dir_all};

    use super::*;

    #[test]
    fn a_program_is_found_on_the_path_and_an_invented_one_is_not() {
        assert!(find(if cfg!(windows) { "cmd" } else { "sh" }).is_some_and(|path| path.is_file()));
        assert_eq!(find("comptoir-no-such-program"), None);
    }

    #[test]
    fn on_windows_a_script_is_found_by_its_bare_name() {
        let folder = std::env::temp_dir().join(format!("comptoir-xtask-{}-path", std::process::id()));
        create_dir_all(&folder).unwrap();
        // npm's folder has a script for other shells too, which Windows cannot start.
        let scripts = [folder.join("npm.cmd"), folder.join("npm")];
        for path in &scripts {
            File::create(path).unwrap();
        }
        let found = [endings("windows"), endings("linux")].map(|endings| in_folder(&folder, "npm", endings));
        remove_dir_all(&folder).unwrap();
        assert_eq!(found, scripts.map(Some));
    }

    #[test]
    fn node_is_as_new_as_vite_asks() {
        for told in ["v20.19.0\n", "v20.20.2", "v22.0.0", "24.1.0"] {
            assert!(is_new_enough(told), "{told}");
        }
        for told in ["v20.18.3", "v18.20.4", "", "v", "v20", "node"] {
            assert!(!is_new_enough(told), "{told}");
        }
    }

    #[test]
    fn a_library_that_was_invented_is_not_there() {
        assert!(!has_libraries(&["comptoir-no-such-library"]));
    }

    #[test]
    fn windows_and_macos_keep_browsers_off_the_path() {
        let folders = |name: &str| (name == "ProgramFiles").then(|| OsString::from("/Programs"));
        let places = usual_places("windows", folders);
        assert!(places.contains(&PathBuf::from("/Programs/Google/Chrome/Application/chrome.exe")));
        assert_eq!(places.len(), 2);
        let places = usual_places("macos", |_| None);
        assert!(places.contains(&PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")));
        assert!(usual_places("linux", |_| None).is_empty());
    }
}
