-- Version 8: what a run reads of every study and radiograph, packed by pages of 4,096 numbers, and how many words a report has.

-- Each page follows from the rows whose number >> 12 it is; the triggers below take a page away as soon as one of its rows changes, and
-- where there is none the rows are read. So these tables may be emptied at any time. packed: little-endian, a format (int32; a page of
-- another one than the program writes is not read), n (int32), then n rows in the order of their numbers, column after column.
-- Format 1 of study_pages: id (int32), patient (int32), digits of key and of the patient's key (int64 each), place of the split in
-- TRAIN, VALIDATION, TEST, NONE (int8), length of taken in bytes (int32), taken (UTF-8).
CREATE TABLE study_pages (
    page INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
);

-- Format 1: id (int32), study (int32), digits of key (int64), place of the view in PA, AP, LATERAL, OTHER, UNKNOWN (int8), 1 if the
-- modality is one of projections, else 0 (int8), sha256 (32 bytes).
CREATE TABLE radiograph_pages (
    page INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
);

-- Format 1, of label_rows: radiograph (int32), part (int32), packed (int64).
CREATE TABLE label_pages (
    page INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
);

CREATE TRIGGER study_pages_added AFTER INSERT ON studies BEGIN
    DELETE FROM study_pages WHERE page = new.id >> 12;
END;

CREATE TRIGGER study_pages_removed AFTER DELETE ON studies BEGIN
    DELETE FROM study_pages WHERE page = old.id >> 12;
END;

CREATE TRIGGER study_pages_changed AFTER UPDATE OF id, key, patient, taken ON studies BEGIN
    DELETE FROM study_pages WHERE page IN (old.id >> 12, new.id >> 12);
END;

CREATE TRIGGER study_pages_split AFTER UPDATE OF id, key, split ON patients BEGIN
    DELETE FROM study_pages WHERE page IN (SELECT id >> 12 FROM studies WHERE patient IN (old.id, new.id));
END;

CREATE TRIGGER radiograph_pages_added AFTER INSERT ON radiographs BEGIN
    DELETE FROM radiograph_pages WHERE page = new.id >> 12;
END;

CREATE TRIGGER radiograph_pages_removed AFTER DELETE ON radiographs BEGIN
    DELETE FROM radiograph_pages WHERE page = old.id >> 12;
END;

CREATE TRIGGER radiograph_pages_changed AFTER UPDATE OF id, key, study, sha256, view, modality ON radiographs BEGIN
    DELETE FROM radiograph_pages WHERE page IN (old.id >> 12, new.id >> 12);
END;

CREATE TRIGGER label_pages_added AFTER INSERT ON label_rows BEGIN
    DELETE FROM label_pages WHERE page = new.radiograph >> 12;
END;

CREATE TRIGGER label_pages_removed AFTER DELETE ON label_rows BEGIN
    DELETE FROM label_pages WHERE page = old.radiograph >> 12;
END;

CREATE TRIGGER label_pages_changed AFTER UPDATE ON label_rows BEGIN
    DELETE FROM label_pages WHERE page IN (old.radiograph >> 12, new.radiograph >> 12);
END;

-- Words of both sections between white space; NULL where nobody has counted them since the texts changed.
ALTER TABLE reports ADD COLUMN words INTEGER;

CREATE INDEX reports_counted ON reports (words);

CREATE TRIGGER reports_uncounted AFTER UPDATE OF findings, impression ON reports
    WHEN (old.findings <> new.findings OR old.impression <> new.impression) AND old.words IS new.words BEGIN
    UPDATE reports SET words = NULL WHERE study = new.study;
END;
