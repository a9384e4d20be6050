//! What the network can do to a request, done by a real server on this machine.

use std::time::Duration;

use tokio::time::timeout;
use url::Url;

use super::*;
use server::{Script, Server, Then};

mod faults;
mod server;
mod tls;

/// Long enough for a busy machine, and never waited for in full.
const PATIENCE: Duration = Duration::from_secs(20);

fn patient() -> HttpTransport {
    HttpTransport::new(Limits { connect: PATIENCE, read: PATIENCE, total: PATIENCE }).unwrap()
}

fn hasty() -> HttpTransport {
    HttpTransport::new(Limits { connect: PATIENCE, read: PATIENCE, total: Duration::from_millis(500) }).unwrap()
}

/// Waits for everything but the next piece of an answer.
fn short_of_breath() -> HttpTransport {
    HttpTransport::new(Limits { connect: PATIENCE, read: Duration::from_millis(500), total: PATIENCE }).unwrap()
}

#[test]
fn the_programs_own_limits_are_those_of_its_design() {
    let seconds = Duration::from_secs;
    assert_eq!(Limits::default(), Limits { connect: seconds(10), read: seconds(30), total: seconds(45) });
}

fn post(url: &str) -> Request {
    Request::post(Url::parse(url).unwrap(), br#"{"amount":12500}"#.to_vec())
}

fn get(url: &str) -> Request {
    Request::get(Url::parse(url).unwrap())
}

async fn sent(transport: &HttpTransport, request: Request) -> Result<Reply, TransportError> {
    timeout(2 * PATIENCE, transport.send(request)).await.unwrap()
}

#[tokio::test]
async fn a_message_is_posted_as_json_under_our_name_and_nothing_else_is_told() {
    let server = Server::start(Script::replying("200 OK", "", "{}")).await;
    let reply = sent(&patient(), post(&server.url("/api/v1/pay?a=b"))).await.unwrap();
    assert_eq!(reply, Reply { status: 200, retry_after: None, body: b"{}".to_vec() });
    let requests = server.requests().await;
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<_> = head.lines().map(str::to_lowercase).collect();
    lines.sort();
    let expected = [
        "accept: application/json".to_owned(),
        "content-length: 16".to_owned(),
        "content-type: application/json".to_owned(),
        format!("host: {}", server.address),
        "post /api/v1/pay?a=b http/1.1".to_owned(),
        format!("user-agent: comptoir/{}", env!("CARGO_PKG_VERSION")),
    ];
    assert_eq!(lines, expected);
    assert_eq!(body, r#"{"amount":12500}"#);
}

#[tokio::test]
async fn a_request_without_a_message_is_a_get() {
    let server = Server::start(Script::replying("200 OK", "", "{}")).await;
    sent(&patient(), get(&server.url("/v1/page"))).await.unwrap();
    let requests = server.requests().await;
    assert!(requests[0].starts_with("GET /v1/page HTTP/1.1\r\n"), "{requests:?}");
    assert!(!requests[0].to_lowercase().contains("content-"), "{requests:?}");
}

#[tokio::test]
async fn every_http_status_is_a_reply() {
    for (line, status) in [("201 Created", 201), ("401 No", 401), ("404 No", 404), ("500 No", 500), ("999 Odd", 999)] {
        let server = Server::start(Script::replying(line, "", "body")).await;
        let reply = sent(&patient(), post(&server.url("/"))).await.unwrap();
        assert_eq!((reply.status, reply.body.as_slice()), (status, b"body".as_slice()));
    }
}

#[tokio::test]
async fn a_redirect_is_a_reply_and_is_not_followed() {
    let elsewhere = Server::start(Script::replying("200 OK", "", "{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let header = format!("Location: {}\r\n", elsewhere.url("/api/v1/pay"));
        let server = Server::start(Script::replying(&format!("{status} Elsewhere"), &header, "")).await;
        assert_eq!(sent(&patient(), post(&server.url("/"))).await.unwrap().status, status);
        assert_eq!(server.connections().await, 1);
    }
    assert_eq!(elsewhere.connections().await, 0);
}

#[tokio::test]
async fn retry_after_is_read_where_it_is_a_number_of_seconds() {
    for (header, wait) in [
        ("Retry-After: 7\r\n", Some(Duration::from_secs(7))),
        ("retry-after:  120 \r\n", Some(Duration::from_secs(120))),
        ("Retry-After: 18446744073709551615\r\n", Some(LONGEST_RETRY_AFTER)),
        ("Retry-After: -7\r\n", None),
        ("Retry-After: 1.5\r\n", None),
        ("Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n", None),
        ("", None),
    ] {
        let server = Server::start(Script::replying("429 Later", header, "")).await;
        assert_eq!(sent(&patient(), get(&server.url("/"))).await.unwrap().retry_after, wait, "{header}");
    }
}

#[tokio::test]
async fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
    for (length, whole) in [(LARGEST_REPLY, true), (LARGEST_REPLY + 1, false)] {
        let server = Server::start(Script::replying("200 OK", "", &"x".repeat(length))).await;
        let outcome = sent(&patient(), post(&server.url("/"))).await;
        let expected = if whole { Ok(length) } else { Err(TransportError::Lost(Reason::TooLarge)) };
        assert_eq!(outcome.map(|reply| reply.body.len()), expected);
        assert_eq!(server.connections().await, 1);
    }
}

#[tokio::test]
async fn a_body_is_taken_as_it_comes_and_no_cookie_is_kept() {
    let headers = "Content-Encoding: gzip\r\nSet-Cookie: session=1; Path=/\r\n";
    let server = Server::start(Script::replying("200 OK", headers, "not gzip")).await;
    let transport = patient();
    for _ in 0..2 {
        assert_eq!(sent(&transport, get(&server.url("/"))).await.unwrap().body, b"not gzip");
    }
    assert_eq!(server.connections().await, 2, "each request has a connection of its own");
    for request in server.requests().await {
        assert!(!request.to_lowercase().contains("cookie"), "{request}");
    }
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_not_sent_to() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let outcome = sent(&patient(), post(&format!("http://{nobody}/"))).await;
    assert_eq!(outcome, Err(TransportError::NotSent(Reason::NoConnection)));
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_not_sent_to() {
    // No name may have so long a label, so that the resolver need not ask anyone.
    let nobody = format!("{}.invalid/", "x".repeat(64));
    let outcome = timeout(2 * PATIENCE, send_by(&patient().near, post(&format!("http://{nobody}")))).await.unwrap();
    assert_eq!(outcome, Err(TransportError::NotSent(Reason::NameNotFound)));
    // With TLS, the name is looked at before anybody is asked about it.
    let outcome = sent(&patient(), post(&format!("https://{nobody}"))).await;
    assert_eq!(outcome, Err(TransportError::NotSent(Reason::NameNotFound)));
}

#[tokio::test]
async fn nothing_is_sent_in_clear_to_another_machine() {
    // Written so, this machine's own address is not known for it.
    let server = Server::start(Script::replying("200 OK", "", "{}")).await;
    let outcome = sent(&patient(), post(&format!("http://[::ffff:127.0.0.1]:{}/", server.address.port()))).await;
    assert_eq!(outcome, Err(TransportError::NotSent(Reason::NoConnection)));
    assert_eq!(server.connections().await, 0);
}

#[tokio::test]
async fn this_machine_is_reached_directly() {
    let server = Server::start(Script::replying("200 OK", "", "{}")).await;
    for host in ["127.0.0.1", "localhost"] {
        let url = format!("http://{host}:{}/", server.address.port());
        assert_eq!(sent(&patient(), get(&url)).await.unwrap().status, 200, "{host}");
    }
}

/// The environment of a process is not to be changed while it runs, so that the test above runs again in one with a proxy.
#[test]
fn no_proxy_stands_between_the_till_and_its_own_machine() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let proxy = format!("http://{nobody}");
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "http::tests::this_machine_is_reached_directly"]).env_remove("NO_PROXY").env_remove("no_proxy");
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        again.env(name, &proxy);
    }
    let output = again.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

/// Run again by the test below, in a process whose proxy wants a name first.
#[tokio::test]
async fn far_away_is_reached_through_the_systems_proxy() {
    let Ok(proxy) = std::env::var("HTTPS_PROXY") else { return };
    let outcome = sent(&patient(), post("https://gateway.invalid/")).await;
    let expected = if proxy.ends_with("/portal") { Reason::WebPage } else { Reason::NoConnection };
    assert_eq!(outcome, Err(TransportError::NotSent(expected)));
}

#[tokio::test]
async fn a_proxy_that_wants_a_name_is_a_page_to_sign_in_at() {
    for (line, path) in [("407 Proxy Authentication Required", "portal"), ("502 Bad Gateway", "broken")] {
        let script = Script::saying(&format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n"), Then::Silence);
        let server = Server::start(script).await;
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        again.args(["--exact", "http::tests::far_away_is_reached_through_the_systems_proxy"]);
        again.env("HTTPS_PROXY", server.url(&format!("/{path}"))).env_remove("NO_PROXY").env_remove("no_proxy");
        let output = tokio::task::spawn_blocking(move || again.output()).await.unwrap().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && told.contains("1 passed"), "{told}");
        let requests = server.requests().await;
        assert!(requests.len() == 1 && requests[0].starts_with("CONNECT gateway.invalid:443 "), "{requests:?}");
    }
}
