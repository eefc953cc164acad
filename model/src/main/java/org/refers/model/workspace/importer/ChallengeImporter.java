package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;

/**
 * Reads the tables of two challenges with one finding: RSNA Pneumonia ({@code stage_2_train_labels.csv}, boxes) and
 * SIIM-ACR Pneumothorax ({@code train-rle.csv}, masks, of which the bounding boxes are kept). Each image is a patient.
 */
final class ChallengeImporter implements SourceImporter {

    /** Both are drawn on pictures of this size; the files have it too. */
    private static final int SIDE = 1024;
    private static final RadiographPlan.Grid GRID = new RadiographPlan.Grid(SIDE, SIDE);

    private final String kind;
    private final String table;
    private final String idColumn;
    private final String finding;

    private ChallengeImporter(String kind, String table, String idColumn, String finding) {
        this.kind = kind;
        this.table = table;
        this.idColumn = idColumn;
        this.finding = finding;
    }

    static ChallengeImporter rsna() {
        return new ChallengeImporter("rsna", "stage_2_train_labels", "patientId", "Pneumonia");
    }

    static ChallengeImporter siim() {
        return new ChallengeImporter("siim", "train-rle", "ImageId", "Pneumothorax");
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return SourceFolder.nearby(source, name -> name.startsWith(table) && name.contains(".csv")).isPresent();
    }

    /** What the table says of an image. */
    private static final class Image {
        private boolean present;
        private final List<ReaderBox> boxes = new ArrayList<>();
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        Path file = folder.beginningWith(table).orElseThrow(
                () -> new ImportException(session.source() + " holds no table " + table + ".csv"));
        CsvTable rows = kind.equals("rsna")
                ? session.needed(file, idColumn, "x", "y", "width", "height", "Target")
                : session.needed(file, idColumn, "EncodedPixels");
        Map<String, Image> images = new LinkedHashMap<>();
        for (CsvTable.Row row : rows.rows()) {
            Image image = images.computeIfAbsent(row.get(idColumn), id -> new Image());
            try {
                Optional<Box> box = kind.equals("rsna") ? opacity(row) : mask(row);
                image.present |= box.isPresent();
                box.ifPresent(found -> image.boxes.add(new ReaderBox(BoxTable.REFERENCE, finding, found)));
            } catch (IOException e) {
                session.reject(file, e.getMessage() + "; the line was left out");
            }
        }
        SplitLists lists = session.splitLists();
        StudyGathering studies = new StudyGathering();
        images.forEach((id, image) -> add(studies, folder, lists, id, image));
        session.addAll(new SourceEntry(kind, session.source(), kind), studies.plans(session));
    }

    private void add(StudyGathering studies, SourceFolder folder, SplitLists lists, String id, Image image) {
        Optional<Path> picture = folder.find(id, ".dcm", ".png", ".jpg");
        if (picture.isEmpty()) {
            studies.missing();
            return;
        }
        Map<String, FindingLabel> labels = Map.of(finding, Words.presentIf(image.present));
        studies.study(id, id).add(
                new RadiographPlan(picture.get(), ViewPosition.UNKNOWN, "", labels, image.boxes, GRID),
                lists.side(SourceFolder.nameOf(picture.get())));
    }

    private static Optional<Box> opacity(CsvTable.Row row) throws IOException {
        if (row.get("Target").equals("0")) {
            return Optional.empty();
        }
        return Optional.of(BoxTable.rectangle(row.line(), row.number("x"), row.number("y"), row.number("width"),
                row.number("height")));
    }

    /**
     * The bounding box of a mask: pairs of a gap since the last run and a run's length, down the columns. The mask
     * {@code -1} is empty.
     */
    static Optional<Box> mask(CsvTable.Row row) throws IOException {
        String encoded = row.get("EncodedPixels");
        if (encoded.equals("-1")) {
            return Optional.empty();
        }
        String[] words = encoded.split("\\s+");
        long at = 0;
        long left = SIDE;
        long right = -1;
        long top = SIDE;
        long bottom = -1;
        for (int i = 0; i + 1 < words.length; i += 2) {
            at += count(row, words[i]);
            long last = at + count(row, words[i + 1]) - 1;
            if (last < at || last >= (long) SIDE * SIDE) {
                throw new IOException("line " + row.line() + ": the mask leaves the picture");
            }
            boolean oneColumn = at / SIDE == last / SIDE;
            left = Math.min(left, at / SIDE);
            right = Math.max(right, last / SIDE);
            top = Math.min(top, oneColumn ? at % SIDE : 0);
            bottom = Math.max(bottom, oneColumn ? last % SIDE : SIDE - 1);
            at = last + 1;
        }
        if (words.length % 2 != 0 || right < 0) {
            throw new IOException("line " + row.line() + ": the mask is not made of pairs");
        }
        return Optional.of(new Box(left, top, right - left + 1, bottom - top + 1));
    }

    private static long count(CsvTable.Row row, String word) throws IOException {
        try {
            int count = Integer.parseInt(word);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below, together with negative numbers
        }
        throw new IOException("line " + row.line() + ": the mask holds something other than counts");
    }
}
