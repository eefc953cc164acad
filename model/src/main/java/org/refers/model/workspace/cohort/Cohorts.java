package org.refers.model.workspace.cohort;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/** Finds cohorts among the radiographs there were when it was made. */
public final class Cohorts {

    private final Owners owners;

    /** Creates a search over an open workspace, which must stay open. */
    public Cohorts(Workspace workspace) throws WorkspaceException {
        owners = new Owners(workspace);
    }

    /** Applies conditions one after the other. Studies without radiographs are in no step. */
    public Cohort meeting(List<Condition> conditions) throws WorkspaceException {
        BitSet left = new BitSet();
        int[] studyOf = owners.studies();
        for (int radiograph = 0; radiograph < studyOf.length; radiograph++) {
            left.set(radiograph, studyOf[radiograph] > 0);
        }
        List<Cohort.Step> flow = new ArrayList<>();
        flow.add(step(Cohort.ALL, left, left.cardinality()));
        for (Condition condition : conditions) {
            int before = left.cardinality();
            left.and(owners.radiographs(condition));
            flow.add(step(condition.text(), left, before));
        }
        return new Cohort(flow, left);
    }

    private Cohort.Step step(String condition, BitSet left, int before) throws WorkspaceException {
        BitSet studies = owners.ofRadiographs(left);
        int kept = left.cardinality();
        return new Cohort.Step(condition, kept, studies.cardinality(), owners.ofStudies(studies).cardinality(),
                before - kept);
    }
}
