//! What can happen to a payment, as a person would name it, and the event that it is for the machine.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Report, Told, Word};
use comptoir_core::order::Order;
use comptoir_core::payment::{Decision, Event};

use comptoir_tests::samples::report;

/// Something that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Happens {
    Sent,
    Shown,
    Dropped,
    Acknowledged,
    RefusedAtOnce,
    KnownAlready,
    NeverLeft,
    NoAnswerToCreate,
    SaysPaid,
    SaysPaidAnotherAmount,
    SaysPaidWithoutAmount,
    SaysPending,
    SaysDeclined,
    SaysExpired,
    SaysSomethingElse,
    SaysAnothersRefusal,
    SaysUnknownPayment,
    NoAnswer,
    CashierCancels,
    PersonResends,
    PersonAccepts,
    OwnerSaysPaid,
    OwnerSaysUnpaid,
    OwnerSaysRefunded,
}

impl Happens {
    pub(crate) const ALL: [Self; 24] = [
        Self::Sent,
        Self::Shown,
        Self::Dropped,
        Self::Acknowledged,
        Self::RefusedAtOnce,
        Self::KnownAlready,
        Self::NeverLeft,
        Self::NoAnswerToCreate,
        Self::SaysPaid,
        Self::SaysPaidAnotherAmount,
        Self::SaysPaidWithoutAmount,
        Self::SaysPending,
        Self::SaysDeclined,
        Self::SaysExpired,
        Self::SaysSomethingElse,
        Self::SaysAnothersRefusal,
        Self::SaysUnknownPayment,
        Self::NoAnswer,
        Self::CashierCancels,
        Self::PersonResends,
        Self::PersonAccepts,
        Self::OwnerSaysPaid,
        Self::OwnerSaysUnpaid,
        Self::OwnerSaysRefunded,
    ];

    /// What an answer to a question can say.
    pub(crate) const WORDS: [Self; 10] = [
        Self::SaysPaid,
        Self::SaysPaidAnotherAmount,
        Self::SaysPaidWithoutAmount,
        Self::SaysPending,
        Self::SaysDeclined,
        Self::SaysExpired,
        Self::SaysSomethingElse,
        Self::SaysAnothersRefusal,
        Self::SaysUnknownPayment,
        Self::NoAnswer,
    ];

    /// The event of the machine.
    pub(crate) fn event(self, order: &Order) -> Event {
        let says = |word: Word, change: fn(&mut Report)| {
            let mut report = report(order, word);
            change(&mut report);
            Event::Answered(Box::new(report))
        };
        match self {
            Self::Sent => Event::Send,
            Self::Shown => Event::Show,
            Self::Dropped => Event::Drop,
            Self::Acknowledged => {
                Event::Created { gateway_reference: "7000001".to_owned(), page_url: Some("https://example.com/p".to_owned()) }
            }
            Self::RefusedAtOnce => Event::CreateRefused(Reason::KeyRefused),
            Self::KnownAlready => Event::ReferenceKnown,
            Self::NeverLeft => Event::NotSent(Reason::NoConnection),
            Self::NoAnswerToCreate => Event::CreateUnanswered(Reason::TimedOut),
            Self::SaysPaid => says(Word::Paid, |_| {}),
            Self::SaysPaidAnotherAmount => says(Word::Paid, |report| report.amount_minor = Told::That(100)),
            Self::SaysPaidWithoutAmount => says(Word::Paid, |report| report.amount_minor = Told::Nothing),
            Self::SaysPending => says(Word::Pending, |_| {}),
            Self::SaysDeclined => says(Word::Declined, |_| {}),
            Self::SaysExpired => says(Word::Expired, |_| {}),
            Self::SaysSomethingElse => says(Word::Unknown("nocompleted".to_owned()), |_| {}),
            Self::SaysAnothersRefusal => says(Word::Declined, |report| report.reference = Told::That("CPTXXX".to_owned())),
            Self::SaysUnknownPayment => Event::NotKnown,
            Self::NoAnswer => Event::Unanswered(Reason::TimedOut),
            Self::CashierCancels => Event::Cancel,
            Self::PersonResends => Event::Resend,
            Self::PersonAccepts => Event::Accept,
            Self::OwnerSaysPaid => Event::Decide(Decision::Paid),
            Self::OwnerSaysUnpaid => Event::Decide(Decision::Unpaid),
            Self::OwnerSaysRefunded => Event::Decide(Decision::Refunded),
        }
    }
}
