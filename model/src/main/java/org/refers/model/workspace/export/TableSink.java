package org.refers.model.workspace.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.finding.Box;
import org.refers.model.store.AtomicFiles;
import org.refers.model.workspace.RadiographEntry;

/** Writes all boxes into one file: {@code boxes.csv} or {@code boxes.json}. */
public final class TableSink implements BoxSink {

    /** Version of the table and of what stands in {@code info} of the JSON file. */
    static final int FORMAT = 1;

    private final Path folder;
    private final BoxFormat format;
    private final boolean fileNames;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, RadiographEntry> radiographs = new LinkedHashMap<>();

    /** A box with where it is and who found it. */
    private record Row(String radiograph, Observer observer, FoundBox found) {
    }

    /**
     * Writes into a folder.
     *
     * @param format CSV or COCO
     * @param fileNames whether pictures are named by their files, whose names may hold a patient's, beside their keys
     */
    public TableSink(Path folder, BoxFormat format, boolean fileNames) {
        this.folder = folder;
        this.format = format;
        this.fileNames = fileNames;
    }

    @Override
    public void add(Marking marking) {
        radiographs.putIfAbsent(marking.radiograph().id(), marking.radiograph());
        marking.boxes().forEach(found -> rows.add(new Row(marking.radiograph().id(), marking.observer(), found)));
    }

    @Override
    public Written finish() throws IOException {
        if (format == BoxFormat.CSV) {
            AtomicFiles.writeString(folder.resolve("boxes.csv"), csv());
        } else {
            AtomicFiles.writeString(folder.resolve("boxes.json"),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(coco()) + "\n");
        }
        return new Written(1, radiographs.size(), rows.size(), List.of());
    }

    private String csv() {
        StringBuilder csv = new StringBuilder("radiograph,").append(fileNames ? "file," : "")
                .append("reader,model,finding,x,y,width,height,probability\n");
        for (Row row : rows) {
            Box box = row.found.box();
            boolean model = row.observer instanceof Observer.Algorithm;
            csv.append(row.radiograph).append(',').append(fileNames ? quoted(name(row.radiograph)) + "," : "")
                    .append(model ? "," + quoted(row.observer.title()) : quoted(row.observer.title()) + ",").append(',')
                    .append(quoted(row.found.finding())).append(',').append(box.x()).append(',').append(box.y())
                    .append(',').append(box.width()).append(',').append(box.height()).append(',');
            row.found.probability().ifPresent(csv::append);
            csv.append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[A-Za-z0-9_ .'-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private String name(String radiograph) {
        RadiographEntry entry = radiographs.get(radiograph);
        Path name = entry == null ? null : entry.file().getFileName();
        return name == null ? radiograph : name.toString();
    }

    private ObjectNode coco() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.putObject("info").put("description", "Boxes of a REFERS workspace").put("version", String.valueOf(FORMAT));
        Map<String, Integer> images = new LinkedHashMap<>();
        ArrayNode pictures = json.putArray("images");
        radiographs.forEach((key, entry) -> {
            images.put(key, images.size() + 1);
            pictures.addObject().put("id", images.size()).put("file_name", fileNames ? name(key) : key)
                    .put("radiograph", key).put("width", entry.columns()).put("height", entry.rows());
        });
        Map<String, Integer> categories = new LinkedHashMap<>();
        ArrayNode annotations = json.putArray("annotations");
        for (Row row : rows) {
            int category = categories.computeIfAbsent(row.found.finding(), name -> categories.size() + 1);
            Box box = row.found.box();
            ObjectNode annotation = annotations.addObject().put("id", annotations.size())
                    .put("image_id", images.get(row.radiograph)).put("category_id", category);
            annotation.putArray("bbox").add(box.x()).add(box.y()).add(box.width()).add(box.height());
            annotation.put("area", box.area()).put("iscrowd", 0)
                    .put(row.observer instanceof Observer.Algorithm ? "model" : "reader", row.observer.title());
            row.found.probability().ifPresent(probability -> annotation.put("score", probability));
        }
        ArrayNode named = json.putArray("categories");
        categories.forEach((name, id) -> named.addObject().put("id", id).put("name", name));
        return json;
    }
}
