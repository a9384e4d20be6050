-- What more than one gateway needs: the owner's PIN, settlements by hand, payouts, which account a network goes to, and the
-- customers whom the shop wishes to remember.

CREATE TABLE owner (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    pin_hash TEXT NOT NULL
) STRICT;

CREATE TABLE settlements (
    payment_id TEXT PRIMARY KEY REFERENCES payments (payment_id),
    body       TEXT NOT NULL
) STRICT;

CREATE TABLE payouts (
    payout_id         TEXT PRIMARY KEY,
    account           TEXT NOT NULL,
    payee_fingerprint TEXT NOT NULL,
    created_at_ms     INTEGER NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('sending', 'done', 'refused', 'unsent', 'unknown', 'settled_paid',
        'settled_unpaid')),
    body              TEXT NOT NULL
) STRICT;

CREATE INDEX payouts_to_payee ON payouts (payee_fingerprint, state);

CREATE TABLE routes (
    network TEXT PRIMARY KEY,
    account TEXT NOT NULL
) STRICT;

-- Apart from the journal: it is erased without a trace.
CREATE TABLE customers (
    phone            TEXT PRIMARY KEY,
    particulars      TEXT NOT NULL,
    remembered_at_ms INTEGER NOT NULL
) STRICT;

CREATE TRIGGER payout_begins_sending BEFORE INSERT ON payouts
WHEN NEW.state <> 'sending'
BEGIN SELECT RAISE(ABORT, 'a payout begins sending'); END;

CREATE TRIGGER payout_ends_once BEFORE UPDATE ON payouts
WHEN OLD.state NOT IN ('sending', 'unknown') OR (OLD.state = 'unknown' AND NEW.state NOT LIKE 'settled_%')
BEGIN SELECT RAISE(ABORT, 'a payout ends once'); END;

CREATE TRIGGER payout_is_not_deleted BEFORE DELETE ON payouts
BEGIN SELECT RAISE(ABORT, 'a payout is not deleted'); END;

CREATE TRIGGER settlement_is_not_changed BEFORE UPDATE ON settlements
BEGIN SELECT RAISE(ABORT, 'a settlement is not changed'); END;

CREATE TRIGGER settlement_is_not_deleted BEFORE DELETE ON settlements
BEGIN SELECT RAISE(ABORT, 'a settlement is not deleted'); END;

CREATE TRIGGER settled_by_hand_needs_its_words BEFORE UPDATE ON payments
WHEN NEW.state LIKE 'resolved_%' AND NOT EXISTS (SELECT 1 FROM settlements WHERE payment_id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'settled by hand needs its words'); END;
