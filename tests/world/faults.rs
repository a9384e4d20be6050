//! Everything that can happen to a request on its way, to its answer, and to what the answer says.

use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_practice::Kind;
use serde_json::{Value, json};

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No connection could be made.
    NotSent(Reason),
    /// Lost on the way there.
    LostBefore,
    /// The gateway acted, and its answer was lost.
    LostAfter,
    /// The connection was cut in the middle of the answer.
    Cut,
    /// It comes to the gateway a minute after the till gave it up.
    Late,
    /// Its answer comes just before the till gives it up.
    Slow,
    /// It comes to the gateway twice, and the second answer comes back.
    Twice,
    /// An HTTP error of the gateway's server, which acted, or did not.
    ServerFailed {
        /// The gateway acted.
        acted: bool,
    },
    /// Another program answered, with a web page.
    WebPage,
    /// HTTP 429: to be left alone for so long.
    Limited(Duration),
    /// Half of the answer, as if it were the whole.
    Halved,
    /// More than any answer.
    Huge,
    /// The gateway acted, and gives the answer to an earlier request.
    Swapped,
    /// The gateway answers from a copy of its memory that lags behind, and knows nothing.
    NotKnown,
    /// The gateway acted, and its answer says something else than it should.
    Says(Lie),
}

/// What an answer says in place of the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// Another amount was paid, where it says that one was.
    Amount(Wrong),
    /// Another currency.
    Currency,
    /// The other environment.
    Environment,
    /// A word that no document has.
    StrangeWord,
    /// This one of its fields is not there.
    Without(usize),
    /// This one of its fields is null.
    Null(usize),
    /// This one of its fields is of another type.
    OtherType(usize),
    /// The customer has not decided.
    Pending,
    /// The customer refused.
    Declined,
    /// The request ran out.
    Expired,
    /// The customer paid all that was asked. No rule of a till can see through this one: only those who look for what a harness
    /// does not see let it happen.
    Paid,
}

/// A wrong amount, from the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing.
    Zero,
    /// Five less.
    FiveLess,
    /// One less.
    OneLess,
    /// One more.
    OneMore,
    /// Twice as much.
    Twice,
    /// A hundred times as much.
    Hundredfold,
}

impl Wrong {
    const fn of(self, right: i64) -> i64 {
        match self {
            Self::Zero => 0,
            Self::FiveLess => right - 5,
            Self::OneLess => right - 1,
            Self::OneMore => right + 1,
            Self::Twice => right * 2,
            Self::Hundredfold => right * 100,
        }
    }
}

/// What the answers of one gateway to a question are made of.
struct Shape {
    /// Where the state stands, and how each word is said there: paid, pending, declined, expired, and one that is in no document.
    words: &'static [(&'static str, [&'static str; 5])],
    amounts: &'static [&'static str],
    currency: Option<(&'static str, &'static str)>,
    environment: Option<(&'static str, &'static str)>,
}

const fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::PaygateGlobal => {
            Shape { words: &[("/status", ["0", "2", "6", "4", "9"])], amounts: &["/amount"], currency: None, environment: None }
        }
        Kind::Paydunya => Shape {
            words: &[("/status", ["\"completed\"", "\"pending\"", "\"cancelled\"", "\"expired\"", "\"nocompleted\""])],
            amounts: &["/invoice/total_amount", "/invoice/total_amount_without_fees"],
            currency: None,
            environment: Some(("/mode", "live")),
        },
        Kind::Cinetpay => Shape {
            words: &[
                ("/code", ["\"00\"", "\"662\"", "\"627\"", "\"625\"", "\"799\""]),
                ("/data/status", ["\"ACCEPTED\"", "\"PENDING\"", "\"REFUSED\"", "\"REFUSED\"", "\"BIZARRE\""]),
            ],
            amounts: &["/data/amount"],
            currency: Some(("/data/currency", "XAF")),
            environment: None,
        },
        Kind::Payplus => Shape {
            words: &[
                ("/description", ["\"completed\"", "\"pending\"", "\"notcompleted\"", "\"notcompleted\"", "\"nocompleted\""]),
                ("/status", ["\"completed\"", "\"pending\"", "\"notcompleted\"", "\"notcompleted\"", "\"nocompleted\""]),
            ],
            amounts: &["/montant"],
            currency: None,
            environment: None,
        },
        Kind::PaiementPro => Shape { words: &[], amounts: &[], currency: None, environment: None },
    }
}

/// The answer of `kind` with this lie in it; none where it has no place for it. `creates`: it answers a create call.
pub fn told(lie: Lie, kind: Kind, creates: bool, body: &[u8]) -> Option<Vec<u8>> {
    let mut answer: Value = serde_json::from_slice(body).ok()?;
    match lie {
        Lie::Without(place) | Lie::Null(place) | Lie::OtherType(place) => bereft(&mut answer, lie, place)?,
        _ if creates => return None,
        Lie::Amount(wrong) => misstated(&mut answer, kind, wrong)?,
        Lie::Currency => replaced(&mut answer, shape(kind).currency?)?,
        Lie::Environment => replaced(&mut answer, shape(kind).environment?)?,
        Lie::Paid => said(&mut answer, kind, 0)?,
        Lie::Pending => said(&mut answer, kind, 1)?,
        Lie::Declined => said(&mut answer, kind, 2)?,
        Lie::Expired => said(&mut answer, kind, 3)?,
        Lie::StrangeWord => said(&mut answer, kind, 4)?,
    }
    let told = answer.to_string().into_bytes();
    (told != body).then_some(told)
}

/// Whether an answer to a question says paid.
pub fn says_paid(kind: Kind, body: &[u8]) -> bool {
    let Ok(answer) = serde_json::from_slice::<Value>(body) else { return false };
    shape(kind).words.first().is_some_and(|(pointer, words)| answer.pointer(pointer).is_some_and(|word| is_word(word, words[0])))
}

fn said(answer: &mut Value, kind: Kind, word: usize) -> Option<()> {
    for (pointer, words) in shape(kind).words {
        *answer.pointer_mut(pointer)? = serde_json::from_str(words[word]).ok()?;
    }
    (!shape(kind).words.is_empty()).then_some(())
}

fn misstated(answer: &mut Value, kind: Kind, wrong: Wrong) -> Option<()> {
    let (pointer, words) = shape(kind).words.first()?;
    if !is_word(answer.pointer(pointer)?, words[0]) {
        return None;
    }
    for pointer in shape(kind).amounts {
        let amount = answer.pointer_mut(pointer)?;
        *amount = match amount.as_str() {
            Some(text) => json!(wrong.of(text.parse().ok()?).to_string()),
            None => json!(wrong.of(amount.as_i64()?)),
        };
    }
    Some(())
}

fn replaced(answer: &mut Value, (pointer, value): (&str, &str)) -> Option<()> {
    *answer.pointer_mut(pointer)? = json!(value);
    Some(())
}

/// Takes a field away, or what it holds: of the answer itself, or of an object in it.
fn bereft(answer: &mut Value, lie: Lie, place: usize) -> Option<()> {
    let fields = answer.as_object_mut()?;
    let inner: Vec<(Option<String>, String)> = fields
        .iter()
        .flat_map(|(name, value)| {
            let inside = value.as_object().into_iter().flatten().map(|(field, _)| (Some(name.clone()), field.clone()));
            std::iter::once((None, name.clone())).chain(inside)
        })
        .collect();
    let (within, field) = inner.get(place.checked_rem(inner.len())?)?;
    let holder = match within {
        Some(name) => fields.get_mut(name)?.as_object_mut()?,
        None => fields,
    };
    match lie {
        Lie::Without(_) => drop(holder.remove(field)),
        Lie::Null(_) => drop(holder.insert(field.clone(), Value::Null)),
        Lie::OtherType(_) => drop(holder.insert(field.clone(), json!(["autre", 7]))),
        Lie::Amount(_)
        | Lie::Currency
        | Lie::Environment
        | Lie::StrangeWord
        | Lie::Pending
        | Lie::Declined
        | Lie::Expired
        | Lie::Paid => return None,
    }
    Some(())
}

/// Whether a value is this word, as JSON writes it.
fn is_word(value: &Value, word: &str) -> bool {
    serde_json::from_str::<Value>(word).is_ok_and(|word| word == *value)
}

/// What the gateway says of a payment that it does not know.
pub const fn not_known(kind: Kind) -> (u16, &'static str) {
    match kind {
        Kind::PaygateGlobal => (200, r#"{"error_code":403,"error_message":"Transaction inconnue"}"#),
        Kind::Paydunya => (404, r#"{"response_code":"404","response_text":"Invoice Not Found"}"#),
        Kind::Cinetpay => (404, r#"{"code":"404","message":"TRANSACTION_NOT_FOUND","description":"Transaction not found"}"#),
        Kind::Payplus | Kind::PaiementPro => (200, r#"{"response_code":"01","token":"","response_text":"Echec (Code02)"}"#),
    }
}
