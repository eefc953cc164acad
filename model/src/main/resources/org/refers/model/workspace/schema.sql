-- Version 1 of the workspace database. Never changed: every later version is a file upgrade-N.sql beside this one.

CREATE TABLE schema_version (
    version INTEGER NOT NULL
);

-- secret: key of the pseudonyms of own data, hexadecimal. Whoever has it can test guesses of hospital numbers.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    root TEXT NOT NULL UNIQUE,
    collection TEXT NOT NULL
);

CREATE TABLE patients (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    split TEXT NOT NULL DEFAULT 'NONE' CHECK (split IN ('TRAIN', 'VALIDATION', 'TEST', 'NONE'))
);

CREATE INDEX patients_split ON patients (split);

-- taken: sorts a patient's studies by time.
CREATE TABLE studies (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    patient INTEGER NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
    taken TEXT NOT NULL
);

CREATE INDEX studies_patient ON studies (patient);

CREATE TABLE reports (
    study INTEGER PRIMARY KEY REFERENCES studies (id) ON DELETE CASCADE,
    findings TEXT NOT NULL,
    impression TEXT NOT NULL
);

-- file: relative to the source's root. size (bytes) and modified (ms since 1970) tell whether it changed.
CREATE TABLE radiographs (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    study INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES sources (id),
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    view TEXT NOT NULL,
    modality TEXT NOT NULL,
    pixel_rows INTEGER NOT NULL,
    pixel_columns INTEGER NOT NULL,
    UNIQUE (source, file)
);

CREATE INDEX radiographs_study ON radiographs (study);

CREATE INDEX radiographs_sha256 ON radiographs (sha256);

-- In the order in which the sources name them.
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE label_values (
    value INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

INSERT INTO label_values VALUES (0, 'PRESENT'), (1, 'ABSENT'), (2, 'UNCERTAIN');

-- A pair that is not here is unknown.
CREATE TABLE labels (
    radiograph INTEGER NOT NULL REFERENCES radiographs (id) ON DELETE CASCADE,
    finding INTEGER NOT NULL REFERENCES findings (id),
    value INTEGER NOT NULL REFERENCES label_values (value),
    PRIMARY KEY (radiograph, finding)
) WITHOUT ROWID;

-- x, y: left and top edge; all four in pixels of the file.
CREATE TABLE boxes (
    id INTEGER PRIMARY KEY,
    radiograph INTEGER NOT NULL REFERENCES radiographs (id) ON DELETE CASCADE,
    reader TEXT NOT NULL,
    finding TEXT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    UNIQUE (radiograph, reader, finding, x, y, width, height)
);
