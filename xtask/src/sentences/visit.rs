//! The visit.

use std::path::Path;

use super::Language::{self, English, French};
use crate::run::visit::Scene;

impl Language {
    pub(crate) fn building_visit(self) -> &'static str {
        match self {
            French => "Construction de comptoir-cli. La première fois prend quelques minutes ; les suivantes, quelques secondes.",
            English => "Building comptoir-cli. The first time takes a few minutes; later ones, a few seconds.",
        }
    }

    pub(crate) fn no_data_folder(self) -> String {
        match self {
            French => "Aucun dossier pour les données : indiquez-en un par COMPTOIR_DATA_DIR.",
            English => "No folder for the data: name one with COMPTOIR_DATA_DIR.",
        }
        .to_owned()
    }

    pub(crate) fn welcome(self, command: &str) -> String {
        match self {
            French => format!(
                "Bienvenue à Comptoir : l’argent mobile au comptoir d’une boutique.
Ceci est un ENTRAÎNEMENT : pas de clé, pas de réseau, pas d’argent. Le client et l’opérateur sont joués par le programme.
Dans la suite, « comptoir-cli » veut dire :
  {command}"
            ),
            English => format!(
                "Welcome to Comptoir: mobile money at a shop's counter.
This is TRAINING: no key, no network, no money. The customer and the operator are played by the program.
Below, 'comptoir-cli' stands for:
  {command}"
            ),
        }
    }

    pub(crate) fn scene(self, scene: Scene) -> &'static str {
        match (self, scene) {
            (French, Scene::Push) => "Encaisser 12 500 F : le téléphone 90 00 00 00 reçoit une demande, et le client la valide.",
            (English, Scene::Push) => "Take 12 500 F: the phone 90 00 00 00 is prompted, and the customer agrees.",
            (French, Scene::Page) => "Encaisser 2 500 F par QR : le client photographie le code et paie sur son téléphone.",
            (English, Scene::Page) => "Take 2 500 F by QR: the customer photographs the code and pays on their phone.",
            (French, Scene::Receipt) => "Le reçu numéroté du premier paiement.",
            (English, Scene::Receipt) => "The numbered receipt of the first payment.",
            (French, Scene::List) => "Les derniers paiements de ce dossier, le plus récent d’abord.",
            (English, Scene::List) => "The last payments of this folder, newest first.",
        }
    }

    pub(crate) fn press_enter(self) -> &'static str {
        match self {
            French => "[Entrée pour continuer] ",
            English => "[Enter to go on] ",
        }
    }

    pub(crate) fn step_failed(self, place: usize, line: &str, code: Option<i32>) -> String {
        let ended = self.ended(code);
        match self {
            French => format!("Étape {place}, « {line} » : {ended}, alors que 0 était attendu."),
            English => format!("Step {place}, '{line}': {ended}, where 0 was expected."),
        }
    }

    pub(crate) fn what_next(self, command: &str, folder: &Path) -> String {
        let folder = folder.display();
        match self {
            French => format!(
                "C’est fini. Tout ce qui précède est gardé dans {folder}.
À essayer ensuite, les deux derniers chiffres du montant décidant de ce que fait le client :
  un refus :
    {command} pay 1505 --phone 90000000 --wait 60
  une demande qui expire :
    {command} pay 1510 --phone 90000000 --wait 60
  aucune réponse :
    {command} pay 1515 --phone 90000000 --wait 20
  ce qui reste ouvert :
    {command} list --open
  tout le reste :
    {command} --help"
            ),
            English => format!(
                "That is all. Everything above is kept in {folder}.
To try next, the last two digits of the amount deciding what the customer does:
  a refusal:
    {command} pay 1505 --phone 90000000 --wait 60
  a prompt that expires:
    {command} pay 1510 --phone 90000000 --wait 60
  no answer at all:
    {command} pay 1515 --phone 90000000 --wait 20
  what is still open:
    {command} list --open
  everything else:
    {command} --help"
            ),
        }
    }
}
