//! Real loopback HTTP, spoken by a client of a few lines.

use std::net::Ipv4Addr;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::*;
use crate::{Habits, Kind, paygate_global::PRACTICE_KEY};

/// More than any of these calls takes; only a hang reaches it.
const BOUND: Duration = Duration::from_secs(10);

async fn served() -> Serving {
    // Customers who decide at once, so that no test has to wait for the clock.
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal).with_habits(Habits { reaction_ms: 0, expiry_ms: 0 });
    serve(vec![Arc::new(gateway)], 0).await.unwrap()
}

/// One request to a whole address, and its status, head and body.
async fn call(method: &str, address: &str, body: &str) -> (u16, String, String) {
    let rest = address.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let request = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let exchange = async {
        let mut stream = TcpStream::connect(host).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let answer = timeout(BOUND, exchange).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_ascii_lowercase(), body.to_owned())
}

async fn post(address: &str, body: Value) -> (u16, Value) {
    let (status, head, answer) = call("POST", address, &body.to_string()).await;
    assert!(head.contains("content-type: application/json"));
    (status, serde_json::from_str(&answer).unwrap())
}

fn order(amount: u64) -> Value {
    json!({
        "auth_token": PRACTICE_KEY,
        "phone_number": "90000001",
        "amount": amount,
        "identifier": "CPT-1",
        "network": "TMONEY",
    })
}

#[tokio::test(flavor = "current_thread")]
async fn a_payment_is_asked_for_and_found_paid_over_http() {
    let serving = served().await;
    let base = serving.base_url(Kind::PaygateGlobal);
    let (status, answer) = post(&format!("{base}/api/v1/pay"), order(12_500)).await;
    assert_eq!((status, &answer["status"]), (200, &json!(0)));
    let question = json!({ "auth_token": PRACTICE_KEY, "identifier": "CPT-1" });
    let (status, answer) = post(&format!("{base}/api/v2/status"), question).await;
    assert_eq!((status, &answer["status"]), (200, &json!(0)));
    assert_eq!(answer["amount"], 12_500);
    // The wall clock was read: the payment is dated well after this was written.
    assert!(answer["datetime"].as_str().unwrap() > "2026");
    serving.stop().await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_page_is_served_as_html() {
    let serving = served().await;
    let page =
        format!("{}/v1/page?token=practice-key&amount=300&description=test&identifier=10", serving.base_url(Kind::PaygateGlobal));
    let (status, head, body) = call("GET", &page, "").await;
    assert_eq!(status, 200);
    assert!(head.contains("content-type: text/html; charset=utf-8"));
    assert!(body.contains("300 F CFA"));
    serving.stop().await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_customer_is_told_and_the_truth_is_read_under_the_control_address() {
    let serving = served().await;
    let control = serving.control_url(Kind::PaygateGlobal);
    post(&format!("{}/api/v1/pay", serving.base_url(Kind::PaygateGlobal)), order(515)).await;
    let decision = json!({ "identifier": "CPT-1", "does": "pays", "amount": 400 });
    let (status, row) = post(&format!("{control}/customer"), decision).await;
    assert_eq!((status, &row["amount_paid"]), (200, &json!(400)));
    let (status, _, body) = call("GET", &format!("{control}/transactions"), "").await;
    let ledger: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(status, 200);
    assert_eq!(ledger["transactions"], json!([row]));
    // Control is not part of the gateway's own paths.
    let elsewhere = format!("http://{}/control/transactions", serving.address);
    assert_eq!(call("GET", &elsewhere, "").await.0, 404);
    serving.stop().await;
}

#[tokio::test(flavor = "current_thread")]
async fn unknown_paths_wrong_methods_and_endless_bodies_are_refused() {
    let serving = served().await;
    let base = serving.base_url(Kind::PaygateGlobal);
    assert_eq!(call("GET", &format!("{base}/api/v1/pay"), "").await.0, 405);
    assert_eq!(call("POST", &format!("{base}/api/v9"), "{}").await.0, 404);
    assert_eq!(call("GET", &serving.control_url(Kind::PaygateGlobal), "").await.0, 404);
    let endless = "x".repeat(MAX_BODY_BYTES + 1);
    let pay = format!("{base}/api/v1/pay");
    assert_eq!(call("POST", &pay, &endless).await.0, 413);
    serving.stop().await;
}

#[tokio::test(flavor = "current_thread")]
async fn only_loopback_is_listened_on_and_a_taken_port_is_an_error() {
    let serving = served().await;
    assert_eq!(serving.address.ip(), Ipv4Addr::LOCALHOST);
    let port = serving.address.port();
    let second = serve(vec![Arc::new(PracticeGateway::in_memory(Kind::PaygateGlobal))], port).await;
    let error = second.err().unwrap();
    assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    serving.stop().await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_stop_frees_the_port_even_while_a_client_hangs() {
    let serving = served().await;
    let address = serving.address;
    let mut hanging = TcpStream::connect(address).await.unwrap();
    hanging.write_all(b"POST /paygate-global/api/v1/pay HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n").await.unwrap();
    // A whole exchange afterwards shows that the server has seen the hanging client.
    let base = serving.base_url(Kind::PaygateGlobal);
    assert_eq!(call("GET", &format!("{base}/api/v1/pay"), "").await.0, 405);
    timeout(BOUND, serving.stop()).await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "current_thread")]
async fn a_server_that_is_dropped_stops_listening() {
    let serving = served().await;
    let address = serving.address;
    drop(serving);
    let refused = async { while TcpStream::connect(address).await.is_ok() {} };
    timeout(BOUND, refused).await.unwrap();
}
