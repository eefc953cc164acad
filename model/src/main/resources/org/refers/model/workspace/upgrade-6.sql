-- Version 6: what readers measure in this program.

-- radiograph, reader, changed: as in drawn_boxes. x1 to y2: ends of the first line in pixels; x3 to y4: of the second, which only a
-- ratio has. Millimetres are not kept: they follow from the radiograph's own calibration.
CREATE TABLE measurements (
    id TEXT PRIMARY KEY,
    radiograph TEXT NOT NULL,
    reader TEXT NOT NULL CHECK (reader <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('distance', 'cardiothoracic_ratio')),
    x1 REAL NOT NULL,
    y1 REAL NOT NULL,
    x2 REAL NOT NULL,
    y2 REAL NOT NULL,
    x3 REAL,
    y3 REAL,
    x4 REAL,
    y4 REAL,
    changed INTEGER NOT NULL,
    CHECK ((kind = 'distance') = (x3 IS NULL) AND (x3 IS NULL) = (y3 IS NULL) AND (x3 IS NULL) = (x4 IS NULL)
        AND (x3 IS NULL) = (y4 IS NULL))
) WITHOUT ROWID;

CREATE INDEX measurements_radiograph ON measurements (radiograph);
