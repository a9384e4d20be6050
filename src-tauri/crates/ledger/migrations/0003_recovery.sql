-- What a restored copy needs: references of an epoch of their own, what the gateways tell of the sales that the copy does not
-- know, and how far they were asked.

ALTER TABLE identifiers ADD COLUMN salt TEXT NOT NULL DEFAULT '';

CREATE TABLE recovered (
    reference  TEXT PRIMARY KEY,
    payment_id TEXT REFERENCES payments (payment_id),
    body       TEXT NOT NULL
) STRICT;

CREATE TRIGGER recovered_is_not_changed BEFORE UPDATE ON recovered
BEGIN SELECT RAISE(ABORT, 'what was recovered is not changed'); END;

CREATE TRIGGER recovered_is_not_deleted BEFORE DELETE ON recovered
BEGIN SELECT RAISE(ABORT, 'what was recovered is not deleted'); END;

-- Whose references are asked about: those of one epoch, after a counter. The journal's entry of the restoration tells the same.
CREATE TABLE scan_ranges (
    place      INTEGER PRIMARY KEY,
    epoch      TEXT NOT NULL CHECK (epoch GLOB '[A-Z]'),
    salt       TEXT NOT NULL,
    after      INTEGER NOT NULL CHECK (after >= 0),
    last_found INTEGER NOT NULL CHECK (last_found >= after)
) STRICT;

-- How far an account's gateway was asked. Apart from the journal: it proves nothing.
CREATE TABLE scan_progress (
    place   INTEGER NOT NULL REFERENCES scan_ranges (place),
    account TEXT NOT NULL,
    asked   INTEGER NOT NULL,
    PRIMARY KEY (place, account)
) STRICT;
