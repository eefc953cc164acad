package org.refers.model.workspace.importer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.workspace.ScratchWorkspace;
import org.refers.model.workspace.Split;

/**
 * What an import would do, found out by an import into a workspace that is thrown away.
 *
 * @param kind of the source, as it would be read
 * @param result what the import would give
 * @param splits studies of the source on each side
 * @param present how the source compares with the workspace that was named; empty if there is none yet
 * @param stopped whether the user ended it early: the figures are those of what was read
 */
public record ImportLook(String kind, ImportResult result, Map<Split, Integer> splits,
        Optional<ScratchWorkspace.Comparison> present, boolean stopped) {

    /** Kinds of problems, for filters. */
    public enum Problem {
        /** A file that a table or a disc's list names is not there. */
        MISSING,
        /** The bytes of a picture make no sense or are not all there. */
        DAMAGED,
        /** A compression that this program does not decode. */
        CODEC,
        /** A file that holds no radiograph. */
        NO_PICTURE,
        /** The same picture or name twice. */
        DUPLICATE,
        /** A picture without a row in the table. */
        UNLISTED,
        /** A report without a study, or a study without its report. */
        REPORT,
        /** A whole table or a column of it. */
        TABLE,
        /** A line of a table. */
        ROW,
        /** A box or a mask. */
        BOX,
        /** Rights and links. */
        ACCESS
    }

    /**
     * What is to be said of a file.
     *
     * @param file as in {@link ImportResult.Rejection}; to be shown, never logged
     * @param reason what is the matter with it, in one sentence that follows its name
     * @param problem of which kind that is
     * @param fix what to do about it
     */
    public record Verdict(String file, String reason, Problem problem, String fix) {
    }

    /** Keeps the sides in their order. */
    public ImportLook {
        splits = Map.copyOf(splits);
    }

    /** The verdicts on all files and lines that are left out or doubtful, in the order of the import. */
    public List<Verdict> verdicts() {
        return result.rejected().stream().map(Remedies::verdict).toList();
    }

    /** How many verdicts there are of each kind; kinds without one are absent. */
    public Map<Problem, Integer> problems() {
        Map<Problem, Integer> counts = new EnumMap<>(Problem.class);
        verdicts().forEach(verdict -> counts.merge(verdict.problem(), 1, Integer::sum));
        return counts;
    }
}
