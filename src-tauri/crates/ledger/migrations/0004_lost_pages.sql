-- A payment whose page was lost is an end that a success may still follow: its page may have been taken for another payment's.

DROP TRIGGER final_payment_is_not_changed;

UPDATE payments SET standing = 'soft_end' WHERE state = 'abandoned_orphan';

CREATE TRIGGER final_payment_is_not_changed BEFORE UPDATE ON payments
WHEN OLD.standing = 'final'
BEGIN SELECT RAISE(ABORT, 'a final payment is not changed'); END;

-- Every answer to a create call is held against the numbers that are there.
CREATE INDEX payments_by_gateway_reference ON payments (gateway_reference);
