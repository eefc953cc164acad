package org.refers.model.workspace.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;

/**
 * Reads TBX11K: {@code TBX11K_train.json} and {@code TBX11K_val.json} (COCO), or {@code TBX11K_trainval.json} and the lists
 * {@code lists/TBX11K_train.txt} and {@code TBX11K_val.txt}, with the images below {@code imgs}. The folder of an image tells
 * whether its patient is healthy, sick without tuberculosis, or has it; each image is a patient.
 *
 * <p>Three labels: tuberculosis by the folder; active and latent ("obsolete") tuberculosis by the boxes. A box of the third
 * category is tuberculosis of which nobody could say whether it is active: then both are uncertain. The test images come
 * without labels and are left out.
 */
final class Tbx11kImporter implements SourceImporter {

    private static final String FINDING = "Tuberculosis";
    /** The boxes lie on the published 512 x 512 pictures. */
    private static final RadiographPlan.Grid GRID = new RadiographPlan.Grid(512, 512);
    private static final String ACTIVE = "ActiveTuberculosis";
    private static final String LATENT = "ObsoletePulmonaryTuberculosis";
    private static final String UNDECIDED = "PulmonaryTuberculosis";
    private static final Map<String, Split> TABLES = Map.of("tbx11k_train.json", Split.TRAIN, "tbx11k_val.json",
            Split.VALIDATION);
    private static final String BOTH = "tbx11k_trainval.json";
    private static final Map<String, Split> LISTS = Map.of("tbx11k_train.txt", Split.TRAIN, "tbx11k_val.txt",
            Split.VALIDATION);

    @Override
    public String kind() {
        return "tbx11k";
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return SourceFolder.nearby(source, Tbx11kImporter::isTable).isPresent()
                || SourceFolder.nearby(source.resolve("annotations"), Tbx11kImporter::isTable).isPresent();
    }

    private static boolean isTable(String name) {
        return TABLES.containsKey(name) || name.equals(BOTH);
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        SplitLists lists = session.splitLists();
        StudyGathering studies = new StudyGathering();
        List<Path> apart = folder.files().stream().filter(file -> TABLES.containsKey(SourceFolder.lowerName(file)))
                .toList();
        List<Path> tables = apart.isEmpty()
                ? folder.files().stream().filter(file -> SourceFolder.lowerName(file).equals(BOTH)).toList()
                : apart;
        Map<String, Split> listed = listed(session, folder);
        if (tables.isEmpty()) {
            throw new ImportException(session.source() + " holds neither TBX11K_train.json nor TBX11K_val.json nor"
                    + " TBX11K_trainval.json");
        }
        for (Path table : tables) {
            try {
                add(new ObjectMapper().readTree(TextFiles.table(table)), folder, lists,
                        name -> Optional.ofNullable(TABLES.get(SourceFolder.lowerName(table)))
                                .orElseGet(() -> listed.getOrDefault(name, Split.NONE)),
                        studies);
            } catch (JsonProcessingException e) {
                session.reject(table, "is no JSON");
            } catch (IOException e) {
                session.reject(table, String.valueOf(e.getMessage()));
            }
        }
        if (lists.isEmpty() && !(apart.isEmpty() && listed.isEmpty())) {
            session.splitIsGiven();
        }
        session.addAll(new SourceEntry(kind(), session.source(), kind()), studies.plans(session));
    }

    /** The official lists, a name such as health/h0001.png a line. */
    private static Map<String, Split> listed(ImportSession session, SourceFolder folder) {
        Map<String, Split> listed = new HashMap<>();
        for (Path file : folder.files()) {
            Split split = LISTS.get(SourceFolder.lowerName(file));
            if (split != null) {
                try {
                    TextFiles.table(file).lines().map(String::strip).filter(line -> !line.isEmpty())
                            .forEach(line -> listed.put(line, split));
                } catch (IOException e) {
                    session.reject(file, String.valueOf(e.getMessage()));
                }
            }
        }
        return listed;
    }

    private static void add(JsonNode coco, SourceFolder folder, SplitLists lists, Function<String, Split> given,
            StudyGathering studies) {
        Map<Long, List<ReaderBox>> boxes = boxes(coco);
        for (JsonNode image : coco.path("images")) {
            String name = image.path("file_name").asText();
            Optional<Path> file = folder.find("imgs/" + name);
            if (name.isEmpty() || file.isEmpty()) {
                studies.missing();
                continue;
            }
            String stem = SourceFolder.stemOf(file.get());
            Split side = lists.isEmpty() ? given.apply(name) : lists.side(name);
            List<ReaderBox> drawn = boxes.getOrDefault(image.path("id").asLong(), List.of());
            studies.study(stem, stem)
                    .add(new RadiographPlan(file.get(), ViewPosition.UNKNOWN, "RG", labels(name, drawn),
                            drawn, GRID), side);
        }
    }

    private static Map<String, FindingLabel> labels(String name, List<ReaderBox> drawn) {
        boolean ill = name.startsWith("tb/");
        if (!ill && !name.startsWith("health/") && !name.startsWith("sick/")) {
            return Map.of();
        }
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        labels.put(FINDING, Words.presentIf(ill));
        Set<String> categories = drawn.stream().map(ReaderBox::finding).collect(Collectors.toSet());
        for (String kind : List.of(ACTIVE, LATENT)) {
            labels.put(kind, kind(ill, categories, kind));
        }
        return labels;
    }

    private static FindingLabel kind(boolean ill, Set<String> categories, String kind) {
        if (!ill || categories.contains(kind)) {
            return Words.presentIf(ill);
        }
        if (categories.contains(UNDECIDED)) {
            return FindingLabel.UNCERTAIN;
        }
        // A patient with tuberculosis and no box is among the published ones: nothing is known of its kind.
        return categories.isEmpty() ? FindingLabel.UNKNOWN : FindingLabel.ABSENT;
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
