-- Closings of the till. Each covers what the journal says between the one before it and itself, so that nothing is in two or in none.

CREATE TABLE closings (
    seq           INTEGER PRIMARY KEY,
    closing_id    TEXT NOT NULL UNIQUE,
    number        TEXT NOT NULL UNIQUE COLLATE NOCASE,
    kind          TEXT NOT NULL CHECK (kind IN ('day', 'month', 'year')),
    series        TEXT NOT NULL,
    place         INTEGER NOT NULL CHECK (place >= 1),
    period        TEXT,
    last_entry    INTEGER NOT NULL,
    previous_code TEXT NOT NULL,
    code          TEXT NOT NULL,
    body          TEXT NOT NULL,
    UNIQUE (kind, series, place),
    CHECK ((kind = 'day') = (period IS NULL))
) STRICT;

CREATE UNIQUE INDEX period_is_closed_once ON closings (kind, period) WHERE period IS NOT NULL;

-- Its papers: the first is the original.
CREATE TABLE closing_prints (
    seq         INTEGER PRIMARY KEY,
    closing_id  TEXT NOT NULL REFERENCES closings (closing_id),
    place       INTEGER NOT NULL CHECK (place >= 1),
    copy        INTEGER NOT NULL CHECK (copy >= 0),
    printer     TEXT NOT NULL,
    begun_at_ms INTEGER NOT NULL,
    outcome     TEXT,
    cashier     TEXT,
    UNIQUE (closing_id, place)
) STRICT;

-- What happened on a day is looked up by it.
CREATE INDEX journal_by_kind ON journal (kind, at_ms);

CREATE TRIGGER closing_is_not_replaced BEFORE INSERT ON closings
WHEN EXISTS (
    SELECT 1 FROM closings
    WHERE seq = NEW.seq OR closing_id = NEW.closing_id OR number = NEW.number
        OR (kind = NEW.kind AND (period = NEW.period OR (series = NEW.series AND place = NEW.place))))
BEGIN SELECT RAISE(ABORT, 'a closing is not replaced'); END;

CREATE TRIGGER closing_number_has_its_turn BEFORE INSERT ON closings
WHEN NEW.place <> 1 + coalesce((SELECT max(place) FROM closings WHERE kind = NEW.kind AND series = NEW.series), 0)
BEGIN SELECT RAISE(ABORT, 'a closing number is out of turn'); END;

CREATE TRIGGER closing_ends_where_it_stands BEFORE INSERT ON closings
WHEN NEW.last_entry <> NEW.seq - 1
BEGIN SELECT RAISE(ABORT, 'a closing covers all that stands before it'); END;

CREATE TRIGGER closing_is_not_changed BEFORE UPDATE ON closings
BEGIN SELECT RAISE(ABORT, 'a closing is not changed'); END;

CREATE TRIGGER closing_is_not_deleted BEFORE DELETE ON closings
BEGIN SELECT RAISE(ABORT, 'a closing is not deleted'); END;

CREATE TRIGGER closing_print_is_not_replaced BEFORE INSERT ON closing_prints
WHEN EXISTS (SELECT 1 FROM closing_prints WHERE seq = NEW.seq OR (closing_id = NEW.closing_id AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'a print is not replaced'); END;

CREATE TRIGGER closing_print_ends_once BEFORE UPDATE ON closing_prints
WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a print ends once'); END;

CREATE TRIGGER closing_print_is_not_deleted BEFORE DELETE ON closing_prints
BEGIN SELECT RAISE(ABORT, 'a print is not deleted'); END;
