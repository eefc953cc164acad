package org.refers.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import org.refers.app.assistant.AssistantView;
import org.refers.app.assistant.AssistantViewModel;
import org.refers.app.panel.PanelSubject;
import org.refers.app.panel.PanelView;
import org.refers.app.panel.PanelViewModel;
import org.refers.app.results.ResultSubject;
import org.refers.app.results.ResultsView;
import org.refers.app.results.ResultsViewModel;
import org.refers.app.task.EventRelay;
import org.refers.app.training.ChartFiles;
import org.refers.app.training.RunActions;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunFigures;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan;
import org.refers.app.training.TrainingRunner;
import org.refers.app.training.TrainingView;
import org.refers.app.training.TrainingViewModel;
import org.refers.app.workspace.WorkspaceViewModel;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.text.Texts;

/** The screen of runs put together: runs and their curves, results, panel, and the assistant that plans the next. */
final class TrainingRoom {

    private final Services services;
    private final Texts texts;
    private final Around around;
    private final RunFormViewModel form = new RunFormViewModel();
    private final TrainingViewModel model;
    private final ResultsViewModel results;
    private final PanelViewModel panel;
    private final AssistantViewModel assistant;
    private final ChartFiles chartFiles;
    private final TrainingView view;

    /**
     * What lies around the room.
     *
     * @param workspace what is open
     * @param runs folder of its runs
     * @param checked what the check of the data found, in a sentence
     * @param mapLook how maps look
     * @param ways ways out of the room
     */
    record Around(WorkspaceViewModel workspace, Supplier<Optional<Path>> runs, ObservableValue<String> checked,
            ObservableValue<MapLook> mapLook, Ways ways) {
    }

    /** Ways out of the room. */
    interface Ways {

        /** Turns to a radiograph on the reading screen. */
        void showStudy(String radiograph);

        /** Turns to the check of the data. */
        void showData();

        /** Does something after a question. */
        void askFirst(String title, String words, String yes, Runnable action);
    }

    TrainingRoom(Services services, Texts texts, Around around) {
        this.services = services;
        this.texts = texts;
        this.around = around;
        TrainingRunner runner = new TrainingRunner(services.trainingEngine(), services.tasks(), EventRelay::toScreen);
        model = new TrainingViewModel(texts, services.trainingEngine(), runner, services.tasks(), services.errors());
        results = new ResultsViewModel(texts, services.tasks(), services.errors());
        panel = new PanelViewModel(services.tasks(), services.errors(), services.radiographs());
        assistant = new AssistantViewModel(texts,
                new AssistantViewModel.Sources(form, services.trainingEngine().advisor(),
                        () -> around.workspace().folderProperty().get(), around.runs(), model.runs()),
                services.tasks(), services.errors());
        chartFiles = new ChartFiles(texts, services.dialogs(), services.tasks(), services.errors());
        view = new TrainingView(texts, services.trainingEngine(), form, model, commands());
        model.chosenProperty().subscribe(this::turnTo);
        // A run looks at its panel with each validation.
        model.figuresProperty().map(RunFigures::validation).subscribe(panel::refresh);
        around.workspace().studiesProperty().subscribe(panel::setCatalogue);
    }

    private TrainingView.Commands commands() {
        AssistantView assistantView = new AssistantView(texts, assistant,
                new AssistantView.Surroundings(services.dialogs(), services.trainingEngine().recipes(),
                        around.checked(), around.ways()::showData, this::start));
        return new TrainingView.Commands(this::start, this::resume, runActions(),
                new TrainingView.Results(new ResultsView(texts, results, new ResultsView.Commands(
                        around.ways()::showStudy, services.dialogs()::open, chartFiles)), results::setOpen),
                new TrainingView.Panel(new PanelView(texts, panel, around.mapLook(), around.ways()::showStudy),
                        panel::setOpen),
                new TrainingView.Assistant(assistantView, assistant.openProperty(), assistant::open,
                        assistantView::focus),
                chartFiles);
    }

    private RunActions runActions() {
        RunActions actions = new RunActions(texts, services.trainingEngine(), model, services.tasks(),
                services.errors());
        actions.onClone(assistant::openWith);
        actions.onAsk(around.ways()::askFirst);
        return actions;
    }

    private void start() {
        Optional<Path> open = around.workspace().folderProperty().get();
        Optional<Path> runs = around.runs().get();
        if (open.isEmpty() || runs.isEmpty()) {
            services.errors().tell(texts.get("train.noworkspace"));
            return;
        }
        try {
            model.start(form.plan(open.get(), runs.get()));
        } catch (IllegalArgumentException wrong) {
            services.errors().report("doing.start", wrong);
        }
    }

    private void resume(RunEntry run) {
        // Whoever goes on with it has read why it ended.
        services.notices().clear();
        around.workspace().folderProperty().get().ifPresent(folder -> model.resume(run, folder));
    }

    private void turnTo(Optional<RunEntry> chosen) {
        results.setRun(chosen.map(run -> new ResultSubject(run.name(), run.folder(),
                run.plan().kind() == RunPlan.Kind.FINETUNE, run.state() == RunEntry.State.FINISHED)));
        panel.setRun(chosen.map(run -> new PanelSubject(run.name(), run.folder(),
                run.state() == RunEntry.State.RUNNING)));
    }

    /** Another workspace is open, or none. */
    void workspaceChanged() {
        model.setFolder(around.runs().get());
        assistant.workspaceChanged();
    }

    /** The open workspace holds more than before. */
    void studiesChanged() {
        assistant.workspaceChanged();
    }

    /** Begins to plan a run. */
    void plan() {
        assistant.open();
    }

    /** The runs. */
    TrainingViewModel model() {
        return model;
    }

    /** The screen. */
    TrainingView view() {
        return view;
    }
}
