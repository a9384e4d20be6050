-- The receipt ledger. The journal is the truth: every projection below equals the replay of the journal, row by row, and
-- `verify` compares them. Amounts are integers in minor units; times are milliseconds since 1970 in UTC; bodies are JSON.

PRAGMA application_id = 1129337938; -- "CPTR"

-- What is not journalled ------------------------------------------------------------------------------------------------------

-- Who this ledger is. The journal's first row binds both.
CREATE TABLE identity (
    only_row          INTEGER PRIMARY KEY CHECK (only_row = 1),
    folder_id         TEXT NOT NULL,
    identifier_secret BLOB NOT NULL CHECK (length(identifier_secret) = 32)
) STRICT;

-- Where the journal ends, kept apart from it so that a tail cut off is noticed.
CREATE TABLE head (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    seq      INTEGER NOT NULL CHECK (seq >= 0),
    hash     TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- The payer's whole number and the customer's particulars: needed to ask once more, deleted as soon as they are of no use.
CREATE TABLE confidential (
    payment_id TEXT PRIMARY KEY REFERENCES payments (payment_id),
    payer      TEXT,
    customer   TEXT NOT NULL,
    digest     TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

-- How often the gateway was asked. Counters only: they prove nothing.
CREATE TABLE asked (
    payment_id TEXT PRIMARY KEY REFERENCES payments (payment_id),
    count      INTEGER NOT NULL CHECK (count > 0),
    last_at_ms INTEGER NOT NULL,
    trouble    TEXT
) STRICT;

-- The journal -----------------------------------------------------------------------------------------------------------------

CREATE TABLE journal (
    seq           INTEGER PRIMARY KEY CHECK (seq >= 1),
    at_ms         INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    payment_id    TEXT,
    sale_id       TEXT,
    body          TEXT NOT NULL,
    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
    hash          TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX journal_of_payment ON journal (payment_id, seq) WHERE payment_id IS NOT NULL;

CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM journal), 0) + 1
    OR NEW.previous_hash <> coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), NEW.previous_hash)
BEGIN SELECT RAISE(ABORT, 'the journal grows at its end only'); END;

CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not changed'); END;

CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not deleted'); END;

-- Projections -----------------------------------------------------------------------------------------------------------------

-- Which merchant reference comes next.
CREATE TABLE identifiers (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    epoch    TEXT NOT NULL CHECK (epoch GLOB '[A-Z]'),
    counter  INTEGER NOT NULL CHECK (counter >= 0)
) STRICT;

CREATE TABLE sales (
    sale_id      TEXT PRIMARY KEY,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency     TEXT NOT NULL,
    opened_at_ms INTEGER NOT NULL,
    body         TEXT NOT NULL
) STRICT;

CREATE TABLE payments (
    payment_id         TEXT PRIMARY KEY,
    sale_id            TEXT NOT NULL REFERENCES sales (sale_id),
    recorded_seq       INTEGER NOT NULL UNIQUE,
    reference          TEXT NOT NULL UNIQUE,
    account            TEXT NOT NULL,
    payer              TEXT,
    note               TEXT,
    amount_minor       INTEGER NOT NULL CHECK (amount_minor > 0),
    currency           TEXT NOT NULL,
    created_at_ms      INTEGER NOT NULL,
    updated_at_ms      INTEGER NOT NULL,
    state              TEXT NOT NULL CHECK (state IN (
        'recorded', 'sending', 'create_unknown', 'pending', 'cancel_requested', 'held', 'declined', 'expired', 'unresolved',
        'late_paid', 'paid', 'abandoned_unsent', 'abandoned_orphan', 'resolved_paid', 'resolved_unpaid', 'resolved_refunded')),
    standing           TEXT NOT NULL CHECK (standing IN ('open', 'soft_end', 'final')),
    gateway_reference  TEXT,
    operator_reference TEXT,
    fingerprint        TEXT NOT NULL,
    snapshot           TEXT NOT NULL
) STRICT;

CREATE INDEX payments_of_sale ON payments (sale_id);
CREATE INDEX payments_by_standing ON payments (standing, recorded_seq);
CREATE INDEX payments_by_day ON payments (created_at_ms);
CREATE UNIQUE INDEX sale_is_paid_once ON payments (sale_id) WHERE state IN ('paid', 'resolved_paid');

CREATE TABLE evidence (
    seq        INTEGER PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (payment_id),
    proves     INTEGER NOT NULL CHECK (proves IN (0, 1)),
    body       TEXT NOT NULL
) STRICT;

CREATE INDEX evidence_of_payment ON evidence (payment_id);

CREATE TABLE receipt_series (
    series     TEXT PRIMARY KEY,
    last_place INTEGER NOT NULL CHECK (last_place >= 0)
) STRICT;

CREATE TABLE receipts (
    number        TEXT PRIMARY KEY COLLATE NOCASE,
    series        TEXT NOT NULL REFERENCES receipt_series (series),
    place         INTEGER NOT NULL CHECK (place >= 1),
    payment_id    TEXT NOT NULL UNIQUE REFERENCES payments (payment_id),
    sale_id       TEXT NOT NULL UNIQUE REFERENCES sales (sale_id),
    previous_code TEXT NOT NULL,
    code          TEXT NOT NULL,
    body          TEXT NOT NULL,
    UNIQUE (series, place)
) STRICT;

CREATE TABLE accounts (
    name            TEXT PRIMARY KEY,
    gateway         TEXT NOT NULL,
    fields          TEXT NOT NULL,
    base_url        TEXT,
    key_fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE shop (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    body     TEXT NOT NULL
) STRICT;

-- The rules of the counter ----------------------------------------------------------------------------------------------------

CREATE TRIGGER payment_begins_recorded BEFORE INSERT ON payments
WHEN NEW.state <> 'recorded'
BEGIN SELECT RAISE(ABORT, 'a payment begins recorded'); END;

CREATE TRIGGER final_payment_is_not_changed BEFORE UPDATE ON payments
WHEN OLD.standing = 'final'
BEGIN SELECT RAISE(ABORT, 'a final payment is not changed'); END;

CREATE TRIGGER paid_needs_proof BEFORE UPDATE ON payments
WHEN NEW.state IN ('paid', 'late_paid')
    AND NOT EXISTS (SELECT 1 FROM evidence WHERE payment_id = NEW.payment_id AND proves = 1)
BEGIN SELECT RAISE(ABORT, 'paid needs proof'); END;

CREATE TRIGGER payment_is_not_deleted BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'a payment is not deleted'); END;

CREATE TRIGGER sale_is_not_deleted BEFORE DELETE ON sales
BEGIN SELECT RAISE(ABORT, 'a sale is not deleted'); END;

-- REPLACE deletes without firing a trigger for it, so an evidence row or a receipt that is there already is refused first.
CREATE TRIGGER evidence_is_not_replaced BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'evidence is not replaced'); END;

CREATE TRIGGER evidence_is_not_changed BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is not changed'); END;

CREATE TRIGGER evidence_is_not_deleted BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is not deleted'); END;

CREATE TRIGGER receipt_is_for_a_paid_payment BEFORE INSERT ON receipts
WHEN NOT EXISTS (
    SELECT 1 FROM payments
    WHERE payment_id = NEW.payment_id AND sale_id = NEW.sale_id AND state IN ('paid', 'resolved_paid'))
BEGIN SELECT RAISE(ABORT, 'a receipt is for a paid payment'); END;

CREATE TRIGGER receipt_is_not_replaced BEFORE INSERT ON receipts
WHEN EXISTS (
    SELECT 1 FROM receipts
    WHERE number = NEW.number OR payment_id = NEW.payment_id OR sale_id = NEW.sale_id
        OR (series = NEW.series AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'a receipt is not replaced'); END;

CREATE TRIGGER receipt_is_not_changed BEFORE UPDATE ON receipts
BEGIN SELECT RAISE(ABORT, 'a receipt is not changed'); END;

CREATE TRIGGER receipt_is_not_deleted BEFORE DELETE ON receipts
BEGIN SELECT RAISE(ABORT, 'a receipt is not deleted'); END;
