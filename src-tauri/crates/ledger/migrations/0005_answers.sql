-- When the last question that was answered was sent. One whose answer nobody has read, since the program stopped, is none.

ALTER TABLE asked ADD COLUMN answered_at_ms INTEGER;

UPDATE asked SET answered_at_ms = last_at_ms WHERE trouble IS NULL;
