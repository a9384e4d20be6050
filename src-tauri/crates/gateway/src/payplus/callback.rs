//! The notification at `callback_url`: unsigned, in JSON or as a form, and so no more than a hint to ask.

use super::create::token_in;
use super::kept::{ENTRY_NAME, ENTRY_VALUE, Kept, REFERENCE};
use super::wire::CallbackMessage;
use crate::json::{self, Field};
use crate::notification::{Notified, Seal};
use crate::pairs::Pairs;
use crate::transport::LARGEST_REPLY;

/// Which payment `message` is about, if it names one at all. Its token may be another one than the create call gave, so that it
/// counts only where our reference is not there.
pub(super) fn read(message: &[u8], hidden: &[&str]) -> Option<Notified> {
    if message.len() > LARGEST_REPLY {
        return None;
    }
    let (reference, token) = match message.trim_ascii_start().first()? {
        b'{' => {
            let CallbackMessage { token, customdata, custom_data } = json::object(message).ok()?;
            (customdata.into_iter().chain(custom_data).find_map(reference_in), token)
        }
        _ => {
            let form = Pairs::of_form(message);
            (["customdata", "custom_data"].into_iter().find_map(|kept| reference_under(kept, &form)), form.get("token").cloned())
        }
    };
    let reference = reference.and_then(|field| field.name(hidden));
    let gateway_reference = token.filter(|_| reference.is_none()).and_then(|token| token_in(&token, hidden));
    let named = reference.is_some() || gateway_reference.is_some();
    named.then_some(Notified { reference, gateway_reference, seal: Seal::Absent, secret: None, report: None })
}

fn reference_in(kept: Kept) -> Option<Field> {
    kept.pairs()?.get(REFERENCE).cloned()
}

/// Our reference where a form writes it: in a text, under its own name, or beside it in a list.
fn reference_under(kept: &str, form: &Pairs) -> Option<Field> {
    let in_text = || match form.get(kept)? {
        Field::Text(text) => reference_in(Kept::of_text(text)),
        Field::Whole(_) | Field::Strange => None,
    };
    let in_list = || {
        let entries = (0_u32..).map(|place| {
            let field = |name: &str| form.get(&format!("{kept}[{place}][{name}]"));
            field(ENTRY_NAME).map(|name| (name, field(ENTRY_VALUE)))
        });
        let is_ours = |name: &Field| matches!(name, Field::Text(name) if name == REFERENCE);
        entries.map_while(|entry| entry).find(|(name, _)| is_ours(name))?.1.cloned()
    };
    in_text().or_else(|| form.get(&format!("{kept}[{REFERENCE}]")).cloned()).or_else(in_list)
}
