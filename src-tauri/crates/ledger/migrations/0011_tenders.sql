-- Sales that were settled without a gateway: in cash, or by money that came in outside this program. Each has a receipt in a series of
-- its own, and is never a payment.

CREATE TABLE tenders (
    tender_id      TEXT PRIMARY KEY,
    number         TEXT NOT NULL UNIQUE COLLATE NOCASE,
    series         TEXT NOT NULL,
    how            TEXT NOT NULL CHECK (how IN ('cash', 'operator')),
    place          INTEGER NOT NULL CHECK (place >= 1),
    sale_id        TEXT NOT NULL UNIQUE REFERENCES sales (sale_id),
    tendered_at_ms INTEGER NOT NULL,
    amount_minor   INTEGER NOT NULL CHECK (amount_minor > 0),
    currency       TEXT NOT NULL,
    environment    TEXT NOT NULL,
    previous_code  TEXT NOT NULL,
    code           TEXT NOT NULL,
    body           TEXT NOT NULL,
    UNIQUE (series, how, place)
) STRICT;

CREATE INDEX tenders_by_code ON tenders (code);
CREATE INDEX tenders_by_number ON tenders (place);
CREATE INDEX tenders_by_day ON tenders (tendered_at_ms);

CREATE TABLE tender_prints (
    seq         INTEGER PRIMARY KEY,
    tender_id   TEXT NOT NULL REFERENCES tenders (tender_id),
    place       INTEGER NOT NULL CHECK (place >= 1),
    copy        INTEGER NOT NULL CHECK (copy >= 0), -- 0 is the original
    printer     TEXT NOT NULL,
    begun_at_ms INTEGER NOT NULL,
    outcome     TEXT, -- none while it is under way
    cashier     TEXT, -- who had it printed
    UNIQUE (tender_id, place)
) STRICT;

CREATE TRIGGER tender_is_not_replaced BEFORE INSERT ON tenders
WHEN EXISTS (
    SELECT 1 FROM tenders
    WHERE tender_id = NEW.tender_id OR number = NEW.number OR sale_id = NEW.sale_id
        OR (series = NEW.series AND how = NEW.how AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'a tender is not replaced'); END;

CREATE TRIGGER tender_number_has_its_turn BEFORE INSERT ON tenders
WHEN NEW.place <> 1 + coalesce((SELECT max(place) FROM tenders WHERE series = NEW.series AND how = NEW.how), 0)
BEGIN SELECT RAISE(ABORT, 'a tender number is out of turn'); END;

CREATE TRIGGER tender_is_of_the_whole_sale BEFORE INSERT ON tenders
WHEN NOT EXISTS (
    SELECT 1 FROM sales WHERE sale_id = NEW.sale_id AND amount_minor = NEW.amount_minor AND currency = NEW.currency)
BEGIN SELECT RAISE(ABORT, 'a tender is of the whole sale'); END;

-- One sale is settled once, in one way.
CREATE TRIGGER paid_sale_is_not_tendered BEFORE INSERT ON tenders
WHEN EXISTS (SELECT 1 FROM payments WHERE sale_id = NEW.sale_id AND state IN ('paid', 'resolved_paid', 'late_paid', 'resolved_refunded'))
BEGIN SELECT RAISE(ABORT, 'a paid sale is not settled otherwise'); END;

CREATE TRIGGER tendered_sale_is_not_paid BEFORE UPDATE ON payments
WHEN NEW.state IN ('paid', 'resolved_paid') AND EXISTS (SELECT 1 FROM tenders WHERE sale_id = NEW.sale_id)
BEGIN SELECT RAISE(ABORT, 'a sale that is settled otherwise is not paid'); END;

CREATE TRIGGER tender_is_not_changed BEFORE UPDATE ON tenders
BEGIN SELECT RAISE(ABORT, 'a tender is not changed'); END;

CREATE TRIGGER tender_is_not_deleted BEFORE DELETE ON tenders
BEGIN SELECT RAISE(ABORT, 'a tender is not deleted'); END;

CREATE TRIGGER tender_print_is_not_replaced BEFORE INSERT ON tender_prints
WHEN EXISTS (SELECT 1 FROM tender_prints WHERE seq = NEW.seq OR (tender_id = NEW.tender_id AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'a print is not replaced'); END;

CREATE TRIGGER tender_print_ends_once BEFORE UPDATE ON tender_prints
WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a print ends once'); END;

CREATE TRIGGER tender_print_is_not_deleted BEFORE DELETE ON tender_prints
BEGIN SELECT RAISE(ABORT, 'a print is not deleted'); END;
