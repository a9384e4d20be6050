//! A notification: it names a payment and proves nothing. PaiementPro's alone is judged, and pays only with our secret and everything else
//! equal.

use comptoir_core::code::Reason;
use comptoir_core::order::GatewayKind;
use comptoir_core::payment::Event;
use comptoir_core::state::State;
use comptoir_gateway::{Notification, Notified, Reply, Seal};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256, Sha512};

use super::desk::{AMOUNT, Desk, MERCHANT, SECRET, reference, secrets, variation_of};
use super::read::{Lack, Tree, form};
use super::{Opener, Outcome, breach};

/// How deep a text in a text in a message is read.
const DEEP: u8 = 3;

/// The first line is the query of the address and, behind a blank, the mark in the header; the body follows.
pub(super) fn holds(kind: GatewayKind, open: &Opener, bytes: &[u8]) -> Outcome {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let first = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let (query, mark) = first.split_once(' ').unwrap_or((&first, ""));
    let notification = Notification {
        query: query.to_owned(),
        headers: vec![("X-Token".to_owned(), mark.to_owned())],
        body: bytes.get(end + 1..).unwrap_or_default().to_vec(),
    };
    let silence = Reply { status: 500, retry_after: None, body: Vec::new() };
    let desk = Desk::of(kind, variation_of(b'0'), open, silence);
    let Some(notified) = desk.gateway.notified(&desk.keys, &notification) else { return Ok("nothing") };
    let names = [&notified.reference, &notified.gateway_reference];
    if names == [&None, &None] {
        return breach("a notification that names nothing");
    }
    let words = words(&notification);
    if let Some(name) = names.into_iter().flatten().find(|name| !words.contains(name)) {
        return breach(format!("{name} stands nowhere in it"));
    }
    if notified.seal == Seal::Equal && !is_sealed(kind, &notification, mark, &words) {
        return breach("a mark that our keys do not make");
    }
    if kind == GatewayKind::PaiementPro { judged(&desk, notified, &notification) } else { hinted(&desk, &notified) }
}

/// A hint to ask, and nothing else.
fn hinted(desk: &Desk, notified: &Notified) -> Outcome {
    desk.tells_no_key(&format!("{notified:?}"))?;
    if notified.report.is_some() || notified.secret.is_some() {
        return breach("a notification is taken for an answer");
    }
    Ok("named")
}

/// What the engine does with it: a report without our secret differs in that, whatever else it says.
fn judged(desk: &Desk, notified: Notified, notification: &Notification) -> Outcome {
    let Some(mut report) = notified.report else { return breach("nothing to judge") };
    let given = notified.secret.as_ref().map(ExposeSecret::expose_secret);
    if given == Some(SECRET) {
        desk.tells_no_key(&format!("{report:?}"))?;
    } else {
        report.difference = Some(Reason::SecretDiffers);
    }
    match desk.after(&Event::Answered(report)).state {
        State::Paid | State::LatePaid => match is_success(notification) {
            Ok(()) => Ok("paid"),
            Err(lack) => breach(format!("paid without a documented success: {lack}")),
        },
        State::Declined => match is_refusal(notification) {
            Ok(()) => Ok("ended"),
            Err(lack) => breach(format!("ended without a documented refusal: {lack}")),
        },
        State::Held { .. } => Ok("held"),
        State::Pending => Ok("pending"),
        state => breach(format!("a notification leads to {state:?}")),
    }
}

/// Every word of the message, wherever it stands.
fn words(notification: &Notification) -> Vec<String> {
    let mut words = Vec::new();
    let forms = form(notification.query.as_bytes()).into_iter().chain(form(&notification.body));
    forms.for_each(|(_, value)| value.words(DEEP, &mut words));
    if let Ok(tree) = serde_json::from_slice::<Tree>(&notification.body) {
        tree.words(DEEP, &mut words);
    }
    words
}

/// Whether the mark is the one that the account's keys make.
fn is_sealed(kind: GatewayKind, notification: &Notification, mark: &str, words: &[String]) -> bool {
    let key = |name: &str| secrets(kind).iter().find(|(known, _)| *known == name).map_or("", |(_, key)| *key);
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    match kind {
        GatewayKind::Paydunya => words.contains(&hexadecimal(&Sha512::digest(key("master_key")))),
        GatewayKind::Cinetpay => {
            // The fields that are sealed, in the order of the document.
            let names = "cpm_site_id cpm_trans_id cpm_trans_date cpm_amount cpm_currency signature payment_method cel_phone_num \
                         cpm_phone_prefixe cpm_language cpm_version cpm_payment_config cpm_page_action cpm_custom cpm_designation \
                         cpm_error_message";
            let body = form_exactly(&notification.body);
            let mut mac = Hmac::<Sha256>::new_from_slice(key("secret_key").as_bytes()).unwrap();
            for name in names.split_whitespace() {
                let values = body.iter().filter(|(known, _)| known == name);
                values.for_each(|(_, value)| mac.update(value.as_bytes()));
            }
            mark.trim().to_lowercase() == hexadecimal(&mac.finalize().into_bytes())
        }
        GatewayKind::PaygateGlobal | GatewayKind::Payplus | GatewayKind::PaiementPro => false,
    }
}

/// A form of which no blank is trimmed.
fn form_exactly(body: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body).into_owned().collect()
}

/// The message, its fields wherever they stand; what stands twice must be the same.
struct Message(Vec<(String, Tree)>);

impl Message {
    fn of(notification: &Notification) -> Result<Self, Lack> {
        let mut fields = form(notification.query.as_bytes());
        if notification.body.trim_ascii_start().starts_with(b"{") {
            let Tree::Object(body) = Tree::object(&notification.body)? else { return Err("no object".to_owned()) };
            fields.extend(body.into_iter().filter(|(_, value)| *value != Tree::Null));
        } else {
            fields.extend(form(&notification.body));
        }
        Ok(Self(fields))
    }

    /// Whether the field stands there at all.
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// The field stands there, and each time as one of these.
    fn is(&self, name: &str, expected: &[&str]) -> Result<(), Lack> {
        let values: Vec<_> = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
        let fits = |value: &&Tree| expected.iter().any(|expected| value.is_written(expected));
        if !values.is_empty() && values.iter().all(fits) { Ok(()) } else { Err(format!("{name} is {values:?}")) }
    }
}

/// Our secret in the address; merchant, reference, amount and currency equal; « 0 = Réussi ».
fn is_success(notification: &Notification) -> Result<(), Lack> {
    let message = Message::of(notification)?;
    Message(form(notification.query.as_bytes())).is("cle", &[SECRET])?;
    message.is("merchantId", &[MERCHANT])?;
    message.is("referenceNumber", &[reference().as_str()])?;
    message.is("amount", &[&AMOUNT.to_string()])?;
    message.is("responsecode", &["0", "00"])?;
    let mut has_currency = false;
    for name in ["countryCurrencyCode", "currency"] {
        if message.has(name) {
            message.is(name, &["952", "XOF"])?;
            has_currency = true;
        }
    }
    for (_, context) in message.0.iter().filter(|(name, _)| name == "returnContext") {
        let Tree::Text(text) = context else { return Err(format!("returnContext is {context:?}")) };
        let Ok(context) = Tree::object(text.as_bytes()) else { continue };
        if context.one("currency")?.is_some() {
            context.may_be("currency", "XOF").or_else(|_| context.may_be("currency", "952"))?;
            has_currency = true;
        }
        context.may_be("reference", reference().as_str())?;
    }
    if has_currency { Ok(()) } else { Err("no currency".to_owned()) }
}

/// Our secret in the address; merchant and reference equal; « -1 = Échoué ».
fn is_refusal(notification: &Notification) -> Result<(), Lack> {
    let message = Message::of(notification)?;
    Message(form(notification.query.as_bytes())).is("cle", &[SECRET])?;
    message.is("merchantId", &[MERCHANT])?;
    message.is("referenceNumber", &[reference().as_str()])?;
    message.is("responsecode", &["-1"])
}
