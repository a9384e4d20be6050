//! What a person types to find payments again. Each word must be known of a payment: its amount, a number of it from its beginning
//! or to its end, part of its note, or whoever pays, where the ledger still has them. A word that nothing has
//! is taken for those that it is nearest to; a number never is.

use std::collections::BTreeMap;

use comptoir_core::ids::PaymentId;
use comptoir_core::order::CustomerField;
use comptoir_core::phone::PayerNumber;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::entry::{from_json, json};
use crate::error::{Doing, LedgerError};
use crate::folded::{SHORTEST_FORGIVEN, folded, resembles};
use crate::reader::Reader;

const SEEKING: &str = "searching payments";

/// Fewer signs of a number's beginning would find most of all payments: references begin alike.
const SHORTEST_BEGINNING: usize = 6;
/// The signs of a number's end that its index has.
const END: usize = 4;
/// From here on digits may be a whole phone number.
const SHORTEST_PHONE: usize = 8;
/// More words than this are no search.
const MOST_WORDS: usize = 8;

/// A condition on a row of `payments`, and what fills its blanks.
pub(crate) type Condition = (String, Vec<Value>);

/// What `query` demands, a condition a word.
pub(crate) fn sought(reader: &Reader, query: &str) -> Result<Vec<Condition>, LedgerError> {
    words(query).iter().map(|word| word_condition(reader, word)).collect()
}

/// How a text has a word.
#[derive(Clone, Copy)]
enum Having {
    Whole,
    Mistyped,
}

impl Having {
    fn is_so(self, text: &str, plain: &str) -> bool {
        match self {
            Self::Whole => folded(text).contains(plain),
            Self::Mistyped => resembles(text, plain),
        }
    }
}

/// The words of a query. Digits in groups, as amounts and phone numbers are written, are one word: `12 500`, `12.500 F CFA`.
fn words(query: &str) -> Vec<String> {
    let visible: String = query.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect();
    if let Some(digits) = grouped_digits(&visible) {
        return vec![digits];
    }
    visible.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect()
}

fn grouped_digits(text: &str) -> Option<String> {
    let folded = folded(text);
    let text = folded.trim();
    let text = ["f cfa", "fcfa", "cfa", "xof", "f"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let grouped = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ','));
    (grouped && !digits.is_empty()).then_some(digits)
}

/// The payments of which `word` is known, found one kind of thing after the other, each in an index of its own.
fn word_condition(reader: &Reader, word: &str) -> Result<Condition, LedgerError> {
    let plain = folded(word);
    let mut found = Found::default();
    if let Ok(number) = plain.parse::<i64>() {
        found.add("payments WHERE amount_minor = ?", [Value::Integer(number)]);
    }
    found.add_numbered(&plain);
    found.add_references(word, &plain);
    found.add_ids(&plain);
    found.add("payments WHERE note IS NOT NULL AND instr(folded(note), ?) > 0", [Value::Text(plain.clone())]);
    found.add_payers(reader, &plain, Having::Whole)?;
    if plain.len() >= SHORTEST_FORGIVEN && plain.bytes().all(|byte| byte.is_ascii_lowercase()) && !found.is_anything(reader)? {
        found = Found::default();
        found.add("payments WHERE note IS NOT NULL AND resembles(note, ?)", [Value::Text(plain.clone())]);
        found.add_payers(reader, &plain, Having::Mistyped)?;
    }
    Ok((format!("recorded_seq IN ({})", found.select()), found.values))
}

#[derive(Default)]
struct Found {
    selects: Vec<String>,
    values: Vec<Value>,
}

impl Found {
    fn add(&mut self, rest: &str, values: impl IntoIterator<Item = Value>) {
        self.selects.push(format!("SELECT recorded_seq FROM {rest}"));
        self.values.extend(values);
    }

    fn select(&self) -> String {
        self.selects.join(" UNION ALL ")
    }

    fn is_anything(&self, reader: &Reader) -> Result<bool, LedgerError> {
        let mut statement = reader.connection().prepare(&format!("SELECT EXISTS ({})", self.select())).doing(SEEKING)?;
        statement.query_row(params_from_iter(&self.values), |row| row.get(0)).doing(SEEKING)
    }

    /// By the last digits of the number of a receipt, of a refund or of what settled the sale otherwise, with or without what stands
    /// before them.
    fn add_numbered(&mut self, plain: &str) {
        let digits = plain.len() - plain.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (_, place) = plain.split_at(plain.len() - digits);
        let Ok(place) = place.parse::<i64>() else { return };
        for (table, key) in [("receipts", "payment_id"), ("refunds", "payment_id"), ("tenders", "sale_id")] {
            let end = "WHERE place = ? AND substr(number, -length(?)) = ? COLLATE NOCASE";
            let typed = Value::Text(plain.to_owned());
            self.add(&format!("{table} JOIN payments USING ({key}) {end}"), [Value::Integer(place), typed.clone(), typed]);
        }
    }

    /// By our reference, the gateway's or the operator's: whole, from its beginning, or to its end.
    fn add_references(&mut self, word: &str, plain: &str) {
        if plain.len() >= END {
            let upper = plain.to_ascii_uppercase();
            let end = upper.get(upper.len() - END..).unwrap_or_default().to_owned();
            self.add(
                "payments WHERE substr(reference, -4) = ? AND substr(reference, -length(?)) = ?",
                [Value::Text(end), Value::Text(upper.clone()), Value::Text(upper)],
            );
        }
        // Their capitals count at some gateways: as typed, or in one kind of letters.
        let mut forms = vec![word.to_owned(), word.to_uppercase(), plain.to_owned()];
        forms.dedup();
        for form in forms {
            for column in ["reference", "gateway_reference", "operator_reference"] {
                if form.len() >= SHORTEST_BEGINNING {
                    let after = format!("{form}\u{10ffff}");
                    let range = format!("payments WHERE {column} >= ? AND {column} < ?");
                    self.add(&range, [Value::Text(form.clone()), Value::Text(after)]);
                } else {
                    self.add(&format!("payments WHERE {column} = ?"), [Value::Text(form.clone())]);
                }
            }
        }
    }

    /// By the payment's or the sale's own name, which programs know it by.
    fn add_ids(&mut self, plain: &str) {
        if plain.parse::<PaymentId>().is_ok() {
            for column in ["payment_id", "sale_id"] {
                self.add(&format!("payments WHERE {column} = ?"), [Value::Text(plain.to_owned())]);
            }
        }
    }

    /// By the end of the payer's number; by the whole of it, or by a name, where the ledger still has one or remembers it.
    fn add_payers(&mut self, reader: &Reader, plain: &str, having: Having) -> Result<(), LedgerError> {
        if plain.len() == END && is_digits(plain) {
            self.add("payments WHERE payer IS NOT NULL AND substr(payer, -4) = ?", [Value::Text(plain.to_owned())]);
        }
        let open = still_kept(reader, plain, having)?;
        if !open.is_empty() {
            self.add("payments WHERE payment_id IN (SELECT value FROM json_each(?))", [Value::Text(json(&open)?)]);
        }
        let remembered = remembered(reader, plain, having)?;
        if !remembered.is_empty() {
            let masked = Value::Text(json(&remembered)?);
            self.add(
                "payments WHERE payer IS NOT NULL AND substr(payer, -4) IN (SELECT substr(value, -4) FROM json_each(?))
                     AND payer IN (SELECT value FROM json_each(?))",
                [masked.clone(), masked],
            );
        }
        Ok(())
    }
}

/// Ids of the payments whose payer's number, or customer, is still kept and is this one.
fn still_kept(reader: &Reader, plain: &str, having: Having) -> Result<Vec<String>, LedgerError> {
    let mut statement =
        reader.connection().prepare_cached("SELECT payment_id, payer, customer FROM confidential").doing(SEEKING)?;
    let mut rows = statement.query([]).doing(SEEKING)?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next().doing(SEEKING)? {
        let (id, payer): (String, Option<String>) = (row.get(0).doing(SEEKING)?, row.get(1).doing(SEEKING)?);
        let customer: String = row.get(2).doing(SEEKING)?;
        let is_payer = payer.is_some_and(|payer| is_phone(plain, &payer));
        if is_payer || tells(&customer, plain, having, || format!("confidential {id}"))? {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// The masked numbers of the remembered customers who have this number, or this name.
fn remembered(reader: &Reader, plain: &str, having: Having) -> Result<Vec<String>, LedgerError> {
    let mut statement = reader.connection().prepare_cached("SELECT phone, particulars FROM customers").doing(SEEKING)?;
    let mut rows = statement.query([]).doing(SEEKING)?;
    let mut masked = Vec::new();
    while let Some(row) = rows.next().doing(SEEKING)? {
        let (phone, particulars): (String, String) = (row.get(0).doing(SEEKING)?, row.get(1).doing(SEEKING)?);
        if is_phone(plain, &phone) || tells(&particulars, plain, having, || "customers".to_owned())? {
            let number = PayerNumber::as_typed(&phone).map_err(|_| LedgerError::damaged("customers"))?;
            masked.push(number.masked());
        }
    }
    Ok(masked)
}

/// Whether the name or the address for mails has it.
fn tells(particulars: &str, plain: &str, having: Having, place: impl FnOnce() -> String) -> Result<bool, LedgerError> {
    let particulars: BTreeMap<CustomerField, String> = from_json(particulars, place)?;
    let names = [CustomerField::FirstName, CustomerField::LastName, CustomerField::Email];
    Ok(names.iter().filter_map(|field| particulars.get(field)).any(|name| having.is_so(name, plain)))
}

/// Whether these digits are that number, with its calling code or without.
fn is_phone(typed: &str, number: &str) -> bool {
    typed.len() >= SHORTEST_PHONE && is_digits(typed) && (number.ends_with(typed) || typed.ends_with(number))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
