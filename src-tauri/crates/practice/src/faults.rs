//! What goes wrong on request, so that a till can be tried on it: the next requests of one call meet with it, then all is well
//! again.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::http::{Fate, Response};
use crate::transaction::{Lie, Transaction};

/// A kind of request that faults can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// The one that asks a customer.
    Create,
    /// The one that asks how a payment stands.
    Ask,
}

/// Something that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The connection is cut, and the gateway has not taken the request.
    DroppedBefore,
    /// The connection is cut, and the gateway has taken the request.
    DroppedAfter,
    /// The answer comes after [`SLOW_MS`].
    Slow,
    /// Half of the answer's text comes, as if it were the whole.
    Malformed,
    /// A web page comes in the answer's place: a Wi-Fi login page.
    Html,
    /// HTTP 429; the request is not taken.
    Limited,
    /// HTTP 503; the request is not taken.
    Failing,
    /// More than any answer has comes after it.
    Huge,
    /// The answer is about another payment.
    WrongReference,
    /// The answer tells another amount, where it tells one.
    WrongAmount,
    /// A payment that is paid is in progress again, every other time.
    Flapping,
    /// A payment that is paid, or will be, has expired: its success comes late.
    Late,
}

impl Fault {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::DroppedBefore,
        Self::DroppedAfter,
        Self::Slow,
        Self::Malformed,
        Self::Html,
        Self::Limited,
        Self::Failing,
        Self::Huge,
        Self::WrongReference,
        Self::WrongAmount,
        Self::Flapping,
        Self::Late,
    ];

    /// What is answered in place of the gateway, which never sees the request.
    pub(crate) fn instead(self) -> Option<Response> {
        match self {
            Self::DroppedBefore => Some(Response::dropped()),
            Self::Limited => Some(Response::error(429, 429, "TOO_MANY_REQUEST")),
            Self::Failing => Some(Response::error(503, 503, "Service indisponible")),
            Self::DroppedAfter
            | Self::Slow
            | Self::Malformed
            | Self::Html
            | Self::Huge
            | Self::WrongReference
            | Self::WrongAmount
            | Self::Flapping
            | Self::Late => None,
        }
    }

    /// What the gateway's transactions say while they answer. `turn` counts the requests that met with the fault.
    pub(crate) const fn lie(self, turn: u32) -> Option<Lie> {
        match self {
            Self::WrongAmount => Some(Lie::Amount),
            Self::Flapping if turn.is_multiple_of(2) => Some(Lie::InProgress),
            Self::Late => Some(Lie::Expired),
            Self::Flapping
            | Self::DroppedBefore
            | Self::DroppedAfter
            | Self::Slow
            | Self::Malformed
            | Self::Html
            | Self::Limited
            | Self::Failing
            | Self::Huge
            | Self::WrongReference => None,
        }
    }

    /// What becomes of the answer on its way.
    pub(crate) fn spoil(self, mut response: Response, transactions: &[Transaction]) -> Response {
        match self {
            Self::DroppedAfter => return Response::dropped(),
            Self::Slow => response.fate = Fate::Late { after_ms: SLOW_MS },
            Self::Malformed => response.body.truncate(response.body.len() / 2),
            Self::Html => return Response::html(200, "<!doctype html><title>Wi-Fi</title><p>Connectez-vous".to_owned()),
            Self::Huge => response.body.resize(response.body.len() + HUGE_BYTES, b' '),
            Self::WrongReference => response.body = renamed(&response.body, transactions),
            Self::DroppedBefore | Self::Limited | Self::Failing | Self::WrongAmount | Self::Flapping | Self::Late => {}
        }
        response
    }
}

/// How long a slow answer takes.
pub const SLOW_MS: u64 = 5_000;

const HUGE_BYTES: usize = 512 * 1024;

/// The answer with every name of a payment changed in its first letters.
fn renamed(body: &[u8], transactions: &[Transaction]) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(body).into_owned();
    for transaction in transactions {
        // What CinetPay gives back is what we had it keep.
        let kept = transaction.message.get("metadata").and_then(Value::as_str).unwrap_or_default();
        for name in [transaction.identifier.as_str(), transaction.token.as_str(), kept] {
            if !name.is_empty() {
                text = text.replace(name, &format!("AUTRE{}", name.get(5..).unwrap_or_default()));
            }
        }
    }
    text.into_bytes()
}

/// The faults that are still to come.
#[derive(Default)]
pub(crate) struct Faults(BTreeMap<Call, Coming>);

struct Coming {
    fault: Fault,
    times: u32,
    turn: u32,
}

impl Faults {
    pub(crate) fn ask_for(&mut self, call: Call, fault: Fault, times: u32) {
        self.0.insert(call, Coming { fault, times, turn: 0 });
    }

    /// The fault that the next request of `call` meets with, and how many met with it before.
    pub(crate) fn next(&mut self, call: Call) -> Option<(Fault, u32)> {
        let coming = self.0.get_mut(&call).filter(|coming| coming.times > 0)?;
        coming.times -= 1;
        let turn = coming.turn;
        coming.turn += 1;
        Some((coming.fault, turn))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Kind, PracticeGateway, Request, paygate_global::PRACTICE_KEY};

    const NOW_MS: i64 = 1_767_323_045_678;
    const LATER_MS: i64 = NOW_MS + 60_000;

    fn pay(gateway: &PracticeGateway, identifier: &str) -> Response {
        let body = json!({
            "auth_token": PRACTICE_KEY,
            "phone_number": "90000001",
            "amount": 1_000,
            "identifier": identifier,
            "network": "TMONEY",
        });
        gateway.respond(&Request::post_json("/api/v1/pay", &body), NOW_MS)
    }

    fn ask(gateway: &PracticeGateway, identifier: &str) -> Response {
        let body = json!({ "auth_token": PRACTICE_KEY, "identifier": identifier });
        gateway.respond(&Request::post_json("/api/v2/status", &body), LATER_MS)
    }

    fn read(response: &Response) -> Option<Value> {
        serde_json::from_slice(&response.body).ok()
    }

    #[test]
    fn a_request_that_is_lost_before_is_not_taken_and_one_that_is_lost_after_is() {
        let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
        for (fault, taken) in
            [(Fault::DroppedBefore, 0), (Fault::Limited, 0), (Fault::Failing, 0), (Fault::DroppedAfter, 1), (Fault::Html, 2)]
        {
            gateway.goes_wrong(Call::Create, fault, 1);
            let response = pay(&gateway, &format!("{fault:?}"));
            assert_eq!(gateway.transactions().len(), taken, "{fault:?}");
            let is_lost = matches!(fault, Fault::DroppedBefore | Fault::DroppedAfter);
            assert_eq!(response.fate == Fate::Lost, is_lost, "{fault:?}");
            assert!(read(&response).is_none_or(|answer| answer.get("tx_reference").is_none()), "{fault:?}");
        }
        assert_eq!(read(&pay(&gateway, "well again")).unwrap()["status"], 0);
    }

    #[test]
    fn a_paid_payment_is_told_wrongly_as_often_as_was_asked_for_and_the_truth_stays() {
        let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
        pay(&gateway, "CPT-12345");
        let told = |fault: Fault, field: &str| {
            gateway.goes_wrong(Call::Ask, fault, 2);
            [ask(&gateway, "CPT-12345"), ask(&gateway, "CPT-12345"), ask(&gateway, "CPT-12345")]
                .map(|response| read(&response).map(|answer| answer[field].clone()))
        };
        let all = |first: Value, second: Value, truth: Value| [Some(first), Some(second), Some(truth)];
        assert_eq!(told(Fault::WrongAmount, "amount"), all(json!(1_005), json!(1_005), json!(1_000)));
        assert_eq!(told(Fault::WrongReference, "identifier"), all(json!("AUTRE2345"), json!("AUTRE2345"), json!("CPT-12345")));
        assert_eq!(told(Fault::Flapping, "status"), all(json!(2), json!(0), json!(0)));
        assert_eq!(told(Fault::Late, "status"), all(json!(4), json!(4), json!(0)));
        assert_eq!(told(Fault::Malformed, "status"), [None, None, Some(json!(0))]);
        assert_eq!(told(Fault::Slow, "status"), all(json!(0), json!(0), json!(0)));
        gateway.goes_wrong(Call::Ask, Fault::Huge, 1);
        assert!(ask(&gateway, "CPT-12345").body.len() > HUGE_BYTES);
    }

    #[test]
    fn every_fault_can_be_asked_for_by_its_name() {
        let gateway = PracticeGateway::in_memory(Kind::Cinetpay);
        for fault in Fault::ALL {
            let debug = format!("{fault:?}");
            let name: String = debug.chars().enumerate().fold(String::new(), |mut name, (index, letter)| {
                if letter.is_uppercase() && index > 0 {
                    name.push('_');
                }
                name.push(letter.to_ascii_lowercase());
                name
            });
            let asked = Request::post_json("/fault", &json!({ "call": "create", "does": name }));
            assert_eq!(crate::control::respond(&gateway, &asked, NOW_MS).status, 200, "{name}");
            let answer = gateway.respond(&Request::post_json("/v2/payment", &json!({})), NOW_MS);
            let untouched = gateway.respond(&Request::post_json("/v2/payment", &json!({})), NOW_MS);
            let lies = [Fault::WrongReference, Fault::WrongAmount, Fault::Flapping, Fault::Late].contains(&fault);
            let differs = (answer.status, answer.fate, &answer.body) != (untouched.status, untouched.fate, &untouched.body);
            assert_ne!(differs, lies, "{fault:?}: only a lie about a payment needs one");
        }
        for body in [json!({}), json!({ "call": "create", "does": "burns" }), json!({ "call": "pay", "does": "slow" })] {
            assert_eq!(crate::control::respond(&gateway, &Request::post_json("/fault", &body), NOW_MS).status, 400);
        }
    }
}
