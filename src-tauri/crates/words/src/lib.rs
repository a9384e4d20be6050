//! Every sentence a person reads, in French and English.
//!
//! The sentences stand in `fr.json` and `en.json`; a sentence that is missing, or that nothing can ask for, fails the build.
//! French is the first language: plain, in the present, at most twelve words a sentence. A payment whose outcome is unknown is
//! never called failed.

mod blanks;
mod catalogue;
mod date;
mod error;
mod label;
mod list;
mod money;
#[cfg(test)]
mod tests;

use comptoir_core::code::Reason;
use comptoir_core::printer::PrintTrouble;
use comptoir_core::state::{MoneyAtRisk, State};

pub use blanks::filled;
pub use error::{ErrorWords, money_at_risk};
pub use label::Label;

/// A language that Comptoir speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    lang: Lang,
}

/// What a person is told of a payment's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateWords {
    /// The one big word.
    pub word: &'static str,
    /// What happened to the money.
    pub what_happened: &'static str,
    /// What the cashier does next.
    pub what_to_do: &'static str,
    /// What the cashier tells the customer, if there is something to tell.
    pub customer: Option<&'static str>,
}

impl Words {
    /// The words of `lang`.
    #[must_use]
    pub const fn of(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language they are of.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// What a payment in `state` means for the cashier and the customer.
    #[must_use]
    pub const fn state(self, state: State) -> StateWords {
        let (word, what_happened, what_to_do, customer) = catalogue::state(self.lang, state);
        StateWords { word, what_happened, what_to_do, customer }
    }

    /// Why a payment stands as it stands, in a sentence.
    #[must_use]
    pub const fn reason(self, reason: Reason) -> &'static str {
        catalogue::reason(self.lang, reason)
    }

    /// Whether money is at risk, in a sentence.
    #[must_use]
    pub const fn risk(self, risk: MoneyAtRisk) -> &'static str {
        catalogue::risk(self.lang, risk)
    }

    /// Why a paper was not printed, or may not have been, in a sentence.
    #[must_use]
    pub const fn print_trouble(self, trouble: PrintTrouble) -> &'static str {
        self.label(match trouble {
            PrintTrouble::NameNotFound => Label::PrinterNameNotFound,
            PrintTrouble::Unreachable => Label::PrinterUnreachable,
            PrintTrouble::TimedOut => Label::PrinterTimedOut,
            PrintTrouble::Cut => Label::PrinterCut,
            PrintTrouble::DeviceAbsent => Label::PrinterDeviceAbsent,
            PrintTrouble::NotADevice => Label::PrinterNotADevice,
            PrintTrouble::DeviceRefused => Label::PrinterDeviceRefused,
            PrintTrouble::PaperOut => Label::PrinterPaperOut,
            PrintTrouble::CoverOpen => Label::PrinterCoverOpen,
            PrintTrouble::QueueAbsent => Label::PrinterQueueAbsent,
            PrintTrouble::QueueStopped => Label::PrinterQueueStopped,
            PrintTrouble::QueueClosed => Label::PrinterQueueClosed,
            PrintTrouble::QueueOffline => Label::PrinterQueueOffline,
            PrintTrouble::SystemSilent => Label::PrinterSystemSilent,
            PrintTrouble::PaperWaiting => Label::PrinterPaperWaiting,
            PrintTrouble::PaperDropped => Label::PrinterPaperDropped,
            PrintTrouble::PageUnprintable => Label::PrinterPageUnprintable,
        })
    }

    /// A heading, a field's name or a sentence of a program's own. What its blanks (`{count}`) stand for is put in by
    /// [`filled`].
    #[must_use]
    pub const fn label(self, label: Label) -> &'static str {
        catalogue::label(self.lang, label)
    }

    /// What `comptoir-cli --help` prints: its commands and options. Their names are the same in every language.
    #[must_use]
    pub const fn terminal_help(self) -> &'static str {
        match self.lang {
            Lang::Fr => include_str!("../help.fr.txt").trim_ascii_end(),
            Lang::En => include_str!("../help.en.txt").trim_ascii_end(),
        }
    }
}
