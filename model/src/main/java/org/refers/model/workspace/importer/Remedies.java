package org.refers.model.workspace.importer;

import java.util.List;
import org.refers.model.workspace.importer.ImportLook.Problem;
import org.refers.model.workspace.importer.ImportLook.Verdict;

/**
 * What can be done about what an import leaves out or doubts: the one place where a reason gets its kind and its remedy. A reason
 * is known by words of it; the first rule that fits counts.
 */
final class Remedies {

    /**
     * A reason, and what helps.
     *
     * @param words that stand in the reason
     */
    record Rule(Problem problem, String words, String remedy) {
    }

    private static final String COPY = "Copy or download the file again from where it came.";
    private static final String BY_NAME = "Name the report after the study's accession number, its StudyInstanceUID, its folder or one"
            + " of its pictures.";
    private static final String CONVERT = "Export it as uncompressed DICOM from the archive it came from, or convert it with a program that"
            + " knows this compression; then import again.";
    private static final String LINE = "Correct that line of the table; the other lines are read as they are.";
    private static final String LABELS = "Write 1, 0, -1 or nothing, or present, absent or uncertain.";

    static final List<Rule> RULES = List.of(
            rule(Problem.MISSING, "differs from its name only",
                    "Make the two names alike, with the same zeros, letters and ending."),
            rule(Problem.REPORT, "differs from a study's name only",
                    "Make the names alike: give the report and the study the same number of leading zeros."),
            rule(Problem.CODEC, "High-Throughput JPEG 2000",
                    "Convert it to uncompressed DICOM, for example with pydicom 3 (decompress) and"
                            + " its add-on pylibjpeg-openjpeg; then import again."),
            rule(Problem.CODEC, "which this program does not decode", CONVERT),
            rule(Problem.CODEC, "names a transfer syntax that this program does not read", CONVERT),
            rule(Problem.CODEC, "CMYK", "Save it as grey or RGB; then import again."),
            rule(Problem.REPORT, "has no report: none is named after its study", BY_NAME),
            rule(Problem.REPORT, "the study has no report", BY_NAME),
            rule(Problem.REPORT, "fits no study", BY_NAME),
            rule(Problem.REPORT, "has the same name as another report", "Rename one of the two after its own study."),
            rule(Problem.REPORT, "its study has no report",
                    "Correct the name in column report, or write the report's text there."),
            rule(Problem.REPORT, "imported without a report",
                    "Put the report where the table says it is, as UTF-8 text."),
            rule(Problem.REPORT, "is no report of Open-i", "Leave only Open-i's own XML files in the folder."),
            rule(Problem.REPORT, "has no uId", "Download the report again from Open-i."),
            rule(Problem.REPORT, "has the number of another report", "Keep one of the two reports."),
            rule(Problem.REPORT, "well-formed XML", "Download the report again; it was changed or cut."),
            rule(Problem.REPORT, "which no report is", "Leave only reports in the folder."),
            rule(Problem.DUPLICATE, "holds the same bytes as",
                    "Nothing, if it is a copy. If it is meant to be another picture, export that one again."),
            rule(Problem.DUPLICATE, "has the same name as another file in the folder",
                    "Write the path below the folder in the table."),
            rule(Problem.UNLISTED, "is named in no row", "Add a row for it to the table, or leave it out on purpose."),
            rule(Problem.TABLE, "was left out: it is no finding",
                    LABELS + " If it is no finding, the column can stay as it is."),
            rule(Problem.TABLE, "where the header has",
                    "Put a text that holds the separator into double quotes, and use one separator in the"
                            + " whole table."),
            rule(Problem.TABLE, "a quote is not closed",
                    "Write each quote inside a quoted text twice, and close it; save the table as CSV"
                            + " (UTF-8) anew."),
            rule(Problem.TABLE, "that is not closed", "Write each quote inside a quoted text twice, and close it."),
            rule(Problem.TABLE, "is no table of radiographs and was left alone",
                    "If it is meant to be read, give it a column file and one of"
                            + " patient, study, report and split, separated by commas, semicolons or tabs."),
            rule(Problem.TABLE, "is no table", "Save it as CSV (UTF-8) with a comma, semicolon or tab between values."),
            rule(Problem.TABLE, "has no header row", "Write the names of the columns into the first line."),
            rule(Problem.TABLE, "has no column",
                    "Give the column that name; if all columns run together, separate them by commas, semicolons"
                            + " or tabs."),
            rule(Problem.TABLE, "has columns that dataset.json does not name",
                    "Write the sample data again, or name the columns there."),
            rule(Problem.TABLE, "each picture counts as a patient",
                    "Download the file again; without it pictures of one patient may come to two sides of the split."),
            rule(Problem.TABLE, "stands twice in the header",
                    "Give one of the two columns another name, or take it out."),
            rule(Problem.DUPLICATE, "is named in more than one row",
                    "Take the other rows out of the table if they say something else."),
            rule(Problem.TABLE, "UTF-16", "Save it as CSV or text in UTF-8."),
            rule(Problem.TABLE, "is not UTF-8 text", "Save it as CSV or text in UTF-8."),
            rule(Problem.TABLE, "is no JSON", "Download the file again; it was changed or cut."),
            rule(Problem.TABLE, "unpacks to far more", "Unpack it yourself and look at it before you import it."),
            rule(Problem.BOX, "names a picture that is not among those imported",
                    "Write the file's name as the table of radiographs has it,"
                            + " with the same zeros and ending."),
            rule(Problem.BOX, "on pictures that are not among those imported",
                    "Put their radiographs into the same folder, with the SOP"
                            + " Instance UIDs they had."),
            rule(Problem.BOX, "a box needs a width and a height",
                    "Correct that line; boxes are left edge, top edge, width and height."),
            rule(Problem.BOX, "the mask ", "Take that line again from the published table."),
            rule(Problem.BOX, "has a mask of another size", "Export the mask in the size of its picture."),
            rule(Problem.BOX, "upright", "Nothing: only rectangles are read."),
            rule(Problem.BOX, "that a program made", "Nothing: only boxes of readers are read."),
            rule(Problem.BOX, "is a structured report without boxes", "Nothing: there is nothing in it to import."),
            rule(Problem.BOX, "is a presentation state without boxes", "Nothing: there is nothing in it to import."),
            rule(Problem.BOX, "has a box outside of the picture",
                    "Correct the box; it is in pixels of the file, from its upper left corner."),
            rule(Problem.BOX, "the pictures here are smaller",
                    "Put train_meta.csv, or a train.csv with the columns width and height, beside it; both tell the original"
                            + " sizes."),
            rule(Problem.BOX, "its boxes were left out",
                    "Give boxes.csv the columns file, finding, x, y, width and height."),
            rule(Problem.BOX, "the box was left out", "Correct that line; file, finding and four numbers are needed."),
            rule(Problem.ROW, "split is none of train", "Write train, validation or test."),
            rule(Problem.ROW, "is taken as unknown", LABELS),
            rule(Problem.ROW, "neither present, absent nor", LABELS),
            rule(Problem.ROW, "is none of 1, 0, -1 and empty", LABELS),
            rule(Problem.ROW, "names no file", LINE),
            rule(Problem.ROW, "names a file outside of the folder",
                    "Move the file into the folder, and correct that line."),
            rule(Problem.ROW, "is none of NIH's", "Write the finding as the published table does."),
            rule(Problem.ROW, "class_name ", "Write the class as the published table does."),
            rule(Problem.ROW, "holds no number", "Write a number there, with a point and no unit."),
            rule(Problem.ROW, "the line was left out", LINE),
            rule(Problem.NO_PICTURE, "is empty", COPY),
            rule(Problem.NO_PICTURE, "is not a file", "Nothing: pipes, sockets and folders hold no radiograph."),
            rule(Problem.NO_PICTURE, "neither DICOM nor PNG nor JPEG",
                    "Convert it to DICOM, PNG or JPEG, or take it out of the folder."),
            rule(Problem.NO_PICTURE, "holds no picture",
                    "Nothing, if it is a report or a plan; else export the radiograph again."),
            rule(Problem.NO_PICTURE, "a segmentation or a presentation state and no radiograph",
                    "Take it out of the table; as a file of a plain folder its boxes are"
                            + " read."),
            rule(Problem.NO_PICTURE, "DICOMDIR", "Copy the disc again, or import the folder without it."),
            rule(Problem.NO_PICTURE, "which no radiograph is",
                    "Take it out of the folder; one file is one radiograph."),
            rule(Problem.MISSING, "which is not there", "Copy the disc again."),
            rule(Problem.MISSING, "is not there",
                    "Put the file where the table says it is, or correct its name in the table: leading zeros"
                            + " (1 and 001), letters and ending count."),
            rule(Problem.ACCESS, "permissions",
                    "Get the right to read it, see that its drive is connected, and look again."),
            rule(Problem.ACCESS, "is a link that leads",
                    "Copy the file itself into the folder, or import the folder that it lies in."),
            rule(Problem.ACCESS, "cannot be read; the folder was read without it",
                    "Get the right to read it, or leave it out."),
            rule(Problem.NO_PICTURE, "the folder was read without it",
                    "Copy the disc again, or import the folder without its DICOMDIR."),
            rule(Problem.DAMAGED, "is cut short", COPY),
            rule(Problem.DAMAGED, "is cut off", COPY));

    /** What is left are faults in the bytes of a picture, which only its source can mend. */
    static final Rule DAMAGED = rule(Problem.DAMAGED, "",
            "Open it in a DICOM viewer; where that fails too, export it again from the"
                    + " archive it came from.");

    private Remedies() {
    }

    private static Rule rule(Problem problem, String words, String remedy) {
        return new Rule(problem, words, remedy);
    }

    /** The rule for a reason. */
    static Rule of(String reason) {
        return RULES.stream().filter(rule -> reason.contains(rule.words())).findFirst().orElse(DAMAGED);
    }

    /** A rejection with its remedy. */
    static Verdict verdict(ImportResult.Rejection rejection) {
        Rule rule = of(rejection.reason());
        return new Verdict(rejection.file(), rejection.reason(), rule.problem(), rule.remedy());
    }
}
