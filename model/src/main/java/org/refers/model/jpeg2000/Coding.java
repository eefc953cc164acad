package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a tile is coded: what its own header says, and where that is silent, what the main header says. */
final class Coding {

    private final @Nullable Coding main;
    private final Map<Integer, ComponentStyle> componentStyles = new HashMap<>();
    private final Map<Integer, Quantization> componentSteps = new HashMap<>();
    private final Map<Integer, Integer> shifts = new HashMap<>();
    private final List<OrderChange> changes = new ArrayList<>();
    private @Nullable TileStyle tileStyle;
    private @Nullable ComponentStyle style;
    private @Nullable Quantization steps;

    /**
     * Begins a header.
     *
     * @param main the main header, or null if this is it
     */
    Coding(@Nullable Coding main) {
        this.main = main;
    }

    /** Takes a marker segment, if it is one that tells of the coding. */
    void take(int marker, Segment segment, int components) throws Jpeg2000Exception {
        switch (marker) {
            case Markers.COD -> {
                int flags = segment.u8();
                tileStyle = TileStyle.read(flags, segment);
                style = ComponentStyle.read(segment, (flags & 1) != 0);
            }
            case Markers.COC -> componentStyles.put(segment.component(components),
                    ComponentStyle.read(segment, (segment.u8() & 1) != 0));
            case Markers.QCD -> steps = Quantization.read(segment);
            case Markers.QCC -> componentSteps.put(segment.component(components), Quantization.read(segment));
            case Markers.RGN -> {
                int component = segment.component(components);
                if (segment.u8() != 0) {
                    throw Jpeg2000Exception.senseless();
                }
                shifts.put(component, segment.u8());
            }
            case Markers.POC -> OrderChange.read(segment, components, changes);
            default -> {
                // Comments, lengths and registrations do not change a sample.
            }
        }
    }

    TileStyle tileStyle() throws Jpeg2000Exception {
        return required(tileStyle == null && main != null ? main.tileStyle : tileStyle);
    }

    ComponentStyle style(int component) throws Jpeg2000Exception {
        ComponentStyle own = componentStyles.getOrDefault(component, style);
        return required(own == null && main != null
                ? main.componentStyles.getOrDefault(component, main.style)
                : own);
    }

    Quantization steps(int component) throws Jpeg2000Exception {
        Quantization own = componentSteps.getOrDefault(component, steps);
        return required(own == null && main != null ? main.componentSteps.getOrDefault(component, main.steps) : own);
    }

    /** By how many bits the coefficients of a region of interest stand above the others; 0 where there is none. */
    int regionShift(int component) {
        Integer own = shifts.get(component);
        return own == null ? main == null ? 0 : main.regionShift(component) : own;
    }

    /** The orders of packets one after another; empty where there is but that of the tile's style. */
    List<OrderChange> changes() {
        return changes.isEmpty() && main != null ? main.changes : changes;
    }

    private static <T> T required(@Nullable T value) throws Jpeg2000Exception {
        if (value == null) {
            throw new Jpeg2000Exception("does not say how it is coded");
        }
        return value;
    }
}
