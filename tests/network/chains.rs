//! A server that cannot prove who it is learns nothing, and the cashier learns why: which thing was wrong, and the PC's own clock first
//! where that may be it.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use comptoir_core::code::Reason;
use comptoir_practice::Kind;
use comptoir_tests::BOUND;
use comptoir_tests::leak::assert_free_of;
use comptoir_words::{Lang, Words};
use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, KeyPair, NameConstraints};
use rustls::SupportedProtocolVersion;
use rustls::pki_types::CertificateDer;

use crate::certificates::{Authority, Good, NOW, Version, of_a_server, showing, wanting_ours};
use crate::desk::{Desk, Place};
use crate::told::{four_parts, stands, without_answer};

/// The seconds of ten years.
const TEN_YEARS: u64 = 10 * 365 * 24 * 3_600;

/// A server's chain that is good but for one thing.
struct Chain {
    what: &'static str,
    shown: Vec<CertificateDer<'static>>,
    key: KeyPair,
    reason: Reason,
}

/// Every chain that must be refused.
fn bad_chains() -> Vec<Chain> {
    let Good { root, between, .. } = Good::shared();
    let relay = || between.certificate.clone();
    let mut chains = Vec::new();
    let mut chain = |what, shown, key, reason| chains.push(Chain { what, shown, key, reason });
    let mut changed = |what, reason, change: fn(&mut CertificateParams)| {
        let (server, key) = between.certify(change);
        chain(what, vec![server, relay()], key, reason);
    };
    changed("expired", Reason::CertificateExpired, |params| params.not_after = rcgen::date_time_ymd(2026, 11, 25));
    changed("not valid yet", Reason::CertificateNotYetValid, |params| params.not_before = rcgen::date_time_ymd(2026, 11, 28));
    changed("another host's", Reason::CertificateOtherName, |params| {
        params.subject_alt_names = CertificateParams::new(["paygateglobal.com".to_owned()]).unwrap().subject_alt_names;
    });
    changed("nobody's", Reason::CertificateOtherName, |params| params.subject_alt_names = Vec::new());
    changed("a client's", Reason::TlsRefused, |params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]);
    changed("an authority's own", Reason::TlsRefused, |params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained));

    let (server, key) = between.certify(|_| {});
    chain("without the relay", vec![server], key, Reason::CertificateUnknownIssuer);
    let (mut server, key) = between.certify(|_| {});
    server = CertificateDer::from([&server[..server.len() - 1], &[server[server.len() - 1] ^ 1]].concat());
    chain("altered", vec![server, relay()], key, Reason::TlsRefused);
    let (key, params) = (KeyPair::generate().unwrap(), of_a_server());
    let own = params.self_signed(&key).unwrap().der().clone();
    chain("self-signed", vec![own], key, Reason::CertificateUnknownIssuer);
    let stranger = Authority::root("Inconnu");
    let (server, key) = stranger.certify(|_| {});
    chain("of a root nobody knows", vec![server, stranger.certificate.clone()], key, Reason::CertificateUnknownIssuer);

    let old = root.under("Vieux relais", |params| params.not_after = rcgen::date_time_ymd(2026, 6, 1));
    let (server, key) = old.certify(|_| {});
    chain("of an expired relay", vec![server, old.certificate.clone()], key, Reason::CertificateExpired);
    let none = root.under("Boutique", |params| params.is_ca = IsCa::NoCa);
    let (server, key) = none.certify(|_| {});
    chain("of somebody who may vouch for nobody", vec![server, none.certificate.clone()], key, Reason::TlsRefused);
    let elsewhere = root.under("Relais d’ailleurs", |params| {
        let permitted_subtrees = vec![GeneralSubtree::DnsName("example.com".to_owned())];
        params.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
    });
    let (server, key) = elsewhere.certify(|_| {});
    chain("of a relay for other names", vec![server, elsewhere.certificate.clone()], key, Reason::TlsRefused);
    chains
}

/// A create call to a server that shows `tls` is not sent, for this reason, and nothing of it left.
#[track_caller]
fn is_told_nothing(place: Place, reason: Reason) {
    let desk = Desk::at(place);
    let id = desk.start();
    stands(&desk.view(id), "abandoned_unsent", Some(reason));
    assert_eq!((desk.proxy.connections(), desk.proxy.of_a_request()), (1, 0), "a byte of the request left");
    assert_eq!((desk.server.bytes(), desk.server.requests().len()), (0, 0));
}

#[test]
fn no_chain_that_is_wrong_in_one_thing_is_told_anything() {
    for Chain { what, shown, key, reason } in bad_chains() {
        for (version, kind) in [Version::Tls12, Version::Tls13].into_iter().cycle().zip(Kind::ALL) {
            let tls = showing(shown.clone(), &key.serialize_der(), version);
            println!("{what}, {version:?}, {}", kind.name());
            is_told_nothing(Place { tls, ..Place::good(kind, version) }, reason);
        }
    }
}

/// The same chain is taken where nothing is wrong with it, so that what is refused above is refused for its one fault.
#[test]
fn the_good_chain_is_taken_in_both_versions() {
    for version in [Version::Tls12, Version::Tls13] {
        let desk = Desk::at(Place::good(Kind::Cinetpay, version));
        let id = desk.start();
        stands(&desk.view(id), "pending", None);
        assert_eq!(desk.server.requests(), ["POST /v2/payment"]);
    }
}

/// In TLS 1.3 the till has said its last word before it hears that it is not wanted: its request may have left with it.
#[test]
fn a_server_that_wants_our_certificate_may_have_heard_our_request_in_tls_1_3() {
    for kind in Kind::ALL {
        let good = |version| Place { tls: wanting_ours(Good::shared(), version), ..Place::good(kind, version) };
        is_told_nothing(good(Version::Tls12), Reason::TlsRefused);
        let desk = Desk::at(good(Version::Tls13));
        let id = desk.start();
        stands(&desk.view(id), without_answer(desk.gateway()), Some(Reason::Cut));
        assert_eq!((desk.proxy.connections(), desk.server.requests().len()), (1, 0));
    }
}

#[test]
fn the_programs_own_trust_takes_none_of_our_authorities() {
    // Good at whatever time this runs.
    let ever = |params: &mut CertificateParams| {
        (params.not_before, params.not_after) = (rcgen::date_time_ymd(2000, 1, 1), rcgen::date_time_ymd(2090, 1, 1));
    };
    let between = Good::shared().root.under("Relais durable", ever);
    let (server, key) = between.certify(ever);
    let tls = showing(vec![server, between.certificate.clone()], &key.serialize_der(), Version::Tls13);
    let good = Place::good(Kind::Paydunya, Version::Tls13);
    is_told_nothing(Place { tls, trust: None, ..good }, Reason::CertificateUnknownIssuer);
}

#[test]
fn a_pc_whose_clock_is_wrong_is_told_of_its_clock_first() {
    let root = &Good::shared().root;
    let wrong = [(NOW - TEN_YEARS, Reason::CertificateNotYetValid), (NOW + TEN_YEARS, Reason::CertificateExpired)];
    for ((shows, reason), kind) in wrong.into_iter().flat_map(|wrong| Kind::ALL.map(|kind| (wrong, kind))) {
        let good = Place::good(kind, Version::Tls12);
        is_told_nothing(Place { trust: Some(root.believed_at(shows)), ..good }, reason);
        // The same when the clock goes wrong between the call and a question: the payment stands as it stood.
        let desk = Desk::at(Place::good(kind, Version::Tls13));
        let id = desk.start();
        let heard = desk.server.bytes();
        desk.believes(root.believed_at(shows));
        desk.ask(id);
        let asked = kind != Kind::PaiementPro;
        stands(&desk.view(id), "pending", asked.then_some(reason));
        assert_eq!(desk.server.bytes(), heard, "a byte of the question came");
        assert!(!asked || desk.proxy.of_a_request() == 0, "a byte of the question left");
    }
    for reason in [Reason::CertificateExpired, Reason::CertificateNotYetValid] {
        let (french, english) = (Words::of(Lang::Fr).reason(reason), Words::of(Lang::En).reason(reason));
        assert!(french.starts_with("L’horloge de ce PC") && french.contains("vérifiez date et heure"), "{french}");
        assert!(english.starts_with("This PC’s clock") && english.contains("check the date and time"), "{english}");
    }
}

#[test]
fn each_refusal_has_its_own_words_and_says_that_nothing_left() {
    let reasons = [
        (Reason::CertificateExpired, "périmé"),
        (Reason::CertificateNotYetValid, "pas encore valable"),
        (Reason::CertificateOtherName, "Un autre site"),
        (Reason::CertificateUnknownIssuer, "Aucune autorité connue"),
        (Reason::TlsRefused, "n’a pas prouvé son identité"),
    ];
    let desk = Desk::at(Place { open: false, ..Place::good(Kind::Payplus, Version::Tls12) });
    let view = desk.view(desk.start());
    for (reason, word) in reasons {
        let [happened, risk, to_do, reference] = four_parts(&view, Some(reason), Lang::Fr);
        assert!(happened.contains(word) && happened.ends_with("Rien n’est parti."), "{happened}");
        assert_eq!((risk.as_str(), to_do.as_str()), ("Aucun argent n’est en jeu.", "Vous pouvez recommencer."));
        assert_eq!(reference, view.reference);
    }
}

/// Somebody who is no TLS server, at a port of its own: says something to the first who comes, and tells what the till said.
fn stranger(says: &'static [u8]) -> (u16, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(BOUND)).unwrap();
        let mut heard = vec![0; 4096];
        let count = stream.read(&mut heard).unwrap();
        heard.truncate(count);
        stream.write_all(says).unwrap();
        // Until the till has gone, which may be by breaking off.
        stream.read_to_end(&mut heard).unwrap_or_default();
        heard
    });
    (port, heard)
}

#[test]
fn neither_plain_http_nor_an_old_tls_is_told_anything() {
    /// TLS 1.1 agreed to: a ServerHello of that version.
    const OLD: &[u8] = &[
        22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
        24, 25, 26, 27, 28, 29, 30, 31, 32, 0, 192, 19, 0,
    ];
    /// A fatal alert: protocol_version.
    const ALERT: &[u8] = &[21, 3, 1, 0, 2, 2, 70];
    const HTML: &[u8] = b"HTTP/1.1 302 Found\r\nLocation: http://portail.example/login\r\nContent-Length: 0\r\n\r\n";
    for (what, says) in [("TLS 1.1", OLD), ("an alert", ALERT), ("plain HTTP", HTML), ("no protocol", b"SSH-2.0-OpenSSH_9.6\r\n")]
    {
        for kind in Kind::ALL {
            println!("{what}, {}", kind.name());
            let base_url = |port: u16| format!("https://localhost:{port}/{}", kind.name());
            let (port, heard) = stranger(says);
            let desk = Desk::at(Place { base_url: Some(base_url(port)), ..Place::good(kind, Version::Tls12) });
            let id = desk.start();
            stands(&desk.view(id), "abandoned_unsent", Some(Reason::TlsRefused));
            let heard = heard.join().unwrap();
            assert_eq!(heard.first(), Some(&22), "a handshake comes first");
            for (_, key) in kind.secrets() {
                assert_free_of(key, "what the stranger heard", &heard);
            }
            assert!(!heard.windows(5).any(|bytes| bytes == b"POST "), "a request was sent in clear");
        }
    }
}

/// Both versions that the till speaks are the only two there are.
#[test]
fn no_older_version_can_be_spoken_at_all() {
    let versions: Vec<_> = rustls::ALL_VERSIONS.iter().map(|known: &&SupportedProtocolVersion| known.version).collect();
    assert_eq!(versions, [rustls::ProtocolVersion::TLSv1_3, rustls::ProtocolVersion::TLSv1_2]);
}
