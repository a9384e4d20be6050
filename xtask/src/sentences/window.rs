//! The window.

use super::Language::{self, English, French};
use crate::system::Need;

impl Language {
    pub(crate) fn no_display(self) -> &'static str {
        match self {
            French => "Aucun écran ici (ni DISPLAY ni WAYLAND_DISPLAY) : le paiement d’entraînement se fait dans le terminal.",
            English => "No display here (neither DISPLAY nor WAYLAND_DISPLAY): the practice payment is taken in the terminal.",
        }
    }

    pub(crate) fn no_window(self, missing: &[Need]) -> String {
        let names = self.names(missing);
        match self {
            French => format!("Pas de fenêtre sans : {names}. Le paiement d’entraînement se fait dans le terminal."),
            English => format!("No window without: {names}. The practice payment is taken in the terminal."),
        }
    }

    pub(crate) fn building_window(self) -> &'static str {
        match self {
            French => "Construction de la caisse. La première fois prend plusieurs minutes ; les suivantes, quelques secondes.",
            English => "Building the till. The first time takes several minutes; later ones, a few seconds.",
        }
    }

    pub(crate) fn screen_not_made(self, line: &str, code: Option<i32>) -> String {
        let ended = self.ended(code);
        match self {
            French => format!("L’écran n’a pas pu être construit. « {line} », dans le dossier ui : {ended}."),
            English => format!("The screen could not be built. '{line}', in the folder ui: {ended}."),
        }
    }

    pub(crate) fn opening(self) -> &'static str {
        match self {
            French => "La caisse s’ouvre. Fermer sa fenêtre termine cette commande.",
            English => "The till is opening. Closing its window ends this command.",
        }
    }

    pub(crate) fn window_failed(self, code: Option<i32>) -> String {
        let ended = self.ended(code);
        match self {
            French => format!("La caisse ne s’est pas terminée comme attendu : {ended}."),
            English => format!("The till did not end as expected: {ended}."),
        }
    }
}
