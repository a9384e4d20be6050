-- A refund is found by the end of its number, as a receipt is.
CREATE INDEX refunds_by_place ON refunds (place);
