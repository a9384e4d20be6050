-- The shop's cashiers, and who did what. One who has left stays: the journal names them.

CREATE TABLE cashiers (
    cashier_id TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    folded     TEXT NOT NULL UNIQUE, -- the name as names are compared: two that differ in case or accents are one
    pin_hash   TEXT NOT NULL,
    rights     TEXT NOT NULL,
    active     INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TRIGGER cashier_is_not_deleted BEFORE DELETE ON cashiers
BEGIN SELECT RAISE(ABORT, 'a cashier is not deleted'); END;

-- Wrong PINs in a row, the owner's and each cashier's. Counters, not facts.
CREATE TABLE pin_misses (
    person     TEXT PRIMARY KEY, -- 'owner', or a cashier's id
    count      INTEGER NOT NULL CHECK (count >= 1),
    last_at_ms INTEGER NOT NULL
) STRICT;

-- Who took a payment, and who had a paper printed: 'owner', or a cashier's id; none where the shop had no cashiers.
ALTER TABLE payments ADD COLUMN cashier TEXT;
ALTER TABLE prints ADD COLUMN cashier TEXT; -- the whole person, called as they were then

DROP INDEX payments_listed;
CREATE INDEX payments_listed ON payments (
    recorded_seq, created_at_ms, state, standing, gateway, account, network, environment, cashier, currency, amount_minor,
    payment_id);
