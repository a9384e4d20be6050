-- The shop's printers, and each paper that was sent to one. A paper is on disk before its first byte leaves, so that one which
-- was under way when the program stopped counts as printed.

CREATE TABLE printers (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE prints (
    seq         INTEGER PRIMARY KEY,
    payment_id  TEXT NOT NULL REFERENCES receipts (payment_id),
    place       INTEGER NOT NULL CHECK (place >= 1),
    copy        INTEGER NOT NULL CHECK (copy >= 0), -- 0 is the original
    printer     TEXT NOT NULL,
    begun_at_ms INTEGER NOT NULL,
    outcome     TEXT, -- none while it is under way
    UNIQUE (payment_id, place)
) STRICT;

CREATE INDEX receipts_by_code ON receipts (code);

CREATE TRIGGER print_is_not_replaced BEFORE INSERT ON prints
WHEN EXISTS (SELECT 1 FROM prints WHERE seq = NEW.seq OR (payment_id = NEW.payment_id AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'a print is not replaced'); END;

CREATE TRIGGER print_ends_once BEFORE UPDATE ON prints
WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a print ends once'); END;

CREATE TRIGGER print_is_not_deleted BEFORE DELETE ON prints
BEGIN SELECT RAISE(ABORT, 'a print is not deleted'); END;
