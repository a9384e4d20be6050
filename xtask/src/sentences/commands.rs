//! The commands themselves, and how programs end.

use std::fmt::Display;
use std::path::Path;

use super::Language::{self, English, French};

impl Language {
    pub(crate) fn help(self) -> &'static str {
        match self {
            French => {
                "cargo xtask run    installe ce qui manque et ouvre la caisse
    --terminal     plutôt un paiement d’entraînement, pas à pas, dans le terminal
    --yes          sans pause entre ses étapes
cargo xtask test   prépare la machine, puis format, lints et tous les tests
cargo xtask prove  les preuves de fiabilité à leur grande taille, et leur compte dans docs/reliability.md
    --size night|release   jusqu’où aller (sinon night)
    --minutes N    s’arrêter au bout de N minutes ; la suite reprend où il en est
    --only NOM     une seule d’entre elles
cargo xtask seed   remplit le registre d’entraînement de paiements sur deux ans, jamais celui de la boutique
    --payments N   combien
    --data DOSSIER le dossier de données (sinon celui de l’utilisateur)
cargo xtask gallery   photographie chaque écran de la vraie fenêtre dans docs/gallery, dans les deux thèmes
cargo xtask help   cette liste
    --lang fr|en   la langue de ces commandes (sinon celle du système, français par défaut)"
            }
            English => {
                "cargo xtask run    installs what is missing and opens the till
    --terminal     a practice payment instead, step by step, in the terminal
    --yes          no pause between its steps
cargo xtask test   prepares the machine, then formatting, lints and every test
cargo xtask prove  the proofs of reliability at their large size, and their account in docs/reliability.md
    --size night|release   how far to go (night, unless told)
    --minutes N    stop after N minutes; the next run goes on from there
    --only NAME    one of them only
cargo xtask seed   fills the practice ledger with payments of two years, never the shop's
    --payments N   how many
    --data FOLDER  the data folder (else the user's own)
cargo xtask gallery   takes a picture of every screen of the real window into docs/gallery, in both themes
cargo xtask help   this list
    --lang fr|en   the language of these commands (else the system's, French by default)"
            }
        }
    }

    pub(crate) fn not_understood(self, word: &str) -> String {
        match self {
            French => format!("« {word} » n’est pas compris."),
            English => format!("'{word}' is not understood."),
        }
    }

    pub(crate) fn how_many_payments(self) -> String {
        match self {
            French => "Combien de paiements ? Par exemple : cargo xtask seed --payments 10000".to_owned(),
            English => "How many payments? For example: cargo xtask seed --payments 10000".to_owned(),
        }
    }

    pub(crate) fn not_seeded(self, code: Option<i32>) -> String {
        let ended = self.ended(code);
        match self {
            French => format!("Le registre d’entraînement n’est pas rempli ({ended}) : la raison est au-dessus."),
            English => format!("The practice ledger is not filled ({ended}): the reason is above."),
        }
    }

    pub(crate) fn cannot_start(self, program: &str, error: &dyn Display) -> String {
        match self {
            French => format!("{program} n’a pas pu démarrer : {error}"),
            English => format!("{program} could not be started: {error}"),
        }
    }

    pub(crate) fn not_built(self, program: &str) -> String {
        match self {
            French => format!("{program} n’a pas pu être construit : la raison est au-dessus."),
            English => format!("{program} could not be built: the reason is above."),
        }
    }

    pub(crate) fn not_found(self, program: &str, path: &Path) -> String {
        let path = path.display();
        match self {
            French => format!("{program} a été construit, mais pas à sa place : {path}"),
            English => format!("{program} was built, but is not in its place: {path}"),
        }
    }

    /// How a program ended.
    pub(super) fn ended(self, code: Option<i32>) -> String {
        match (self, code) {
            (French, Some(code)) => format!("fin avec le code {code}"),
            (English, Some(code)) => format!("ended with code {code}"),
            (French, None) => "arrêt par un signal".to_owned(),
            (English, None) => "ended by a signal".to_owned(),
        }
    }
}
