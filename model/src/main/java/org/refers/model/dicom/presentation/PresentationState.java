package org.refers.model.dicom.presentation;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.WindowLevel;

/**
 * What one observer drew over one radiograph, and how the radiograph looked under it.
 *
 * @param radiograph what it is drawn over
 * @param observer who drew it
 * @param drawn boxes and measurements
 * @param look how the radiograph is shown
 * @param written when the state was made
 */
public record PresentationState(ReferencedRadiograph radiograph, Observer observer, Drawn drawn, Look look,
        LocalDateTime written) {

    /**
     * What is drawn.
     *
     * @param boxes a box beyond the radiograph's edge is cut at it
     * @param measurements what the observer measured
     */
    public record Drawn(List<FoundBox> boxes, List<ReaderMeasurement> measurements) {

        /** Creates a drawing; the lists are copied. */
        public Drawn {
            boxes = List.copyOf(boxes);
            measurements = List.copyOf(measurements);
        }
    }

    /**
     * How the radiograph is shown.
     *
     * @param window the one that it is shown in; empty for a radiograph with a display curve of its own, which goes before
     * @param spacing distance between its pixels, by which lengths are told; in pixels where there is none
     */
    public record Look(Optional<WindowLevel> window, Optional<PixelSpacing> spacing) {
    }
}
