//! A till's ledger as `list` and `verify` tell it, read without a run of the program: most of what follows a kill is reading.

use comptoir_engine::PaymentView;
use comptoir_ledger::{Filter, Reader};
use comptoir_tests::Till;
use serde_json::{Value, json};

/// The payments, newest first.
#[track_caller]
pub(crate) fn payments(till: &Till) -> Vec<Value> {
    let Some(reader) = reader(till) else { return Vec::new() };
    let all = Filter { limit: u32::MAX, ..Filter::default() };
    let payments = reader.list(&all).expect("a ledger that can be listed");
    payments.iter().map(|payment| json!(PaymentView::of(&reader, payment).expect("a payment that can be shown"))).collect()
}

/// Whether `verify` finds nothing.
#[track_caller]
pub(crate) fn are_sound(till: &Till) -> bool {
    reader(till).is_none_or(|reader| reader.verify().is_ok_and(|findings| findings.is_empty()))
}

fn reader(till: &Till) -> Option<Reader> {
    Reader::open(till.folder()).expect("a ledger that can be read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stand::Stand;

    #[test]
    fn the_books_are_what_the_program_tells_of_them() {
        let mut stand = Stand::new();
        assert_eq!((payments(&stand.till), are_sound(&stand.till)), (vec![], true));
        stand.serve_the_next_customer();
        assert_eq!(payments(&stand.till), stand.till.run(["list"]).exits(0).lines);
        let database = stand.till.database();
        database
            .execute_batch("DROP TRIGGER journal_is_not_changed; UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 3")
            .unwrap();
        assert_eq!((are_sound(&stand.till), stand.till.run(["verify"]).exit), (false, Some(1)));
    }
}
