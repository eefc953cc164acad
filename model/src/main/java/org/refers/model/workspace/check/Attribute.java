package org.refers.model.workspace.check;

import java.util.function.Function;
import org.refers.model.study.ViewPosition;

/** What radiographs are told apart by beside their findings; a value is empty where nobody said. */
enum Attribute {
    SEX("sex", r -> r.owner().sex()),
    AGE("age band", Attribute::ageBand),
    VIEW("view", r -> r.taken().view() == ViewPosition.UNKNOWN
            ? ""
            : r.taken().view().name()),
    MANUFACTURER("scanner maker", r -> r.taken().manufacturer()),
    SOURCE("source",
            r -> r.owner().source()),
    FORMAT("file format", r -> r.measured().format()),
    BITS("bits stored",
            r -> r.measured().bits() == 0 ? "" : Integer.toString(r.measured().bits())),
    SIZE("picture size",
            Attribute::size),
    BORDER("plain border", Attribute::border),
    MARKS("letters near the edge",
            Attribute::marks);

    private static final double WIDE_BORDER = 0.02;

    private final String words;
    private final Function<CheckedRadiograph, String> value;

    Attribute(String words, Function<CheckedRadiograph, String> value) {
        this.words = words;
        this.value = value;
    }

    /** What it is in words. */
    String words() {
        return words;
    }

    /** Its value, empty if unknown. */
    String of(CheckedRadiograph radiograph) {
        return value.apply(radiograph);
    }

    /** Whether people are told apart by it: a model may know their sex; it is a subgroup, no shortcut of the files. */
    boolean isSubgroup() {
        return this == SEX || this == AGE || this == VIEW || this == MANUFACTURER || this == SOURCE;
    }

    private static String ageBand(CheckedRadiograph radiograph) {
        double age = radiograph.owner().age();
        if (age < 0) {
            return "";
        }
        // Bands of twenty years, as fairness studies of chest radiographs use them, with children apart.
        return age < 18 ? "0-17" : age < 40 ? "18-39" : age < 60 ? "40-59" : age < 80 ? "60-79" : "80 and over";
    }

    private static String size(CheckedRadiograph radiograph) {
        int rows = radiograph.taken().rows();
        return rows == 0 ? "" : radiograph.taken().columns() + " x " + rows;
    }

    private static String border(CheckedRadiograph radiograph) {
        return radiograph.measured().readable()
                ? radiograph.measured().layout().border() >= WIDE_BORDER ? "2 % or wider" : "none or narrow"
                : "";
    }

    private static String marks(CheckedRadiograph radiograph) {
        if (!radiograph.measured().readable()) {
            return "";
        }
        PictureFacts.Layout layout = radiograph.measured().layout();
        return layout.lettering() > 0 ? "text" : layout.marks() > 0 ? "single letters" : "none";
    }
}
