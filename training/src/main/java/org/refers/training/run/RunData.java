package org.refers.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.LabelOrigin;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.LeakSummary;
import org.refers.training.data.LabelledSide;
import org.refers.training.data.ReportedStudies;
import org.refers.training.data.UncertainLabels;
import org.refers.training.data.WordMask;

/**
 * What a workspace has for a run, counted by the same rules as the run itself goes by.
 *
 * @param studies all studies
 * @param training items to learn from: studies with a report, or labelled radiographs of the share
 * @param validation items to validate on
 * @param test items of the test, which pre-training does not touch
 * @param radiographs that are read, of all sides
 * @param labels of each finding that the workspace has, in its order; empty for pre-training
 * @param checks what the check of the data knows
 * @param problem why no run can begin on it, in a sentence
 */
public record RunData(int studies, Side training, Side validation, Side test, int radiographs, List<Labels> labels,
        LeakSummary checks, Optional<String> problem) {

    /** Creates the counts. */
    public RunData {
        labels = List.copyOf(labels);
    }

    /**
     * Items of a side.
     *
     * @param usable those that the run uses
     * @param all those that the side has
     */
    public record Side(int usable, int all) {
    }

    /**
     * Labels of a finding on the three sides.
     *
     * @param finding its name
     * @param task whether the task learns it
     * @param sides by side, in the order training, validation, test
     */
    public record Labels(String finding, boolean task, List<Count> sides) {

        /** Creates the counts. */
        public Labels {
            sides = List.copyOf(sides);
        }
    }

    /** How many labels say a finding is present, absent or uncertain. */
    public record Count(int present, int absent, int uncertain) {
    }

    /**
     * Counts what a request would find.
     *
     * @throws WorkspaceException if the workspace cannot be read
     */
    public static RunData of(RunRequest request, Workspace workspace) throws WorkspaceException {
        return switch (request) {
            case PretrainRequest pretrain -> ofReports(pretrain.recipe(), workspace);
            case FinetuneRequest finetune -> ofLabels(finetune, workspace);
        };
    }

    private static RunData ofReports(Recipe recipe, Workspace workspace) throws WorkspaceException {
        String stems = recipe.text(RecipeKey.MASK_WORDS);
        WordMask mask = new WordMask(stems.equals("none") ? List.of() : List.of(stems.split(",")));
        ReportedStudies.Sides sides = ReportedStudies.read(workspace, mask,
                Math.max(1, recipe.count(RecipeKey.MIN_REPORT_TOKENS)));
        ReportedStudies validation = sides.validation().usable().first(recipe.whole(RecipeKey.VALIDATION_STUDIES));
        int training = sides.training().usable().size();
        Optional<String> problem = training < 2
                ? Optional.of(PretrainRun.tooFewStudies(training))
                : Optional.empty();
        return new RunData(workspace.counts().studies(), new Side(training, sides.training().all()),
                new Side(validation.size(), sides.validation().all()), new Side(0, 0),
                sides.training().usable().index().radiographs() + validation.index().radiographs(), List.of(),
                LeakSummary.of(workspace), problem);
    }

    private static RunData ofLabels(FinetuneRequest request, Workspace workspace) throws WorkspaceException {
        LabelOrigin origin = LabelledSides.origin(request.recipe());
        List<String> labelled = workspace.labelledFindings(origin);
        boolean frontal = request.recipe().text(RecipeKey.VIEWS).equals("frontal");
        try {
            List<String> all = FindingTasks.resolve(FindingTasks.ALL, labelled);
            LabelledSide every = LabelledSide.readAll(workspace, all, origin, frontal);
            List<String> task = taskOf(request.task(), labelled);
            LabelledSide read = LabelledSide.readAll(workspace, task.isEmpty() ? all : task, origin,
                    frontal);
            LabelledSide training = read.on(Split.TRAIN, LabelledSides.uncertain(request.recipe()));
            LabelledSide share = training.share(request.labelRatio(), request.recipe().whole(RecipeKey.SEED));
            LabelledSides sides = new LabelledSides(share, read.on(Split.VALIDATION), read.on(Split.TEST));
            return new RunData(workspace.counts().studies(), new Side(share.size(), training.size()),
                    side(sides.validation()), side(sides.test()),
                    share.size() + sides.validation().size() + sides.test().size(), labels(every, all, task),
                    LeakSummary.of(workspace), problem(request.task(), labelled, sides));
        } catch (TrainingException none) {
            return new RunData(workspace.counts().studies(), new Side(0, 0), new Side(0, 0), new Side(0, 0), 0,
                    List.of(), LeakSummary.of(workspace), Optional.of(none.sentence()));
        }
    }

    private static Side side(LabelledSide side) {
        return new Side(side.size(), side.size());
    }

    private static List<String> taskOf(String task, List<String> labelled) {
        try {
            return FindingTasks.resolve(task, labelled);
        } catch (TrainingException unknown) {
            return List.of();
        }
    }

    private static Optional<String> problem(String task, List<String> labelled, LabelledSides sides) {
        try {
            FindingTasks.resolve(task, labelled);
            sides.requireUsable();
            return Optional.empty();
        } catch (TrainingException refused) {
            return Optional.of(refused.sentence());
        }
    }

    private static List<Labels> labels(LabelledSide every, List<String> findings, List<String> task) {
        List<LabelledSide> sides = List.of(every.on(Split.TRAIN, UncertainLabels.ONES),
                every.on(Split.VALIDATION, UncertainLabels.ONES), every.on(Split.TEST, UncertainLabels.ONES));
        List<Labels> labels = new ArrayList<>();
        for (int finding = 0; finding < findings.size(); finding++) {
            List<Count> counts = new ArrayList<>();
            for (LabelledSide side : sides) {
                Map<FindingLabel, Integer> found = side.counts(finding);
                counts.add(new Count(found.getOrDefault(FindingLabel.PRESENT, 0),
                        found.getOrDefault(FindingLabel.ABSENT, 0), found.getOrDefault(FindingLabel.UNCERTAIN, 0)));
            }
            labels.add(new Labels(findings.get(finding), task.contains(findings.get(finding)), counts));
        }
        return labels;
    }
}
