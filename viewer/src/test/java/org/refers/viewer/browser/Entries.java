package org.refers.viewer.browser;

import java.util.List;
import org.refers.model.study.ViewPosition;

/** A small workspace for tests. */
public final class Entries {

    private Entries() {
    }

    /** Three patients, four studies, five radiographs. */
    public static List<BrowserStudy> threePatients() {
        BrowserView first = view("r1", ViewPosition.PA, 0);
        BrowserView side = view("r2", ViewPosition.LATERAL, 0);
        return List.of(
                new BrowserStudy("S1", "P001", 0, "train", List.of(first, side), List.of(), true, true),
                new BrowserStudy("S2", "P001", 1, "train", List.of(view("r3", ViewPosition.PA, 0)), List.of(), false,
                        true),
                new BrowserStudy("S3", "P002", 0, "validation", List.of(view("r4", ViewPosition.AP, 1)),
                        List.of("effusion"), true, true),
                new BrowserStudy("S4", "P003", 0, "test", List.of(view("r5", ViewPosition.PA, 2)),
                        List.of("cardiomegaly"), true, false));
    }

    private static BrowserView view(String id, ViewPosition position, int boxes) {
        return new BrowserView(id, position, 120, 100, boxes);
    }
}
