package org.refers.model.workspace.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;

/**
 * Reads TBX11K: {@code TBX11K_train.json} and {@code TBX11K_val.json} (COCO) with the images below {@code imgs}. The
 * folder of an image tells whether its patient is healthy, sick without tuberculosis, or has it; each image is a patient.
 */
final class Tbx11kImporter implements SourceImporter {

    private static final String FINDING = "Tuberculosis";
    /** The boxes lie on the published 512 x 512 pictures. */
    private static final RadiographPlan.Grid GRID = new RadiographPlan.Grid(512, 512);
    private static final Map<String, Split> TABLES = Map.of("tbx11k_train.json", Split.TRAIN, "tbx11k_val.json",
            Split.VALIDATION);

    @Override
    public String kind() {
        return "tbx11k";
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return SourceFolder.nearby(source, TABLES::containsKey).isPresent()
                || SourceFolder.nearby(source.resolve("annotations"), TABLES::containsKey).isPresent();
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        SplitLists lists = session.splitLists();
        StudyGathering studies = new StudyGathering();
        List<Path> tables = folder.files().stream()
                .filter(file -> TABLES.containsKey(SourceFolder.lowerName(file))).toList();
        if (tables.isEmpty()) {
            throw new ImportException(session.source() + " holds neither TBX11K_train.json nor TBX11K_val.json");
        }
        for (Path table : tables) {
            try {
                add(new ObjectMapper().readTree(TextFiles.table(table)), folder, lists,
                        TABLES.getOrDefault(SourceFolder.lowerName(table), Split.NONE), studies);
            } catch (JsonProcessingException e) {
                session.reject(table, "is no JSON");
            } catch (IOException e) {
                session.reject(table, String.valueOf(e.getMessage()));
            }
        }
        if (lists.isEmpty()) {
            session.splitIsGiven();
        }
        session.addAll(new SourceEntry(kind(), session.source(), kind()), studies.plans(session));
    }

    private static void add(JsonNode coco, SourceFolder folder, SplitLists lists, Split given, StudyGathering studies) {
        Map<Long, List<ReaderBox>> boxes = boxes(coco);
        for (JsonNode image : coco.path("images")) {
            String name = image.path("file_name").asText();
            Optional<Path> file = folder.find("imgs/" + name);
            if (name.isEmpty() || file.isEmpty()) {
                studies.missing();
                continue;
            }
            String stem = SourceFolder.stemOf(file.get());
            Split side = lists.isEmpty() ? given : lists.side(name);
            studies.study(stem, stem).add(new RadiographPlan(file.get(), ViewPosition.UNKNOWN, "RG", labels(name),
                    boxes.getOrDefault(image.path("id").asLong(), List.of()), GRID), side);
        }
    }

    private static Map<String, FindingLabel> labels(String name) {
        return name.startsWith("tb/") || name.startsWith("health/") || name.startsWith("sick/")
                ? Map.of(FINDING, Words.presentIf(name.startsWith("tb/")))
                : Map.of();
    }

    private static Map<Long, List<ReaderBox>> boxes(JsonNode coco) {
        Map<Long, String> categories = new HashMap<>();
        coco.path("categories").forEach(category -> categories.put(category.path("id").asLong(),
                category.path("name").asText()));
        Map<Long, List<ReaderBox>> boxes = new HashMap<>();
        for (JsonNode annotation : coco.path("annotations")) {
            JsonNode at = annotation.path("bbox");
            double width = at.path(2).asDouble();
            double height = at.path(3).asDouble();
            if (width > 0 && height > 0) {
                String finding = categories.getOrDefault(annotation.path("category_id").asLong(), FINDING);
                boxes.computeIfAbsent(annotation.path("image_id").asLong(), id -> new ArrayList<>())
                        .add(new ReaderBox(BoxTable.REFERENCE, finding,
                                new Box(at.path(0).asDouble(), at.path(1).asDouble(), width, height)));
            }
        }
        return boxes;
    }
}
