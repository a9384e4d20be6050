use super::*;
use crate::hash::Hash;
use crate::journal::{StoredRow, place};

fn last_seq() -> i64 {
    cells("journal").last().unwrap().0
}

fn all_rows(raw: &Connection) -> Vec<StoredRow> {
    let mut statement = raw.prepare(&format!("SELECT {} FROM journal ORDER BY seq", StoredRow::COLUMNS)).unwrap();
    statement.query_map([], StoredRow::read).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Makes the whole chain and its kept end fit whatever stands in the rows.
fn forge_chain(raw: &Connection) {
    let mut previous = Hash::NONE;
    for row in all_rows(raw) {
        let own = row.hash_after(previous);
        let sql = "UPDATE journal SET previous_hash = ?1, hash = ?2 WHERE seq = ?3";
        raw.execute(sql, (previous.hex(), own.hex(), row.seq)).unwrap();
        raw.execute("UPDATE head SET seq = ?1, hash = ?2", (row.seq, own.hex())).unwrap();
        previous = own;
    }
}

#[test]
fn an_edit_of_any_field_of_any_row_is_found_at_its_place() {
    for (seq, _, column, value) in cells("journal") {
        if column == "seq" {
            continue;
        }
        let findings = found_after(|raw| set(raw, "journal", seq, &column, &other(&value)));
        let at_its_place = findings.iter().any(|finding| {
            finding.place == place(seq) && matches!(finding.what, FindingKind::EntryAltered | FindingKind::LinkBroken)
        });
        assert!(at_its_place, "{column} of {seq}: {findings:#?}");
    }
}

#[test]
fn a_row_that_was_deleted_is_found_missing() {
    let last = last_seq();
    for seq in 1..=last {
        let findings = found_after(|raw| run(raw, &format!("DELETE FROM journal WHERE seq = {seq}")));
        if seq == last {
            assert_found(&findings, FindingKind::EndDiffers, &place(last - 1));
        } else {
            assert_found(&findings, FindingKind::EntryMissing, &place(seq));
            assert_found(&findings, FindingKind::LinkBroken, &place(seq + 1));
        }
    }
}

#[test]
fn a_gap_of_any_length_is_one_finding() {
    let last = last_seq();
    let findings = found_after(|raw| run(raw, &format!("UPDATE journal SET seq = {} WHERE seq = {last}", i64::MAX)));
    assert_found(&findings, FindingKind::EntryMissing, &format!("{} to {}", place(last), i64::MAX - 1));
    assert_found(&findings, FindingKind::EntryAltered, &place(i64::MAX));
}

#[test]
fn a_gap_that_was_closed_is_found() {
    for seq in 1..last_seq() {
        let findings = found_after(|raw| {
            run(raw, &format!("DELETE FROM journal WHERE seq = {seq}"));
            for later in seq + 1..=last_seq() {
                run(raw, &format!("UPDATE journal SET seq = {later} - 1 WHERE seq = {later}"));
            }
        });
        assert_found(&findings, FindingKind::LinkBroken, &place(seq));
        assert_found(&findings, FindingKind::EndDiffers, &place(last_seq() - 1));
    }
}

#[test]
fn rows_that_changed_places_are_found() {
    for seq in 1..last_seq() {
        let findings = found_after(|raw| {
            run(
                raw,
                &format!(
                    "UPDATE journal SET seq = 0 WHERE seq = {seq};
                     UPDATE journal SET seq = {seq} WHERE seq = {seq} + 1;
                     UPDATE journal SET seq = {seq} + 1 WHERE seq = 0"
                ),
            );
        });
        assert_found(&findings, FindingKind::LinkBroken, &place(seq));
        assert_found(&findings, FindingKind::EntryAltered, &place(seq));
        assert_found(&findings, FindingKind::EntryAltered, &place(seq + 1));
    }
}

#[test]
fn a_row_that_was_put_in_between_is_found() {
    for seq in 2..=last_seq() {
        let findings = found_after(|raw| {
            for later in (seq..=last_seq()).rev() {
                run(raw, &format!("UPDATE journal SET seq = {later} + 1 WHERE seq = {later}"));
            }
            let previous = all_rows(raw).into_iter().find(|row| row.seq == seq - 1).unwrap();
            let mut added = StoredRow { seq, previous_hash: previous.hash.clone(), ..previous };
            added.hash = added.hash_after(Hash::from_hex(&added.previous_hash).unwrap()).hex();
            insert(raw, &added);
        });
        assert_found(&findings, FindingKind::LinkBroken, &place(seq + 1));
    }
}

fn insert(raw: &Connection, row: &StoredRow) {
    let StoredRow { seq, at_ms, kind, payment_id, sale_id, body, previous_hash, hash } = row;
    raw.execute(
        "INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (seq, at_ms, kind, payment_id, sale_id, body, previous_hash, hash),
    )
    .unwrap();
}

#[test]
fn a_row_that_was_put_at_the_end_is_found() {
    let findings = found_after(|raw| {
        let shop = all_rows(raw).into_iter().rfind(|row| row.kind == "shop_set").unwrap();
        let last = all_rows(raw).pop().unwrap();
        let mut added = StoredRow { seq: last.seq + 1, previous_hash: last.hash.clone(), ..shop };
        added.hash = added.hash_after(Hash::from_hex(&last.hash).unwrap()).hex();
        insert(raw, &added);
    });
    assert_eq!(findings, [FindingKind::EndDiffers.at(place(last_seq() + 1))]);
}

#[test]
fn a_tail_that_was_cut_off_is_found_however_long_it_was() {
    for kept in 0..last_seq() {
        let findings = found_after(|raw| run(raw, &format!("DELETE FROM journal WHERE seq > {kept}")));
        assert_found(&findings, FindingKind::EndDiffers, &place(kept));
    }
}

#[test]
fn a_tail_cut_off_together_with_the_kept_end_leaves_rows_that_nothing_tells_of() {
    let findings = found_after(|raw| {
        let receipt = count(raw, "SELECT max(seq) FROM journal WHERE kind = 'receipt_issued'");
        run(raw, &format!("DELETE FROM journal WHERE seq >= {receipt}"));
        forge_chain(raw);
    });
    assert_eq!(
        findings,
        [
            FindingKind::RowDiffers.at("receipt_series COMPTOIR-1-2027: last_place"),
            FindingKind::RowAdded.at("receipts COMPTOIR-1-2027-000003")
        ]
    );
}

#[test]
fn a_chain_forged_from_an_edited_row_on_contradicts_the_tables() {
    let findings = found_after(|raw| {
        run(raw, "UPDATE journal SET body = replace(body, '12500', '2500') WHERE kind = 'payment_recorded' AND seq < 9");
        forge_chain(raw);
    });
    assert!(findings.iter().any(|finding| finding.place.ends_with(": amount_minor")), "{findings:#?}");
    assert_found(&findings, FindingKind::RowDiffers, "receipts COMPTOIR-1-2027-000001: previous_code, code");
}

#[test]
fn an_entry_that_contradicts_those_before_it_is_found() {
    let findings = found_after(|raw| {
        let first_paid = count(raw, "SELECT min(seq) FROM journal WHERE kind = 'receipt_issued'");
        let receipt = all_rows(raw).into_iter().find(|row| row.seq == first_paid).unwrap();
        let last = all_rows(raw).pop().unwrap();
        insert(raw, &StoredRow { seq: last.seq + 1, hash: "0".repeat(64), ..receipt });
        forge_chain(raw);
    });
    assert_eq!(findings, [FindingKind::EntryRefused.at(place(last_seq() + 1))]);
}

#[test]
fn another_kept_end_is_found() {
    for sql in ["UPDATE head SET seq = seq - 1", "UPDATE head SET hash = (SELECT hash FROM journal WHERE seq = 3)"] {
        assert_eq!(found_after(|raw| run(raw, sql)), [FindingKind::EndDiffers.at(place(last_seq()))], "{sql}");
    }
    let gone = found_after(|raw| run(raw, "DELETE FROM head"));
    assert!(gone.iter().any(|finding| finding.what == FindingKind::DatabaseDamaged), "{gone:?}");
}
