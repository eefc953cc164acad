package org.refers.model.workspace.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.finding.Box;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.store.AtomicFiles;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.model.workspace.annotation.GivenLabel;

/** Writes all boxes, labels and measurements into one file. */
public final class TableSink implements BoxSink {

    /** Version of the table and of what stands in {@code info} of the JSON file. */
    static final int FORMAT = 2;
    /** The table has room for two lines. */
    private static final int COORDINATES = 8;
    private static final String NO_MEASUREMENT = ",".repeat(1 + COORDINATES);

    private final Path file;
    private final BoxFormat format;
    private final boolean fileNames;
    private final List<Row> rows = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<DrawnMeasurement> measurements = new ArrayList<>();
    private final Map<String, RadiographEntry> radiographs = new LinkedHashMap<>();

    /** A box with where it is and who found it. */
    private record Row(String radiograph, Observer observer, FoundBox found) {
    }

    /**
     * Writes into a file.
     *
     * @param format CSV or COCO
     * @param fileNames whether pictures are named by their files, whose names may hold a patient's, beside their keys
     */
    public TableSink(Path file, BoxFormat format, boolean fileNames) {
        this.file = file;
        this.format = format;
        this.fileNames = fileNames;
    }

    @Override
    public void add(Marking marking) {
        radiographs.putIfAbsent(marking.radiograph().id(), marking.radiograph());
        marking.boxes().forEach(found -> rows.add(new Row(marking.radiograph().id(), marking.observer(), found)));
    }

    @Override
    public void add(Statement statement) {
        statements.add(statement);
    }

    @Override
    public void add(RadiographEntry radiograph, DrawnMeasurement measurement) {
        measurements.add(measurement);
    }

    /** The name of the file where nobody chose one. */
    public static String fileName(BoxFormat format) {
        return format == BoxFormat.CSV ? "boxes.csv" : "boxes.json";
    }

    @Override
    public Written finish() throws IOException {
        if (format == BoxFormat.CSV) {
            AtomicFiles.writeString(file, csv());
        } else {
            AtomicFiles.writeString(file,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(coco()) + "\n");
        }
        return new Written(1, radiographs.size(), rows.size(), statements.size(), measurements.size(), List.of());
    }

    /** A row a box, and behind them a row a label and a row a measurement, whose places for a box are empty. */
    private String csv() {
        StringBuilder csv = new StringBuilder("radiograph,").append(fileNames ? "file," : "")
                .append("reader,model,finding,x,y,width,height,probability,picture_width,picture_height,label,study,"
                        + "measurement,x1,y1,x2,y2,x3,y3,x4,y4\n");
        for (Row row : rows) {
            Box box = row.found.box();
            boolean model = row.observer instanceof Observer.Algorithm;
            csv.append(row.radiograph).append(',').append(fileNames ? quoted(name(row.radiograph)) + "," : "")
                    .append(model ? "," + quoted(row.observer.title()) : quoted(row.observer.title()) + ",").append(',')
                    .append(quoted(row.found.finding())).append(',').append(box.x()).append(',').append(box.y())
                    .append(',').append(box.width()).append(',').append(box.height()).append(',');
            row.found.probability().ifPresent(csv::append);
            size(csv.append(','), row.radiograph).append(",,").append(NO_MEASUREMENT).append('\n');
        }
        for (Statement statement : statements) {
            GivenLabel label = statement.label();
            csv.append(statement.ofStudy() ? "" : label.subject()).append(',').append(fileNames ? "," : "")
                    .append(quoted(label.reader())).append(",,").append(quoted(label.finding())).append(",,,,,,,,")
                    .append(word(label)).append(',').append(statement.ofStudy() ? label.subject() : "")
                    .append(NO_MEASUREMENT).append('\n');
        }
        measurements.forEach(measurement -> measurement(csv, measurement));
        return csv.toString();
    }

    private void measurement(StringBuilder csv, DrawnMeasurement drawn) {
        csv.append(drawn.radiograph()).append(',').append(fileNames ? "," : "")
                .append(quoted(drawn.measurement().reader())).append(",,,,,,,,,,,,")
                .append(kind(drawn));
        int coordinates = 0;
        for (MeasuredLine line : drawn.measurement().lines()) {
            csv.append(',').append(line.x1()).append(',').append(line.y1()).append(',').append(line.x2()).append(',')
                    .append(line.y2());
            coordinates += 4;
        }
        csv.append(",".repeat(COORDINATES - coordinates)).append('\n');
    }

    private static String kind(DrawnMeasurement drawn) {
        return drawn.measurement().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String word(GivenLabel label) {
        return label.value().name().toLowerCase(Locale.ROOT);
    }

    /** Width and height of the picture, so that whoever reads the table sees boxes of another copy of it; empty if unknown. */
    private StringBuilder size(StringBuilder csv, String radiograph) {
        RadiographEntry entry = radiographs.get(radiograph);
        return entry == null || entry.rows() == 0
                ? csv.append(',')
                : csv.append(entry.columns()).append(',').append(entry.rows());
    }

    /** A cell, which no spreadsheet takes for a formula. */
    static String quoted(String text) {
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
        // COCO has neither labels of whole pictures nor lengths; its readers pass over lists that they do not know.
        ArrayNode labels = json.putArray("labels");
        for (Statement statement : statements) {
            labels.addObject().put(statement.ofStudy() ? "study" : "radiograph", statement.label().subject())
                    .put("reader", statement.label().reader()).put("finding", statement.label().finding())
                    .put("value", word(statement.label()));
        }
        ArrayNode lengths = json.putArray("measurements");
        for (DrawnMeasurement drawn : measurements) {
            ObjectNode entry = lengths.addObject().put("radiograph", drawn.radiograph())
                    .put("reader", drawn.measurement().reader()).put("kind", kind(drawn));
            ArrayNode lines = entry.putArray("lines");
            drawn.measurement().lines().forEach(
                    line -> lines.addArray().add(line.x1()).add(line.y1()).add(line.x2()).add(line.y2()));
        }
        return json;
    }
}
