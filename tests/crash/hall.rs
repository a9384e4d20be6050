//! One till that has an account at each of the five gateways, and all that is known of it: what it told, and what really happened.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use comptoir_tests::gateway::Transaction;
use comptoir_tests::{Call, Customer, Keyring, ScriptedGateway, Till, leak};
use serde_json::Value;
use url::Url;
use url::form_urlencoded::Serializer;

use crate::books;
use crate::evidence::{Commanded, Evidence};
use crate::kinds::{KINDS, Kind, SECRET};
use crate::line::Line;
use crate::run::{Ended, Kill, run};

pub(crate) struct Hall {
    pub(crate) till: Till,
    /// One a kind, in the order of [`KINDS`].
    gateways: Vec<ScriptedGateway>,
    /// What a customer does who is asked on the phone or sees a page.
    mind: Customer,
    /// All lines that told a payment, those of killed runs included.
    pub(crate) told: Vec<Value>,
    /// What people did to payments.
    pub(crate) commanded: Commanded,
    fittings: Option<Fittings>,
}

/// What one hall after the other begins with, since it takes longer than a test: its lines keep their addresses, and the folder of a
/// till with an account at the end of each.
struct Fittings {
    lines: Vec<Line>,
    /// Where the accounts' keys are.
    keyring: Arc<Keyring>,
    files: Vec<(PathBuf, Vec<u8>)>,
    /// Halls that began with it.
    halls: usize,
}

/// So many halls begin with the same fittings: gnome-keyring is worn out by what is written in it, and dies.
const HALLS_OF_ONE: usize = 100;

static FREE: Mutex<Vec<Fittings>> = Mutex::new(Vec::new());

impl Hall {
    /// A till with five accounts, and customers who pay what they are asked.
    pub(crate) fn new() -> Self {
        let fittings = Fittings::free();
        let hall = Self::of(Till::sharing(&fittings.keyring), fittings);
        hall.lay_out();
        hall
    }

    /// The folder is as it was at the beginning.
    pub(crate) fn lay_out(&self) {
        for (path, _) in self.till.files() {
            fs::remove_file(path).unwrap();
        }
        for (name, content) in &self.fittings().files {
            let path = self.till.folder().join(name);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
            fs::write(path, content).unwrap();
        }
    }

    /// The same gateways, and an empty folder.
    pub(crate) fn bare() -> Self {
        Self::of(Till::new(), Fittings::free())
    }

    fn of(till: Till, fittings: Fittings) -> Self {
        let gateways: Vec<_> = KINDS.iter().map(|kind| ScriptedGateway::with(kind.manners())).collect();
        for (line, gateway) in fittings.lines.iter().zip(&gateways) {
            line.lead_to(gateway);
        }
        let (told, commanded) = (Vec::new(), Commanded::default());
        let mut hall = Self { till, gateways, mind: Customer::Pays, told, commanded, fittings: Some(fittings) };
        hall.customers(Customer::Pays);
        hall
    }

    fn fittings(&self) -> &Fittings {
        self.fittings.as_ref().expect("they are there until the hall is dropped")
    }

    pub(crate) fn gateway(&self, kind: Kind) -> &ScriptedGateway {
        &self.gateways[place(kind)]
    }

    pub(crate) fn line(&self, kind: Kind) -> &Line {
        &self.fittings().lines[place(kind)]
    }

    /// What customers do from now on who are asked on the phone, or see a page for the first time.
    pub(crate) fn customers(&mut self, do_so: Customer) {
        self.mind = do_so;
        for asked in self.gateway(Kind::PaygateGlobal).transactions() {
            self.decide(Kind::PaygateGlobal, &asked.identifier, asked.customer);
        }
        // Nobody pays by a page that nobody has seen.
        self.gateway(Kind::PaygateGlobal).everyone(do_so);
    }

    /// What the customer of one payment does now, who was asked before.
    pub(crate) fn decide(&self, kind: Kind, reference: &str, does: Customer) {
        self.gateway(kind).customer(reference, does);
    }

    /// A command, to be started by whoever means to kill it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.till.program();
        // As in a `Stand`: without the certificates, which nobody needs here.
        command.env("SSL_CERT_DIR", self.till.folder().join("no-certificates"));
        command.arg("--data-dir").arg(self.till.folder()).arg("--json").args(arguments);
        command
    }

    /// Runs a command that is killed as `kill` says, and hears what it tells.
    pub(crate) fn run(&mut self, command: Command, typed: &str, kill: Kill) -> Ended {
        run(command, typed, kill, |line| self.hear(line))
    }

    /// Takes down what was told of a payment. Whoever sees a page for the first time decides.
    pub(crate) fn hear(&mut self, line: &Value) {
        if line["kind"] != "payment" {
            return;
        }
        let reference = text(line, "reference");
        let shown = |line: &Value| line["reference"] == *reference && line["page_url"].is_string();
        if shown(line) && !self.told.iter().any(shown) {
            self.decide(kind_of(line), reference, self.mind);
        }
        self.told.push(line.clone());
    }

    /// What a command tells that nobody kills.
    #[track_caller]
    pub(crate) fn told_by(&mut self, arguments: &[&str], typed: &str) -> Vec<Value> {
        let ended = self.run(self.command(arguments), typed, Kill::Never);
        ended.came_to_its_end();
        ended.told
    }

    /// Starts the till again until nothing new is told, and hands in what the gateway that cannot be asked has to say.
    #[track_caller]
    pub(crate) fn recover(&mut self) {
        loop {
            let pages = self.pages();
            self.told_by(&["resume"], "");
            if self.pages() == pages {
                break;
            }
        }
        self.notify_of_all_that_was_paid();
    }

    /// How many pages were shown.
    fn pages(&self) -> usize {
        let shown = self.told.iter().filter(|line| line["page_url"].is_string());
        shown.map(|line| text(line, "reference")).collect::<BTreeSet<_>>().len()
    }

    pub(crate) fn notify_of_all_that_was_paid(&mut self) {
        let ledger = self.ledger();
        for paid in self.gateway(Kind::PaiementPro).transactions().iter().filter(|paid| paid.charged().is_some()) {
            let stands = ledger.iter().find(|payment| payment["reference"] == *paid.identifier);
            let waits =
                stands.is_some_and(|payment| ["pending", "cancel_requested"].iter().any(|state| payment["state"] == *state));
            if waits {
                let (query, body) = self.notification(paid);
                self.told_by(&["notify", "paiement-pro", "--account", "paiement-pro", "--query", &query], &body);
            }
        }
    }

    /// PaiementPro's message about a payment: what follows the question mark of the address that it was given, and the body.
    pub(crate) fn notification(&self, of: &Transaction) -> (String, String) {
        let requests = self.gateway(Kind::PaiementPro).requests(Call::Pay);
        let request =
            requests.iter().find(|request| Kind::PaiementPro.reference(request) == of.identifier).expect("it was asked");
        let address = Url::parse(&request.text("notificationURL").expect("an address to notify")).unwrap();
        let amount = of.charged().unwrap_or(of.amount).to_string();
        let fields = [
            ("merchantId", "PP-F324"),
            ("referenceNumber", of.identifier.as_str()),
            ("amount", amount.as_str()),
            ("transactiondt", "2026-11-26 14:05:09"),
            ("countryCurrencyCode", "952"),
            ("responsecode", if of.charged().is_some() { "0" } else { "-1" }),
        ];
        (address.query().expect("our secret").to_owned(), Serializer::new(String::new()).extend_pairs(fields).finish())
    }

    /// The payments as they stand on disk, newest first.
    pub(crate) fn ledger(&self) -> Vec<Value> {
        books::payments(&self.till)
    }

    /// All that is known now.
    pub(crate) fn evidence(&self) -> Evidence {
        Evidence {
            truth: self.gateways.iter().flat_map(ScriptedGateway::transactions).collect(),
            requests: KINDS.into_iter().flat_map(|kind| self.references(kind)).collect(),
            told: self.told.clone(),
            ledger: self.ledger(),
            sound: books::are_sound(&self.till),
            commanded: self.commanded.clone(),
        }
    }

    /// The reference of each create request that reached a gateway.
    pub(crate) fn references(&self, kind: Kind) -> Vec<String> {
        self.gateway(kind).requests(Call::Pay).iter().map(|request| kind.reference(request)).collect()
    }

    /// The files in which a key stands.
    pub(crate) fn leaks(&self) -> Vec<String> {
        let told = self.told.iter().map(|line| (PathBuf::from("told"), line.to_string().into_bytes()));
        let all = self.till.files().into_iter().chain(told);
        all.filter_map(|(path, bytes)| Some(format!("a key stands in {} as {}", path.display(), leak::found(SECRET, &bytes)?)))
            .collect()
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        let sound = self.fittings.take().filter(|fittings| fittings.halls < HALLS_OF_ONE);
        FREE.lock().unwrap().extend(sound);
    }
}

impl Fittings {
    fn free() -> Self {
        let free = FREE.lock().unwrap().pop();
        let fittings = free.unwrap_or_else(Self::new);
        Self { halls: fittings.halls + 1, ..fittings }
    }

    fn new() -> Self {
        let keyring = Arc::new(Keyring::unlocked());
        let till = Till::sharing(&keyring);
        till.set_pin();
        let lines: Vec<_> = KINDS.iter().map(|_| Line::new()).collect();
        for (kind, line) in KINDS.into_iter().zip(&lines) {
            till.run_typing(kind.add_account(kind.name(), &line.base_url()), &kind.keys().to_string()).exits(0);
        }
        let named = |(path, content): (PathBuf, _)| (path.strip_prefix(till.folder()).unwrap().to_owned(), content);
        let files = till.files().into_iter().map(named).collect();
        Self { lines, keyring, files, halls: 0 }
    }
}

/// The gateway of a payment.
pub(crate) fn kind_of(payment: &Value) -> Kind {
    KINDS.into_iter().find(|kind| payment["gateway"] == kind.name()).expect("a gateway of the hall")
}

/// A text field of a payment.
pub(crate) fn text<'a>(payment: &'a Value, field: &str) -> &'a str {
    payment[field].as_str().expect("a text of a payment")
}

fn place(kind: Kind) -> usize {
    KINDS.iter().position(|known| *known == kind).expect("every kind is among them")
}
