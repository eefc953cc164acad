package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.model.finding.Consensus;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;

/**
 * Reads VinBigData Chest X-ray: {@code train.csv} with the boxes of three readers an image, the images as DICOM, PNG or
 * JPEG, and {@code train_meta.csv} with the original sizes where the images were made smaller.
 *
 * <p>A finding is present where at least one reader drew it; that rule gives the image counts of REFERS' lists. Each
 * reader's boxes stay as they are; those on which two readers agree come again, merged, from the reader {@code consensus}.
 * The collection tells no patients: each image is one.
 */
final class VinBigDataImporter implements SourceImporter {

    /** In the order of REFERS' lists. */
    private static final List<String> FINDINGS = List.of("Aortic enlargement", "Atelectasis", "Pneumothorax",
            "Lung Opacity", "Pleural thickening", "ILD", "Pulmonary fibrosis", "Calcification", "Pleural effusion",
            "Consolidation", "Cardiomegaly", "Other lesion", "Nodule/Mass", "Infiltration");
    private static final String NONE = "No finding";
    private static final String TABLE = "train.csv";
    /** Two of the three readers of an image, at the overlap from which the challenge counted a box as found. */
    private static final Consensus CONSENSUS = new Consensus(0.4, 2);

    @Override
    public String kind() {
        return "vinbigdata";
    }

    @Override
    public boolean recognises(Path source) {
        return Covid19Importer.hasColumns(source.resolve(TABLE), "image_id", "class_name", "rad_id");
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        CsvTable table = session.needed(session.source().resolve(TABLE), "image_id", "class_name", "rad_id", "x_min",
                "y_min", "x_max", "y_max");
        Map<String, Set<String>> present = new LinkedHashMap<>();
        Map<String, List<ReaderBox>> boxes = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            add(session, table, row, present, boxes);
        }
        SourceFolder folder = session.list();
        SplitLists lists = session.splitLists();
        Map<String, RadiographPlan.Grid> sizes = sizes(session, table);
        if (areSmaller(folder, boxes, sizes.keySet())) {
            session.reject(table.file(), "holds boxes in pixels of the original radiographs, and the pictures here are"
                    + " smaller, by how much is not said; its boxes were left out");
            boxes.keySet().retainAll(sizes.keySet());
        }
        StudyGathering studies = new StudyGathering();
        present.forEach((image, findings) -> {
            Optional<Path> file = folder.find(image, ".dicom", ".dcm", ".png", ".jpg");
            if (file.isEmpty()) {
                studies.missing();
            } else {
                studies.study(image, image).add(new RadiographPlan(file.get(), ViewPosition.PA, "DX", labels(findings),
                        withConsensus(boxes.getOrDefault(image, List.of())),
                        sizes.getOrDefault(image, RadiographPlan.Grid.OF_FILE)),
                        lists.side(image + ".png"));
            }
        });
        session.addAll(new SourceEntry(kind(), session.source(), kind()), studies.plans(session));
    }

    /** Whether boxes lie beyond the pictures: then all of them, also those inside, are meant for larger ones. */
    private static boolean areSmaller(SourceFolder folder, Map<String, List<ReaderBox>> boxes, Set<String> known) {
        return boxes.entrySet().stream().filter(image -> !known.contains(image.getKey()))
                .flatMap(image -> folder.find(image.getKey(), ".png", ".jpg").stream()
                        .filter(file -> leave(file, image.getValue())))
                .findFirst().isPresent();
    }

    private static boolean leave(Path file, List<ReaderBox> boxes) {
        try {
            FileHeader header = FileHeader.read(file);
            return boxes.stream().map(ReaderBox::box).anyMatch(box -> box.x() + box.width() > header.columns() + 1
                    || box.y() + box.height() > header.rows() + 1);
        } catch (IOException unreadable) {
            // It is listed when the pictures are read.
            return false;
        }
    }

    private static List<ReaderBox> withConsensus(List<ReaderBox> boxes) {
        List<ReaderBox> all = new ArrayList<>(boxes);
        all.addAll(CONSENSUS.of(boxes));
        return all;
    }

    private static void add(ImportSession session, CsvTable table, CsvTable.Row row, Map<String, Set<String>> present,
            Map<String, List<ReaderBox>> boxes) {
        String finding = row.get("class_name");
        Set<String> findings = present.computeIfAbsent(row.get("image_id"), image -> new HashSet<>());
        if (finding.equals(NONE)) {
            return;
        }
        try {
            if (!FINDINGS.contains(finding)) {
                throw new IOException("line " + row.line() + ": class_name " + finding + " is unknown");
            }
            double x = row.number("x_min");
            double y = row.number("y_min");
            ReaderBox box = new ReaderBox(row.get("rad_id"), finding,
                    BoxTable.rectangle(row.line(), x, y, row.number("x_max") - x, row.number("y_max") - y));
            findings.add(finding);
            boxes.computeIfAbsent(row.get("image_id"), image -> new ArrayList<>()).add(box);
        } catch (IOException e) {
            session.reject(table.file(), e.getMessage() + "; the line was left out");
        }
    }

    private static Map<String, FindingLabel> labels(Set<String> present) {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        FINDINGS.forEach(finding -> labels.put(finding, Words.presentIf(present.contains(finding))));
        return labels;
    }

    /** Sizes the boxes refer to: dim0 is the height, dim1 the width. Some smaller copies have both in the table of boxes. */
    private static Map<String, RadiographPlan.Grid> sizes(ImportSession session, CsvTable boxes) {
        Map<String, RadiographPlan.Grid> sizes = new HashMap<>();
        for (CsvTable.Row row : boxes.has("width") && boxes.has("height") ? boxes.rows() : List.<CsvTable.Row>of()) {
            try {
                sizes.put(row.get("image_id"), new RadiographPlan.Grid(row.number("width"), row.number("height")));
            } catch (IOException e) {
                session.reject(boxes.file(), e.getMessage() + "; the line was left out");
            }
        }
        Path file = session.source().resolve("train_meta.csv");
        if (Files.isRegularFile(file)) {
            session.optional(file, "image_id", "dim0", "dim1").ifPresent(table -> table.rows().forEach(row -> {
                try {
                    sizes.put(row.get("image_id"), new RadiographPlan.Grid(row.number("dim1"), row.number("dim0")));
                } catch (IOException e) {
                    session.reject(table.file(), e.getMessage() + "; the line was left out");
                }
            }));
        }
        return sizes;
    }
}
