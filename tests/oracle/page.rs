//! The address of a page: what may be stored, shown and opened is https at the gateway's own domain or where the account is, short, and
//! tells no key. It is read here as text, not by the program's reader of addresses.

use comptoir_core::order::{Environment, GatewayKind};
use comptoir_core::payment::Event;
use comptoir_gateway::Reply;
use futures::executor::block_on;
use serde_json::json;

use super::desk::{Desk, LOCAL, variation_of};
use super::{Breach, Opener, Outcome, breach};

/// Longest address, in bytes.
const LONGEST: usize = 2_048;

/// The gateways that give an address.
const GIVERS: [GatewayKind; 4] = [GatewayKind::Paydunya, GatewayKind::Cinetpay, GatewayKind::Payplus, GatewayKind::PaiementPro];

/// The first byte chooses the gateway and whether its account is one of tests; the address follows.
pub(super) fn holds(open: &Opener, bytes: &[u8]) -> Outcome {
    let Some((&choice, address)) = bytes.split_first() else { return Ok("nothing") };
    let address = String::from_utf8_lossy(address);
    let kind = GIVERS[usize::from(choice.wrapping_sub(b'0')) % GIVERS.len()];
    // The two low bits chose the gateway.
    let variation = variation_of(b'0' + (choice.wrapping_sub(b'0') >> 2));
    let reply = Reply { status: 200, retry_after: None, body: reply_with(kind, &address) };
    let desk = Desk::of(kind, variation, open, reply);
    let event = block_on(desk.gateway.create(&desk.keys, &desk.bill()));
    desk.tells_no_key(&format!("{event:?}"))?;
    match event {
        Event::Created { page_url: Some(page), .. } => is_sound(&page, &desk).map(|()| "shown"),
        Event::CreateUnanswered(_) => Ok("refused"),
        other => breach(format!("a success with an address is {other:?}")),
    }
}

/// The gateway's documented success, with this address.
fn reply_with(kind: GatewayKind, address: &str) -> Vec<u8> {
    let answer = match kind {
        GatewayKind::Paydunya | GatewayKind::Payplus => {
            json!({"response_code": "00", "response_text": address, "token": "7000001"})
        }
        GatewayKind::Cinetpay => json!({"code": "201", "data": {"payment_token": "7000001", "payment_url": address}}),
        GatewayKind::PaiementPro => json!({"success": true, "url": address}),
        GatewayKind::PaygateGlobal => json!({"status": 0, "tx_reference": 7_000_001}),
    };
    answer.to_string().into_bytes()
}

/// The domain that the gateway's pages are on, and the host of its tests, if it has one.
const fn domain(kind: GatewayKind) -> (&'static str, Option<&'static str>) {
    match kind {
        GatewayKind::PaygateGlobal => ("paygateglobal.com", None),
        GatewayKind::Paydunya => ("paydunya.com", None),
        GatewayKind::Cinetpay => ("cinetpay.com", None),
        GatewayKind::Payplus => ("payplus.africa", Some("apptest.payplus.africa")),
        GatewayKind::PaiementPro => ("paiementpro.net", Some("sandbox.paiementpro.net")),
    }
}

/// Whether a page's address may be shown.
pub(super) fn is_sound(page: &str, desk: &Desk) -> Result<(), Breach> {
    if page.len() > LONGEST {
        return breach(format!("an address of {} bytes", page.len()));
    }
    if !page.bytes().all(|byte| byte.is_ascii_graphic()) {
        return breach(format!("an address with something unprinted in it: {page}"));
    }
    desk.tells_no_key(page)?;
    let (scheme, rest) = page.split_once("://").ok_or(Breach(format!("no address: {page}")))?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if desk.account.base_url.is_some() && format!("{scheme}://{authority}") == LOCAL {
        return Ok(());
    }
    let (domain, tests) = domain(desk.account.kind);
    if scheme != "https" || authority.contains(['@', ':', '\\']) {
        return breach(format!("neither https at the gateway nor where the account is: {page}"));
    }
    if authority != domain && !authority.ends_with(&format!(".{domain}")) {
        return breach(format!("at another's domain: {page}"));
    }
    if desk.order().environment == Environment::Live && Some(authority) == tests {
        return breach(format!("a page of tests for a live account: {page}"));
    }
    Ok(())
}
