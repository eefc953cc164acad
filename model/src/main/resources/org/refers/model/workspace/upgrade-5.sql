-- Version 5: what readers draw and say in this program.

-- radiograph: its key, not its number: what a reader drew outlives a radiograph that is taken out and imported again, and fits it, since
-- the key is made from the picture. reader: a pseudonym. x, y, width, height: as in boxes. changed: milliseconds since 1970, UTC.
CREATE TABLE drawn_boxes (
    id TEXT PRIMARY KEY,
    radiograph TEXT NOT NULL,
    reader TEXT NOT NULL CHECK (reader <> ''),
    finding TEXT NOT NULL CHECK (finding <> ''),
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL CHECK (width > 0),
    height REAL NOT NULL CHECK (height > 0),
    changed INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX drawn_boxes_radiograph ON drawn_boxes (radiograph);

-- subject: key of a radiograph or of a study. A finding that is not here was not judged.
CREATE TABLE reader_labels (
    subject TEXT NOT NULL,
    reader TEXT NOT NULL CHECK (reader <> ''),
    finding TEXT NOT NULL CHECK (finding <> ''),
    value INTEGER NOT NULL REFERENCES label_values (value),
    changed INTEGER NOT NULL,
    PRIMARY KEY (subject, reader, finding)
) WITHOUT ROWID;

-- Boxes that came with the data, by place, and behind them those that were drawn here, by drawn.
CREATE VIEW all_boxes AS
    SELECT radiograph, reader, finding, x, y, width, height, id AS place, '' AS drawn FROM boxes
    UNION ALL
    SELECT r.id, d.reader, d.finding, d.x, d.y, d.width, d.height, 9223372036854775807,
        printf('%020d', d.changed) || d.id FROM drawn_boxes d JOIN radiographs r ON r.key = d.radiograph;
