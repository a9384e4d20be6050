use super::server::Then;
use super::*;

/// What a server does, and what is known afterwards.
fn faults() -> Vec<(&'static str, Script, Reason)> {
    const LINE: &str = "HTTP/1.1 200 OK\r\n";
    const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
    const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const CHUNK: &[u8] = b"28\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n";
    let deaf = Script { listens: false, says: Vec::new(), then: Then::Close };
    let saying = |says: &str, then| Script::saying(says, then);
    vec![
        ("closed before the request is read", deaf, Reason::Cut),
        ("closed after the request is read", saying("", Then::Close), Reason::Cut),
        ("broken off after the request is read", saying("", Then::Reset), Reason::Cut),
        ("half a status line", saying("HTTP/1.1 20", Then::Close), Reason::Cut),
        ("no end of the head", saying(LINE, Then::Close), Reason::Cut),
        ("a head only", saying(HEAD, Then::Close), Reason::Cut),
        ("half a body", saying(&format!("{HEAD}{{\"status\":0,"), Then::Close), Reason::Cut),
        ("half a body, broken off", saying(&format!("{HEAD}{{\"status\":0,"), Then::Reset), Reason::Cut),
        ("a chunk without its end", saying(&format!("{CHUNKED}c\r\n{{\"status\":0}}\r\n"), Then::Close), Reason::Cut),
        ("a chunk without its size", saying(&format!("{CHUNKED}zz\r\n"), Then::Silence), Reason::Cut),
        ("no HTTP at all", saying("SSH-2.0-OpenSSH_9.6\r\n", Then::Silence), Reason::Cut),
        ("a head without end", saying(LINE, Then::Flood(b"X-More: and more\r\n")), Reason::Cut),
        ("a body without end", saying("HTTP/1.1 200 OK\r\n\r\n", Then::Flood(&[b'x'; 4096])), Reason::TooLarge),
        ("chunks without end", saying(CHUNKED, Then::Flood(CHUNK)), Reason::TooLarge),
    ]
}

/// What a server does so slowly that the deadline ends it.
fn delays() -> Vec<(&'static str, Script)> {
    const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
    vec![
        ("the request is never read", Script { listens: false, says: Vec::new(), then: Then::Silence }),
        ("nothing is answered", Script::saying("", Then::Silence)),
        ("a head drips", Script::saying("HTTP/1.1 200 OK\r\nX-Slow: ", Then::Drip(b'x'))),
        ("a head only, and silence", Script::saying(HEAD, Then::Silence)),
        ("a body drips", Script::saying(HEAD, Then::Drip(b'x'))),
        ("promises of an answer without end", Script::saying("", Then::Flood(b"HTTP/1.1 100 Continue\r\n\r\n"))),
        ("a promise of an answer, and silence", Script::saying("HTTP/1.1 100 Continue\r\n\r\n", Then::Silence)),
    ]
}

#[tokio::test]
async fn an_answer_that_is_not_whole_is_lost_and_the_request_is_sent_once() {
    let transport = patient();
    for (fault, script, reason) in faults() {
        for request in [post, get] {
            let server = Server::start(script.clone()).await;
            let outcome = sent(&transport, request(&server.url("/"))).await;
            assert_eq!(outcome, Err(TransportError::Lost(reason)), "{fault}");
            assert_eq!(server.connections().await, 1, "{fault}");
            assert_eq!(server.requests().await.len(), usize::from(script.listens), "{fault}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_lost_and_the_request_is_sent_once() {
    for (delay, script) in delays() {
        // What drips is ended by the whole time only.
        let transports = if matches!(script.then, Then::Drip(_)) { vec![hasty()] } else { vec![hasty(), short_of_breath()] };
        for transport in transports {
            let server = Server::start(script.clone()).await;
            let outcome = sent(&transport, post(&server.url("/"))).await;
            assert_eq!(outcome, Err(TransportError::Lost(Reason::TimedOut)), "{delay}");
            assert_eq!(server.connections().await, 1, "{delay}");
        }
    }
}

#[tokio::test]
async fn a_connection_is_dropped_as_soon_as_its_answer_is_of_no_use() {
    for (transport, then) in [(patient(), Then::Flood(&[b'x'; 4096])), (hasty(), Then::Drip(b'x'))] {
        let server = Server::start(Script::saying("HTTP/1.1 200 OK\r\n\r\n", then)).await;
        assert!(sent(&transport, post(&server.url("/"))).await.is_err());
        server.ended().await;
    }
}

/// One that is kept is found dead by the next request, which a client would then send again by itself.
#[tokio::test]
async fn no_connection_is_kept_that_could_die() {
    let server = Server::start(Script::replying("200 OK", "Connection: keep-alive\r\n", "{}")).await;
    let transport = patient();
    assert_eq!(sent(&transport, post(&server.url("/"))).await.unwrap().body, b"{}");
    // Nobody but the client ends it.
    server.ended().await;
    assert_eq!(sent(&transport, post(&server.url("/"))).await.unwrap().body, b"{}");
    assert_eq!((server.connections().await, server.requests().await.len()), (2, 2));
}

#[test]
fn twenty_faults_are_tried() {
    assert!(faults().len() + delays().len() >= 20);
}
