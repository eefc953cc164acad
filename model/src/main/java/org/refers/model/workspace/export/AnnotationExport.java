package org.refers.model.workspace.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
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
     * Writes the boxes and labels of studies.
     *
     * @param labels readers' labels by radiograph and study
     * @param goOn hears how many studies are done and says whether to go on
     * @return whether all was handed over; what was stopped before is not to be finished
     */
    public static boolean write(List<StudyEntry> studies, Map<String, List<GivenLabel>> labels, BoxSink sink,
            LongPredicate goOn) throws IOException {
        long done = 0;
        for (StudyEntry study : studies) {
            for (RadiographEntry radiograph : study.radiographs()) {
                for (Marking marking : markings(radiograph)) {
                    sink.add(marking);
                }
                for (GivenLabel label : labels.getOrDefault(radiograph.id(), List.of())) {
                    sink.add(new Statement(false, label));
                }
            }
            for (GivenLabel label : labels.getOrDefault(study.id(), List.of())) {
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
