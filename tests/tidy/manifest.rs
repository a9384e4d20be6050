//! What a `Cargo.toml` names.

use crate::tree::File;

/// A dependency, and whether only tests have it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) for_tests: bool,
}

/// The dependencies of a manifest, on whatever system.
pub(crate) fn dependencies(manifest: &File) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut for_tests = None;
    for line in manifest.text.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let (table, name) = match section.rsplit_once("dependencies.") {
                Some((before, name)) => (format!("{before}dependencies"), Some(name)),
                None => (section.to_owned(), None),
            };
            for_tests = table.ends_with("dependencies").then(|| table.ends_with("dev-dependencies"));
            if let (Some(name), Some(for_tests)) = (name, for_tests) {
                found.push(Dependency { name: name.to_owned(), for_tests });
            }
        } else if let (Some(for_tests), Some((key, _))) = (for_tests, line.split_once('='))
            && !line.starts_with('#')
        {
            let name = key.trim().split('.').next().unwrap_or_default();
            found.push(Dependency { name: name.trim_matches('"').to_owned(), for_tests });
        }
    }
    found
}

#[test]
fn every_dependency_is_read_in_whatever_table_it_stands() {
    let text = "[package]\nname = \"x\"\n[dependencies]\na.workspace = true\n# b = 1\nc = { version = \"1\" }\n\
                [target.'cfg(windows)'.dependencies]\nd = \"1\"\n[dev-dependencies]\ne = \"1\"\n[build-dependencies]\nf = \"1\"\n\
                [lints]\nworkspace = true\n";
    let found = dependencies(&File::sample("Cargo.toml", text));
    let named: Vec<_> = found.iter().map(|found| (found.name.as_str(), found.for_tests)).collect();
    assert_eq!(named, [("a", false), ("c", false), ("d", false), ("e", true), ("f", false)]);
}
