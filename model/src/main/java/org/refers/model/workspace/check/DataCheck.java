package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * Checks a workspace before training: pictures, copies of them across sides and patients, labels, reports, boxes, subgroups and
 * shortcuts. What costs time is kept in the workspace, so that a check that was stopped or killed goes on, and the next one
 * looks at new radiographs only.
 */
public final class DataCheck {

    private final Workspace workspace;
    private final CheckRequest request;

    /** A check of a workspace that stays open until it is done. */
    public DataCheck(Workspace workspace, CheckRequest request) {
        this.workspace = workspace;
        this.request = request;
    }

    /**
     * Runs the check on this thread and some of its own.
     *
     * @param stop asked often; once true, the check ends with what it has
     */
    public CheckResult run(CheckProgress progress, BooleanSupplier stop) throws WorkspaceException {
        CheckStore store = new CheckStore(workspace);
        long start = System.nanoTime();
        int measured = new PicturePass(store, progress, stop).run(request.threads());
        double seconds = (System.nanoTime() - start) / 1e9;
        int compared = stop.getAsBoolean() ? 0 : new PairPass(store, progress, stop).run();
        progress.at(CheckProgress.Phase.RULES, 0, 1);
        CheckedData data = CheckedData.read(workspace);
        List<PictureGroups.Pair> pairs = PictureGroups.pairs(workspace, store, data);
        List<Shortcuts.Found> shortcuts = new Shortcuts(data).all();
        List<Issue> issues = new ArrayList<>(new PictureRules(data.radiographs(), pairs).issues());
        issues.addAll(new DataRules(workspace, data).issues());
        shortcuts(issues, shortcuts);
        issues.sort(Comparator.comparing(Issue::rule));
        CheckResult.WorkDone work = new CheckResult.WorkDone(measured, compared, store.unmeasured(), seconds,
                stop.getAsBoolean());
        ReportMaker maker = new ReportMaker(workspace, store, data, request);
        CheckResult result = new CheckResult(workspace.counts(), work, maker.listSha256(), issues,
                maker.report(new ReportMaker.Found(issues, pairs, shortcuts, work)));
        progress.at(CheckProgress.Phase.RULES, 1, 1);
        return result;
    }

    private static void shortcuts(List<Issue> issues, List<Shortcuts.Found> shortcuts) {
        List<String> flagged = shortcuts.stream().filter(Shortcuts.Found::isShortcut).map(Shortcuts.Found::inWords)
                .toList();
        if (!flagged.isEmpty()) {
            issues.add(new Issue(Rule.SHORTCUT, 0, 0, Counted.of(flagged.size(), "pair")
                    + " of finding and attribute", flagged));
        }
    }
}
