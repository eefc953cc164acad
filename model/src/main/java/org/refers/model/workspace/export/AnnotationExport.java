package org.refers.model.workspace.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.model.workspace.annotation.GivenLabel;

/** Hands what readers drew and said to a format. */
public final class AnnotationExport {

    private AnnotationExport() {
    }

    /** The boxes of a radiograph, a marking a reader. */
    public static List<Marking> markings(RadiographEntry radiograph) {
        Map<String, List<FoundBox>> byReader = new LinkedHashMap<>();
        for (ReaderBox box : radiograph.boxes()) {
            byReader.computeIfAbsent(box.reader(), reader -> new ArrayList<>())
                    .add(new FoundBox(box.finding(), box.box(), OptionalDouble.empty()));
        }
        List<Marking> markings = new ArrayList<>();
        byReader.forEach((reader, boxes) -> markings
                .add(new Marking(radiograph, new Observer.Person(reader), boxes, List.of())));
        return markings;
    }

    /**
     * What readers say beside their boxes, which stand with their radiographs.
     *
     * @param labels by radiograph and study
     * @param measurements by radiograph
     */
    public record Said(Map<String, List<GivenLabel>> labels, Map<String, List<DrawnMeasurement>> measurements) {

        /** All that is said in a workspace. */
        public static Said of(Annotations annotations) throws WorkspaceException {
            return new Said(annotations.labels(), annotations.measurements().stream()
                    .collect(Collectors.groupingBy(DrawnMeasurement::radiograph)));
        }
    }

    /**
     * Writes the boxes, labels and measurements of studies.
     *
     * @param said labels and measurements
     * @param goOn hears how many studies are done and says whether to go on
     * @return whether all was handed over; what was stopped before is not to be finished
     */
    public static boolean write(List<StudyEntry> studies, Said said, BoxSink sink, LongPredicate goOn)
            throws IOException {
        long done = 0;
        for (StudyEntry study : studies) {
            for (RadiographEntry radiograph : study.radiographs()) {
                for (Marking marking : markings(radiograph)) {
                    sink.add(marking);
                }
                for (GivenLabel label : said.labels().getOrDefault(radiograph.id(), List.of())) {
                    sink.add(new Statement(false, label));
                }
                for (DrawnMeasurement drawn : said.measurements().getOrDefault(radiograph.id(), List.of())) {
                    sink.add(radiograph, drawn);
                }
            }
            for (GivenLabel label : said.labels().getOrDefault(study.id(), List.of())) {
                sink.add(new Statement(true, label));
            }
            done++;
            if (!goOn.test(done)) {
                return false;
            }
        }
        return true;
    }
}
