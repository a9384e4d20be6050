use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::time_provider::DefaultTimeProvider;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::server::Then;
use super::*;

/// A server with a certificate for `name` that it gave itself, and that certificate.
async fn self_signed(name: &str, change: impl FnOnce(&mut CertificateParams)) -> (u16, CertificateDer<'static>) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    change(&mut params);
    let certificate = params.self_signed(&key).unwrap().der().clone();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(mut stream) = acceptor.accept(stream).await
                && stream.read(&mut [0; 4096]).await.is_ok_and(|count| count > 0)
            {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await;
            }
        }
    });
    (port, certificate)
}

fn trusting_only(certificate: CertificateDer<'static>) -> HttpTransport {
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    let trust = Trust::in_authorities(roots, Arc::new(DefaultTimeProvider)).unwrap();
    HttpTransport::trusting(Limits { connect: PATIENCE, read: PATIENCE, total: PATIENCE }, &trust).unwrap()
}

const fn refused(reason: Reason) -> Result<u16, TransportError> {
    Err(TransportError::NotSent(reason))
}

async fn status(transport: &HttpTransport, url: &str) -> Result<u16, TransportError> {
    sent(transport, post(url)).await.map(|reply| reply.status)
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_sent_nothing() {
    let (port, _) = self_signed("localhost", |_| {}).await;
    let url = format!("https://localhost:{port}/");
    assert_eq!(status(&patient(), &url).await, refused(Reason::CertificateUnknownIssuer));
}

#[tokio::test]
async fn a_certificate_is_good_for_its_own_name_and_its_own_time_only() {
    let (port, certificate) = self_signed("localhost", |_| {}).await;
    let transport = trusting_only(certificate);
    assert_eq!(status(&transport, &format!("https://localhost:{port}/")).await, Ok(200));
    let other_name = status(&transport, &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!(other_name, refused(Reason::CertificateOtherName));

    let (port, certificate) = self_signed("localhost", |params| params.not_after = rcgen::date_time_ymd(2020, 1, 1)).await;
    let expired = status(&trusting_only(certificate), &format!("https://localhost:{port}/")).await;
    assert_eq!(expired, refused(Reason::CertificateExpired));
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_sent_nothing() {
    let plain = Script { listens: false, says: b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), then: Then::Silence };
    // A fatal alert: handshake_failure.
    let alert = Script { listens: false, says: vec![0x15, 3, 3, 0, 2, 2, 40], then: Then::Silence };
    for script in [plain, alert] {
        let server = Server::start(script).await;
        assert_eq!(status(&patient(), &format!("https://{}/", server.address)).await, refused(Reason::TlsRefused));
        assert_eq!(server.connections().await, 1);
    }
}

#[tokio::test]
async fn a_handshake_that_breaks_off_or_never_ends_has_sent_nothing() {
    let no_connection = Err(TransportError::NotSent(Reason::NoConnection));
    let deaf = |then| Script { listens: false, says: Vec::new(), then };
    for then in [Then::Close, Then::Reset] {
        let server = Server::start(deaf(then)).await;
        assert_eq!(status(&patient(), &format!("https://{}/", server.address)).await, no_connection);
        assert_eq!(server.connections().await, 1);
    }
    let quick = HttpTransport::new(Limits { connect: Duration::from_millis(300), read: PATIENCE, total: PATIENCE }).unwrap();
    let server = Server::start(deaf(Then::Silence)).await;
    assert_eq!(status(&quick, &format!("https://{}/", server.address)).await, no_connection);
}
