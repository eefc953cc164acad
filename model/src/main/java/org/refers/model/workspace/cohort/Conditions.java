package org.refers.model.workspace.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * Reads conditions such as {@code view=frontal}, {@code finding=Mass:absent,uncertain} or {@code split!=train}. A comma means
 * "or", except in {@code text}, all whose words must occur.
 */
public final class Conditions {

    private static final Pattern SHAPE = Pattern.compile("\\s*([a-z]+)\\s*(!?=)\\s*(.*?)\\s*", Pattern.DOTALL);
    private static final Pattern AGES = Pattern.compile("(\\d{0,3}(?:\\.\\d+)?)-(\\d{0,3}(?:\\.\\d+)?)");
    private static final String UNKNOWN = "unknown";

    private final Map<String, BiConsumer<List<String>, Sql>> kinds = new TreeMap<>();
    private final List<String> findings;

    /** Creates a reader of conditions for a workspace, whose findings they may name. */
    public Conditions(Workspace workspace) throws WorkspaceException {
        findings = workspace.findingNames();
        kinds.put("view", (words, sql) -> sql.in("SELECT id FROM radiographs WHERE view", views(words)));
        kinds.put("modality", (words, sql) -> sql.in("SELECT id FROM radiographs WHERE modality", modalities(words)));
        kinds.put("split", (words, sql) -> sql.of(Unit.PATIENT).in("SELECT id FROM patients WHERE split",
                words.stream().map(word -> named(Split.class, "split", word).name()).toList()));
        kinds.put("sex", (words, sql) -> sql.of(Unit.PATIENT).in("SELECT id FROM patients WHERE sex",
                words.stream().map(Conditions::sex).toList()));
        kinds.put("age", (words, sql) -> age(words, sql.of(Unit.STUDY)));
        kinds.put("finding", this::finding);
        kinds.put("text", (words, sql) -> text(words.getFirst(), sql.of(Unit.STUDY)));
        kinds.put("report",
                (words, sql) -> sql.of(Unit.STUDY).exists("report", words, "SELECT study FROM reports"));
        kinds.put("boxes", (words, sql) -> sql.exists("boxes", words, "SELECT radiograph FROM all_boxes"));
        kinds.put("reader", (words, sql) -> sql.in("SELECT radiograph FROM all_boxes WHERE reader", words));
        kinds.put("source", (words, sql) -> sql.in(
                "SELECT r.id FROM sources o JOIN radiographs r ON r.source = o.id WHERE o.kind", words));
        kinds.put("manufacturer",
                (words, sql) -> sql.in("SELECT id FROM radiographs WHERE manufacturer COLLATE NOCASE", known(words)));
        kinds.put("device",
                (words, sql) -> sql.in("SELECT id FROM radiographs WHERE device COLLATE NOCASE", known(words)));
    }

    /** A statement while it is put together. */
    private static final class Sql {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();
        private Unit unit = Unit.RADIOGRAPH;
        private boolean negated;

        Sql of(Unit counted) {
            unit = counted;
            return this;
        }

        void or(String statement, Object... of) {
            if (!text.isEmpty()) {
                // The numbers become a set anyway; making one in the database takes as long as all the rest.
                text.append(" UNION ALL ");
            }
            text.append(statement);
            values.addAll(Arrays.asList(of));
        }

        void in(String column, List<String> of) {
            or(column + " IN (" + String.join(", ", of.stream().map(one -> "?").toList()) + ")", of.toArray());
        }

        void exists(String name, List<String> words, String statement) {
            String word = String.join(",", words).toLowerCase(Locale.ROOT);
            if (!word.equals("yes") && !word.equals("no")) {
                throw new CohortException(name + "=" + word + " is neither yes nor no");
            }
            negated = word.equals("no");
            or(statement);
        }
    }

    /**
     * Reads a condition.
     *
     * @throws CohortException if it names nothing that radiographs are told apart by, or a value that is none
     */
    public Condition read(String text) {
        Matcher shape = SHAPE.matcher(text);
        BiConsumer<List<String>, Sql> kind = shape.matches() ? kinds.get(shape.group(1)) : null;
        if (kind == null) {
            throw new CohortException("\"" + text + "\" is no condition; write NAME=VALUE or NAME!=VALUE with one of "
                    + String.join(", ", kinds.keySet()));
        }
        String name = shape.group(1);
        String value = shape.group(3);
        List<String> words = name.equals("text") || name.equals("finding")
                ? List.of(value)
                : Arrays.stream(value.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || value.isEmpty()) {
            throw new CohortException("\"" + text + "\" lacks a value after " + name);
        }
        Sql sql = new Sql();
        kind.accept(words, sql);
        boolean negated = shape.group(2).equals("!=") != sql.negated;
        return new Condition(text.strip(), sql.unit, sql.text.toString(), sql.values, negated);
    }

    private static List<String> views(List<String> words) {
        List<String> views = new ArrayList<>();
        for (String word : words) {
            if (word.equalsIgnoreCase("frontal")) {
                views.addAll(List.of(ViewPosition.PA.name(), ViewPosition.AP.name()));
            } else {
                views.add(named(ViewPosition.class, "view", word).name());
            }
        }
        return views;
    }

    private static List<String> modalities(List<String> words) {
        return words.stream().map(word -> word.equalsIgnoreCase(UNKNOWN) ? "" : word.toUpperCase(Locale.ROOT)).toList();
    }

    private static List<String> known(List<String> words) {
        return words.stream().map(word -> word.equalsIgnoreCase(UNKNOWN) ? "" : word).toList();
    }

    private static String sex(String word) {
        Sex sex = Sex.of(word);
        if (sex == Sex.UNKNOWN && !word.equalsIgnoreCase(UNKNOWN)) {
            throw new CohortException("sex=" + word + " is none of female, male, other, unknown");
        }
        return sex.code();
    }

    private static void age(List<String> words, Sql sql) {
        String ages = "SELECT id FROM studies WHERE age ";
        for (String word : words) {
            Matcher range = AGES.matcher(word);
            if (word.equalsIgnoreCase(UNKNOWN)) {
                sql.or(ages + "IS NULL");
            } else if (range.matches() && !word.equals("-")) {
                double from = range.group(1).isEmpty() ? 0 : Double.parseDouble(range.group(1));
                double to = range.group(2).isEmpty() ? Double.MAX_VALUE : Double.parseDouble(range.group(2));
                sql.or(ages + "BETWEEN ? AND ?", from, to);
            } else {
                throw new CohortException("age=" + word + " is no range of years; write 40-60, 40-, -60 or unknown");
            }
        }
    }

    /** {@code NAME} or {@code NAME:LABEL,LABEL}. */
    private void finding(List<String> words, Sql sql) {
        String word = words.getFirst();
        int colon = word.lastIndexOf(':');
        String asked = colon < 0 ? word : word.substring(0, colon);
        String name = findings.stream().filter(known -> plain(known).equals(plain(asked))).findFirst()
                .orElseThrow(() -> new CohortException("no source of this workspace labels the finding " + asked
                        + "; it has " + (findings.isEmpty() ? "none" : String.join(", ", findings))));
        List<FindingLabel> labels = colon < 0
                ? List.of(FindingLabel.PRESENT)
                : Arrays.stream(word.substring(colon + 1).split(","))
                        .map(label -> named(FindingLabel.class, "label", label)).toList();
        // The unknown ones have no row: they are those without any other label.
        sql.negated = labels.contains(FindingLabel.UNKNOWN);
        for (FindingLabel label : FindingLabel.values()) {
            if (label != FindingLabel.UNKNOWN && labels.contains(label) != sql.negated) {
                sql.or(labelled(), name, label.ordinal(), name, label.ordinal());
            }
        }
        if (sql.text.isEmpty()) {
            sql.or("SELECT id FROM radiographs WHERE id < 0");
        }
    }

    /** A study's label is that of its radiographs, unless they have their own. */
    private static String labelled() {
        return "SELECT l.radiograph FROM labels l WHERE l.finding = (SELECT id FROM findings WHERE name = ?)"
                + " AND l.value = ? UNION ALL SELECT r.id FROM study_labels l JOIN radiographs r ON r.study = l.study"
                + " WHERE l.finding = (SELECT id FROM findings WHERE name = ?)"
                + " AND l.value = ? AND NOT EXISTS (SELECT 1 FROM labels o WHERE o.radiograph = r.id AND o.finding = l.finding)";
    }

    private static String plain(String finding) {
        return finding.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static void text(String words, Sql sql) {
        String match = ReportWords.beginnings(words)
                .orElseThrow(() -> new CohortException("text=" + words + " has no word to look for"));
        sql.or("SELECT rowid FROM report_words WHERE report_words MATCH ?", match);
    }

    private static <E extends Enum<E>> E named(Class<E> kind, String name, String word) {
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word.strip())) {
                return constant;
            }
        }
        throw new CohortException(name + " " + word + " is none of " + String.join(", ",
                Arrays.stream(kind.getEnumConstants()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList()));
    }
}
