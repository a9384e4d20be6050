//! One till at one counter, its gateway, and what it has told.

use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use comptoir_tests::gateway::Request;
use comptoir_tests::{Call, Customer, KEY, Keyring, Outcome, PHONE, PIN, ScriptedGateway, Till};
use serde_json::{Value, json};

use crate::books;
use crate::evidence::{Commanded, Evidence};
use crate::line::{Line, Silence};
use crate::run::{Kill, run};

/// The name of the payment that is killed, so that its till can name it again.
pub(crate) const ID: &str = "01a21855-50b3-7a1b-81a7-bfe643f46eea";

/// A payment by push, from its amount to its receipt.
pub(crate) const PUSH: &[&str] = &["pay", "12500", "--phone", PHONE, "--payment-id", ID, "--wait", "30"];

pub(crate) struct Stand {
    pub(crate) till: Till,
    pub(crate) gateway: ScriptedGateway,
    /// All lines that told a payment, those of killed runs included.
    pub(crate) told: Vec<Value>,
    counter: Option<Counter>,
}

impl Stand {
    /// An empty folder, and customers who pay what they are asked.
    pub(crate) fn bare() -> Self {
        Self::of(Till::new())
    }

    fn of(till: Till) -> Self {
        let gateway = ScriptedGateway::start();
        gateway.everyone(Customer::Pays);
        Self { till, gateway, told: Vec::new(), counter: None }
    }

    /// A till with an account whose page is on.
    pub(crate) fn new() -> Self {
        Self::at(Counter::free(&READY).unwrap_or_else(Counter::ready))
    }

    /// A till whose customer was asked, killed before it was told so.
    pub(crate) fn unanswered() -> Self {
        Self::at(Counter::free(&UNANSWERED).unwrap_or_else(Counter::unanswered))
    }

    fn at(counter: Counter) -> Self {
        let mut stand = Self::of(Till::sharing(&counter.keyring));
        stand.told.clone_from(&counter.told);
        counter.line.lead_to(&stand.gateway);
        for request in &counter.asked {
            post(&counter.line.base_url(), request).expect("the gateway takes a request");
        }
        stand.counter = Some(counter);
        stand.lay_out();
        stand
    }

    fn lay_out(&self) {
        for (name, content) in &self.counter().files {
            let path = self.till.folder().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }

    /// What no program can make good: the folder is as it was at the beginning.
    pub(crate) fn lose_what_was_written(&self) {
        for (path, _) in self.till.files() {
            fs::remove_file(path).unwrap();
        }
        self.lay_out();
    }

    fn counter(&self) -> &Counter {
        self.counter.as_ref().expect("a till with an account")
    }

    pub(crate) fn line(&self) -> &Line {
        &self.counter().line
    }

    /// A command, to be started by whoever means to kill it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.till.program();
        // A gateway on this machine is talked to without TLS, and to read the system's certificates is four fifths of the calls of a
        // run: strace stops at each of them.
        command.env("SSL_CERT_DIR", self.till.folder().join("no-certificates"));
        command.arg("--data-dir").arg(self.till.folder()).arg("--json").args(arguments);
        command
    }

    /// A customer scans the page as soon as its address is told.
    pub(crate) fn scan(&self, line: &Value) {
        if line["page_url"].is_string() {
            self.gateway.page_opened(line["reference"].as_str().unwrap(), line["amount_minor"].as_u64().unwrap());
        }
    }

    /// Who paid has paid; the others, and those who come, have not decided yet.
    pub(crate) fn customers_hesitate(&self) {
        for transaction in self.gateway.transactions().iter().filter(|transaction| transaction.charged().is_some()) {
            self.gateway.customer(&transaction.identifier, transaction.customer);
        }
        self.gateway.everyone(Customer::Waits);
    }

    /// Kills a payment while the line is silent.
    #[track_caller]
    pub(crate) fn kill_when_silent(&mut self, silence: Silence, arguments: &[&str]) {
        let silent = self.line().fall_silent(silence);
        let running = self.till.spawn(arguments);
        silent.reached();
        self.told.extend(told(&running.kill()));
    }

    /// Asks about all that is open, and tells how it stands then. A restart never fails, whatever was killed before.
    #[track_caller]
    pub(crate) fn resume(&mut self) -> Vec<Value> {
        self.told_by(&["resume"])
    }

    /// A customer who pays 700 by push: nothing that was killed before stands in the way.
    #[track_caller]
    pub(crate) fn serve_the_next_customer(&mut self) {
        self.told_by(&["pay", "700", "--account", "boutique", "--phone", PHONE]);
        let resumed = self.resume();
        assert!(resumed.iter().any(|line| line["amount_minor"] == 700 && line["state"] == "paid"), "{resumed:?}");
    }

    /// What a command tells that nobody kills.
    #[track_caller]
    pub(crate) fn told_by(&mut self, arguments: &[&str]) -> Vec<Value> {
        let ended = run(self.command(arguments), "", Kill::Never, |line| self.scan(line));
        ended.came_to_its_end();
        self.told.extend(ended.told.clone());
        ended.told
    }

    /// All that is known now.
    #[track_caller]
    pub(crate) fn evidence(&self) -> Evidence {
        let requests = self.gateway.requests(Call::Pay);
        Evidence {
            truth: self.gateway.transactions(),
            requests: requests.iter().map(|request| request.text("identifier").unwrap()).collect(),
            told: self.told.clone(),
            ledger: books::payments(&self.till),
            sound: books::are_sound(&self.till),
            commanded: Commanded::default(),
        }
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        if let Some(counter) = self.counter.take() {
            let pool = if counter.asked.is_empty() { &READY } else { &UNANSWERED };
            pool.lock().unwrap().push(counter);
        }
    }
}

/// What one stand after the other begins with, since it takes longer than the test itself: each has a copy of the folder, and leads the
/// line to a gateway of its own.
struct Counter {
    line: Line,
    /// Where the account's key is.
    keyring: Arc<Keyring>,
    /// What stood in the folder of a till, and what that till had sent and told by then.
    files: Vec<(PathBuf, Vec<u8>)>,
    asked: Vec<Request>,
    told: Vec<Value>,
}

static READY: Mutex<Vec<Counter>> = Mutex::new(Vec::new());
static UNANSWERED: Mutex<Vec<Counter>> = Mutex::new(Vec::new());

impl Counter {
    fn free(pool: &Mutex<Vec<Self>>) -> Option<Self> {
        pool.lock().unwrap().pop()
    }

    fn ready() -> Self {
        let (keyring, line) = (Keyring::shared(), Line::new());
        let till = Till::sharing(&keyring);
        add_account(&till, "boutique", &line.base_url());
        Self { line, keyring, files: files(&till), asked: Vec::new(), told: Vec::new() }
    }

    fn unanswered() -> Self {
        let mut stand = Stand::at(Self::ready());
        stand.kill_when_silent(Silence::InAnswer(0), PUSH);
        let counter = stand.counter.take().expect("the one just made");
        Self { files: files(&stand.till), asked: stand.gateway.requests(Call::Pay), told: stand.told.clone(), ..counter }
    }
}

fn files(till: &Till) -> Vec<(PathBuf, Vec<u8>)> {
    let named = |(path, content): (PathBuf, _)| (path.strip_prefix(till.folder()).unwrap().to_owned(), content);
    till.files().into_iter().map(named).collect()
}

fn add_account(till: &Till, name: &str, base_url: &str) {
    let add = ["account", "add", name, "--gateway", "paygate-global", "--field", "page=on", "--base-url", base_url];
    till.set_pin();
    till.run_typing(add, &json!({ "auth_token": KEY, "pin": PIN }).to_string()).exits(0);
}

/// Sends a request once more, as it was sent.
fn post(base_url: &str, request: &Request) -> io::Result<()> {
    let mut stream = TcpStream::connect(base_url.trim_start_matches("http://"))?;
    write!(stream, "POST {} HTTP/1.1\r\ncontent-length: {}\r\n\r\n", request.path, request.body.len())?;
    stream.write_all(&request.body)?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}

/// The lines that a killed run had told. What the kill cut short was told to nobody.
pub(crate) fn told(killed: &Outcome) -> Vec<Value> {
    let whole = killed.stdout.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    whole.map(|line| serde_json::from_str(line).unwrap()).collect()
}
