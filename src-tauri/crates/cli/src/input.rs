//! What must not stand on a command line: keys and the owner's PIN come from standard input, or from prompts that do not show
//! what is typed.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read};
use std::sync::{Mutex, PoisonError};

use comptoir_core::code::Code;
use comptoir_core::order::GatewayKind;
use comptoir_engine::Refusal;
use comptoir_gateway::AccountError;
use comptoir_gateway::account::facts;
use comptoir_words::{Label, filled};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::screen::Screen;

/// The owner's PIN among the keys of a JSON object.
pub(crate) const PIN: &str = "pin";
/// The owner's PIN that another one stands in for.
const OLD_PIN: &str = "old_pin";
/// A cashier's new PIN.
const NEW_PIN: &str = "new_pin";
/// The PIN of whoever takes the till.
const CASHIER_PIN: &str = "cashier_pin";

/// Far more than any gateway's keys, or its notification, take.
const LONGEST: u64 = 256 * 1024;

/// What stands on standard input, read once: several may want something of it.
pub(crate) struct Given {
    /// Somebody takes the till with a PIN of their own.
    with_cashier: bool,
    left: Mutex<Option<BTreeMap<String, SecretString>>>,
}

impl Given {
    pub(crate) fn new(with_cashier: bool) -> Self {
        Self { with_cashier, left: Mutex::default() }
    }

    /// The keys of an account at `gateway`, and the PIN where the account needs it.
    pub(crate) fn keys(
        &self,
        gateway: GatewayKind,
        with_pin: bool,
        screen: &Screen,
    ) -> Result<BTreeMap<String, SecretString>, Refusal> {
        if !io::stdin().is_terminal() {
            return self.rest();
        }
        let mut secrets = BTreeMap::new();
        for field in facts(gateway).all_secrets() {
            let prompt = filled(screen.words.label(Label::KeyPrompt), &[("field", field)]);
            secrets.insert(field.to_owned(), prompted(&prompt)?);
        }
        if with_pin {
            secrets.insert(PIN.to_owned(), prompted(screen.words.label(Label::PinPrompt))?);
        }
        Ok(secrets)
    }

    /// The owner's PIN, if one is given.
    pub(crate) fn pin(&self, screen: &Screen) -> Result<Option<SecretString>, Refusal> {
        if io::stdin().is_terminal() {
            return prompted(screen.words.label(Label::PinPrompt)).map(Some);
        }
        let mut given = self.rest()?;
        let pin = given.remove(PIN);
        nothing_else(given)?;
        Ok(pin)
    }

    /// The PIN of whoever takes the till, if one is given.
    pub(crate) fn cashier_pin(&self, name: &str, screen: &Screen) -> Result<Option<SecretString>, Refusal> {
        if io::stdin().is_terminal() {
            let prompt = filled(screen.words.label(Label::CashierPinPrompt), &[("cashier", name)]);
            return prompted(&prompt).map(Some);
        }
        self.taken(|left| left.remove(CASHIER_PIN))
    }

    /// A cashier's new PIN, which leaves the owner's.
    pub(crate) fn new_pin(&self, screen: &Screen) -> Result<SecretString, Refusal> {
        if io::stdin().is_terminal() {
            return new_pin_prompted(screen);
        }
        self.taken(|left| left.remove(NEW_PIN))?.ok_or_else(|| Code::PinNeeded.into())
    }

    /// The owner's PIN that is there, if one is, and the new one.
    pub(crate) fn owner_pins(&self, is_set: bool, screen: &Screen) -> Result<(Option<SecretString>, SecretString), Refusal> {
        if !io::stdin().is_terminal() {
            let mut given = self.rest()?;
            let (old, new) = (given.remove(OLD_PIN), given.remove(PIN));
            nothing_else(given)?;
            return Ok((old, new.ok_or(Code::PinNeeded)?));
        }
        let old = if is_set { Some(prompted(screen.words.label(Label::PinPrompt))?) } else { None };
        Ok((old, new_pin_prompted(screen)?))
    }

    /// What nobody has taken yet, but for the PIN of whoever takes the till.
    fn rest(&self) -> Result<BTreeMap<String, SecretString>, Refusal> {
        let with_cashier = self.with_cashier;
        self.taken(|left| {
            let kept = if with_cashier { left.remove_entry(CASHIER_PIN) } else { None };
            std::mem::replace(left, kept.into_iter().collect())
        })
    }

    fn taken<T>(&self, take: impl FnOnce(&mut BTreeMap<String, SecretString>) -> T) -> Result<T, Refusal> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if left.is_none() {
            *left = Some(object()?);
        }
        Ok(take(left.get_or_insert_default()))
    }
}

fn new_pin_prompted(screen: &Screen) -> Result<SecretString, Refusal> {
    loop {
        let new = prompted(screen.words.label(Label::NewPinPrompt))?;
        let again = prompted(screen.words.label(Label::NewPinAgainPrompt))?;
        if new.expose_secret() == again.expose_secret() {
            return Ok(new);
        }
        screen.warn(screen.words.label(Label::PinsDiffer));
    }
}

/// A notification's body.
pub(crate) fn body() -> Result<Vec<u8>, Refusal> {
    if io::stdin().is_terminal() {
        return Ok(Vec::new());
    }
    let mut body = Vec::new();
    io::stdin().take(LONGEST).read_to_end(&mut body).map_err(|_| Code::NotificationUnreadable)?;
    Ok(body)
}

fn prompted(prompt: &str) -> Result<SecretString, Refusal> {
    let typed = rpassword::prompt_password(format!("{prompt} ")).map_err(|_| Code::SecretsUnreadable)?;
    Ok(SecretString::from(typed))
}

/// A word that nobody reads is a word that somebody took for another.
fn nothing_else(given: BTreeMap<String, SecretString>) -> Result<(), Refusal> {
    match given.into_keys().next() {
        Some(field) => Err(AccountError::SecretUnknown(field).into()),
        None => Ok(()),
    }
}

/// One JSON object of texts; nothing is `{}`.
fn object() -> Result<BTreeMap<String, SecretString>, Refusal> {
    let mut text = String::new();
    io::stdin().take(LONGEST).read_to_string(&mut text).map_err(|_| Code::SecretsUnreadable)?;
    if text.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    let object = match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => object,
        Ok(_) | Err(_) => return Err(Code::SecretsUnreadable.into()),
    };
    let mut secrets = BTreeMap::new();
    for (name, value) in object {
        let Value::String(value) = value else {
            return Err(Refusal::naming(Code::SecretInvalid, "field", name));
        };
        secrets.insert(name, SecretString::from(value));
    }
    Ok(secrets)
}
