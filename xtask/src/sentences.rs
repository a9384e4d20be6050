//! Every sentence of these commands, in both languages. They stand here and not with the
//! application's words, because this package depends on nothing.

use std::fmt::Display;
use std::path::Path;
use std::time::Duration;

use crate::run::Scene;
use crate::system::{Need, Privilege, System};

/// French unless English is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    French,
    English,
}

use Language::{English, French};

impl Language {
    /// What the environment asks for: the first variable that is set decides, as in POSIX.
    pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let name = tag.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::named(&name.to_ascii_lowercase()).unwrap_or(French)
    }

    pub(crate) fn named(tag: &str) -> Option<Self> {
        [French, English].into_iter().find(|language| language.tag() == tag)
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            French => "fr",
            English => "en",
        }
    }
}

/// The commands themselves.
impl Language {
    pub(crate) fn help(self) -> &'static str {
        match self {
            French => {
                "cargo xtask run    un paiement d’entraînement, pas à pas, dans le terminal
    --yes          sans pause entre les étapes
cargo xtask test   prépare la machine, puis format, lints et tous les tests
cargo xtask help   cette liste
    --lang fr|en   la langue de ces commandes (sinon celle du système, français par défaut)"
            }
            English => {
                "cargo xtask run    a practice payment, step by step, in the terminal
    --yes          no pause between the steps
cargo xtask test   prepares the machine, then formatting, lints and every test
cargo xtask help   this list
    --lang fr|en   the language of these commands (else the system's, French by default)"
            }
        }
    }

    pub(crate) fn not_understood(self, word: &str) -> String {
        match self {
            French => format!("« {word} » n’est pas compris."),
            English => format!("'{word}' is not understood."),
        }
    }

    pub(crate) fn cannot_start(self, program: &str, error: &dyn Display) -> String {
        match self {
            French => format!("{program} n’a pas pu démarrer : {error}"),
            English => format!("{program} could not be started: {error}"),
        }
    }
}

/// The visit.
impl Language {
    pub(crate) fn building(self) -> &'static str {
        match self {
            French => "Construction de comptoir-cli. La première fois prend quelques minutes ; les suivantes, quelques secondes.",
            English => "Building comptoir-cli. The first time takes a few minutes; later ones, a few seconds.",
        }
    }

    pub(crate) fn not_built(self) -> String {
        match self {
            French => "comptoir-cli n’a pas pu être construit : la raison est au-dessus.",
            English => "comptoir-cli could not be built: the reason is above.",
        }
        .to_owned()
    }

    pub(crate) fn not_found(self, path: &Path) -> String {
        let path = path.display();
        match self {
            French => format!("comptoir-cli a été construit, mais pas à sa place : {path}"),
            English => format!("comptoir-cli was built, but is not in its place: {path}"),
        }
    }

    pub(crate) fn no_data_folder(self) -> String {
        match self {
            French => "Aucun dossier pour les données : indiquez-en un par COMPTOIR_DATA_DIR.",
            English => "No folder for the data: name one with COMPTOIR_DATA_DIR.",
        }
        .to_owned()
    }

    pub(crate) fn welcome(self, command: &str) -> String {
        match self {
            French => format!(
                "Bienvenue à Comptoir : l’argent mobile au comptoir d’une boutique.
Ceci est un ENTRAÎNEMENT : pas de clé, pas de réseau, pas d’argent. Le client et l’opérateur sont joués par le programme.
Dans la suite, « comptoir-cli » veut dire :
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
            (French, Scene::Push) => "Encaisser 12 500 F : le téléphone 90 00 00 00 reçoit une demande, et le client la valide.",
            (English, Scene::Push) => "Take 12 500 F: the phone 90 00 00 00 is prompted, and the customer agrees.",
            (French, Scene::Page) => "Encaisser 2 500 F par QR : le client photographie le code et paie sur son téléphone.",
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
            French => format!("Étape {place}, « {line} » : {ended}, alors que 0 était attendu."),
            English => format!("Step {place}, '{line}': {ended}, where 0 was expected."),
        }
    }

    pub(crate) fn what_next(self, command: &str, folder: &Path) -> String {
        let folder = folder.display();
        match self {
            French => format!(
                "C’est fini. Tout ce qui précède est gardé dans {folder}.
À essayer ensuite, les deux derniers chiffres du montant décidant de ce que fait le client :
  un refus :
    {command} pay 1505 --phone 90000000 --wait 60
  une demande qui expire :
    {command} pay 1510 --phone 90000000 --wait 60
  aucune réponse :
    {command} pay 1515 --phone 90000000 --wait 20
  ce qui reste ouvert :
    {command} list --open
  tout le reste :
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

/// The checks.
impl Language {
    pub(crate) fn check_passed(self, line: &str, lasted: Duration) -> String {
        match self {
            French => format!("réussi : {line} ({lasted:.1?})"),
            English => format!("passed: {line} ({lasted:.1?})"),
        }
    }

    pub(crate) fn check_skipped(self, component: &str) -> String {
        match self {
            French => format!("SAUTÉ : {component} n’est pas installé (« rustup component add {component} » l’ajoute)."),
            English => format!("SKIPPED: {component} is not installed ('rustup component add {component}' adds it)."),
        }
    }

    pub(crate) fn check_failed(self, line: &str, code: Option<i32>, lasted: Duration) -> String {
        let ended = self.ended(code);
        match self {
            French => format!("ÉCHEC : {line} : {ended}, après {lasted:.1?}."),
            English => format!("FAILED: {line}: {ended}, after {lasted:.1?}."),
        }
    }

    pub(crate) fn all_passed(self, lasted: Duration, skipped: &[String], missing: &[Need]) -> String {
        let mut lines = Vec::new();
        if !missing.is_empty() {
            lines.push(self.still_missing(missing));
        }
        if skipped.is_empty() {
            lines.push(match self {
                French => format!("Tout a réussi ({lasted:.1?})."),
                English => format!("Everything passed ({lasted:.1?})."),
            });
        } else {
            let skipped = skipped.join(", ");
            lines.push(match self {
                French => format!("Le reste a réussi ({lasted:.1?}), mais sans : {skipped}."),
                English => format!("The rest passed ({lasted:.1?}), but without: {skipped}."),
            });
        }
        lines.join("\n")
    }

    fn ended(self, code: Option<i32>) -> String {
        match (self, code) {
            (French, Some(code)) => format!("fin avec le code {code}"),
            (English, Some(code)) => format!("ended with code {code}"),
            (French, None) => "arrêt par un signal".to_owned(),
            (English, None) => "ended by a signal".to_owned(),
        }
    }
}

/// The machine.
impl Language {
    pub(crate) fn missing(self, needs: &[Need]) -> String {
        let mut lines = vec![
            match self {
                French => "Il manque à cette machine :",
                English => "This machine lacks:",
            }
            .to_owned(),
        ];
        for need in needs {
            let (name, reason) = (self.need(*need), self.reason(*need));
            lines.push(match self {
                French => format!("  {name} : {reason}"),
                English => format!("  {name}: {reason}"),
            });
        }
        lines.join("\n")
    }

    pub(crate) fn still_missing(self, needs: &[Need]) -> String {
        let names: Vec<&str> = needs.iter().map(|need| self.need(*need)).collect();
        let names = names.join(", ");
        match self {
            French => format!("Il manque toujours : {names}."),
            English => format!("Still missing: {names}."),
        }
    }

    pub(crate) fn no_compiler(self) -> String {
        match self {
            French => "Sans compilateur C, rien ne peut être construit.",
            English => "Without a C compiler, nothing can be built.",
        }
        .to_owned()
    }

    fn need(self, need: Need) -> &'static str {
        match (self, need) {
            (French, Need::CCompiler) => "compilateur C (cc)",
            (English, Need::CCompiler) => "C compiler (cc)",
            (French | English, Need::Keyring) => "gnome-keyring-daemon, secret-tool",
            (French | English, Need::Bus) => "dbus-run-session, dbus-daemon",
            (French | English, Need::Strace) => "strace",
        }
    }

    fn reason(self, need: Need) -> &'static str {
        match (self, need) {
            (French, Need::CCompiler) => "SQLite et le chiffrement de TLS se construisent depuis C",
            (English, Need::CCompiler) => "SQLite and the cryptography of TLS are built from C",
            (French, Need::Keyring) => "des tests gardent une clé dans un vrai trousseau",
            (English, Need::Keyring) => "some tests keep a key in a real keychain",
            (French, Need::Bus) => "ce trousseau vit dans une session D-Bus à lui",
            (English, Need::Bus) => "that keychain lives in a D-Bus session of its own",
            (French, Need::Strace) => "des tests tuent le programme à chacune de ses écritures",
            (English, Need::Strace) => "some tests kill the program at each of its writes",
        }
    }

    pub(crate) fn installing(self, privilege: Privilege) -> &'static str {
        match (self, privilege) {
            (French, Privilege::Root) => "Cela va être installé par les commandes montrées ici :",
            (English, Privilege::Root) => "It will be installed by the commands shown here:",
            (French, Privilege::Sudo) => "Cela va être installé par sudo, qui peut demander votre mot de passe :",
            (English, Privilege::Sudo) => "It will be installed through sudo, which may ask for your password:",
            (French, Privilege::Neither) => "Ni root ni sudo ici. À faire exécuter par qui administre cette machine :",
            (English, Privilege::Neither) => "Neither root nor sudo here. To be run by whoever administers this machine:",
        }
    }

    /// Where nothing can be installed for the person, what they can do themselves.
    pub(crate) fn how_to_get(self, system: System) -> &'static str {
        match (self, system) {
            (French, System::MacOs) => "Pour l’installer : xcode-select --install",
            (English, System::MacOs) => "To install it: xcode-select --install",
            (French, System::Windows) => {
                "Pour l’avoir : les « Build Tools for Visual Studio » avec leur charge de travail C++ et le Rust habituel (msvc), ou gcc de MinGW-w64 dans le PATH."
            }
            (English, System::Windows) => {
                "To get it: the Build Tools for Visual Studio with their C++ workload and the usual Rust (msvc), or gcc of MinGW-w64 on the PATH."
            }
            (French, System::Debian | System::Fedora | System::Arch | System::OtherLinux | System::Other) => {
                "La façon d’installer de ce système n’est pas connue ici : installez les programmes nommés ci-dessus par son gestionnaire de paquets."
            }
            (English, System::Debian | System::Fedora | System::Arch | System::OtherLinux | System::Other) => {
                "How this system installs is not known here: install the programs named above with its package manager."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(variables: &[(&str, &str)]) -> Language {
        Language::of_environment(|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn french_is_spoken_unless_english_is_asked_for() {
        for value in ["", "C", "C.UTF-8", "POSIX", "fr_TG.UTF-8", "pt_BR", "enm_GB"] {
            assert_eq!(spoken(&[("LANG", value)]), French, "{value}");
        }
        assert_eq!(spoken(&[]), French);
        for value in ["en", "en_US.UTF-8", "en-GB", "EN_gb", "en.UTF-8", "en@quot"] {
            assert_eq!(spoken(&[("LANG", value)]), English, "{value}");
        }
    }

    #[test]
    fn lc_all_goes_before_lang_unless_it_is_empty() {
        assert_eq!(spoken(&[("LC_ALL", "fr_FR.UTF-8"), ("LANG", "en_US.UTF-8")]), French);
        assert_eq!(spoken(&[("LC_ALL", "en_US.UTF-8"), ("LANG", "fr_FR.UTF-8")]), English);
        assert_eq!(spoken(&[("LC_ALL", ""), ("LANG", "en_US")]), English);
    }

    #[test]
    fn what_is_missing_is_said_with_its_reason() {
        let sentence = French.missing(&[Need::Strace, Need::Keyring]);
        assert!(sentence.contains("strace : des tests tuent"));
        assert!(sentence.contains("gnome-keyring-daemon, secret-tool : des tests gardent"));
    }

    #[test]
    fn the_commands_to_try_next_refuse_expire_and_stay_silent() {
        for language in [French, English] {
            let sentence = language.what_next("comptoir-cli --training", Path::new("/till"));
            for amount in ["pay 1505 ", "pay 1510 ", "pay 1515 "] {
                assert!(sentence.contains(amount), "{amount}");
            }
        }
    }
}
