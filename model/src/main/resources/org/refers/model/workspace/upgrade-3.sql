-- Version 3: what the check of the data measured of each picture, and which pictures look alike.

-- version: of the measurement; rows of an older one are measured again. problem: why the pixels cannot be read, in words without
-- the file's name; empty if they can, and only then the columns from pixels on are there.
-- stated_view: by the file's header; named_view: by the file's name; empty where they say nothing. burned_in: YES, NO or empty.
-- pixels: SHA-256 of rows, columns and the displayed grey of 8 bits. thumbnail: 64 x 64 displayed grey, row after row
-- (32 x 32 in version 1 of the measurement).
-- darkest, brightest: displayed grey from 0 to 255. corners, centre: mean grey from 0 to 1. border: widest plain border, as a share
-- of the side. marks: bright small shapes near the edge that may be letters; lettering: those that stand in a row.
CREATE TABLE picture_checks (
    radiograph INTEGER PRIMARY KEY REFERENCES radiographs (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    problem TEXT NOT NULL,
    format TEXT NOT NULL,
    bits INTEGER NOT NULL,
    stated_view TEXT NOT NULL,
    named_view TEXT NOT NULL,
    burned_in TEXT NOT NULL CHECK (burned_in IN ('YES', 'NO', '')),
    pixels BLOB,
    thumbnail BLOB,
    darkest INTEGER,
    brightest INTEGER,
    corners REAL,
    centre REAL,
    border REAL,
    marks INTEGER,
    lettering INTEGER
);

CREATE INDEX picture_checks_pixels ON picture_checks (pixels);

-- Pairs that were compared closely; one < other. likeness: correlation of detail after alignment, from -1 to 1.
-- sharpness: smallest side of both files in pixels; the smaller, the less detail there was to compare.
CREATE TABLE picture_pairs (
    one INTEGER NOT NULL REFERENCES radiographs (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES radiographs (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    likeness REAL NOT NULL,
    sharpness INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE INDEX picture_pairs_other ON picture_pairs (other);
