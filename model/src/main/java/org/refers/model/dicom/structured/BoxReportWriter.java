package org.refers.model.dicom.structured;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.dicom.DicomElement;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Uids;

/**
 * Writes boxes as Comprehensive SR by TID 1500: a measurement group by TID 1410 for each box, with the rectangle as a
 * closed line of five points, since spatial coordinates have no rectangle.
 */
public final class BoxReportWriter {

    /** SOP class Comprehensive SR Storage: the simplest that allows coordinates below a group. */
    public static final String COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33";

    private static final String CONTAINS = "CONTAINS";
    private static final String CONTEXT = "HAS OBS CONTEXT";
    private static final String MODIFIER = "HAS CONCEPT MOD";

    private BoxReportWriter() {
    }

    /**
     * Writes a report.
     *
     * @return the data set; empty if no box meets the radiograph
     */
    public static Optional<DicomObject> write(BoxReport report) {
        List<FoundBox> boxes = report.boxes().stream()
                .flatMap(found -> found.within(report.radiograph().rows(), report.radiograph().columns()).stream())
                .toList();
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        String seed = "boxes " + report.radiograph().instance() + " " + report.observer() + " " + boxes + " ";
        DicomObject.Builder builder = report.radiograph().derived(COMPREHENSIVE_SR, "SR", seed, report.written());
        builder.items(StructuredTags.REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, List.of())
                .items(StructuredTags.PERFORMED_PROCEDURE_CODE_SEQUENCE, List.of())
                .text(StructuredTags.COMPLETION_FLAG, "COMPLETE").text(StructuredTags.VERIFICATION_FLAG, "UNVERIFIED")
                .items(StructuredTags.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
                        List.of(report.radiograph().evidence()));
        for (DicomElement element : root(report, boxes, seed).elements()) {
            builder.put(element);
        }
        return Optional.of(builder.build());
    }

    private static DicomObject root(BoxReport report, List<FoundBox> boxes, String seed) {
        List<DicomObject> groups = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            groups.add(group(report, boxes.get(i), seed + "box " + i, i + 1));
        }
        List<DicomObject> content = new ArrayList<>();
        content.add(ContentItems.code(MODIFIER, Concepts.LANGUAGE, Concepts.ENGLISH));
        content.addAll(observer(report.observer()));
        content.add(ContentItems.code(MODIFIER, Concepts.PROCEDURE_REPORTED, Concepts.RADIOGRAPHY));
        content.add(ContentItems.container(CONTAINS, Concepts.IMAGING_MEASUREMENTS, groups));
        return ContentItems.container("", Concepts.IMAGING_MEASUREMENT_REPORT, "1500", content);
    }

    private static List<DicomObject> observer(Observer observer) {
        return switch (observer) {
            case Observer.Person(String name) -> List.of(
                    ContentItems.code(CONTEXT, Concepts.OBSERVER_TYPE, Concepts.PERSON),
                    ContentItems.person(CONTEXT, Concepts.PERSON_OBSERVER_NAME, name.replace("\\", "/")));
            case Observer.Algorithm(String name, String version) -> List.of(
                    ContentItems.code(CONTEXT, Concepts.OBSERVER_TYPE, Concepts.DEVICE),
                    ContentItems.uid(CONTEXT, Concepts.DEVICE_OBSERVER_UID,
                            Uids.fromSeed("algorithm " + name + " " + version)),
                    ContentItems.text(CONTEXT, Concepts.DEVICE_OBSERVER_NAME, name));
        };
    }

    private static DicomObject group(BoxReport report, FoundBox found, String seed, int number) {
        List<DicomObject> content = new ArrayList<>();
        content.add(ContentItems.text(CONTEXT, Concepts.TRACKING_IDENTIFIER,
                report.observer().title() + " " + found.finding() + " " + number));
        content.add(ContentItems.uid(CONTEXT, Concepts.TRACKING_UNIQUE_IDENTIFIER, Uids.fromSeed("track " + seed)));
        content.add(ContentItems.code(CONTAINS, Concepts.FINDING, FindingCodes.of(found.finding())));
        if (report.observer() instanceof Observer.Algorithm(String name, String version)) {
            content.add(ContentItems.text(MODIFIER, Concepts.ALGORITHM_NAME, name));
            content.add(ContentItems.text(MODIFIER, Concepts.ALGORITHM_VERSION, version));
        }
        content.add(ContentItems.polyline(CONTAINS, Concepts.IMAGE_REGION, found.corners(),
                report.radiograph().reference()));
        found.probability().ifPresent(probability -> content.add(ContentItems.number(CONTAINS,
                Concepts.CERTAINTY_OF_FINDING, 100 * probability, Concepts.PERCENT)));
        return ContentItems.container(CONTAINS, Concepts.MEASUREMENT_GROUP, "1410", content);
    }
}
