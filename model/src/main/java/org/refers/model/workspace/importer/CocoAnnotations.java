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
import java.util.function.Consumer;
import org.refers.model.finding.Box;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.workspace.importer.StatedAnnotation.Picture;

/** Reads boxes from a COCO file, this program's or another's, and the labels that this program adds to its own. */
final class CocoAnnotations {

    /** The highest version of this program's own files; of other programs' versions nothing is known. */
    private static final int NEWEST = 2;
    private static final String OURS = "Boxes of a REFERS workspace";

    private final Map<Long, Picture> pictures = new HashMap<>();
    private final Map<Long, String> categories = new HashMap<>();

    private CocoAnnotations() {
    }

    /**
     * Reads a file.
     *
     * @throws IOException with the reason in words that follow the file's name
     */
    static void read(Path file, Consumer<StatedAnnotation> said, Consumer<String> rejected) throws IOException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(TextFiles.table(file));
        } catch (JsonProcessingException e) {
            throw new IOException("is no JSON", e);
        }
        if (!json.path("images").isArray() || !json.path("annotations").isArray()) {
            throw new IOException("is no COCO file: it has no lists images and annotations");
        }
        JsonNode info = json.path("info");
        if (info.path("description").asText().equals(OURS) && info.path("version").asInt() > NEWEST) {
            throw new IOException("has version " + info.path("version").asText()
                    + ", and this program knows versions up to " + NEWEST + "; install a newer REFERS Workstation");
        }
        CocoAnnotations coco = new CocoAnnotations();
        coco.names(json);
        coco.each(json.path("annotations"), "annotation", coco::box, said, rejected);
        coco.each(json.path("measurements"), "measurement", CocoAnnotations::measurement, said, rejected);
        coco.each(json.path("labels"), "label", coco::label, said, rejected);
    }

    private void names(JsonNode json) {
        for (JsonNode image : json.path("images")) {
            String name = image.path("file_name").asText();
            pictures.put(image.path("id").asLong(), new Picture(image.path("radiograph").asText(),
                    name.substring(name.lastIndexOf('/') + 1), "", image.path("width").asInt(),
                    image.path("height").asInt()));
        }
        json.path("categories").forEach(category -> categories.put(category.path("id").asLong(),
                category.path("name").asText()));
    }

    /** What an entry of a list says. */
    @FunctionalInterface
    private interface Entry {
        StatedAnnotation of(JsonNode entry, String where) throws IOException;
    }

    private void each(JsonNode list, String name, Entry entry, Consumer<StatedAnnotation> said,
            Consumer<String> rejected) {
        int number = 0;
        for (JsonNode node : list) {
            number++;
            try {
                said.accept(entry.of(node, name + " " + number));
            } catch (IOException e) {
                rejected.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private StatedAnnotation box(JsonNode entry, String where) throws IOException {
        Picture picture = pictures.get(entry.path("image_id").asLong());
        String finding = categories.getOrDefault(entry.path("category_id").asLong(), "");
        if (picture == null || finding.isBlank()) {
            throw new IOException(where + " has an image or a category that the file does not name");
        }
        if (entry.has("model") || entry.has("score")) {
            throw new IOException(where + " is a model's box, which is no reader's");
        }
        JsonNode at = entry.path("bbox");
        for (int i = 0; i < 4; i++) {
            if (at.size() != 4 || !at.path(i).isNumber()) {
                throw new IOException(where + " has no bbox of four numbers");
            }
        }
        try {
            return new StatedAnnotation.OfBox(where, picture, new ReaderBox(entry.path("reader").asText(), finding,
                    new Box(at.path(0).asDouble(), at.path(1).asDouble(),
                            at.path(2).asDouble(), at.path(3).asDouble())));
        } catch (IllegalArgumentException noBox) {
            throw new IOException(where + " has a bbox without width or height", noBox);
        }
    }

    private static StatedAnnotation measurement(JsonNode entry, String where) throws IOException {
        ReaderMeasurement.Kind kind = AnnotationTable.kind(where, entry.path("kind").asText());
        List<MeasuredLine> lines = new ArrayList<>();
        for (JsonNode line : entry.path("lines")) {
            for (int i = 0; i < 4; i++) {
                if (!line.path(i).isNumber()) {
                    throw new IOException(where + " has a line that is not four numbers");
                }
            }
            lines.add(new MeasuredLine(line.path(0).asDouble(), line.path(1).asDouble(), line.path(2).asDouble(),
                    line.path(3).asDouble()));
        }
        if (lines.size() != kind.lines()) {
            throw new IOException(where + " has not as many lines as a " + entry.path("kind").asText() + " has");
        }
        String reader = entry.path("reader").asText();
        return new StatedAnnotation.OfMeasurement(where, new Picture(entry.path("radiograph").asText(), "", "", 0, 0),
                new ReaderMeasurement(reader.isEmpty() ? BoxTable.REFERENCE : reader, kind, lines));
    }

    private StatedAnnotation label(JsonNode entry, String where) throws IOException {
        String radiograph = entry.path("radiograph").asText();
        String study = entry.path("study").asText();
        String finding = entry.path("finding").asText();
        if (finding.isBlank() || radiograph.isEmpty() == study.isEmpty()) {
            throw new IOException(where + " names no radiograph, no study or no finding");
        }
        return new StatedAnnotation.OfLabel(where, new Picture(radiograph, "", "", 0, 0), study,
                entry.path("reader").asText(), finding, AnnotationTable.value(where, entry.path("value").asText()));
    }
}
