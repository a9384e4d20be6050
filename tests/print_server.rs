//! A CUPS of a test's own: its port, its folders and its queues, none of them the machine's.

use std::ffi::OsString;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs, thread};

use tempfile::TempDir;

use crate::BOUND;
use crate::running::{Running, Signal};

/// Where system programs are that a person's PATH may lack.
const FOR_THE_SYSTEM: [&str; 2] = ["/usr/sbin", "/sbin"];

/// Everybody on this machine may do everything, and no file of the machine's is written.
const CONFIGURATION: &str = "
LogLevel info
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
";

/// A printer that takes PDF from CUPS's own filters.
const DRIVER: &str = r#"*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "OFFICE.PPD"
*Manufacturer: "Comptoir"
*Product: "(Office)"
*ModelName: "Office"
*ShortNickName: "Office"
*NickName: "Office"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize: PickOne
*DefaultPageSize: Letter
*PageSize Letter: ""
*PageSize A4: ""
*PageSize A5: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: Letter
*PageRegion Letter: ""
*PageRegion A4: ""
*PageRegion A5: ""
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter: "12 12 600 780"
*ImageableArea A4: "12 12 583 830"
*ImageableArea A5: "12 12 408 583"
*DefaultPaperDimension: Letter
*PaperDimension Letter: "612 792"
*PaperDimension A4: "595 842"
*PaperDimension A5: "420 595"
"#;

/// The server, until it is dropped.
pub struct PrintServer {
    folder: TempDir,
    address: String,
    running: Running,
}

impl PrintServer {
    /// A server that answers, without a queue.
    #[must_use]
    #[track_caller]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // What sends to printers runs as another user.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let at = |name: &str| folder.path().join(name);
        for name in ["root/ppd", "spool/tmp", "cache", "state"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        fs::write(at("cupsd.conf"), format!("Listen {address}\n{CONFIGURATION}")).unwrap();
        fs::write(at("cups-files.conf"), files(folder.path())).unwrap();
        let mut command = Command::new(program("cupsd"));
        command.arg("-f").arg("-c").arg(at("cupsd.conf")).arg("-s").arg(at("cups-files.conf"));
        let server = Self { running: Running::of(command), address, folder };
        server.until("it answers", || TcpStream::connect(&server.address).is_ok());
        server
    }

    /// What a program needs in its environment to find it.
    #[must_use]
    pub fn environment(&self) -> (&'static str, OsString) {
        ("CUPS_SERVER", OsString::from(&self.address))
    }

    /// A queue whose bytes go as they are to a printer on the network, in the till's words `tcp:HOST:PORT`.
    #[track_caller]
    pub fn add(&self, queue: &str, target: &str) {
        let device = format!("socket://{}/?snmp=false", target.strip_prefix("tcp:").unwrap());
        self.says("lpadmin", &["-p", queue, "-E", "-v", &device, "-m", "raw"]);
    }

    /// A queue with a driver that prints pages, as an office has one: what it makes of a document goes to `target` as a PDF, on the
    /// paper that the document asks for, and on Letter where it asks for none.
    #[track_caller]
    pub fn add_office(&self, queue: &str, target: &str) {
        let device = format!("socket://{}/?snmp=false", target.strip_prefix("tcp:").unwrap());
        let driver = self.folder.path().join("office.ppd");
        fs::write(&driver, DRIVER).unwrap();
        self.says("lpadmin", &["-p", queue, "-E", "-v", &device, "-P", driver.to_str().unwrap()]);
    }

    /// Runs one of CUPS's own programs on this server, and gives back what it says.
    #[track_caller]
    pub fn says(&self, name: &str, arguments: &[&str]) -> String {
        let (variable, value) = self.environment();
        let told = Command::new(program(name)).args(arguments).env(variable, value).env("LC_ALL", "C").output().unwrap();
        assert!(told.status.success(), "{name} {arguments:?}: {told:?}\n{}", self.log());
        String::from_utf8(told.stdout).unwrap()
    }

    /// Waits until this is so.
    #[track_caller]
    pub fn until(&self, what: &str, mut is: impl FnMut() -> bool) {
        let begun = Instant::now();
        while !is() {
            assert!(begun.elapsed() < BOUND, "not in time: {what}\n{}\n{}", self.running, self.log());
            thread::yield_now();
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("errors")).unwrap_or_default()
    }
}

impl Drop for PrintServer {
    fn drop(&mut self) {
        // Asked to end, it ends what it has started.
        self.running.signal(Signal::Terminate);
        let begun = Instant::now();
        while TcpStream::connect(&self.address).is_ok() && begun.elapsed() < BOUND {
            thread::yield_now();
        }
    }
}

fn files(folder: &Path) -> String {
    let at = |name: &str| folder.join(name).display().to_string();
    format!(
        "ServerRoot {}\nRequestRoot {}\nTempDir {}\nCacheDir {}\nStateDir {}\nAccessLog {}\nErrorLog {}\nPageLog {}\nPrintcap\n\
         FatalErrors none\nSyncOnClose No\n",
        at("root"),
        at("spool"),
        at("spool/tmp"),
        at("cache"),
        at("state"),
        at("access"),
        at("errors"),
        at("pages"),
    )
}

fn program(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(FOR_THE_SYSTEM.map(PathBuf::from));
    folders.map(|folder| folder.join(name)).find(|path| path.is_file()).unwrap_or_else(|| panic!("{name} is missing"))
}
