//! What building and testing need, and what each system calls it.

use super::programs::{browser, find, find_for_printing, has_libraries, has_node};
use super::{Line, System};

/// Something outside Rust that building or testing needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// For SQLite and for the cryptography of TLS, which are built from C.
    CCompiler,
    /// For the window. macOS has its own, and Windows has WebView2.
    WebKit,
    /// For the screen in the window. A newcomer has it, or chooses where to get it.
    Node,
    /// For the tests that keep a key in a real Secret Service.
    Keyring,
    /// For the D-Bus session which that Secret Service lives in.
    Bus,
    /// For the tests that kill the program at each of its writes.
    Strace,
    /// For the tests that print on queues of the system's.
    PrintServer,
    /// For the tests that use the real window.
    WebDriver,
    /// For the display that those tests open the window on.
    Display,
    /// For the tests that read a receipt's PDF.
    Poppler,
    /// For the screens' tests.
    Browser,
    /// For the tests that open exported payments as a shop does.
    Office,
}

/// What the window is built on. `dbus-1` is there for the crate that hears of a change of the desktop's theme.
const WEBKIT: [&str; 4] = ["webkit2gtk-4.1", "javascriptcoregtk-4.1", "libsoup-3.0", "dbus-1"];

impl Need {
    /// Whether it is on this machine. Looking is quick, and is right whoever installed it.
    pub(super) fn is_met(self, system: System) -> bool {
        match self {
            Self::WebKit => matches!(system, System::MacOs | System::Windows) || has_libraries(&WEBKIT),
            Self::Node => has_node(),
            Self::Browser => browser().is_some(),
            Self::PrintServer => self.executables(system).iter().all(|name| find_for_printing(name).is_some()),
            Self::CCompiler
            | Self::Keyring
            | Self::Bus
            | Self::Strace
            | Self::WebDriver
            | Self::Display
            | Self::Poppler
            | Self::Office => self.executables(system).iter().all(|name| find(name).is_some()),
        }
    }

    fn executables(self, system: System) -> &'static [&'static str] {
        match self {
            // Rust's usual toolchain on Windows is linked by Visual Studio's tools, which bring the
            // compiler and are found by other means than PATH; the GNU one brings a linker only.
            Self::CCompiler if system == System::Windows => {
                if cfg!(target_env = "gnu") {
                    &["gcc"]
                } else {
                    &[]
                }
            }
            Self::CCompiler => &["cc"],
            Self::Keyring => &["gnome-keyring-daemon", "secret-tool"],
            Self::Bus => &["dbus-run-session", "dbus-daemon"],
            Self::Strace => &["strace"],
            Self::PrintServer => &["cupsd", "lpadmin", "socket"],
            Self::WebDriver => &["WebKitWebDriver"],
            Self::Display => &["Xvfb"],
            Self::Poppler => &["pdftotext", "pdftoppm"],
            Self::Office => &["soffice"],
            Self::WebKit | Self::Node | Self::Browser => &[],
        }
    }

    /// The packages that bring it. None where the person must see to it: Node, and anything where the system's way is not known.
    pub(super) fn packages(self, system: System) -> &'static [&'static str] {
        match (self, system) {
            (Self::Node, _) | (_, System::OtherLinux | System::MacOs | System::Windows | System::Other) => &[],
            // The headers of the C library are only recommended by Debian's gcc.
            (Self::CCompiler, System::Debian | System::Ubuntu) => &["gcc", "libc6-dev"],
            (Self::CCompiler, System::Fedora | System::Arch) => &["gcc"],
            (Self::WebKit, System::Debian | System::Ubuntu) => &["libwebkit2gtk-4.1-dev", "libdbus-1-dev", "pkg-config"],
            (Self::WebKit, System::Fedora) => &["webkit2gtk4.1-devel", "dbus-devel", "pkgconf-pkg-config"],
            (Self::WebKit, System::Arch) => &["webkit2gtk-4.1", "dbus", "pkgconf"],
            (Self::Keyring, System::Debian | System::Ubuntu) => &["gnome-keyring", "libsecret-tools"],
            (Self::Keyring, System::Fedora | System::Arch) => &["gnome-keyring", "libsecret"],
            (Self::Bus, System::Debian | System::Ubuntu | System::Arch) => &["dbus"],
            (Self::Bus, System::Fedora) => &["dbus-daemon"],
            (Self::Strace, System::Debian | System::Ubuntu | System::Fedora | System::Arch) => &["strace"],
            // Its daemon alone does not send to a printer on the network.
            (Self::PrintServer, System::Debian | System::Ubuntu | System::Fedora | System::Arch) => &["cups"],
            (Self::WebDriver, System::Debian | System::Ubuntu) => &["webkit2gtk-driver"],
            // Fedora builds one driver, and keeps it beside the library for GTK 4.
            (Self::WebDriver, System::Fedora) => &["webkitgtk6.0"],
            (Self::WebDriver, System::Arch) => &["webkit2gtk-4.1"],
            (Self::Display, System::Debian | System::Ubuntu) => &["xvfb"],
            (Self::Display, System::Fedora) => &["xorg-x11-server-Xvfb"],
            (Self::Display, System::Arch) => &["xorg-server-xvfb"],
            (Self::Poppler, System::Debian | System::Ubuntu | System::Fedora) => &["poppler-utils"],
            (Self::Poppler, System::Arch) => &["poppler"],
            // Pages without a single font have nothing to draw letters with.
            (Self::Browser, System::Debian) => &["chromium", "fonts-dejavu-core"],
            (Self::Browser, System::Fedora) => &["chromium", "dejavu-sans-fonts"],
            (Self::Browser, System::Arch) => &["chromium", "ttf-dejavu"],
            (Self::Office, System::Debian | System::Ubuntu) => &["libreoffice-calc-nogui"],
            (Self::Office, System::Fedora) => &["libreoffice-calc"],
            (Self::Office, System::Arch) => &["libreoffice-still"],
            // Ubuntu's package is a stub that installs a snap, which needs a running snapd.
            (Self::Browser, System::Ubuntu) => &[],
        }
    }
}

/// What to try, in order, until one attempt ends well. Nothing where no package is known.
pub(super) fn plan(system: System, missing: &[Need]) -> Vec<Vec<Line>> {
    let mut packages: Vec<&str> = Vec::new();
    for package in missing.iter().flat_map(|need| need.packages(system)) {
        if !packages.contains(package) {
            packages.push(package);
        }
    }
    if packages.is_empty() {
        return Vec::new();
    }
    let packages = packages.join(" ");
    let line = |words: &str| -> Line { words.split(' ').map(str::to_owned).collect() };
    match system {
        System::Debian | System::Ubuntu => {
            let attempt = |packages: &str| {
                vec![
                    line("apt-get update"),
                    // By `env`, because sudo does not hand the variable on.
                    line(&format!("env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {packages}")),
                ]
            };
            // The releases of 2026 know the driver by another name only. The first try may also have failed for the network.
            let renamed = packages.replace("webkit2gtk-driver", "webkitgtk-webdriver");
            if renamed == packages {
                vec![attempt(&packages), attempt(&packages)]
            } else {
                vec![attempt(&packages), attempt(&renamed), attempt(&packages)]
            }
        }
        System::Fedora => {
            let words = format!("install -y --setopt=install_weak_deps=False {packages}");
            vec![vec![line(&format!("dnf {words}"))], vec![line(&format!("dnf --refresh {words}"))]]
        }
        // The list of packages is refreshed only where it must be: on Arch, new packages beside an old system can break it.
        System::Arch => {
            let words = format!("--needed --noconfirm {packages}");
            vec![vec![line(&format!("pacman -S {words}"))], vec![line(&format!("pacman -Sy {words}"))]]
        }
        System::OtherLinux | System::MacOs | System::Windows | System::Other => Vec::new(),
    }
}
