-- What the list of payments is filtered and searched by. A million payments are looked through in indexes alone: a row holds
-- the whole payment, and reading it is for the few that are shown.

DROP TRIGGER final_payment_is_not_changed;

ALTER TABLE payments ADD COLUMN gateway TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN network TEXT;
ALTER TABLE payments ADD COLUMN environment TEXT NOT NULL DEFAULT '';

UPDATE payments SET
    gateway = snapshot ->> '$.order.gateway',
    network = snapshot ->> '$.order.network',
    environment = snapshot ->> '$.order.environment';

CREATE TRIGGER final_payment_is_not_changed BEFORE UPDATE ON payments
WHEN OLD.standing = 'final'
BEGIN SELECT RAISE(ABORT, 'a final payment is not changed'); END;

-- Every filter is answered from this one, in the order of the list.
CREATE INDEX payments_listed ON payments (
    recorded_seq, created_at_ms, state, standing, gateway, account, network, environment, currency, amount_minor, payment_id);

DROP INDEX payments_by_day;
CREATE INDEX payments_by_day ON payments (created_at_ms, recorded_seq);

-- What a person types of a payment: an amount, the end of a number, the beginning of one.
CREATE INDEX payments_by_amount ON payments (amount_minor, recorded_seq);
CREATE INDEX payments_by_payer_end ON payments (substr(payer, -4), recorded_seq) WHERE payer IS NOT NULL;
CREATE INDEX payments_by_reference_end ON payments (substr(reference, -4), recorded_seq);
CREATE INDEX payments_by_operator_reference ON payments (operator_reference) WHERE operator_reference IS NOT NULL;
CREATE INDEX payments_noted ON payments (recorded_seq, note) WHERE note IS NOT NULL;
CREATE INDEX receipts_by_place ON receipts (place);

-- The papers that may be in somebody's hands.
CREATE INDEX prints_that_count ON prints (payment_id) WHERE coalesce(outcome, '') NOT GLOB '{"failed"*';
