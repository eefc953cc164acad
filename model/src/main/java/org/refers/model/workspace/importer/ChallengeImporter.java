package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;

/**
 * Reads the tables of two challenges with one finding: RSNA Pneumonia ({@code stage_2_train_labels.csv}, boxes, and
 * {@code stage_2_detailed_class_info.csv}, which of three classes an image is) and SIIM-ACR Pneumothorax
 * ({@code train-rle.csv} or {@code stage_2_train.csv}, masks, of which the bounding boxes are kept). Each image is a patient
 * unless {@link ChallengePatients} knows better.
 */
final class ChallengeImporter implements SourceImporter {

    /** Both are drawn on pictures of this size; the files have it too. */
    private static final int SIDE = 1024;
    private static final RadiographPlan.Grid GRID = new RadiographPlan.Grid(SIDE, SIDE);

    /** The classes of RSNA's detailed table, each of which becomes a label. */
    private static final List<String> CLASSES = List.of("Lung Opacity", "No Lung Opacity / Not Normal", "Normal");

    private final String kind;
    private final Pattern table;
    private final String idColumn;
    private final String finding;

    private ChallengeImporter(String kind, Pattern table, String idColumn, String finding) {
        this.kind = kind;
        this.table = table;
        this.idColumn = idColumn;
        this.finding = finding;
    }

    static ChallengeImporter rsna() {
        return new ChallengeImporter("rsna", Pattern.compile("stage_2_train_labels.*\\.csv(\\.gz)?"), "patientId",
                "Pneumonia");
    }

    static ChallengeImporter siim() {
        return new ChallengeImporter("siim", Pattern.compile("(?:train-rle|stage_2_train)\\.csv(\\.gz)?"), "ImageId",
                "Pneumothorax");
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return SourceFolder.nearby(source, name -> table.matcher(name).matches()).isPresent();
    }

    /** What the table says of an image. */
    private static final class Image {
        private boolean present;
        private final List<ReaderBox> boxes = new ArrayList<>();
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        Path file = folder.files().stream().filter(path -> table.matcher(SourceFolder.lowerName(path)).matches())
                .findFirst().orElseThrow(() -> new ImportException(session.source() + " holds no table "
                        + (kind.equals("rsna") ? "stage_2_train_labels.csv" : "train-rle.csv")));
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
        Map<String, String> classes = kind.equals("rsna") ? classes(session, folder) : Map.of();
        ChallengePatients patients = kind.equals("rsna")
                ? ChallengePatients.read(session, folder)
                : ChallengePatients.none();
        StudyGathering studies = new StudyGathering();
        images.forEach((id, image) -> {
            Optional<Path> picture = folder.find(id, ".dcm", ".png", ".jpg");
            if (picture.isEmpty()) {
                studies.missing();
            } else {
                studies.study(patients.of(id), id)
                        .add(new RadiographPlan(picture.get(), ViewPosition.UNKNOWN, "", labels(image, classes.get(id)),
                                image.boxes, GRID), lists.side(SourceFolder.nameOf(picture.get())));
            }
        });
        session.addAll(new SourceEntry(kind, session.source(), kind), studies.plans(session));
    }

    /** The class of each image; an image has a row for each of its boxes there too, all with the same class. */
    private static Map<String, String> classes(ImportSession session, SourceFolder folder) {
        Map<String, String> classes = new HashMap<>();
        folder.beginningWith("stage_2_detailed_class_info")
                .flatMap(file -> session.optional(file, "patientId", "class")).ifPresent(table -> {
                    for (CsvTable.Row row : table.rows()) {
                        if (CLASSES.contains(row.get("class"))) {
                            classes.put(row.get("patientId"), row.get("class"));
                        } else {
                            session.reject(table.file(), "line " + row.line() + ": the class is none of "
                                    + String.join(", ", CLASSES) + "; the line was left out");
                        }
                    }
                });
        return classes;
    }

    private Map<String, FindingLabel> labels(Image image, @Nullable String named) {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        labels.put(finding, Words.presentIf(image.present));
        if (named != null) {
            CLASSES.forEach(one -> labels.put(one, Words.presentIf(one.equals(named))));
        }
        return labels;
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
