package org.refers.model.dicom.presentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.structured.ReportedBox;
import org.refers.model.finding.Box;

/**
 * Reads boxes from presentation states of any program: closed lines and compound graphics that are upright rectangles. Lines have no finding; it
 * is taken from the words that belong to them, where these name a known one.
 */
public final class PresentationStateReader {

    /** A radiograph has a dozen; the search for the nearest words takes as many steps as shapes times words. */
    private static final int MOST_SHAPES = 10_000;

    private final DicomObject state;
    private final boolean own;
    private boolean refers;
    private final List<ReportedBox> boxes = new ArrayList<>();
    private final Map<ForeignShape, Integer> others = StateShapes.counts();
    private final Map<Integer, String> labels = new HashMap<>();

    private PresentationStateReader(DicomObject state) throws DicomException {
        this.state = state;
        this.own = state.text(Tags.MANUFACTURER).filter(PresentationStateWriter.MAKER::equals).isPresent();
        for (DicomObject group : state.items(PresentationTags.GRAPHIC_GROUP_SEQUENCE)) {
            if (group.integer(PresentationTags.GRAPHIC_GROUP_ID).isPresent()) {
                labels.put(group.integer(PresentationTags.GRAPHIC_GROUP_ID).getAsInt(),
                        group.text(PresentationTags.GRAPHIC_GROUP_LABEL).orElse(""));
            }
        }
    }

    /**
     * What a state holds.
     *
     * @param boxes its boxes, once for each picture that they apply to
     * @param others how many shapes and words are no boxes, by their kind
     */
    public record Contents(List<ReportedBox> boxes, Map<ForeignShape, Integer> others) {

        /** All that is no box, such as {@code 2 lines and 1 circle or ellipse}; empty if there is nothing. */
        public String othersInWords() {
            List<String> words = others.entrySet().stream().map(other -> other.getKey().words(other.getValue()))
                    .toList();
            return words.size() < 2
                    ? String.join("", words)
                    : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
        }
    }

    /** Whether an object is a presentation state, in grey or in colour, by its SOP class. */
    public static boolean reads(String sopClass) {
        return sopClass.startsWith("1.2.840.10008.5.1.4.1.1.11.");
    }

    /**
     * Reads a state.
     *
     * @throws DicomException if a value in it makes no sense, or it holds more shapes than anybody draws
     */
    public static Contents read(DicomObject state) throws DicomException {
        PresentationStateReader reader = new PresentationStateReader(state);
        long all = 0;
        for (DicomObject annotation : state.items(PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE)) {
            all += 1 + annotation.items(PresentationTags.GRAPHIC_OBJECT_SEQUENCE).size()
                    + annotation.items(PresentationTags.COMPOUND_GRAPHIC_SEQUENCE).size()
                    + annotation.items(PresentationTags.TEXT_OBJECT_SEQUENCE).size();
        }
        require(all);
        reader.read();
        return new Contents(List.copyOf(reader.boxes), reader.others);
    }

    private static void require(long shapes) throws DicomException {
        if (shapes > MOST_SHAPES) {
            throw new DicomException(PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE,
                    "holds more than " + MOST_SHAPES + " shapes, which nobody draws over a radiograph");
        }
    }

    private void read() throws DicomException {
        List<DicomObject> all = state.items(PresentationTags.REFERENCED_SERIES_SEQUENCE).stream()
                .flatMap(series -> series.items(Tags.REFERENCED_IMAGE_SEQUENCE).stream()).toList();
        Map<List<String>, List<StateShapes>> byPictures = new HashMap<>();
        for (DicomObject annotation : state.items(PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE)) {
            List<DicomObject> named = annotation.items(Tags.REFERENCED_IMAGE_SEQUENCE);
            refers |= !all.isEmpty() || !named.isEmpty();
            byPictures.computeIfAbsent(pictures(named.isEmpty() ? all : named), pictures -> new ArrayList<>())
                    .add(StateShapes.of(annotation, others));
        }
        for (Map.Entry<List<String>, List<StateShapes>> entry : byPictures.entrySet()) {
            take(entry.getKey(), entry.getValue());
        }
    }

    /** The pictures that references name; boxes are kept of first frames alone. */
    private static List<String> pictures(List<DicomObject> references) throws DicomException {
        Set<String> pictures = new HashSet<>();
        for (DicomObject reference : references) {
            double[] frames = reference.numbers(PresentationTags.REFERENCED_FRAME_NUMBER);
            if (frames.length == 0 || Arrays.stream(frames).anyMatch(frame -> frame == 1)) {
                reference.text(Tags.REFERENCED_SOP_INSTANCE_UID).ifPresent(pictures::add);
            }
        }
        return pictures.stream().sorted().toList();
    }

    private void take(List<String> pictures, List<StateShapes> annotations) throws DicomException {
        List<StateShapes.Rectangle> rectangles = annotations.stream().flatMap(one -> one.rectangles().stream())
                .toList();
        List<StateText> texts = annotations.stream().flatMap(one -> one.texts().stream()).toList();
        if (pictures.isEmpty() && !rectangles.isEmpty()) {
            others.merge(refers ? ForeignShape.LATER_FRAME : ForeignShape.NO_PICTURE, rectangles.size(), Integer::sum);
            return;
        }
        require(boxes.size() + (long) rectangles.size() * pictures.size());
        Set<StateText> used = new HashSet<>();
        Map<StateShapes.Rectangle, StateText> nearest = nearest(rectangles, texts);
        for (StateShapes.Rectangle rectangle : rectangles) {
            String finding = finding(rectangle, texts, Optional.ofNullable(nearest.get(rectangle)), used);
            pictures.forEach(picture -> boxes.add(box(picture, finding, rectangle.box())));
        }
        int unused = (int) texts.stream().filter(text -> !used.contains(text)).count();
        if (unused > 0) {
            others.merge(ForeignShape.TEXT, unused, Integer::sum);
        }
    }

    private ReportedBox box(String picture, String finding, Box box) {
        boolean byModel = own
                && state.text(PresentationTags.CONTENT_LABEL).filter(PresentationStateWriter.BY_MODEL::equals)
                        .isPresent();
        return new ReportedBox(picture, state.text(PresentationTags.CONTENT_CREATOR_NAME).orElse(""), byModel, finding,
                box, OptionalDouble.empty());
    }

    /** What this program wrote says it in its group; of others the words are asked, those linked to the lines first. */
    private String finding(StateShapes.Rectangle rectangle, List<StateText> texts, Optional<StateText> nearest,
            Set<StateText> used) {
        List<StateText> linked = texts.stream().filter(text -> text.link().meets(rectangle.link())).toList();
        if (own && rectangle.link().group().isPresent()) {
            used.addAll(linked);
            return labels.getOrDefault(rectangle.link().group().getAsInt(), "");
        }
        Optional<StateText> naming = linked.stream().filter(text -> text.finding().isPresent()).findFirst()
                .or(() -> linked.isEmpty() ? nearest : Optional.empty());
        naming.ifPresent(used::add);
        return naming.flatMap(StateText::finding).orElse("");
    }

    /** Words that name a finding, each to the rectangle next to it: a rectangle far from all words gets none. */
    private static Map<StateShapes.Rectangle, StateText> nearest(List<StateShapes.Rectangle> rectangles,
            List<StateText> texts) {
        Map<StateShapes.Rectangle, StateText> nearest = new HashMap<>();
        Set<Link> links = rectangles.stream().map(StateShapes.Rectangle::link).collect(Collectors.toSet());
        for (StateText text : texts) {
            boolean linked = links.stream().anyMatch(link -> link.meets(text.link()));
            if (linked || text.finding().isEmpty() || text.place().isEmpty()) {
                continue;
            }
            rectangles.stream().min(Comparator.comparingDouble(one -> text.distance(one.box())))
                    .ifPresent(next -> nearest.merge(next, text,
                            (one, other) -> one.distance(next.box()) <= other.distance(next.box()) ? one : other));
        }
        return nearest;
    }
}
