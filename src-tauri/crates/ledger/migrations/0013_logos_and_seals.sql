-- Logos by the digest of their dots: a receipt names the one that was the shop's when it was issued, and keeps it.
CREATE TABLE logos (
    digest TEXT PRIMARY KEY,
    body   TEXT NOT NULL
) STRICT;

CREATE TRIGGER logo_is_not_replaced BEFORE INSERT ON logos
WHEN EXISTS (SELECT 1 FROM logos WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'a logo is not replaced'); END;

CREATE TRIGGER logo_is_not_changed BEFORE UPDATE ON logos
BEGIN SELECT RAISE(ABORT, 'a logo is not changed'); END;

CREATE TRIGGER logo_is_not_deleted BEFORE DELETE ON logos
BEGIN SELECT RAISE(ABORT, 'a logo is not deleted'); END;

-- What a tax authority says of a receipt. Once it has sealed, that stays.
CREATE TABLE seals (
    payment_id TEXT PRIMARY KEY REFERENCES receipts (payment_id),
    status     TEXT NOT NULL CHECK (status IN ('pending', 'sealed', 'failed')),
    body       TEXT NOT NULL
) STRICT;

CREATE TRIGGER seal_is_not_replaced BEFORE INSERT ON seals
WHEN EXISTS (SELECT 1 FROM seals WHERE payment_id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'a seal is not replaced'); END;

CREATE TRIGGER what_is_sealed_stays BEFORE UPDATE ON seals
WHEN OLD.status = 'sealed' OR OLD.payment_id <> NEW.payment_id
BEGIN SELECT RAISE(ABORT, 'what is sealed stays'); END;

CREATE TRIGGER seal_is_not_deleted BEFORE DELETE ON seals
BEGIN SELECT RAISE(ABORT, 'a seal is not deleted'); END;
