package org.refers.sampledata.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Radiograph;
import org.refers.sampledata.body.SyntheticStudy;
import org.refers.sampledata.study.SamplePicture;
import org.refers.sampledata.study.SampleStudy;

/**
 * What a study adds to the tables.
 *
 * @param study row of {@code studies.csv}
 * @param radiographs rows of {@code radiographs.csv}
 * @param labels row of {@code labels.csv}
 * @param boxes rows of {@code boxes.csv}
 * @param patient row of {@code splits.csv}, the same for all studies of a patient
 * @param hashes rows of {@code MANIFEST.sha256}
 * @param bytes size of the study's files
 */
public record StudyRows(String study, List<String> radiographs, String labels, List<String> boxes, String patient,
        List<String> hashes, long bytes) {

    /** The rows of a study whose pictures are in the given files. */
    public static StudyRows of(SampleStudy study, List<String> files, List<String> hashes, long bytes) {
        SyntheticStudy truth = study.truth();
        String split = study.split().name().toLowerCase(Locale.ROOT);
        String head = String.join(",", truth.id(), truth.patient(), split, truth.visit().date().toString(),
                truth.visit().sex().name(), Integer.toString(truth.visit().age()));
        List<String> radiographs = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            SamplePicture picture = study.pictures().get(i);
            Radiograph radiograph = picture.radiograph();
            radiographs.add(String.join(",", files.get(i), truth.id(), radiograph.view().name(),
                    Integer.toString(radiograph.rows()), Integer.toString(radiograph.columns())));
            for (ReaderBox box : picture.boxes()) {
                boxes.add(String.format(Locale.ROOT, "%s,%s,%s,%.1f,%.1f,%.1f,%.1f", files.get(i), box.reader(),
                        box.finding(), box.box().x(), box.box().y(), box.box().width(), box.box().height()));
            }
        }
        String labels = truth.id() + "," + study.labels().values().stream()
                .map(label -> label.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
        return new StudyRows(head, radiographs, labels, boxes, truth.patient() + "," + split, hashes, bytes);
    }
}
