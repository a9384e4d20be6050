use super::*;
use crate::project::PROJECTIONS;

#[test]
fn an_edit_of_any_column_of_any_row_is_found_with_its_name() {
    for table in PROJECTIONS {
        let cells = cells(table);
        assert!(!cells.is_empty(), "{table} has no row");
        let first = cells[0].2.clone();
        for (rowid, name, column, value) in cells {
            let changed = other(&value);
            let findings = found_after(|raw| set(raw, table, rowid, &column, &changed));
            if column == first {
                assert_found(&findings, FindingKind::RowMissing, &format!("{table} {name}"));
                assert!(findings.iter().any(|finding| finding.what == FindingKind::RowAdded), "{findings:#?}");
            } else {
                assert_found(&findings, FindingKind::RowDiffers, &format!("{table} {name}: {column}"));
            }
        }
    }
}

#[test]
fn a_row_that_was_deleted_is_found_missing() {
    for table in PROJECTIONS {
        let mut rows: Vec<_> = cells(table).into_iter().map(|(rowid, name, ..)| (rowid, name)).collect();
        rows.dedup();
        for (rowid, name) in rows {
            let findings = found_after(|raw| run(raw, &format!("DELETE FROM {table} WHERE rowid = {rowid}")));
            assert_found(&findings, FindingKind::RowMissing, &format!("{table} {name}"));
        }
    }
}

#[test]
fn a_row_that_was_added_is_found() {
    let additions = [
        ("sales x", "INSERT INTO sales SELECT 'x', amount_minor, currency, opened_at_ms, body FROM sales LIMIT 1"),
        ("evidence 9999", "INSERT INTO evidence SELECT 9999, payment_id, 1, body FROM evidence LIMIT 1"),
        ("receipt_series ZWEITE", "INSERT INTO receipt_series VALUES ('ZWEITE', 0)"),
        (
            "receipts A-1",
            "INSERT INTO receipts SELECT 'A-1', series, 9, payment_id || 'x', sale_id || 'x', code, code, body FROM receipts LIMIT 1",
        ),
        ("payouts x", "INSERT INTO payouts SELECT 'x', account, payee_fingerprint, 1, 'sending', body FROM payouts LIMIT 1"),
        ("printers x", "INSERT INTO printers SELECT 'x', body FROM printers LIMIT 1"),
        ("prints 9999", "INSERT INTO prints SELECT 9999, payment_id, 9, copy, printer, begun_at_ms, NULL, NULL, NULL FROM prints LIMIT 1"),
        (
            "refunds x",
            "INSERT INTO refunds SELECT 'x', 'x', series, 9, payment_id, 1, currency, code, code, body FROM refunds LIMIT 1",
        ),
        (
            "closings 9999",
            "INSERT INTO closings SELECT 9999, 'x', 'x', kind, series, 9, period, 9998, code, code, body FROM closings LIMIT 1",
        ),
        (
            "closing_prints 9999",
            "INSERT INTO closing_prints SELECT 9999, closing_id, 9, copy, printer, begun_at_ms, NULL, NULL FROM closing_prints LIMIT 1",
        ),
        (
            "tenders x",
            "INSERT INTO tenders SELECT 'x', 'x', series, how, 9, (SELECT sale_id FROM sales WHERE sale_id NOT IN (SELECT sale_id FROM tenders) LIMIT 1),
                 1, amount_minor, currency, environment, code, code, body FROM tenders LIMIT 1",
        ),
        (
            "tender_prints 9999",
            "INSERT INTO tender_prints SELECT 9999, tender_id, 9, copy, printer, begun_at_ms, NULL, NULL FROM tender_prints LIMIT 1",
        ),
        ("cashiers x", "INSERT INTO cashiers SELECT 'x', name, 'x', pin_hash, rights, 1 FROM cashiers LIMIT 1"),
        ("settlements x", "INSERT INTO settlements SELECT 'x', body FROM settlements LIMIT 1"),
        ("routes ci-wave", "INSERT INTO routes VALUES ('ci-wave', 'boutique')"),
        ("accounts annexe", "INSERT INTO accounts SELECT 'annexe', gateway, fields, base_url, key_fingerprint FROM accounts"),
        (
            "payments x",
            "INSERT INTO payments SELECT 'x', sale_id, 9999, 'x', account, payer, note, amount_minor, currency, created_at_ms,
             updated_at_ms, 'pending', 'open', NULL, NULL, fingerprint, snapshot, gateway, network, environment, NULL FROM payments LIMIT 1",
        ),
    ];
    for (place, sql) in additions {
        assert_found(&found_after(|raw| run(raw, sql)), FindingKind::RowAdded, place);
    }
}

#[test]
fn two_rows_that_changed_places_are_found() {
    let findings = found_after(|raw| {
        run(
            raw,
            "UPDATE receipts SET number = number || 'x';
             UPDATE receipts SET number = series || '-00000' || (3 - place) WHERE place < 3;
             UPDATE receipts SET number = series || '-00000' || place WHERE place = 3",
        );
    });
    assert_eq!(findings.len(), 2, "{findings:#?}");
    for place in 1..=2 {
        let start = format!("receipts COMPTOIR-1-2027-00000{place}: place, payment_id");
        assert!(findings.iter().any(|finding| finding.place.starts_with(&start)), "{findings:#?}");
    }
}

#[test]
fn a_gap_in_the_receipt_numbers_is_found() {
    let gone = found_after(|raw| run(raw, "DELETE FROM receipts WHERE place = 2"));
    assert_found(&gone, FindingKind::ReceiptGap, "receipt_series COMPTOIR-1-2027 2");
    assert_found(&gone, FindingKind::ReceiptGap, "receipt_series COMPTOIR-1-2027 end");
    let last = found_after(|raw| run(raw, "DELETE FROM receipts WHERE place = 3"));
    assert_found(&last, FindingKind::ReceiptGap, "receipt_series COMPTOIR-1-2027 end");
}

#[test]
fn a_paid_payment_without_a_receipt_and_a_receipt_without_a_paid_payment_are_found() {
    let [paid, pending] = ["paid", "pending"].map(|state| {
        let of_state = |cell: &&(i64, String, String, Value)| cell.2 == "state" && cell.3 == Value::Text(state.to_owned());
        cells("payments").iter().find(of_state).unwrap().1.clone()
    });
    let missing = found_after(|raw| run(raw, "UPDATE payments SET state = 'paid' WHERE state = 'pending'"));
    assert_found(&missing, FindingKind::ReceiptMissing, &format!("payments {pending}"));
    let unfounded = found_after(|raw| {
        raw.execute("UPDATE payments SET state = 'pending' WHERE payment_id = ?1", [&paid]).unwrap();
    });
    assert_found(&unfounded, FindingKind::ReceiptUnfounded, "receipts COMPTOIR-1-2027-000001");
}
