package org.refers.model.dicom.presentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.structured.ReferencedRadiograph;

/**
 * The modules of a presentation state that draw (PS3.3, C.10.5, C.10.7 and C.10.11): an annotation and a layer each finding, a
 * group each box with its words, so that viewers move and hide them together.
 */
final class GraphicModules {

    /** Letters of Graphic Layer, which is CS. */
    private static final int LONGEST_LAYER = 16;
    private static final int LONGEST_LABEL = 64;
    /** A line of words is this part of the picture's longer side high. */
    private static final float LINE_HEIGHT = 1 / 40f;
    /** Width of a letter in heights, with room to spare: viewers choose their own type. */
    private static final float LETTER = 0.7f;
    private static final int WHITE = 0xffff;

    private final ReferencedRadiograph radiograph;
    private final List<DicomObject> annotations = new ArrayList<>();
    private final List<DicomObject> layers = new ArrayList<>();
    private final List<DicomObject> groups = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    GraphicModules(ReferencedRadiograph radiograph) {
        this.radiograph = radiograph;
    }

    /** Draws lines and their words. */
    void draw(List<Drawing> drawings) {
        Map<String, List<Drawing>> byKind = new LinkedHashMap<>();
        drawings.forEach(drawing -> byKind.computeIfAbsent(drawing.kind(), kind -> new ArrayList<>()).add(drawing));
        byKind.forEach((kind, same) -> {
            List<DicomObject> texts = new ArrayList<>();
            List<DicomObject> lines = new ArrayList<>();
            for (Drawing drawing : same) {
                int group = group(kind);
                drawing.lines().forEach(line -> lines.add(line(line, group)));
                texts.add(words(drawing, group));
            }
            annotations.add(DicomObject.builder().text(PresentationTags.GRAPHIC_LAYER, layer(kind))
                    .items(PresentationTags.TEXT_OBJECT_SEQUENCE, texts)
                    .items(PresentationTags.GRAPHIC_OBJECT_SEQUENCE, lines).build());
        });
    }

    /** Words along the lower edge of whatever part of the radiograph is on the screen. */
    void caption(String layer, String words) {
        DicomObject text = DicomObject.builder().text(PresentationTags.BOUNDING_BOX_ANNOTATION_UNITS, "DISPLAY")
                .text(PresentationTags.UNFORMATTED_TEXT_VALUE, words)
                .floats(PresentationTags.BOUNDING_BOX_TOP_LEFT, 0.01f, 0.96f)
                .floats(PresentationTags.BOUNDING_BOX_BOTTOM_RIGHT, 0.99f, 0.99f)
                .text(PresentationTags.BOUNDING_BOX_TEXT_HORIZONTAL_JUSTIFICATION, "LEFT").build();
        annotations.add(DicomObject.builder().text(PresentationTags.GRAPHIC_LAYER, layer(layer))
                .items(PresentationTags.TEXT_OBJECT_SEQUENCE, List.of(text)).build());
    }

    void put(DicomObject.Builder builder) {
        builder.items(PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE, annotations)
                .items(PresentationTags.GRAPHIC_LAYER_SEQUENCE, layers)
                .items(PresentationTags.GRAPHIC_GROUP_SEQUENCE, groups);
    }

    private int group(String kind) {
        int number = groups.size() + 1;
        groups.add(DicomObject.builder().text(PresentationTags.GRAPHIC_GROUP_LABEL, label(kind))
                .integers(PresentationTags.GRAPHIC_GROUP_ID, number).build());
        return number;
    }

    private static DicomObject line(float[] points, int group) {
        return DicomObject.builder().text(PresentationTags.GRAPHIC_ANNOTATION_UNITS, "PIXEL")
                .integers(PresentationTags.GRAPHIC_DIMENSIONS, 2)
                .integers(PresentationTags.NUMBER_OF_GRAPHIC_POINTS, points.length / 2)
                .floats(PresentationTags.GRAPHIC_DATA, points).text(PresentationTags.GRAPHIC_TYPE, "POLYLINE")
                .text(PresentationTags.GRAPHIC_FILLED, "N").integers(PresentationTags.GRAPHIC_GROUP_ID, group).build();
    }

    /** Above the lines where there is room, else over them; anchored to them for viewers that put words themselves. */
    private DicomObject words(Drawing drawing, int group) {
        float height = LINE_HEIGHT * Math.max(radiograph.rows(), radiograph.columns());
        float width = Math.min(radiograph.columns(), LETTER * height * drawing.words().length());
        float left = Math.clamp(drawing.left(), 0, radiograph.columns() - width);
        float top = Math.clamp(drawing.top() - height, 0, radiograph.rows() - height);
        return DicomObject.builder().text(PresentationTags.BOUNDING_BOX_ANNOTATION_UNITS, "PIXEL")
                .text(PresentationTags.ANCHOR_POINT_ANNOTATION_UNITS, "PIXEL")
                .text(PresentationTags.UNFORMATTED_TEXT_VALUE, drawing.words().replaceAll("\\p{Cntrl}+", " "))
                .floats(PresentationTags.BOUNDING_BOX_TOP_LEFT, left, top)
                .floats(PresentationTags.BOUNDING_BOX_BOTTOM_RIGHT, left + width, top + height)
                .text(PresentationTags.BOUNDING_BOX_TEXT_HORIZONTAL_JUSTIFICATION, "LEFT")
                .floats(PresentationTags.ANCHOR_POINT, drawing.lines().getFirst()[0], drawing.lines().getFirst()[1])
                .text(PresentationTags.ANCHOR_POINT_VISIBILITY, "N")
                .integers(PresentationTags.GRAPHIC_GROUP_ID, group).build();
    }

    /** The layer of a kind, made when it is first asked for; two kinds never share one. */
    private String layer(String kind) {
        return names.computeIfAbsent(kind, fresh -> {
            String name = free(cut(fresh.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"), LONGEST_LAYER));
            layers.add(DicomObject.builder().text(PresentationTags.GRAPHIC_LAYER, name)
                    .text(PresentationTags.GRAPHIC_LAYER_ORDER, String.valueOf(layers.size() + 1))
                    .integers(PresentationTags.GRAPHIC_LAYER_GRAYSCALE, WHITE)
                    .text(PresentationTags.GRAPHIC_LAYER_DESCRIPTION, label(fresh)).build());
            return name;
        });
    }

    private String free(String wish) {
        String name = wish;
        for (int number = 2; names.containsValue(name); number++) {
            name = cut(wish, LONGEST_LAYER - 1 - String.valueOf(number).length()) + "_" + number;
        }
        return name;
    }

    /** Text of at most 64 letters on one line, without the backslash that parts values. */
    static String label(String text) {
        return cut(text.replaceAll("\\p{Cntrl}+", " ").replace('\\', '/').strip(), LONGEST_LABEL);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
