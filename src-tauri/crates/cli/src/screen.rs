//! What is printed: sentences for people, or one JSON object a line for programs.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use comptoir_core::code::{Code, Reason};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::state::State;
use comptoir_engine::{PaymentView, Refusal, Unwritten, zone_of};
use comptoir_words::{Label, Lang, StateWords, Words, filled, money_at_risk};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{Options, Tongue};
use crate::exit::{Exit, exit_of};

/// Where a command's output goes, and in which form and language.
#[derive(Debug, Clone)]
pub(crate) struct Screen {
    pub(crate) json: bool,
    pub(crate) words: Words,
}

impl Screen {
    pub(crate) fn new(options: &Options) -> Self {
        let lang = match options.lang {
            Tongue::Fr => Lang::Fr,
            Tongue::En => Lang::En,
        };
        Self { json: options.json, words: Words::of(lang) }
    }

    /// The form and language of a command line that could not be read as a whole.
    pub(crate) fn guessed(line: &[OsString]) -> Self {
        let options: Vec<_> = line.iter().take_while(|word| *word != "--").collect();
        let english = options.windows(2).any(|pair| matches!(pair, [option, lang] if *option == "--lang" && *lang == "en"))
            || options.iter().any(|word| *word == "--lang=en");
        let lang = if english { Lang::En } else { Lang::Fr };
        Self { json: options.iter().any(|word| *word == "--json"), words: Words::of(lang) }
    }

    /// A line for people. A reader that went away stops nothing.
    pub(crate) fn say(&self, line: impl AsRef<str>) {
        let mut out = io::stdout().lock();
        writeln!(out, "{}", line.as_ref()).and_then(|()| out.flush()).unwrap_or_default();
    }

    /// A line for people, with its blanks filled.
    pub(crate) fn say_label(&self, label: Label, data: &[(&str, &str)]) {
        self.say(filled(self.words.label(label), data));
    }

    /// A warning, which programs do not read.
    pub(crate) fn warn(&self, line: impl AsRef<str>) {
        if !self.json {
            writeln!(io::stderr(), "{}", line.as_ref()).unwrap_or_default();
        }
    }

    /// One object a line, for programs.
    pub(crate) fn object(&self, object: &impl Serialize) {
        if let Ok(line) = serde_json::to_string(object) {
            self.say(line);
        }
    }

    /// The object for programs, or the lines for people.
    pub(crate) fn either(&self, object: &Value, people: impl FnOnce()) {
        if self.json { self.object(object) } else { people() }
    }

    pub(crate) fn help(&self) {
        self.say(self.words.terminal_help());
    }

    /// Tells why a command was not carried out, in four parts, and what the program ends with.
    pub(crate) fn refuse(&self, refusal: &Refusal) -> Exit {
        self.refuse_with(refusal, self.cause(refusal))
    }

    /// Tells what a gateway has said that is not written yet.
    pub(crate) fn unwritten(&self, view: &PaymentView) {
        if let Some(Unwritten { said, refusal }) = &view.unwritten {
            let data =
                [("state", self.words.state(*said).word.to_owned()), ("amount", self.money(view.amount_minor, view.currency))];
            self.refuse_with(refusal, Some(filled(self.words.label(Label::GatewaySays), &data)));
        }
    }

    fn refuse_with(&self, refusal: &Refusal, more: Option<String>) -> Exit {
        let told = self.words.error(refusal.code, &refusal.data);
        let sentences = |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let message = sentences([Some(told.what_happened), more]);
        let to_do = sentences([Some(told.what_to_do), hint(refusal.code).map(|label| self.words.label(label).to_owned())]);
        let risk = refusal.risk.unwrap_or_else(|| money_at_risk(refusal.code));
        let mut err = io::stderr().lock();
        let written = if self.json {
            let error = json!({"error": {
                "code": refusal.code.code(),
                "message": message,
                "money_at_risk": risk.code(),
                "what_to_do": to_do,
                "reference": refusal.reference,
            }});
            writeln!(err, "{error}")
        } else {
            let reference = refusal.reference.as_deref().unwrap_or(refusal.code.code());
            let label = self.words.label(Label::Reference);
            writeln!(err, "{message}\n{}\n{to_do}\n{label}\u{a0}: {reference}", self.words.risk(risk))
        };
        written.unwrap_or_default();
        exit_of(refusal.code)
    }

    /// Why a gateway was silent, in words.
    fn cause(&self, refusal: &Refusal) -> Option<String> {
        let (_, code) = refusal.data.iter().find(|(name, _)| *name == "reason")?;
        let reason = Reason::ALL.iter().find(|reason| reason.code() == code)?;
        Some(self.words.reason(*reason).to_owned())
    }

    pub(crate) fn money(&self, minor: i64, currency: &str) -> String {
        let amount = Currency::from_code(currency).and_then(|currency| Amount::new(minor, currency).ok());
        amount.map_or_else(
            || {
                Currency::from_code(currency)
                    .map_or_else(String::new, |known| format!("{} {currency}", self.words.number(minor, known)))
            },
            |amount| self.words.amount(amount),
        )
    }

    pub(crate) fn time(&self, rfc3339: &str, zone: &str) -> String {
        let zone = zone_of(zone).unwrap_or(TimeZone::UTC);
        rfc3339.parse::<Timestamp>().map_or_else(|_| rfc3339.to_owned(), |at| self.words.date_time(&at.to_zoned_datetime(zone)))
    }

    /// One line of a payment: for programs all of it, for people its word.
    pub(crate) fn payment_line(&self, view: &PaymentView) {
        if self.json {
            return self.object(view);
        }
        let word = self.words.state(view.standing).word;
        let amount = self.money(view.amount_minor, view.currency);
        self.say(format!("{}  {amount}  {word}{}", view.reference, self.mark(view.environment)));
    }

    /// All that a person is told of a payment.
    pub(crate) fn payment(&self, view: &PaymentView, zone: &str) {
        if self.json {
            return self.object(view);
        }
        let told = self.words.state(view.standing);
        let reason = view.reason.and_then(|code| Reason::ALL.iter().find(|reason| reason.code() == code));
        // Said once: it is the reason where nothing else is.
        let question = view.trouble.filter(|trouble| view.reason != Some(trouble.code()));
        let (to_do, customer) = self.advice(view, told);
        let network = view.network.and_then(Network::from_code).map(Network::brand);
        let rows = [
            (Label::Amount, Some(self.money(view.amount_minor, view.currency))),
            (Label::Why, reason.map(|reason| self.words.reason(*reason).to_owned())),
            (Label::Money, self.received(view)),
            (Label::LastQuestion, question.map(|reason| self.words.reason(reason).to_owned())),
            (Label::Money, Some(self.words.risk(view.standing.money_at_risk()).to_owned())),
            (Label::ToDo, Some(to_do.to_owned())),
            (Label::TellCustomer, customer.map(str::to_owned)),
            (Label::Receipt, view.receipt_number.clone()),
            (Label::Refunded, (view.refunded_minor > 0).then(|| self.money(view.refunded_minor, view.currency))),
            (Label::Tendered, view.tender_number.clone()),
            (Label::Network, network.map(str::to_owned)),
            (Label::Payer, view.payer.clone()),
            (Label::OperatorReference, view.operator_reference.clone()),
            (Label::Note, view.note.clone()),
            (Label::Opened, Some(self.time(&view.created_at, zone))),
            (Label::Changed, Some(self.time(&view.updated_at, zone))),
            (Label::Reference, Some(view.reference.clone())),
        ];
        self.say(format!("{}{}", told.word.to_uppercase(), self.mark(view.environment)));
        self.say(told.what_happened);
        for (label, value) in rows {
            if let Some(value) = value {
                self.say(format!("  {:<18} {value}", self.words.label(label)));
            }
        }
    }

    /// What was received of a payment that is held, beside what was asked.
    fn received(&self, view: &PaymentView) -> Option<String> {
        let State::Held { received_minor: Some(received), .. } = view.standing else { return None };
        let data =
            [("received", self.money(received, view.currency)), ("expected", self.money(view.amount_minor, view.currency))];
        (received != view.amount_minor).then(|| filled(self.words.label(Label::Received), &data))
    }

    /// What the cashier does and says; some reasons change what their state says.
    fn advice(&self, view: &PaymentView, told: StateWords) -> (&'static str, Option<&'static str>) {
        let other = [
            (Reason::KeyRefused, Label::ToDoKeyRefused),
            (Reason::InputRefused, Label::ToDoInputRefused),
            (Reason::PaidTwice, Label::ToDoPaidTwice),
        ];
        match other.into_iter().find(|(reason, _)| view.reason == Some(reason.code())) {
            Some((_, label)) => (self.words.label(label), None),
            None => (told.what_to_do, told.customer),
        }
    }

    /// The mark of what is worth nothing.
    pub(crate) fn mark(&self, environment: &str) -> String {
        let label = match environment {
            "training" => Label::TrainingMark,
            "test" => Label::TestMark,
            _ => return String::new(),
        };
        format!("  [{}]", self.words.label(label))
    }

    /// Whether a person watches, on a terminal that knows colours.
    pub(crate) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }
}

/// What to add to a command line, where that is what to do.
const HINTS: [(Code, Label); 5] = [
    (Code::ExplanationNeeded, Label::HintExplain),
    (Code::AccountNeeded, Label::HintAccount),
    (Code::NetworkNeeded, Label::HintNetwork),
    (Code::EarlierPaymentAlive, Label::HintAcceptDouble),
    (Code::LedgerDamaged, Label::HintRestore),
];

fn hint(code: Code) -> Option<Label> {
    HINTS.into_iter().find(|(known, _)| *known == code).map(|(_, label)| label)
}
