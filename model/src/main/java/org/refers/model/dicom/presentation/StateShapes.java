package org.refers.model.dicom.presentation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.structured.UprightRectangle;
import org.refers.model.finding.Box;

/** Sorts one annotation's graphics into rectangles, words and the rest. */
final class StateShapes {

    private final List<Rectangle> rectangles = new ArrayList<>();
    private final List<StateText> texts = new ArrayList<>();
    private final Map<ForeignShape, Integer> others;

    /** An upright rectangle on the picture. */
    record Rectangle(Box box, Link link) {
    }

    private StateShapes(Map<ForeignShape, Integer> others) {
        this.others = others;
    }

    /**
     * Reads an annotation.
     *
     * @param others counts what is no rectangle
     */
    static StateShapes of(DicomObject annotation, Map<ForeignShape, Integer> others) throws DicomException {
        StateShapes shapes = new StateShapes(others);
        Set<Integer> compounds = new HashSet<>();
        for (DicomObject item : annotation.items(PresentationTags.COMPOUND_GRAPHIC_SEQUENCE)) {
            item.integer(PresentationTags.COMPOUND_GRAPHIC_INSTANCE_ID).ifPresent(compounds::add);
            shapes.compound(item);
        }
        for (DicomObject item : annotation.items(PresentationTags.GRAPHIC_OBJECT_SEQUENCE)) {
            Link link = Link.of(item);
            // Lines that only draw a compound graphic again are not counted twice.
            if (link.compound().isEmpty() || !compounds.contains(link.compound().getAsInt())) {
                shapes.graphic(item, link);
            }
        }
        for (DicomObject item : annotation.items(PresentationTags.TEXT_OBJECT_SEQUENCE)) {
            shapes.texts.add(StateText.of(item));
        }
        return shapes;
    }

    List<Rectangle> rectangles() {
        return rectangles;
    }

    List<StateText> texts() {
        return texts;
    }

    private void compound(DicomObject item) throws DicomException {
        String type = item.text(PresentationTags.COMPOUND_GRAPHIC_TYPE).orElse("");
        if (!type.equals("RECTANGLE")) {
            count(type.equals("ELLIPSE") ? ForeignShape.ELLIPSE : ForeignShape.OTHER);
        } else if (!isInPixels(item, PresentationTags.COMPOUND_GRAPHIC_UNITS)) {
            count(ForeignShape.ON_SCREEN);
        } else if (item.number(PresentationTags.ROTATION_ANGLE).orElse(0) != 0) {
            count(ForeignShape.TURNED);
        } else {
            take(corners(item.numbers(PresentationTags.GRAPHIC_DATA)), Link.of(item));
        }
    }

    /** The closed line of a compound rectangle, which gives two opposite corners. */
    private static double[] corners(double[] ends) {
        return ends.length == 4
                ? new double[]{ends[0], ends[1], ends[2], ends[1], ends[2], ends[3], ends[0], ends[3], ends[0], ends[1]}
                : ends;
    }

    private void graphic(DicomObject item, Link link) throws DicomException {
        if (!isInPixels(item, PresentationTags.GRAPHIC_ANNOTATION_UNITS)) {
            count(ForeignShape.ON_SCREEN);
            return;
        }
        switch (item.text(PresentationTags.GRAPHIC_TYPE).orElse("")) {
            case "POLYLINE" -> take(item.numbers(PresentationTags.GRAPHIC_DATA), link);
            case "CIRCLE", "ELLIPSE" -> count(ForeignShape.ELLIPSE);
            case "INTERPOLATED" -> count(ForeignShape.CURVE);
            case "POINT" -> count(ForeignShape.POINT);
            default -> count(ForeignShape.OTHER);
        }
    }

    private void take(double[] points, Link link) {
        Optional<Box> box = UprightRectangle.of(points);
        if (box.isPresent()) {
            rectangles.add(new Rectangle(box.get(), link));
        } else {
            count(ForeignShape.LINE);
        }
    }

    private static boolean isInPixels(DicomObject item, int units) {
        return item.text(units).filter("PIXEL"::equals).isPresent();
    }

    private void count(ForeignShape shape) {
        others.merge(shape, 1, Integer::sum);
    }

    static Map<ForeignShape, Integer> counts() {
        return new EnumMap<>(ForeignShape.class);
    }
}
