package org.refers.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.refers.model.text.Counted;
import org.refers.model.weights.WeightReport;
import org.refers.training.weights.WeightImporter.Imported;

/** What was imported. */
record WeightsImportResult(String file, String format, List<String> matched, List<String> missing,
        List<String> leftOver,
        Map<String, String> changed, @Nullable Integer vocabulary, @Nullable Integer unusedHeadOutputs) {

    /** Names shown of each list in words; JSON has all. */
    private static final int SHOWN = 6;

    static WeightsImportResult of(Path file, Imported imported) {
        WeightReport report = imported.report();
        return new WeightsImportResult(file.toString(), report.format(), report.matched(), report.missing(),
                report.leftOver(), report.changed(), imported.words().orElse(null),
                imported.unusedOutputs().orElse(null));
    }

    String inWords() {
        List<String> lines = new ArrayList<>();
        lines.add("%s of the %s %s in %s.".formatted(Counted.of(matched.size(), "tensor"), format,
                matched.size() == 1 ? "is" : "are", file));
        changed.forEach((name, how) -> lines.add("Made to fit: " + name + ", " + how + "."));
        if (!missing.isEmpty()) {
            lines.add("Missing, so they start anew: " + few(missing) + ".");
        }
        if (!leftOver.isEmpty()) {
            lines.add("Left over: " + few(leftOver) + ".");
        }
        if (unusedHeadOutputs != null) {
            lines.add(
                    "Its classification head of %s is not used: the file does not say what they are; name them in their order by --findings to import a classifier."
                            .formatted(Counted.of(unusedHeadOutputs, "output")));
        }
        if (vocabulary != null) {
            lines.add("Its vocabulary of " + Counted.of(vocabulary, "word") + " is in it.");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String few(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
