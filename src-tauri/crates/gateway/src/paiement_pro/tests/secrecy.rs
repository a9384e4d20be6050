use comptoir_core::evidence::Told;
use serde_json::json;

use super::samples::{MERCHANT, PHONE, SECRET, Spoken, account, answering, notified, papers, query, reference, reply};
use crate::account::Keys;
use crate::notification::Notification;
use crate::samples::logged;

fn keeps_secrets(shown: &str) {
    for secret in [SECRET, PHONE, "client@example.com", "Mensah"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

/// An answer that says back what it was told.
fn telltale() -> String {
    let leak = format!("{SECRET} {PHONE} client@example.com");
    let page = format!("https://www.paiementpro.net/p?sessionid={SECRET}");
    json!({"success": true, "message": leak, "url": page}).to_string()
}

#[test]
fn our_secret_is_kept_of_no_answer_and_no_notification() {
    keeps_secrets(&format!("{:?}", answering(200, telltale()).create(&Keys::default(), &papers())));
    let leak = format!("x{SECRET}");
    let message = json!({
        "merchantId": MERCHANT,
        "referenceNumber": reference().as_str(),
        "amount": leak,
        "countryCurrencyCode": leak,
        "transactiondt": leak,
        "hashcode": leak,
        "responsecode": leak,
        "channel": leak,
        "customerId": PHONE,
    });
    let told = notified(&query(), message.to_string()).unwrap();
    keeps_secrets(&format!("{told:?}"));
    let report = told.report.unwrap();
    assert_eq!(report.amount_minor, Told::Strange);
    keeps_secrets(&serde_json::to_string(&report).unwrap());
    let notification = Notification { query: query(), headers: Vec::new(), body: message.to_string().into_bytes() };
    keeps_secrets(&format!("{notification:?}"));
}

#[test]
fn the_log_names_the_call_and_the_size_of_its_answer_and_nothing_it_says() {
    let log = logged(|| {
        let spoken = Spoken::to(account(&[]), vec![Ok(reply(203, telltale()))]);
        let _ = spoken.create(&Keys::default(), &papers().with_shop());
        let _ = notified(&query(), telltale());
    });
    keeps_secrets(&log);
    for told in ["/webservice/onlinepayment/init/curl-init.php", "status=203"] {
        assert!(log.contains(told), "{told} is missing in {log}");
    }
}
