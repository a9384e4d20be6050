//! `cargo xtask gallery`: every screen of the real window, as pictures in `docs/gallery`.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::screen;
use crate::sentences::Language;
use crate::system::{Need, System, prepare};
use crate::workspace::{cargo, exit_code, root};

/// What the window is made with, and what it is driven by.
const NEEDS: [Need; 7] = [Need::CCompiler, Need::WebKit, Need::Node, Need::Keyring, Need::Bus, Need::WebDriver, Need::Display];

/// The tests that go through the screens; each keeps its pictures in the folder that `COMPTOIR_GALLERY` names.
const WALK: &str = "test -p comptoir --test window --locked -- gallery";

const LIGHT: &str = "-light.png";
const DARK: &str = "-dark.png";

const PAGE_HEAD: &str = "# Every screen

`cargo xtask gallery` takes these pictures of the real program in its real window, and writes this page. It goes through training, with the program's own
false customers, and then through a shop with a test account and two cashiers. Hours and references are those of the last run.

| in daylight | in the dark |
|---|---|
";

const PAGE_SMALL: &str = "
## In English, 1024×600
";

/// Takes the pictures beside the old ones, and puts them in their place once all are there.
pub(crate) fn gallery(language: Language) -> Result<(), String> {
    if matches!(System::here(), System::MacOs | System::Windows | System::Other) {
        return Err(language.only_on_linux());
    }
    let missing = prepare(language, &NEEDS);
    if !missing.is_empty() {
        return Err(language.nothing_without(&missing));
    }
    screen::make(language)?;
    let (kept, taken) = (root().join("docs/gallery"), root().join("target/gallery"));
    empty(&taken).map_err(|error| language.pictures_not_kept(&taken, &error))?;
    match exit_code(cargo(WALK.split(' ')).env("COMPTOIR_GALLERY", &taken), language)? {
        Some(0) => {}
        code => return Err(language.gallery_not_made(code)),
    }
    let (names, bytes) = replace(&kept, &taken).map_err(|error| language.pictures_not_kept(&kept, &error))?;
    let page = root().join("docs/gallery.md");
    fs::write(&page, page_of(&names)).map_err(|error| language.pictures_not_kept(&page, &error))?;
    println!("\n{}", language.gallery_made(names.len(), bytes));
    Ok(())
}

/// The folder, with no picture of another run in it.
fn empty(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    pictures(folder)?.iter().try_for_each(fs::remove_file)
}

/// Puts the pictures of `taken` in the place of those in `kept`; tells their names in order, and how large they are.
fn replace(kept: &Path, taken: &Path) -> io::Result<(Vec<String>, u64)> {
    empty(kept)?;
    let (mut names, mut bytes) = (Vec::new(), 0);
    for picture in pictures(taken)? {
        let name = picture.file_name().unwrap_or_default().to_string_lossy().into_owned();
        bytes += fs::copy(&picture, kept.join(&name))?;
        names.push(name);
    }
    names.sort();
    Ok((names, bytes))
}

/// The page that shows them: a screen a row, in daylight and in the dark, then what is in neither column.
fn page_of(names: &[String]) -> String {
    let shown = |name: &str| format!("![{0}](gallery/{0})", name);
    let mut page = PAGE_HEAD.to_owned();
    for light in names.iter().filter(|name| name.ends_with(LIGHT)) {
        let dark = light.replace(LIGHT, DARK);
        let beside = if names.contains(&dark) { shown(&dark) } else { String::new() };
        let _ = writeln!(page, "| {} | {beside} |", shown(light));
    }
    page.push_str(PAGE_SMALL);
    for name in names.iter().filter(|name| !name.ends_with(LIGHT) && !name.ends_with(DARK)) {
        let _ = writeln!(page, "\n{}", shown(name));
    }
    page
}

fn pictures(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "png")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_of_an_earlier_run_go_and_what_else_is_there_stays() {
        let folder = std::env::temp_dir().join(format!("comptoir-xtask-{}-gallery", std::process::id()));
        let (kept, taken) = (folder.join("kept"), folder.join("taken"));
        empty(&kept).unwrap();
        empty(&taken).unwrap();
        for name in ["01-gone.png", "notes.md"] {
            fs::write(kept.join(name), "old").unwrap();
        }
        fs::write(taken.join("01-new.png"), "picture").unwrap();
        assert_eq!(replace(&kept, &taken).unwrap(), (vec!["01-new.png".to_owned()], 7));
        let mut names: Vec<_> = fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["01-new.png", "notes.md"]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_page_shows_each_screen_in_both_themes_and_the_small_ones_below() {
        let names = ["01-paid-dark.png", "01-paid-english-small.png", "01-paid-light.png"].map(str::to_owned);
        let page = page_of(&names);
        let row = "| ![01-paid-light.png](gallery/01-paid-light.png) | ![01-paid-dark.png](gallery/01-paid-dark.png) |\n";
        assert!(page.contains(row), "{page}");
        assert!(page.ends_with("\n![01-paid-english-small.png](gallery/01-paid-english-small.png)\n"), "{page}");
    }
}
