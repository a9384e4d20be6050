//! The gallery.

use std::fmt::Display;
use std::path::Path;

use super::Language::{self, English, French};

impl Language {
    pub(crate) fn only_on_linux(self) -> String {
        match self {
            French => "La galerie se fait sous Linux seulement : ailleurs, rien ne conduit la fenêtre.",
            English => "The gallery is made on Linux only: elsewhere nothing drives the window.",
        }
        .to_owned()
    }

    pub(crate) fn gallery_not_made(self, code: Option<i32>) -> String {
        let ended = self.ended(code);
        match self {
            French => format!("La galerie est restée comme elle était ({ended}) : l’écran qui manque est nommé au-dessus."),
            English => format!("The gallery was left as it was ({ended}): the screen that is missing is named above."),
        }
    }

    pub(crate) fn pictures_not_kept(self, folder: &Path, error: &dyn Display) -> String {
        let folder = folder.display();
        match self {
            French => format!("Les images ne peuvent pas être gardées dans {folder} : {error}"),
            English => format!("The pictures cannot be kept in {folder}: {error}"),
        }
    }

    pub(crate) fn gallery_made(self, pictures: usize, bytes: u64) -> String {
        let thousands = bytes / 1000;
        match self {
            French => format!("{pictures} images dans docs/gallery, {thousands} ko en tout."),
            English => format!("{pictures} pictures in docs/gallery, {thousands} kB together."),
        }
    }
}
