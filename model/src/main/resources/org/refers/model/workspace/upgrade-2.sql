-- Version 2: what subgroups and cohorts are told apart by, labels of whole studies, words of reports, runs and their predictions.

-- As DICOM's Patient's Sex; empty where nobody said.
ALTER TABLE patients ADD COLUMN sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('F', 'M', 'O', ''));

-- In years at the time of the study, with fractions for infants; NULL where nobody said.
ALTER TABLE studies ADD COLUMN age REAL CHECK (age BETWEEN 0 AND 150);

CREATE INDEX studies_age ON studies (age);

-- device: the maker's name of the model. laterality: as DICOM's Image Laterality. Spacings: mm on the patient or the detector
-- between the centres of neighbouring rows and columns. Empty or NULL where nobody said.
ALTER TABLE radiographs ADD COLUMN manufacturer TEXT NOT NULL DEFAULT '';
ALTER TABLE radiographs ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE radiographs ADD COLUMN laterality TEXT NOT NULL DEFAULT '' CHECK (laterality IN ('L', 'R', 'B', 'U', ''));
ALTER TABLE radiographs ADD COLUMN row_spacing REAL CHECK (row_spacing > 0);
ALTER TABLE radiographs ADD COLUMN column_spacing REAL CHECK (column_spacing > 0);

CREATE INDEX radiographs_view ON radiographs (view, study);
CREATE INDEX radiographs_modality ON radiographs (modality, study);

CREATE INDEX labels_finding ON labels (finding, value);

-- What a source says of a study as a whole, such as labels read from its report. A pair that is not here is unknown.
CREATE TABLE study_labels (
    study INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    finding INTEGER NOT NULL REFERENCES findings (id),
    value INTEGER NOT NULL REFERENCES label_values (value),
    PRIMARY KEY (study, finding)
) WITHOUT ROWID;
CREATE INDEX study_labels_finding ON study_labels (finding, value);

-- Words of the reports, kept up by the triggers below; rowid is the study's id.
CREATE VIRTUAL TABLE report_words USING fts5 (
    findings, impression, content = 'reports', content_rowid = 'study', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO report_words (report_words) VALUES ('rebuild');

CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN
    INSERT INTO report_words (rowid, findings, impression) VALUES (new.study, new.findings, new.impression);
END;
CREATE TRIGGER reports_removed AFTER DELETE ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, findings, impression)
        VALUES ('delete', old.study, old.findings, old.impression);
END;
CREATE TRIGGER reports_changed AFTER UPDATE ON reports
    WHEN old.findings <> new.findings OR old.impression <> new.impression BEGIN
    INSERT INTO report_words (report_words, rowid, findings, impression)
        VALUES ('delete', old.study, old.findings, old.impression);
    INSERT INTO report_words (rowid, findings, impression) VALUES (new.study, new.findings, new.impression);
END;

-- A run that read this workspace. started: ISO 8601 in UTC. model_sha256: of the weights that predicted, empty before there are any.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folder TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    started TEXT NOT NULL,
    model_sha256 TEXT NOT NULL DEFAULT ''
);

-- score: a probability from 0 to 1.
CREATE TABLE predictions (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    radiograph INTEGER NOT NULL REFERENCES radiographs (id) ON DELETE CASCADE,
    finding TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    PRIMARY KEY (run, radiograph, finding)
) WITHOUT ROWID;
CREATE INDEX predictions_radiograph ON predictions (radiograph);
