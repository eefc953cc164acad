-- Version 9: what readers did in this program, step by step.

-- A row a box, label or measurement that a step changed; written in the step's own transaction and never changed afterwards. step: counts
-- the steps of the workspace; part: the rows of one step, from 0. made: milliseconds since 1970, UTC. reader: who made the step. kind:
-- 'imported' for a file that was read as one step, 'undone' and 'redone' for one that takes back or makes again the step about,
-- 'brought_back' for one that restores what was there before the step about. subject: key of a radiograph or, of labels, of a study. item:
-- id of the box or measurement, or the label's finding. whose: the reader whose it is. before, after: JSON, NULL where nothing was there.
--   box:         {"finding": ..., "x": ..., "y": ..., "width": ..., "height": ...}, as in drawn_boxes
--   label:       {"value": "present", "absent" or "uncertain"}
--   measurement: {"kind": ..., "lines": [[x1, y1, x2, y2], ...]}, as in measurements
CREATE TABLE annotation_journal (
    step INTEGER NOT NULL,
    part INTEGER NOT NULL,
    made INTEGER NOT NULL,
    reader TEXT NOT NULL CHECK (reader <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('made', 'imported', 'undone', 'redone', 'brought_back')),
    about INTEGER,
    thing TEXT NOT NULL CHECK (thing IN ('box', 'label', 'measurement')),
    subject TEXT NOT NULL,
    item TEXT NOT NULL,
    whose TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (step, part),
    CHECK (before IS NOT NULL OR after IS NOT NULL),
    CHECK ((kind IN ('made', 'imported')) = (about IS NULL))
) WITHOUT ROWID;

CREATE INDEX annotation_journal_subject ON annotation_journal (subject);

-- One entry a step, by which undo finds a reader's last ones.
CREATE INDEX annotation_journal_reader ON annotation_journal (reader, step) WHERE part = 0;

CREATE TRIGGER annotation_journal_changed BEFORE UPDATE ON annotation_journal BEGIN
    SELECT RAISE(ABORT, 'the journal of annotations is only added to');
END;

CREATE TRIGGER annotation_journal_removed BEFORE DELETE ON annotation_journal BEGIN
    SELECT RAISE(ABORT, 'the journal of annotations is only added to');
END;

-- What was drawn before this has no history, and none is invented: milliseconds since 1970, UTC.
INSERT INTO settings VALUES ('journal_since', CAST(CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS TEXT));
