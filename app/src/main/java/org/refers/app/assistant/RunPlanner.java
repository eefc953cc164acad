package org.refers.app.assistant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.app.training.RunAdvisor;
import org.refers.app.training.RunAdvisor.DeviceOffers;
import org.refers.app.training.RunAdvisor.Pace;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.training.run.RunData;
import org.refers.training.run.RunEstimate;

/** Finds out in the background what a planned run would find and need. Only the latest plan counts. */
final class RunPlanner {

    /** Keys on which depends what a run finds in the workspace. */
    private static final List<String> OF_DATA = List.of("views", "labels_from", "uncertain", "seed", "mask_words",
            "min_report_tokens",
            "validation_studies");

    private final RunAdvisor advisor;
    private final ErrorReporter errors;
    private final LatestWork looking;
    private final ReadOnlyObjectWrapper<Outlook> outlook = new ReadOnlyObjectWrapper<>(Outlook.NONE);
    private Optional<Known> known = Optional.empty();

    RunPlanner(RunAdvisor advisor, BackgroundTasks tasks, ErrorReporter errors) {
        this.advisor = advisor;
        this.errors = errors;
        this.looking = new LatestWork(tasks, Lane.PLANNING);
    }

    /** Counts of a workspace, with all they depend on: counting a large one takes seconds. */
    private record Known(List<Object> of, RunData data) {
    }

    /** What is found out of a plan. */
    private record Found(RunData data, DeviceOffers devices, Optional<RunEstimate> estimate, Optional<Pace> pace,
            Optional<String> problem) {
    }

    /** Begins anew: the workspace may have changed. */
    void forget() {
        known = Optional.empty();
    }

    /** Shows nothing, since there is no plan. */
    void clear() {
        looking.cancel();
        outlook.set(Outlook.NONE);
    }

    /** Looks at another plan in place of the one before. */
    void look(RunPlan plan) {
        List<Object> of = dependsOn(plan);
        Optional<RunData> counted = known.filter(before -> before.of.equals(of)).map(Known::data);
        Optional<DeviceOffers> offered = outlook.get().devices();
        outlook.set(outlook.get().looking());
        looking.run(work -> {
            RunData data = counted.isPresent() ? counted.get() : advisor.data(plan);
            return found(plan, data, offered.isPresent() ? offered.get() : advisor.devices());
        }, Outcome.of(found -> {
            known = Optional.of(new Known(of, found.data));
            outlook.set(new Outlook(false, Optional.of(found.data), Optional.of(found.devices), found.estimate,
                    found.pace, found.problem));
        }, problem -> outlook.set(Outlook.failed(errors.sentence("doing.plan", problem), outlook.get()))));
    }

    private Found found(RunPlan plan, RunData data, DeviceOffers devices) throws Exception {
        try {
            return new Found(data, devices, Optional.of(advisor.estimate(plan, data)), advisor.pace(plan),
                    Optional.empty());
        } catch (Exception impossible) { // whatever it is, the counts stay, and the sentence says what is wrong
            return new Found(data, devices, Optional.empty(), Optional.empty(),
                    Optional.of(errors.sentence("doing.estimate", impossible)));
        }
    }

    private static List<Object> dependsOn(RunPlan plan) {
        Map<String, String> settings = new LinkedHashMap<>(plan.settings());
        settings.keySet().retainAll(OF_DATA);
        return List.of(plan.workspace(), plan.kind(), plan.recipe(), settings,
                plan.kind() == Kind.FINETUNE ? plan.finetuning() : "");
    }

    ReadOnlyObjectProperty<Outlook> outlookProperty() {
        return outlook.getReadOnlyProperty();
    }
}
