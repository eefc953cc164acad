package org.refers.model.workspace.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.image.Resampler;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceCounts;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.PictureGroups.Pair;
import org.refers.model.workspace.check.ReportBlock.Cell;
import org.refers.model.workspace.check.ReportBlock.Heading;
import org.refers.model.workspace.check.ReportBlock.Items;
import org.refers.model.workspace.check.ReportBlock.Paragraph;
import org.refers.model.workspace.check.ReportBlock.Pictures;
import org.refers.model.workspace.check.ReportBlock.Table;

/** Puts the report together. */
final class ReportMaker {

    /** Wide enough to see that two pictures are one. */
    private static final int PICTURE_SIDE = 240;
    private static final int MOST_PICTURES = 40;
    private static final int MOST_ASSOCIATIONS = 40;

    private final Workspace workspace;
    private final CheckStore store;
    private final CheckedData data;
    private final CheckRequest request;

    ReportMaker(Workspace workspace, CheckStore store, CheckedData data, CheckRequest request) {
        this.workspace = workspace;
        this.store = store;
        this.data = data;
        this.request = request;
    }

    /** All that was found. */
    record Found(List<Issue> issues, List<Pair> pairs, List<Shortcuts.Found> shortcuts, CheckResult.WorkDone work) {
    }

    DataReport report(Found found) throws WorkspaceException {
        List<ReportBlock> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Made on " + LocalDate.now() + " by REFERS Workstation " + request.programVersion()
                + " (form " + PictureFacts.VERSION
                + " of the measurements). Patients, studies and radiographs are named by"
                + " pseudonymous keys. Research use only."));
        if (found.work.open() > 0 || found.work.stopped()) {
            blocks.add(new Paragraph(
                    "The check is not finished: " + Counted.of(found.work.open(), "radiograph was", "radiographs were")
                            + " not looked at yet."
                            + " Run it again; it goes on where it was."));
        }
        counts(blocks);
        blocks.addAll(new Origins(workspace).blocks());
        issues(blocks, found.issues);
        flow(blocks);
        blocks.addAll(new Subgroups(data).blocks());
        associations(blocks, found.shortcuts);
        if (request.pictures()) {
            pictures(blocks, found.pairs);
        }
        blocks.addAll(Origins.limits());
        blocks.add(new Heading("Rules"));
        blocks.add(new Table(List.of("rule", "weight", "definition and threshold"), Arrays.stream(Rule.values())
                .map(rule -> List.of(Cell.of(rule.title()), Cell.of(word(rule.severity())),
                        Cell.of(rule.definition() + " " + rule.remedy())))
                .toList()));
        return new DataReport(blocks);
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private void counts(List<ReportBlock> blocks) throws WorkspaceException {
        WorkspaceCounts counts = workspace.counts();
        blocks.add(new Heading("Data"));
        blocks.add(new Table(List.of("patients", "studies", "radiographs", "reports", "labels", "boxes"),
                List.of(List.of(Cell.of(counts.patients()), Cell.of(counts.studies()), Cell.of(counts.radiographs()),
                        Cell.of(counts.reports()), Cell.of(counts.labels()), Cell.of(counts.boxes())))));
        blocks.add(new Paragraph(
                "SHA-256 of the list of radiographs (a line each: key, blank, SHA-256 of the file; sorted by key): "
                        + listSha256()));
    }

    private void issues(List<ReportBlock> blocks, List<Issue> issues) throws WorkspaceException {
        blocks.add(new Heading("What was found"));
        blocks.add(new Paragraph(Origins.compared(workspace)));
        if (issues.isEmpty()) {
            blocks.add(new Paragraph("No rule found anything."));
            return;
        }
        blocks.add(new Paragraph("Rules that found something: " + Arrays.stream(Severity.values())
                .map(severity -> count(severity, issues))
                .collect(Collectors.joining(", ")) + "."));
        blocks.add(new Table(List.of("weight", "rule", "radiographs", "studies", "remark"), issues.stream()
                .map(issue -> List.of(Cell.of(word(issue.rule().severity())), Cell.of(issue.rule().title()),
                        count(issue.radiographs()), count(issue.studies()), Cell.of(issue.detail())))
                .toList()));
        for (Issue issue : issues) {
            if (!issue.examples().isEmpty()) {
                String shown = issue.examples().size() < Issue.EXAMPLES ? ":" : ", the first " + Issue.EXAMPLES + ":";
                blocks.add(new Paragraph(issue.rule().title() + shown));
                blocks.add(new Items(issue.examples()));
            }
        }
    }

    private static String count(Severity severity, List<Issue> issues) {
        long count = issues.stream().filter(issue -> issue.rule().severity() == severity).count();
        return count + " " + word(severity) + (count == 1 || severity == Severity.SERIOUS ? "" : "s");
    }

    private static Cell count(int number) {
        return Cell.of(number == 0 ? "-" : Integer.toString(number));
    }

    private void flow(List<ReportBlock> blocks) {
        List<CheckedRadiograph> all = data.radiographs();
        List<CheckedRadiograph> readable = all.stream().filter(r -> r.measured().readable()).toList();
        List<CheckedRadiograph> varied = readable.stream().filter(r -> !r.measured().constant()).toList();
        List<CheckedRadiograph> left = varied.stream()
                .filter(r -> !r.taken().modality().equals("CT") && !r.taken().modality().equals("MR")).toList();
        List<List<Cell>> rows = new ArrayList<>();
        row(rows, "in the workspace", all, "-");
        row(rows, "readable", readable, leftOut(all, readable));
        row(rows, "not constant", varied, leftOut(readable, varied));
        row(rows, "projections", left, leftOut(varied, left));
        for (Split side : Split.values()) {
            row(rows, "of them on " + (side == Split.NONE ? "no side" : "the " + Words.of(side) + " side"),
                    left.stream().filter(r -> r.owner().split() == side).toList(), "-");
        }
        blocks.add(new Heading("Flow"));
        blocks.add(new Paragraph(
                "Radiographs are left out row by row, those not measured yet among the unreadable; they stay in"
                        + " the workspace. The sides share what is left."));
        blocks.add(new Table(List.of("", "radiographs", "left out", "studies", "patients"), rows));
    }

    private static String leftOut(List<CheckedRadiograph> before, List<CheckedRadiograph> after) {
        return Integer.toString(before.size() - after.size());
    }

    private static void row(List<List<Cell>> rows, String name, List<CheckedRadiograph> radiographs, String leftOut) {
        rows.add(List.of(Cell.of(name), Cell.of(radiographs.size()), Cell.of(leftOut),
                Cell.of(radiographs.stream().mapToInt(r -> r.owner().study()).distinct().count()),
                Cell.of(radiographs.stream().mapToInt(r -> r.owner().patient()).distinct().count())));
    }

    private static void associations(List<ReportBlock> blocks, List<Shortcuts.Found> shortcuts) {
        blocks.add(new Heading("Findings against attributes"));
        blocks.add(new Paragraph(
                "Cramer's V, corrected for bias, over one radiograph a patient, the strongest first. The share of"
                        + " permutations is given where V reaches " + Rule.SHORTCUT_V + "."
                        + (shortcuts.size() > MOST_ASSOCIATIONS
                                ? " These are the first " + MOST_ASSOCIATIONS + " of " + shortcuts.size() + "."
                                : "")));
        blocks.add(new Table(List.of("finding", "attribute", "patients", "V", "permutations that reach it"),
                shortcuts.stream().limit(MOST_ASSOCIATIONS).map(found -> List.of(Cell.of(found.finding()),
                        Cell.of(found.attribute().words()), Cell.of(found.patients()),
                        new Cell(String.format(Locale.ROOT, "%.2f", found.association().strength()),
                                found.association().strength()),
                        Cell.of(found.association().strength() >= Rule.SHORTCUT_V
                                ? String.format(Locale.ROOT, "%.1f %%", 100 * found.association().chance())
                                : "-")))
                        .toList()));
    }

    private void pictures(List<ReportBlock> blocks, List<Pair> pairs) throws WorkspaceException {
        blocks.add(new Heading("Pictures"));
        blocks.add(new Paragraph("These are pictures of patients: keep this file where the data are."));
        List<Pair> worstFirst = pairs.stream().sorted(Comparator.comparing(Pair::onePatient)
                .thenComparing(pair -> !pair.acrossSides())).toList();
        if (pairs.size() > MOST_PICTURES) {
            blocks.add(new Paragraph("The first " + MOST_PICTURES + " of " + pairs.size()
                    + " pairs: those across sides, then those under two patients, then those of one patient."));
        }
        for (Pair pair : worstFirst.stream().limit(MOST_PICTURES).toList()) {
            byte[] one = picture(pair.one());
            byte[] other = picture(pair.other());
            if (one.length > 0 && other.length > 0) {
                blocks.add(new Pictures(pair.inWords(), one, other));
            }
        }
    }

    /** A small JPEG, empty if the file is gone. */
    private byte[] picture(CheckedRadiograph radiograph) throws WorkspaceException {
        try {
            float[] grey = Resampler.displayGrey(RadiographReader.read(store.file(radiograph.row()).file()),
                    PICTURE_SIDE,
                    PICTURE_SIDE);
            byte[] bytes = new byte[grey.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (grey[i] * 255 + 0.5f);
            }
            return JpegWriter.grey(PICTURE_SIDE, PICTURE_SIDE, bytes, 0.85);
        } catch (RadiographException | IOException gone) {
            return new byte[0];
        }
    }

    String listSha256() throws WorkspaceException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            workspace.query(connection -> {
                CheckStore.each(connection, "SELECT key || ' ' || sha256 || char(10) FROM radiographs ORDER BY key",
                        row -> digest.update(row.getString(1).getBytes(StandardCharsets.US_ASCII)));
                return true;
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
