package org.refers.model.workspace.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;

/** Brings boxes from the grid they were published on to the pixels of the file at hand. */
final class BoxGrid {

    private BoxGrid() {
    }

    /** The boxes in the file's pixels; a box that does not meet the picture is listed and left out. */
    static List<ReaderBox> onFile(RadiographPlan plan, FileHeader header, BiConsumer<Path, String> rejected) {
        if (plan.boxes().isEmpty()) {
            return List.of();
        }
        Box picture = new Box(0, 0, header.columns(), header.rows());
        double across = plan.grid().columns() > 0 ? header.columns() / plan.grid().columns() : 1;
        double down = plan.grid().rows() > 0 ? header.rows() / plan.grid().rows() : 1;
        List<ReaderBox> boxes = new ArrayList<>();
        for (ReaderBox given : plan.boxes()) {
            Box box = given.box();
            Box scaled = new Box(box.x() * across, box.y() * down, box.width() * across, box.height() * down);
            if (scaled.iou(picture) > 0) {
                boxes.add(new ReaderBox(given.reader(), given.finding(), scaled));
            } else {
                rejected.accept(plan.file(), "has a box outside of the picture; the box was left out");
            }
        }
        return boxes;
    }
}
