package org.refers.app.panel;

import java.util.List;
import java.util.Optional;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.panel.PanelStudy;

/**
 * A study of the panel with what the open workspace knows of it: a run folder keeps no picture and no reader's words.
 *
 * @param seen what the network made of it
 * @param radiograph the first radiograph it reads; empty if the open workspace has it not
 * @param reference the radiologist's report, empty if there is none
 * @param boxes readers' boxes of the map's finding
 */
record PanelCase(PanelStudy seen, Optional<RadiographEntry> radiograph, String reference, List<ReaderBox> boxes) {

    PanelCase {
        boxes = List.copyOf(boxes);
    }
}
