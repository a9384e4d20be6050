//! The answers of the document's own « État de paiement », as they stand there, and what they come to.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Report, Told, Verdict, Word, judge};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{Environment, Order};
use comptoir_core::payment::Event;

use super::samples::{account, keys, our_hash, payment, reply, test_order};
use crate::samples::Spoken;

/// The token of the example's question, « checkout-invoice/confirm/test_P8FaseSVLd ».
const ASKED: &str = "test_P8FaseSVLd";

/// The token of the answer that the document expects to it.
const ANSWERED: &str = "test_Jh2T8skw1j";

const HASH: &str = "85c6564b0e29c7955633594bc8aca0d007dc1fce3f67bd3accb00ae4e9d39ae528574be9a6ea8bde81fcbb0bc0fae3e56eb1bbedcd4d119a7fd24b0d44ab3770";

/// « Réponse attendue ».
const COMPLETED: &str = r#"{
    "response_code": "00",
    "response_text": "Transaction Found",
    "hash": "85c6564b0e29c7955633594bc8aca0d007dc1fce3f67bd3accb00ae4e9d39ae528574be9a6ea8bde81fcbb0bc0fae3e56eb1bbedcd4d119a7fd24b0d44ab3770",
    "invoice": {
        "items": {
            "item_0": {
            "name": "Chaussures Croco",
            "quantity": 3,
            "unit_price": "10000",
            "total_price": "30000",
            "description": "Chaussures faites en peau de crocrodile authentique qui chasse la pauvreté"
        },
        "item_1": {
            "name": "Chemise Glacée",
            "quantity": 1,
            "unit_price": "5000",
            "total_price": "5000",
            "description": ""
        }
        },
        "taxes": {
        "tax_0": {
            "name": "TVA (18%)",
            "amount": 6300
        },
        "tax_1": {
            "name": "Livraison",
            "amount": 1000
        }
        },
        "token": "test_Jh2T8skw1j",
        "total_amount": 42300,
        "description": "Paiement de 42300 FCFA pour article(s) achetés sur Magasin le Choco"
    },
    "custom_data": {
        "categorie": "Jeu concours",
        "periode":  "Noël 2015",
        "numero_gagnant": 5,
        "prix" : "Bon de réduction de 50%"
    },
    "actions": {
        "cancel_url": "http://magasin-le-choco.com/cancel_url.aspx",
        "callback_url": "http://magasin-le-choco.com/callback_url.aspx",
        "return_url": "http://magasin-le-choco.com/return_url.aspx"
    },
    "mode": "test",
    "status": "completed",
    "fail_reason": "",
    "customer": {
        "name": "Alioune Faye",
        "phone": "774563209",
        "email": "aliounefaye@gmail.com"
    },
    "receipt_url": "https://paydunya.com/sandbox-checkout/receipt/pdf/test_Jh2T8skw1j.pdf"
}"#;

/// « Exemple de réponse attendue: Cas d'échec mis en évidence »: the same in three lines else.
fn cancelled() -> String {
    COMPLETED
        .replace(r#""mode": "test""#, r#""mode": "live""#)
        .replace(r#""status": "completed""#, r#""status": "cancelled""#)
        .replace(r#""fail_reason": """#, r#""fail_reason": "Payment cancelled by customer""#)
}

/// The document's purchase, with an account of tests.
fn order() -> Order {
    Order { amount: Amount::new(42_300, Currency::Xof).unwrap(), ..test_order() }
}

fn report(mode: &str, order: &Order, token: &str, body: &str) -> Report {
    let spoken = Spoken::to(account(mode), vec![Ok(reply(200, body))]);
    let event = spoken.ask(&keys(), &payment(order.clone(), Some(token))).event;
    let Event::Answered(report) = event else { panic!("{event:?}") };
    *report
}

fn verdict(order: &Order, token: &str, body: &str) -> Verdict {
    judge(&report("test", order, token, body), order, Some(token), true)
}

#[test]
fn the_documents_paid_example_is_read_in_full() {
    let report = report("test", &order(), ASKED, COMPLETED);
    assert_eq!((report.word, report.cause), (Word::Paid, None));
    assert_eq!(report.gateway_reference, Told::That(ANSWERED.to_owned()));
    assert_eq!(report.amount_minor, Told::That(42_300));
    assert_eq!(report.environment, Told::That(Environment::Test));
    assert_eq!(report.reference, Told::Nothing, "the data that it brings back is not of our kind");
    let receipt = "https://paydunya.com/sandbox-checkout/receipt/pdf/test_Jh2T8skw1j.pdf";
    assert_eq!(report.receipt_url.as_deref(), Some(receipt));
    assert_eq!((report.means, report.operator_reference), (None, None));
}

#[test]
fn the_documents_paid_example_is_held_because_it_answers_about_another_token() {
    assert_eq!(verdict(&order(), ASKED, COMPLETED), Verdict::Unproven(Reason::MerchantDiffers), "its hash is of another key");
    let of_our_key = COMPLETED.replace(HASH, &our_hash());
    assert_eq!(verdict(&order(), ASKED, &of_our_key), Verdict::Unproven(Reason::GatewayReferenceDiffers));
    assert_eq!(verdict(&order(), ANSWERED, &of_our_key), Verdict::Proven);
    let cheaper = Order { amount: Amount::new(42_200, Currency::Xof).unwrap(), ..order() };
    assert_eq!(verdict(&cheaper, ANSWERED, &of_our_key), Verdict::Unproven(Reason::AmountDiffers));
}

#[test]
fn the_documents_cancelled_example_is_a_live_one_and_ends_a_live_payment_only() {
    let body = cancelled();
    let report_of_it = report("live", &order(), ANSWERED, &body);
    assert_eq!((report_of_it.word, report_of_it.cause), (Word::Declined, Some(Reason::CancelledByPayer)));
    let of_our_key = body.replace(HASH, &our_hash());
    assert_eq!(verdict(&order(), ANSWERED, &of_our_key), Verdict::Nothing(Reason::EnvironmentDiffers));
    let live = Order { environment: Environment::Live, ..order() };
    let report = report("live", &live, ANSWERED, &of_our_key);
    assert_eq!(judge(&report, &live, Some(ANSWERED), true), Verdict::Declined);
}

#[test]
fn the_documents_examples_cut_anywhere_say_nothing() {
    for body in [COMPLETED, &cancelled()] {
        for length in 0..body.len() {
            let spoken = Spoken::to(account("test"), vec![Ok(reply(200, &body.as_bytes()[..length]))]);
            let event = spoken.ask(&keys(), &payment(order(), Some(ANSWERED))).event;
            assert_eq!(event, Event::Unanswered(Reason::Unreadable), "{length} bytes");
        }
    }
}
