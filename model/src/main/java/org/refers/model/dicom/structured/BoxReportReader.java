package org.refers.model.dicom.structured;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.finding.Box;

/**
 * Reads boxes from structured reports of any template: every closed line of five points that is an upright rectangle, with
 * the finding and the observer that stand nearest above it.
 */
public final class BoxReportReader {

    private final List<ReportedBox> boxes = new ArrayList<>();
    private int others;

    private BoxReportReader() {
    }

    /**
     * What a report holds.
     *
     * @param boxes its boxes
     * @param otherShapes how many coordinates are no upright rectangles of a picture, such as outlines and points
     */
    public record Contents(List<ReportedBox> boxes, int otherShapes) {
    }

    /** What is known at a place of the tree from the places above it. */
    private record Context(String observer, boolean byAlgorithm, String finding, OptionalDouble probability) {

        static final Context NONE = new Context("", false, "", OptionalDouble.empty());

        /** With what the items of a container say of it. */
        Context with(List<DicomObject> items) throws DicomException {
            Context context = this;
            for (DicomObject item : items) {
                context = context.with(item);
            }
            return context;
        }

        private Context with(DicomObject item) throws DicomException {
            if (names(item, Concepts.PERSON_OBSERVER_NAME)) {
                return new Context(item.text(StructuredTags.PERSON_NAME).orElse(observer), false, finding, probability);
            }
            if (names(item, Concepts.DEVICE_OBSERVER_NAME)) {
                return new Context(item.text(StructuredTags.TEXT_VALUE).orElse(observer), true, finding, probability);
            }
            if (names(item, Concepts.ALGORITHM_NAME)) {
                return new Context(observer.isEmpty() ? item.text(StructuredTags.TEXT_VALUE).orElse("") : observer,
                        true, finding, probability);
            }
            if (names(item, Concepts.FINDING)) {
                return new Context(observer, byAlgorithm, meaning(item).orElse(finding), probability);
            }
            return names(item, Concepts.CERTAINTY_OF_FINDING)
                    ? new Context(observer, byAlgorithm, finding, percent(item))
                    : this;
        }

        private static boolean names(DicomObject item, CodedConcept concept) {
            return item.items(Tags.CONCEPT_NAME_CODE_SEQUENCE).stream().anyMatch(concept::isIn);
        }

        private static Optional<String> meaning(DicomObject item) {
            return item.items(Tags.CONCEPT_CODE_SEQUENCE).stream()
                    .flatMap(code -> code.text(Tags.CODE_MEANING).stream())
                    .findFirst();
        }

        private static OptionalDouble percent(DicomObject item) throws DicomException {
            for (DicomObject measured : item.items(StructuredTags.MEASURED_VALUE_SEQUENCE)) {
                OptionalDouble value = measured.number(StructuredTags.NUMERIC_VALUE);
                if (value.isPresent() && value.getAsDouble() >= 0 && value.getAsDouble() <= 100) {
                    return OptionalDouble.of(value.getAsDouble() / 100);
                }
            }
            return OptionalDouble.empty();
        }
    }

    /** Whether an object is a structured report, by its SOP class. */
    public static boolean reads(String sopClass) {
        return sopClass.startsWith("1.2.840.10008.5.1.4.1.1.88.");
    }

    /**
     * Reads a report.
     *
     * @throws DicomException if a value in it makes no sense
     */
    public static Contents read(DicomObject report) throws DicomException {
        BoxReportReader reader = new BoxReportReader();
        reader.visit(report, Context.NONE);
        return new Contents(List.copyOf(reader.boxes), reader.others);
    }

    private void visit(DicomObject item, Context above) throws DicomException {
        List<DicomObject> content = item.items(StructuredTags.CONTENT_SEQUENCE);
        Context context = above.with(content);
        if (item.text(StructuredTags.VALUE_TYPE).filter("SCOORD"::equals).isPresent()) {
            region(item, content, context);
        }
        for (DicomObject child : content) {
            visit(child, context);
        }
    }

    private void region(DicomObject item, List<DicomObject> content, Context context) throws DicomException {
        Optional<String> picture = content.stream()
                .flatMap(child -> child.items(StructuredTags.REFERENCED_SOP_SEQUENCE).stream())
                .flatMap(reference -> reference.text(Tags.REFERENCED_SOP_INSTANCE_UID).stream()).findFirst();
        Optional<Box> box = item.text(StructuredTags.GRAPHIC_TYPE).filter("POLYLINE"::equals).isPresent()
                ? UprightRectangle.of(item.numbers(StructuredTags.GRAPHIC_DATA))
                : Optional.empty();
        if (picture.isEmpty() || box.isEmpty()) {
            others++;
            return;
        }
        boxes.add(new ReportedBox(picture.get(), context.observer, context.byAlgorithm, context.finding, box.get(),
                context.probability));
    }
}
