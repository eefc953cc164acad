package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refers.app.study.ExplanationViewModel.Agreement;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.Box;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.MapSurface;
import org.refers.model.finding.ReaderBox;
import org.refers.training.explain.Explanation;
import org.refers.viewer.overlay.InputPicture;
import org.refers.viewer.overlay.MapGrid;
import org.refers.viewer.overlay.OverlayBox;
import org.refers.viewer.overlay.OverlayBox.Owner;

/** Turns findings into what the overlay draws. */
final class OverlayContent {

    private OverlayContent() {
    }

    /** A finding's name as a heading. */
    static String capitalised(String finding) {
        String words = finding.replace('_', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The map over the network's input; the painter takes it from there to the radiograph as the boxes are taken. */
    static MapGrid grid(MapSurface surface) {
        InputGeometry geometry = surface.map().geometry();
        int size = geometry.inputSize();
        return new MapGrid(size, size, surface.inputPixels(), geometry.toRadiograph(new Box(0, 0, size, size)));
    }

    /** What the network was given, where it lies on the radiograph. */
    static InputPicture input(Explanation found) {
        int side = found.input().side();
        return new InputPicture(side, found.input().grey(),
                found.surface().map().geometry().toRadiograph(new Box(0, 0, side, side)));
    }

    /** The map's own patches over the radiograph: enough for a small picture. */
    static MapGrid patches(ActivationMap map) {
        int side = map.geometry().inputSize();
        return new MapGrid(map.grid(), map.grid(), map.normalized(),
                map.geometry().toRadiograph(new Box(0, 0, side, side)));
    }

    /**
     * Readers' boxes and the model's; each reader has a line style of his own.
     *
     * @param own the reader whose boxes are drawn by the layer that edits them
     */
    static List<OverlayBox> boxes(Agreement agreement, boolean withReaders, String own) {
        List<OverlayBox> drawn = new ArrayList<>();
        if (withReaders) {
            List<String> readers = agreement.readers().stream().map(ReaderBox::reader).distinct().sorted().toList();
            for (ReaderBox box : agreement.readers().stream().filter(box -> !box.reader().equals(own)).toList()) {
                drawn.add(new OverlayBox(box.box(), Owner.READER, readers.indexOf(box.reader()),
                        box.reader() + "  " + box.finding().replace('_', ' ')));
            }
        }
        for (LesionBox box : agreement.boxes()) {
            drawn.add(new OverlayBox(box.box(), Owner.MODEL, 0,
                    String.format(Locale.ROOT, "%s  %.2f", box.finding().replace('_', ' '), box.score())));
        }
        return drawn;
    }
}
