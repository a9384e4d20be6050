-- Money of a sale that was given back. The sale stays as it is: what was given back of it stands beside it, in a series of its own.

CREATE TABLE refunds (
    refund_id     TEXT PRIMARY KEY,
    number        TEXT NOT NULL UNIQUE COLLATE NOCASE,
    series        TEXT NOT NULL,
    place         INTEGER NOT NULL CHECK (place >= 1),
    payment_id    TEXT NOT NULL REFERENCES receipts (payment_id),
    amount_minor  INTEGER NOT NULL CHECK (amount_minor > 0),
    currency      TEXT NOT NULL,
    previous_code TEXT NOT NULL,
    code          TEXT NOT NULL,
    body          TEXT NOT NULL,
    UNIQUE (series, place)
) STRICT;

CREATE INDEX refunds_of_payment ON refunds (payment_id);
CREATE INDEX refunds_by_code ON refunds (code);

-- A paper is of a refund, or else of the receipt.
ALTER TABLE prints ADD COLUMN refund_id TEXT REFERENCES refunds (refund_id);

DROP INDEX prints_that_count;
CREATE INDEX prints_that_count ON prints (payment_id) WHERE refund_id IS NULL AND coalesce(outcome, '') NOT GLOB '{"failed"*';

CREATE TRIGGER refund_is_not_replaced BEFORE INSERT ON refunds
WHEN EXISTS (
    SELECT 1 FROM refunds
    WHERE refund_id = NEW.refund_id OR number = NEW.number OR (series = NEW.series AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'a refund is not replaced'); END;

CREATE TRIGGER refund_number_has_its_turn BEFORE INSERT ON refunds
WHEN NEW.place <> 1 + coalesce((SELECT max(place) FROM refunds WHERE series = NEW.series), 0)
BEGIN SELECT RAISE(ABORT, 'a refund number is out of turn'); END;

CREATE TRIGGER no_more_is_refunded_than_was_paid BEFORE INSERT ON refunds
WHEN NOT EXISTS (
    SELECT 1 FROM payments
    WHERE payment_id = NEW.payment_id AND currency = NEW.currency AND state IN ('paid', 'resolved_paid')
        AND amount_minor >= NEW.amount_minor
            + (SELECT coalesce(sum(amount_minor), 0) FROM refunds WHERE payment_id = NEW.payment_id))
BEGIN SELECT RAISE(ABORT, 'no more is refunded than was paid'); END;

CREATE TRIGGER refund_is_not_changed BEFORE UPDATE ON refunds
BEGIN SELECT RAISE(ABORT, 'a refund is not changed'); END;

CREATE TRIGGER refund_is_not_deleted BEFORE DELETE ON refunds
BEGIN SELECT RAISE(ABORT, 'a refund is not deleted'); END;
