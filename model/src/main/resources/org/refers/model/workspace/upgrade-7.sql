-- Version 7: the labels of a radiograph in one row, so that a run reads one number of it and not fourteen rows.

-- Follows from labels and is written with them. part: findings 31 * part to 31 * part + 30. packed: two bits a finding, those of finding
-- 31 * part lowest; 0 where there is no label, else the label's value + 1.
CREATE TABLE label_rows (
    radiograph INTEGER NOT NULL REFERENCES radiographs (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    packed INTEGER NOT NULL,
    PRIMARY KEY (radiograph, part)
) WITHOUT ROWID;

INSERT INTO label_rows SELECT radiograph, finding / 31, sum(value + 1 << 2 * (finding % 31)) FROM labels GROUP BY 1, 2;
