//! What the machine has and lacks.

use super::Language::{self, English, French};
use crate::system::{Need, Privilege, System};

impl Language {
    pub(crate) fn missing(self, needs: &[Need]) -> String {
        let mut lines = vec![
            match self {
                French => "Il manque à cette machine :",
                English => "This machine lacks:",
            }
            .to_owned(),
        ];
        for need in needs {
            let (name, reason) = (self.need(*need), self.reason(*need));
            lines.push(match self {
                French => format!("  {name} : {reason}"),
                English => format!("  {name}: {reason}"),
            });
        }
        lines.join("\n")
    }

    pub(crate) fn still_missing(self, needs: &[Need]) -> String {
        let names = self.names(needs);
        match self {
            French => format!("Il manque toujours : {names}."),
            English => format!("Still missing: {names}."),
        }
    }

    pub(crate) fn nothing_without(self, needs: &[Need]) -> String {
        let names = self.names(needs);
        match self {
            French => format!("Rien ne peut être construit sans : {names}."),
            English => format!("Nothing can be built without: {names}."),
        }
    }

    /// The needs, by their names.
    pub(super) fn names(self, needs: &[Need]) -> String {
        let names: Vec<&str> = needs.iter().map(|need| self.need(*need)).collect();
        names.join(", ")
    }

    fn need(self, need: Need) -> &'static str {
        match (self, need) {
            (French, Need::CCompiler) => "compilateur C (cc)",
            (English, Need::CCompiler) => "C compiler (cc)",
            (French, Need::WebKit) => "WebKitGTK 4.1 et ses en-têtes",
            (English, Need::WebKit) => "WebKitGTK 4.1 and its headers",
            (French, Need::Node) => "Node.js 20.19 ou plus récent, et npm",
            (English, Need::Node) => "Node.js 20.19 or newer, and npm",
            (French | English, Need::Keyring) => "gnome-keyring-daemon, secret-tool",
            (French | English, Need::Bus) => "dbus-run-session, dbus-daemon",
            (French | English, Need::Strace) => "strace",
            (French | English, Need::PrintServer) => "cupsd, lpadmin",
            (French | English, Need::WebDriver) => "WebKitWebDriver",
            (French | English, Need::Display) => "Xvfb",
            (French | English, Need::Poppler) => "pdftotext, pdftoppm",
            (French | English, Need::Office) => "LibreOffice Calc",
            (French, Need::Browser) => "Chromium ou Chrome",
            (English, Need::Browser) => "Chromium or Chrome",
        }
    }

    fn reason(self, need: Need) -> &'static str {
        match (self, need) {
            (French, Need::CCompiler) => "SQLite et le chiffrement de TLS se construisent depuis C",
            (English, Need::CCompiler) => "SQLite and the cryptography of TLS are built from C",
            (French, Need::WebKit) => "il dessine la fenêtre de la caisse",
            (English, Need::WebKit) => "it draws the till's window",
            (French, Need::Node) => "ils construisent l’écran de la caisse",
            (English, Need::Node) => "they build the till's screen",
            (French, Need::Keyring) => "des tests gardent une clé dans un vrai trousseau",
            (English, Need::Keyring) => "some tests keep a key in a real keychain",
            (French, Need::Bus) => "ce trousseau vit dans une session D-Bus à lui",
            (English, Need::Bus) => "that keychain lives in a D-Bus session of its own",
            (French, Need::Strace) => "des tests tuent le programme à chacune de ses écritures",
            (English, Need::Strace) => "some tests kill the program at each of its writes",
            (French, Need::PrintServer) => "des tests impriment par un CUPS à eux",
            (English, Need::PrintServer) => "some tests print through a CUPS of their own",
            (French, Need::WebDriver) => "des tests se servent de la vraie fenêtre",
            (English, Need::WebDriver) => "some tests use the real window",
            (French, Need::Display) => "cette fenêtre s’ouvre sur un écran à elle",
            (English, Need::Display) => "that window opens on a display of its own",
            (French, Need::Poppler) => "des tests relisent le PDF d’un reçu",
            (English, Need::Poppler) => "some tests read a receipt's PDF",
            (French, Need::Office) => "des tests ouvrent dans un tableur les paiements exportés",
            (English, Need::Office) => "some tests open exported payments in a spreadsheet",
            (French, Need::Browser) => "les tests des écrans les ouvrent dans un navigateur",
            (English, Need::Browser) => "the screens' tests open them in a browser",
        }
    }

    pub(crate) fn installing(self, privilege: Privilege) -> &'static str {
        match (self, privilege) {
            (French, Privilege::Root) => "Cela va être installé par les commandes montrées ici :",
            (English, Privilege::Root) => "It will be installed by the commands shown here:",
            (French, Privilege::Sudo) => "Cela va être installé par sudo, qui peut demander votre mot de passe :",
            (English, Privilege::Sudo) => "It will be installed through sudo, which may ask for your password:",
            (French, Privilege::Neither) => "Ni root ni sudo ici. À faire exécuter par qui administre cette machine :",
            (English, Privilege::Neither) => "Neither root nor sudo here. To be run by whoever administers this machine:",
        }
    }

    /// What is not installed for the person, where they have a way of their own.
    pub(crate) fn how_to_get(self, need: Need, system: System) -> Option<String> {
        let how = match (self, need, system) {
            (French, Need::Node, _) => "à installer depuis https://nodejs.org",
            (English, Need::Node, _) => "to be installed from https://nodejs.org",
            (French, Need::CCompiler, System::MacOs) => "à installer par xcode-select --install",
            (English, Need::CCompiler, System::MacOs) => "to be installed by xcode-select --install",
            (French, Need::CCompiler, System::Windows) => {
                "à installer avec les « Build Tools for Visual Studio », leur charge de travail C++ et le Rust habituel (msvc), ou gcc de MinGW-w64 dans le PATH"
            }
            (English, Need::CCompiler, System::Windows) => {
                "to be installed with the Build Tools for Visual Studio, their C++ workload and the usual Rust (msvc), or gcc of MinGW-w64 on the PATH"
            }
            (French, Need::Browser, System::Ubuntu) => {
                "à installer par « snap install chromium » ou depuis https://www.google.com/chrome, car le paquet d’Ubuntu n’est qu’un renvoi"
            }
            (English, Need::Browser, System::Ubuntu) => {
                "to be installed by 'snap install chromium' or from https://www.google.com/chrome, for Ubuntu's package is only a pointer"
            }
            (French, Need::Browser, System::MacOs | System::Windows) => "à installer depuis https://www.google.com/chrome",
            (English, Need::Browser, System::MacOs | System::Windows) => "to be installed from https://www.google.com/chrome",
            _ => return None,
        };
        let name = self.need(need);
        Some(match self {
            French => format!("{name} : {how}"),
            English => format!("{name}: {how}"),
        })
    }

    pub(crate) fn way_not_known(self) -> &'static str {
        match self {
            French => {
                "La façon d’installer de ce système n’est pas connue ici : installez le reste de ce qui est nommé ci-dessus par son gestionnaire de paquets."
            }
            English => {
                "How this system installs is not known here: install the rest of what is named above with its package manager."
            }
        }
    }
}
