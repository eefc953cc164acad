package org.refers.viewer.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.ViewPosition;
import org.refers.viewer.text.Texts;

/** Says what was measured, and in which plane its millimetres hold; without a calibration it says pixels. */
public final class MeasureWords {

    private final Texts texts;

    /** Creates words in a language. */
    public MeasureWords(Texts texts) {
        this.texts = texts;
    }

    /** The lines of a measurement's label, the figure first. */
    public List<String> of(Measurement measurement, Optional<PixelSpacing> spacing, ViewPosition view) {
        return switch (measurement.kind()) {
            case DISTANCE -> distance(measurement.lines().getFirst(), spacing);
            case RATIO -> ratio(measurement, spacing, view);
        };
    }

    private List<String> distance(Segment line, Optional<PixelSpacing> spacing) {
        List<String> words = new ArrayList<>(List.of(length(line, spacing), where(spacing)));
        spacing.filter(known -> known.magnification().isPresent()).ifPresent(known -> {
            double times = known.magnification().getAsDouble();
            words.add(texts.format("measure.magnified", one(line.millimetres(known) / times),
                    String.format(Locale.ROOT, "%.2f", times)));
        });
        return words;
    }

    private List<String> ratio(Measurement measurement, Optional<PixelSpacing> spacing, ViewPosition view) {
        Segment heart = measurement.lines().getFirst();
        if (!measurement.isComplete()) {
            return List.of(texts.format("measure.heart", length(heart, spacing)), texts.get("measure.chest.next"));
        }
        String figure = measurement.ratio(spacing).isPresent()
                ? String.format(Locale.ROOT, "%.2f", measurement.ratio(spacing).getAsDouble())
                : texts.get("measure.none");
        List<String> words = new ArrayList<>(List.of(texts.format("measure.ratio", figure),
                texts.format("measure.widths", length(heart, spacing), length(measurement.lines().get(1), spacing)),
                where(spacing)));
        if (view == ViewPosition.AP) {
            words.add(texts.get("measure.ap"));
        } else if (!view.isFrontal()) {
            words.add(texts.get("measure.notfrontal"));
        }
        return words;
    }

    private String length(Segment line, Optional<PixelSpacing> spacing) {
        return spacing.map(known -> texts.format("measure.millimetres", one(line.millimetres(known))))
                .orElseGet(() -> texts.format("measure.pixels", String.format(Locale.ROOT, "%.0f", line.pixels())));
    }

    private String where(Optional<PixelSpacing> spacing) {
        return spacing.map(known -> texts.get("view.spacing." + known.kind().name().toLowerCase(Locale.ROOT)))
                .orElseGet(() -> texts.get("measure.uncalibrated"));
    }

    private static String one(double millimetres) {
        return String.format(Locale.ROOT, "%.1f", millimetres);
    }
}
