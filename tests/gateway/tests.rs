use std::io::{Read, Write};

use serde_json::json;

use super::*;

/// What comes back for a POST of `body` to `path`, as far as it comes.
fn post(gateway: &ScriptedGateway, path: &str, body: &Value) -> String {
    let body = body.to_string();
    let mut stream = TcpStream::connect(gateway.address).unwrap();
    let head = format!("POST {path} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    let mut answer = Vec::new();
    // A connection that is closed unread may break at the writing or at the reading.
    drop(stream.write_all(format!("{head}{body}").as_bytes()).and_then(|()| stream.read_to_end(&mut answer)));
    String::from_utf8(answer).unwrap()
}

fn pay(gateway: &ScriptedGateway, identifier: &str) -> String {
    post(gateway, "/api/v1/pay", &json!({ "identifier": identifier, "amount": 400 }))
}

fn status(gateway: &ScriptedGateway, identifier: &str) -> String {
    post(gateway, "/some/prefix/api/v2/status", &json!({ "identifier": identifier }))
}

#[test]
fn a_gateway_in_good_order_registers_once_and_tells_what_its_customers_did() {
    let gateway = ScriptedGateway::start();
    assert!(pay(&gateway, "A").contains(r#""status":0"#));
    assert!(pay(&gateway, "A").ends_with(r#"{"status":6}"#));
    assert!(status(&gateway, "A").contains(r#""status":2"#));
    assert!(status(&gateway, "B").contains("error_code"));
    gateway.customer("A", Customer::PaysAmount(399));
    assert!(status(&gateway, "A").contains(r#""amount":399"#));
    assert_eq!((gateway.taken(), gateway.transactions()[0].creates), (399, 2));
    gateway.everyone(Customer::Pays);
    pay(&gateway, "C");
    assert_eq!(gateway.taken(), 799);
    assert_eq!(gateway.requests(Call::Pay)[1].text("identifier").as_deref(), Some("A"));
    assert_eq!(gateway.requests(Call::Status)[0].path, "/some/prefix/api/v2/status");
}

#[test]
fn answers_are_planned_once_for_ever_and_by_the_request() {
    let gateway = ScriptedGateway::start();
    gateway.always(Call::Pay, Answer::web_page(200));
    gateway.once(Call::Pay, Answer::bytes(503, "").with_header("retry-after", "7"));
    let first = pay(&gateway, "A");
    assert!(first.starts_with("HTTP/1.1 503") && first.contains("retry-after: 7"), "{first}");
    assert!(pay(&gateway, "A").contains("<html>"));
    assert!(gateway.transactions().is_empty());
    gateway.script(Call::Pay, |request| Answer::json(json!({ "echo": request.text("identifier") })));
    assert!(pay(&gateway, "A").ends_with(r#"{"echo":"A"}"#));
    gateway.mend(Call::Pay);
    assert!(pay(&gateway, "A").contains("tx_reference"));
}

#[test]
fn an_answer_can_be_lost_cut_or_endless_and_the_request_taken_all_the_same() {
    let gateway = ScriptedGateway::start();
    gateway.once(Call::Pay, Answer::closed().though_taken());
    assert_eq!(pay(&gateway, "A"), "");
    assert_eq!(gateway.transactions()[0].identifier, "A");
    gateway.once(Call::Pay, Answer::cut(r#"{"status":0}"#, 7));
    assert!(pay(&gateway, "B").ends_with("\r\n\r\n{\"statu"));
    gateway.close_unread(1);
    assert_eq!(pay(&gateway, "C"), "");
    assert_eq!(gateway.requests(Call::Pay).len(), 2);
    gateway.once(Call::Pay, Answer::endless());
    let mut stream = TcpStream::connect(gateway.address).unwrap();
    stream.write_all(b"POST /api/v1/pay HTTP/1.1\r\n\r\n").unwrap();
    let mut much = vec![0; 1_000_000];
    stream.read_exact(&mut much).unwrap();
}

#[test]
fn a_held_request_waits_for_its_release_and_a_gateway_that_went_away_comes_back() {
    let mut gateway = ScriptedGateway::start();
    let held = gateway.hold(Call::Pay);
    thread::scope(|scope| {
        let answer = scope.spawn(|| pay(&gateway, "A"));
        held.reached();
        assert!(gateway.transactions().is_empty());
        held.release();
        assert!(answer.join().unwrap().contains(r#""status":0"#));
    });
    gateway.go_away();
    assert!(TcpStream::connect(gateway.address).is_err());
    gateway.come_back();
    assert!(status(&gateway, "A").contains(r#""status":2"#));
    gateway.until(Call::Status, 1);
}
