package org.refers.model.workspace.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/** Finds the studies in which a word occurs, wherever the list of studies shows or searches it. */
final class WordSearch {

    private static final Pattern KEY = Pattern.compile("[psr][0-9a-f]*");

    private final Owners owners;
    private final List<String> findings;

    WordSearch(Workspace workspace, Owners owners) throws WorkspaceException {
        this.owners = owners;
        this.findings = workspace.findingNames();
    }

    /** The numbers of the studies. */
    BitSet studies(String word) throws WorkspaceException {
        BitSet found = new BitSet();
        for (Condition place : places(word)) {
            found.or(owners.studies(place));
        }
        return found;
    }

    private List<Condition> places(String word) {
        List<Condition> places = new ArrayList<>();
        Optional<String> match = ReportWords.beginnings(word);
        if (match.isPresent()) {
            places.add(place(Unit.STUDY, "SELECT rowid FROM report_words WHERE report_words MATCH ?", match.get()));
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (KEY.matcher(lower).matches()) {
            String between = " WHERE key BETWEEN ? AND ?";
            String behind = lower + '~';
            switch (lower.charAt(0)) {
                case 'p' -> places.add(place(Unit.PATIENT, "SELECT id FROM patients" + between, lower, behind));
                case 's' -> places.add(place(Unit.STUDY, "SELECT id FROM studies" + between, lower, behind));
                default -> places.add(place(Unit.STUDY, "SELECT study FROM radiographs" + between, lower, behind));
            }
        }
        for (ViewPosition view : ViewPosition.values()) {
            if (begins(view, lower)) {
                places.add(place(Unit.STUDY, "SELECT study FROM radiographs WHERE view = ?", view.name()));
            }
        }
        for (Split split : Split.values()) {
            if (split != Split.NONE && begins(split, lower)) {
                places.add(place(Unit.PATIENT, "SELECT id FROM patients WHERE split = ?", split.name()));
            }
        }
        for (String finding : findings) {
            if (Arrays.stream(finding.toLowerCase(Locale.ROOT).split("[ _/-]+"))
                    .anyMatch(one -> one.startsWith(lower))) {
                String present = " WHERE value = 0 AND finding = (SELECT id FROM findings WHERE name = ?)";
                places.add(place(Unit.RADIOGRAPH, "SELECT radiograph FROM labels" + present, finding));
                places.add(place(Unit.STUDY, "SELECT study FROM study_labels" + present, finding));
            }
        }
        return places;
    }

    private static boolean begins(Enum<?> constant, String lower) {
        return constant.name().toLowerCase(Locale.ROOT).startsWith(lower);
    }

    private static Condition place(Unit unit, String sql, Object... values) {
        return new Condition("", unit, sql, List.of(values), false);
    }
}
