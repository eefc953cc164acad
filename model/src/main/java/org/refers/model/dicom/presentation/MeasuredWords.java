package org.refers.model.dicom.presentation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.PixelSpacing;

/** Says a measurement's figure, and in which plane its millimetres hold; without a calibration it says pixels. */
final class MeasuredWords {

    private MeasuredWords() {
    }

    static String of(ReaderMeasurement measurement, Optional<PixelSpacing> spacing) {
        List<MeasuredLine> lines = measurement.lines();
        return switch (measurement.kind()) {
            case DISTANCE -> spacing
                    .map(known -> String.format(Locale.ROOT, "%.1f mm%s", length(lines.getFirst(), spacing),
                            plane(known)))
                    .orElseGet(() -> String.format(Locale.ROOT, "%.0f px, not calibrated",
                            length(lines.getFirst(), spacing)));
            case CARDIOTHORACIC_RATIO -> ratio(length(lines.getFirst(), spacing), length(lines.getLast(), spacing));
        };
    }

    private static String ratio(double heart, double chest) {
        return chest > 0 ? String.format(Locale.ROOT, "CTR %.2f", heart / chest) : "CTR not defined";
    }

    /** In millimetres where the spacing is known: rows and columns may have different ones. */
    private static double length(MeasuredLine line, Optional<PixelSpacing> spacing) {
        double across = spacing.map(PixelSpacing::columnMillimetres).orElse(1.0);
        double down = spacing.map(PixelSpacing::rowMillimetres).orElse(1.0);
        return Math.hypot((line.x2() - line.x1()) * across, (line.y2() - line.y1()) * down);
    }

    private static String plane(PixelSpacing spacing) {
        return switch (spacing.kind()) {
            case DETECTOR -> " on the detector";
            case SCANNED_FILM -> " on the film";
            case UNSTATED -> ", plane not stated";
            case CALIBRATED, CALIBRATED_BY_FIDUCIAL, CALIBRATED_BY_GEOMETRY -> "";
        };
    }
}
