//! Gateways that lie, so that it is seen that each rule finds its liar.

use std::sync::Arc;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::evidence::{Told, Word};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::payment::{Event, Payment};
use comptoir_core::phone::PayerNumber;
use comptoir_gateway::{Account, Answer, Bill, Capabilities, Gateway, Keys, Notification, Notified, PaidOut, Seal, Transport};
use comptoir_tests::oracle::{AMOUNT, Breach, SECRET, Target, reference};

use crate::corpus;

/// How a gateway lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    /// Every answer about a payment says that it is paid, and proves it.
    Paid,
    /// Every answer about a payment says that it is refused.
    Declined,
    /// Every reply to a create call is a success, with somebody else's page.
    Created,
    /// Every reply to a create call is a refusal.
    Refused,
    /// What is kept of a create call has a key in it.
    TellsKey,
    /// Every payout was done.
    PaidOut,
    /// Every notification proves that its payment was paid.
    Notified,
    /// Every notification is sealed.
    Sealed,
}

struct Liar {
    lie: Lie,
    honest: Arc<dyn Gateway>,
}

#[async_trait]
impl Gateway for Liar {
    fn capabilities(&self) -> Capabilities {
        self.honest.capabilities()
    }

    async fn create(&self, keys: &Keys, bill: &Bill<'_>) -> Event {
        let created = |page: &str| Event::Created { gateway_reference: "7000001".to_owned(), page_url: Some(page.to_owned()) };
        match self.lie {
            Lie::Created => created("https://cinetpay.com.example/payment"),
            Lie::TellsKey => created("https://checkout.cinetpay.com/payment?k=practice%2Fapikey%2B1%3D%3D"),
            Lie::Refused => Event::CreateRefused(Reason::InputRefused),
            Lie::Paid | Lie::Declined | Lie::PaidOut | Lie::Notified | Lie::Sealed => self.honest.create(keys, bill).await,
        }
    }

    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        let mut answer = self.honest.ask(keys, payment).await;
        if let Event::Answered(report) = &mut answer.event {
            match self.lie {
                Lie::Paid => {
                    report.word = Word::Paid;
                    report.difference = None;
                    report.reference = Told::That(reference().to_string());
                    report.gateway_reference = Told::Nothing;
                    report.amount_minor = Told::That(AMOUNT);
                    report.currency = Told::That(Currency::Xof);
                    report.environment = Told::That(payment.order.environment);
                }
                Lie::Declined => {
                    report.word = Word::Declined;
                    report.difference = None;
                    report.reference = Told::That(reference().to_string());
                    report.gateway_reference = Told::Nothing;
                    report.environment = Told::Nothing;
                }
                Lie::Created | Lie::Refused | Lie::TellsKey | Lie::PaidOut | Lie::Notified | Lie::Sealed => {}
            }
        }
        answer
    }

    async fn pay_out(&self, _: &Keys, _: &PayerNumber, _: Amount) -> PaidOut {
        PaidOut::Done { gateway_reference: Some("TEST000001".to_owned()) }
    }

    fn notified(&self, keys: &Keys, notification: &Notification) -> Option<Notified> {
        let mut notified = self.honest.notified(keys, notification)?;
        match self.lie {
            Lie::Sealed => notified.seal = Seal::Equal,
            Lie::Notified => {
                notified.secret = Some(SECRET.to_owned().into());
                if let Some(report) = &mut notified.report {
                    report.word = Word::Paid;
                    report.difference = None;
                    report.reference = Told::That(reference().to_string());
                    report.amount_minor = Told::That(AMOUNT);
                    report.currency = Told::That(Currency::Xof);
                }
            }
            Lie::Paid | Lie::Declined | Lie::Created | Lie::Refused | Lie::TellsKey | Lie::PaidOut => {}
        }
        Some(notified)
    }
}

/// The rules that the kept replies of `target` break when its gateway lies.
fn caught(target: &str, lie: Lie) -> Vec<String> {
    let target = Target::named(target).expect("a target");
    let open = move |account: Account, transport: Arc<dyn Transport>| -> Arc<dyn Gateway> {
        Arc::new(Liar { lie, honest: comptoir_gateway::open(account, transport) })
    };
    let breach = |kept: &corpus::Kept| target.holds(&open, &kept.bytes).err().map(|Breach(rule)| rule);
    corpus::of(target).iter().filter_map(breach).collect()
}

#[test]
fn a_gateway_that_lies_is_caught_by_every_rule() {
    let asks = ["paygate_global_ask", "paydunya_ask", "cinetpay_ask", "payplus_ask"];
    let creates = ["paygate_global_create", "paydunya_create", "cinetpay_create", "payplus_create", "paiement_pro_create"];
    let seals = ["paygate_global", "paydunya", "cinetpay", "payplus", "paiement_pro"].map(|name| format!("{name}_notification"));
    let mut lies: Vec<(&str, Lie, &str)> = Vec::new();
    lies.extend(asks.map(|ask| (ask, Lie::Paid, "paid without a documented success")));
    lies.extend(asks.map(|ask| (ask, Lie::Declined, "ended without a documented refusal")));
    lies.extend(creates.map(|create| (create, Lie::Created, "created without a documented success")));
    lies.extend(creates.map(|create| (create, Lie::Refused, "refused without a documented refusal")));
    lies.extend(seals.iter().map(|seal| (seal.as_str(), Lie::Sealed, "a mark that our keys do not make")));
    lies.push(("paydunya_payout", Lie::PaidOut, "paid out without a documented success"));
    lies.push(("paiement_pro_notification", Lie::Notified, "paid without a documented success"));
    lies.push(("page_address", Lie::Created, "at another's domain"));
    lies.push(("cinetpay_create", Lie::TellsKey, "a key is told"));
    for (target, lie, rule) in lies {
        let caught = caught(target, lie);
        assert!(caught.iter().any(|found| found.starts_with(rule)), "{target} is blind to {lie:?}: {caught:#?}");
    }
}
