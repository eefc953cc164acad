package org.refers.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refers.model.text.Counted;
import org.refers.model.text.ShownText;
import org.refers.model.workspace.ScratchWorkspace.Comparison;
import org.refers.model.workspace.ScratchWorkspace.Share;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.importer.ImportLook;
import org.refers.model.workspace.importer.ImportLook.Verdict;
import org.refers.model.workspace.importer.ImportResult;

/** The answer of {@code refers import --dry-run}: that of an import, with what to do about each rejection. */
record LookAnswer( // checkstyle: RecordComponentNumber, because it is the import's object and what a look adds to it
        boolean dryRun, String kind, int studies, int radiographs, int reports, int labels, int boxes,
        Map<String, Integer> splits, List<Rejected> rejected, ImportCommand.Added added, @Nullable Comparison present,
        List<String> notices, boolean stopped) {

    private static final String LINE = System.lineSeparator();
    private static final int TOLD = 40;

    /** A file or line that would be left out, or is doubtful. */
    record Rejected(String file, String reason, String problem, String fix) {

        static Rejected of(Verdict verdict) {
            return new Rejected(verdict.file(), verdict.reason(), name(verdict.problem()), verdict.fix());
        }
    }

    static LookAnswer of(ImportLook look) {
        ImportResult result = look.result();
        return new LookAnswer(true, look.kind(), result.studies(), result.radiographs(), result.reports(),
                result.labels(),
                result.boxes(), splits(look), look.verdicts().stream().map(Rejected::of).toList(),
                ImportCommand.Added.of(result.added()), look.present().orElse(null), result.notices(), look.stopped());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Integer> splits(ImportLook look) {
        Map<String, Integer> splits = new LinkedHashMap<>();
        for (Split side : Split.values()) {
            splits.put(name(side), look.splits().getOrDefault(side, 0));
        }
        return splits;
    }

    /** The same in words. */
    static String words(ImportLook look) {
        StringBuilder words = new StringBuilder("Nothing was written. As kind ").append(look.kind())
                .append(look.stopped() ? ", what was read before the stop has " : ", this import would bring ")
                .append(ImportCommand.counts(look.result())).append('.')
                .append(LINE)
                .append("Studies by side: ").append(splits(look).entrySet().stream()
                        .map(side -> side.getKey() + " " + side.getValue()).collect(Collectors.joining(", ")))
                .append('.');
        look.present().ifPresent(present -> words.append(LINE).append("Compared with the workspace: ")
                .append(share(present.studies(), "study", "studies")).append("; ")
                .append(share(present.radiographs(), "radiograph", "radiographs")).append('.'));
        List<Verdict> verdicts = look.verdicts();
        if (verdicts.isEmpty()) {
            return words.append(LINE).append(look.stopped()
                    ? "Of what was read, nothing would be left out, and nothing is doubtful."
                    : "Nothing would be left out, and nothing is doubtful.").toString();
        }
        words.append(LINE).append(verdicts.size()).append(" left out or doubtful (")
                .append(look.problems().entrySet().stream()
                        .map(count -> name(count.getKey()).replace('_', ' ') + " " + count.getValue())
                        .collect(Collectors.joining(", ")))
                .append("):");
        verdicts.stream().limit(TOLD).forEach(verdict -> words.append(LINE).append("  ")
                .append(ShownText.line(verdict.file() + ": " + verdict.reason())).append(LINE).append("      ")
                .append(verdict.fix()));
        if (verdicts.size() > TOLD) {
            words.append(LINE).append("  and more; --json lists all.");
        }
        return words.toString();
    }

    private static String share(Share share, String one, String many) {
        return Counted.of(share.added(), "new " + one, "new " + many) + ", " + share.changed() + " changed, "
                + share.unchanged()
                + " unchanged";
    }
}
