package org.refers.training.data;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.LabelOrigin;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyIndex;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * Labelled projections in the workspace's order, of one side or of all. A byte a label is in memory; a radiograph's row is made when
 * it is asked for.
 */
public final class LabelledSide extends AbstractList<LabelledRadiograph> {

    private static final FindingLabel[] LABELS = FindingLabel.values();

    private final StudyIndex index;
    private final byte[] labels;
    private final int findings;
    private final int[] items;

    private LabelledSide(StudyIndex index, byte[] labels, int findings, int[] items) {
        this.index = index;
        this.labels = labels;
        this.findings = findings;
        this.items = items;
    }

    /**
     * Reads the projections of all sides that have a label, also if it is uncertain.
     *
     * @param findings K names, the order of the labels
     * @param origin whose labels
     * @param frontalOnly whether lateral and other views are left out
     */
    public static LabelledSide readAll(Workspace workspace, List<String> findings, LabelOrigin origin,
            boolean frontalOnly) throws WorkspaceException {
        StudyIndex index = workspace.index();
        LabelledSide all = new LabelledSide(index, workspace.labels(index, findings, origin), findings.size(),
                IntStream.range(0, index.radiographs()).toArray());
        return all.keep(item -> index.isProjection(item) && all.hasLabel(item, label -> label != FindingLabel.UNKNOWN)
                && (!frontalOnly || LabelledRadiograph.mayBeFrontal(index.view(item))));
    }

    /** Those of one side that have a label that gives a loss. */
    public LabelledSide on(Split split, UncertainLabels uncertain) {
        BitSet wanted = new BitSet(index.radiographs());
        for (int study = 0; study < index.size(); study++) {
            wanted.set(index.first(study), index.first(study + 1), index.split(study) == split);
        }
        return keep(radiograph -> wanted.get(radiograph) && hasLabel(radiograph, uncertain::teaches));
    }

    /** Those of one side that have a label that is known, as metrics count it. */
    public LabelledSide on(Split split) {
        return on(split, UncertainLabels.IGNORE);
    }

    /** How many labels are uncertain. */
    public int uncertain() {
        int count = 0;
        for (int item : items) {
            for (int finding = 0; finding < findings; finding++) {
                count += label(item, finding) == FindingLabel.UNCERTAIN ? 1 : 0;
            }
        }
        return count;
    }

    /** How often each label was given for a finding, by its position. */
    public Map<FindingLabel, Integer> counts(int finding) {
        Map<FindingLabel, Integer> counts = new EnumMap<>(FindingLabel.class);
        for (int item : items) {
            counts.merge(label(item, finding), 1, Integer::sum);
        }
        return counts;
    }

    private boolean hasLabel(int radiograph, Predicate<FindingLabel> wanted) {
        for (int finding = 0; finding < findings; finding++) {
            if (wanted.test(label(radiograph, finding))) {
                return true;
            }
        }
        return false;
    }

    private FindingLabel label(int radiograph, int finding) {
        return LABELS[labels[radiograph * findings + finding]];
    }

    private LabelledSide keep(IntPredicate radiographs) {
        return new LabelledSide(index, labels, findings, Arrays.stream(items).filter(radiographs).toArray());
    }

    /** A share of them, drawn by patient, see {@link Subset}. */
    public LabelledSide share(double ratio, long seed) {
        int[] taken = Subset.take(items.length, item -> index.patientKey(index.studyOf(items[item])), ratio, seed);
        return new LabelledSide(index, labels, findings, Arrays.stream(taken).map(item -> items[item]).toArray());
    }

    /** Those that could be decoded. */
    public LabelledSide readable(PictureSet pictures) {
        return keep(radiograph -> pictures.has(index.radiographId(radiograph)));
    }

    /** Their place in the index. */
    public RadiographList.Part part() {
        return new RadiographList.Part(index, items);
    }

    @Override
    public LabelledRadiograph get(int item) {
        int radiograph = items[item];
        int study = index.studyOf(radiograph);
        return new LabelledRadiograph(index.radiographId(radiograph), index.view(radiograph), index.id(study),
                index.patientId(study),
                IntStream.range(0, findings).mapToObj(finding -> label(radiograph, finding)).toList());
    }

    @Override
    public int size() {
        return items.length;
    }
}
