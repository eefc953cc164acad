package org.refers.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.refers.app.assistant.AssistantView;
import org.refers.app.assistant.AssistantViewModel;
import org.refers.app.data.DataView;
import org.refers.app.data.DataViewModel;
import org.refers.app.error.CrashFiles;
import org.refers.app.frame.Actions;
import org.refers.app.frame.Answer;
import org.refers.app.frame.CommandTable;
import org.refers.app.frame.CrashCard;
import org.refers.app.frame.FrameCommand;
import org.refers.app.frame.KeyPresets;
import org.refers.app.frame.MainView;
import org.refers.app.frame.Screen;
import org.refers.app.frame.Theme;
import org.refers.app.machine.MachineCheck;
import org.refers.app.panel.PanelSubject;
import org.refers.app.panel.PanelView;
import org.refers.app.panel.PanelViewModel;
import org.refers.app.prefs.ViewerPreferences;
import org.refers.app.prefs.WindowPreferences;
import org.refers.app.results.ResultSubject;
import org.refers.app.results.ResultsView;
import org.refers.app.results.ResultsViewModel;
import org.refers.app.study.HangingViewModel;
import org.refers.app.study.StudiesView;
import org.refers.app.study.StudiesViewModel;
import org.refers.app.study.StudyCommand;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.EventRelay;
import org.refers.app.task.Outcome;
import org.refers.app.tour.TourStep;
import org.refers.app.training.ChartFiles;
import org.refers.app.training.RunActions;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunFigures;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan;
import org.refers.app.training.TrainingRunner;
import org.refers.app.training.TrainingView;
import org.refers.app.training.TrainingViewModel;
import org.refers.app.welcome.FirstSteps;
import org.refers.app.welcome.MachineViewModel;
import org.refers.app.welcome.WelcomeView;
import org.refers.app.workspace.Dropped;
import org.refers.app.workspace.WorkspaceViewModel;
import org.refers.sampledata.SampleRequest;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.overlay.ActivationLayer;
import org.refers.viewer.overlay.ColourMap;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.text.Texts;

/** Puts states and screens together and does what the menus ask for. One a window. */
public final class Workbench implements Actions {

    /** The log's end is what somebody looks for; a whole log would fill the window's memory. */
    private static final int LOG_SHOWN = 60_000;

    private final Stage stage;
    private final Services services;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(Screen.WELCOME);
    private final WorkspaceViewModel workspace;
    private final StudiesViewModel studies;
    private final TrainingViewModel training;
    private final RunFormViewModel form = new RunFormViewModel();
    private final WelcomeView welcome;
    private final StudiesView studiesView;
    private final TrainingView trainingView;
    private final ResultsViewModel results;
    private final PanelViewModel panel;
    private final DataViewModel data;
    private final AssistantViewModel assistant;
    private final DataView dataView;
    private final MainView view;
    private final ObjectProperty<KeyMap> keys;
    private final Optional<Path> runsAsked;
    private final ObjectProperty<Theme> theme;
    private final MachineViewModel machine;
    private Screen beforeTour = Screen.WELCOME;
    private boolean closing;

    /**
     * Builds the window's content.
     *
     * @param stage the window
     * @param services what everything is built from
     * @param texts what users read
     * @param runs folder of runs; empty: {@code runs} in the workspace's folder
     */
    public Workbench(Stage stage, Services services, Texts texts, Optional<Path> runs) {
        this(stage, services, texts, runs, MachineCheck.NONE);
    }

    /** The same with a doctor, who looks at the machine when the program is new here. */
    public Workbench(Stage stage, Services services, Texts texts, Optional<Path> runs, MachineCheck doctor) {
        this.stage = stage;
        this.services = services;
        this.texts = texts;
        this.runsAsked = runs;
        workspace = new WorkspaceViewModel(services.tasks(), services.errors(), services.preferences());
        studies = new StudiesViewModel(texts, services.studyEngine(), services.radiographs(), services.tasks(),
                services.errors());
        TrainingRunner runner = new TrainingRunner(services.trainingEngine(), services.tasks(), EventRelay::toScreen);
        training = new TrainingViewModel(texts, services.trainingEngine(), runner, services.tasks(),
                services.errors());
        machine = new MachineViewModel(texts, doctor, services.tasks(), services.errors());
        welcome = new WelcomeView(texts, new WelcomeView.Ways(this::openWorkspace, this::importFolder,
                this::makeSamples), this::openWorkspace, new FirstSteps(texts, machine, this::takeTour));
        keys = new SimpleObjectProperty<>(CommandTable.keys().reading(services.preferences().now().viewer().keys()));
        studiesView = new StudiesView(new StudiesView.Makings(texts, services.tasks(), services.radiographs(), keys,
                services.dialogs(), services.errors()::tell, exchange()), studies, workspace.studiesProperty());
        results = new ResultsViewModel(texts, services.tasks(), services.errors());
        ChartFiles chartFiles = new ChartFiles(texts, services.dialogs(), services.tasks(), services.errors());
        ResultsView resultsView = new ResultsView(texts, results,
                new ResultsView.Commands(this::showStudy, services.dialogs()::open, chartFiles));
        panel = new PanelViewModel(services.tasks(), services.errors(), services.radiographs());
        PanelView panelView = new PanelView(texts, panel, mapLook(), this::showStudy);
        data = new DataViewModel(texts, services.tasks(), services.errors(), version());
        assistant = new AssistantViewModel(texts,
                new AssistantViewModel.Sources(form, services.trainingEngine().advisor(),
                        () -> workspace.folderProperty().get(), this::runsFolder, training.runs()),
                services.tasks(), services.errors());
        AssistantView assistantView = new AssistantView(texts, assistant,
                new AssistantView.Surroundings(services.dialogs(), services.trainingEngine().recipes(), data.verdict(),
                        () -> show(Screen.DATA), this::startTraining));
        RunActions runActions = new RunActions(texts, services.trainingEngine(), training, services.tasks(),
                services.errors());
        runActions.onClone(assistant::openWith);
        runActions.onAsk(this::askFirst);
        trainingView = new TrainingView(texts, services.trainingEngine(), form, training,
                new TrainingView.Commands(this::startTraining, run -> workspace.folderProperty().get()
                        .ifPresent(folder -> training.resume(run, folder)),
                        runActions, new TrainingView.Results(resultsView, results::setOpen),
                        new TrainingView.Panel(panelView, panel::setOpen),
                        new TrainingView.Assistant(assistantView, assistant.openProperty(), assistant::open,
                                assistantView::focus),
                        chartFiles));
        dataView = new DataView(texts, data, services.tasks(), services.radiographs(),
                new DataView.Commands(this::showStudy, services.dialogs()::open));
        view = new MainView(texts, this, new MainView.Screens(welcome, studiesView, dataView, trainingView),
                new MainView.States(workspace, data, training, services.notices(), screen.getReadOnlyProperty(),
                        keys),
                () -> services.preferences().now().paths().recentWorkspaces());
        theme = new SimpleObjectProperty<>(Theme.of(services.preferences().now().window().theme()));
        follow();
        applyPreferences();
        stage.setOnCloseRequest(event -> {
            if (!closing) {
                event.consume();
                quit();
            }
        });
    }

    private AnnotationExchange exchange() {
        return new AnnotationExchange(texts, services.dialogs(), studies.annotationFiles(), this::askFormat);
    }

    private void askFormat(List<Answer> answers) {
        view.ask(texts.get("annotate.export.title"), texts.get("annotate.export.words"), answers);
    }

    private void follow() {
        studies.annotationFiles().lastImportProperty().addListener((property, before, now) -> now
                .ifPresent(view::showAnnotationsRead));
        studies.annotationFiles().lastExportProperty().addListener((property, before, now) -> now
                .ifPresent(view::showAnnotationsWritten));
        workspace.folderProperty().addListener((property, before, now) -> {
            data.setWorkspace(now);
            training.setFolder(runsFolder());
            assistant.workspaceChanged();
            findModels();
            if (now.isPresent() && screen.get() == Screen.WELCOME) {
                screen.set(Screen.STUDIES);
                // What was said on the way here would lie over the studies.
                services.notices().clear();
            }
            showRecent();
        });
        workspace.lastImportProperty().addListener((property, before, now) -> {
            now.ifPresent(view::showImport);
            data.start();
            assistant.workspaceChanged();
        });
        workspace.lastMoveProperty().addListener((property, before, now) -> now.ifPresent(view::showMoved));
        training.onRunEnd(this::findModels);
        training.chosenProperty().subscribe(chosen -> {
            results.setRun(chosen.map(Workbench::subject));
            panel.setRun(chosen.map(run -> new PanelSubject(run.name(), run.folder(),
                    run.state() == RunEntry.State.RUNNING)));
        });
        workspace.studiesProperty().subscribe(panel::setCatalogue);
        // A run looks at its panel with each validation.
        training.figuresProperty().map(RunFigures::validation).subscribe(panel::refresh);
        // The view listens to the same property, and first: a screen that is not up takes no focus.
        screen.getReadOnlyProperty().subscribe(now -> {
            showRecent();
            if (now == Screen.STUDIES) {
                studiesView.focusRadiograph();
            } else if (now == Screen.DATA) {
                dataView.focus();
            }
        });
    }

    /** Maps of the panel look as those of the reading screen. */
    private ObservableValue<MapLook> mapLook() {
        ActivationLayer map = studiesView.map();
        return map.opacityProperty()
                .flatMap(opacity -> map.coloursProperty().map(colours -> new MapLook(colours, opacity.doubleValue())));
    }

    private static ResultSubject subject(RunEntry run) {
        return new ResultSubject(run.name(), run.folder(), run.plan().kind() == RunPlan.Kind.FINETUNE,
                run.state() == RunEntry.State.FINISHED);
    }

    private void showRecent() {
        welcome.showRecent(services.preferences().now().paths().recentWorkspaces());
    }

    private void findModels() {
        runsFolder().ifPresent(studies::findModels);
    }

    private Optional<Path> runsFolder() {
        return runsAsked.or(() -> workspace.folderProperty().get().map(folder -> folder.resolve("runs")));
    }

    private void applyPreferences() {
        ViewerPreferences viewer = services.preferences().now().viewer();
        HangingViewModel hanging = studies.hanging();
        studiesView.map().opacityProperty().set(viewer.mapOpacity());
        studiesView.map().coloursProperty().set(ColourMap.valueOf(viewer.mapColours().toUpperCase(Locale.ROOT)));
        studiesView.hanging().setMouseProfile(MouseProfile.of(viewer.mouseProfile()));
        hanging.layoutProperty().set(HangingLayout.valueOf(viewer.hanging().toUpperCase(Locale.ROOT)));
        hanging.lateralLeftProperty().set(viewer.lateralLeft());
        studies.annotation().readerProperty().set(viewer.reader());
        studies.annotation().readerProperty().subscribe(this::keepPreferences);
        studiesView.map().opacityProperty().subscribe(this::keepPreferences);
        studiesView.map().coloursProperty().subscribe(this::keepPreferences);
        mouse().subscribe(profile -> keys.set(keys.get().over(KeyPresets.of(profile))));
        mouse().subscribe(this::keepPreferences);
        hanging.layoutProperty().subscribe(this::keepPreferences);
        hanging.lateralLeftProperty().subscribe(this::keepPreferences);
        keys.subscribe(this::keepPreferences);
    }

    private ObjectProperty<MouseProfile> mouse() {
        return studiesView.hanging().views().getFirst().mouseProfileProperty();
    }

    private void keepPreferences() {
        HangingViewModel hanging = studies.hanging();
        ViewerPreferences viewer = new ViewerPreferences(mouse().get().id(), studiesView.map().opacityProperty().get(),
                studiesView.map().coloursProperty().get().name(), hanging.layoutProperty().get().name(),
                hanging.lateralLeftProperty().get(),
                studies.annotation().readerProperty().get(), keys.get().kept());
        services.preferences().change(now -> now.with(viewer));
    }

    @Override
    public void perform(Command command) {
        switch (command) {
            case FrameCommand asked -> perform(asked);
            case StudyCommand study when study == StudyCommand.FILTER_STUDIES -> {
                show(Screen.STUDIES);
                studiesView.perform(study);
            }
            default -> studiesView.perform(command);
        }
    }

    private void perform(FrameCommand command) {
        switch (command) {
            case OPEN_WORKSPACE -> openWorkspace();
            case IMPORT_FOLDER -> importFolder();
            case SHOW_HOME -> show(Screen.WELCOME);
            case SHOW_STUDIES -> show(Screen.STUDIES);
            case SHOW_DATA -> show(Screen.DATA);
            case SHOW_TRAINING -> showTraining(false);
            case NEW_RUN -> {
                showTraining(false);
                if (screen.get() == Screen.TRAINING) {
                    assistant.open();
                }
            }
            case SHOW_RESULTS -> showTraining(true);
            case STOP_RUN -> training.stop();
            case SWITCH_THEME -> theme.set(theme.get().other());
            case SHORTCUTS -> showShortcuts();
            case TAKE_TOUR -> takeTour();
            case CHECK_MACHINE -> {
                screen.set(Screen.WELCOME);
                machine.check();
            }
            case QUIT -> quit();
        }
    }

    private void showTraining(boolean results) {
        show(Screen.TRAINING);
        trainingView.showResults(results);
    }

    @Override
    public void dropped(List<Path> paths) {
        services.tasks().run(Lane.FILES, progress -> Dropped.look(paths), Outcome.of(
                found -> found.ifPresentOrElse(this::take, () -> services.errors().tell(texts.get("drop.unknown"))),
                problem -> services.errors().report("doing.import", problem)));
    }

    private void take(Dropped found) {
        switch (found.kind()) {
            case WORKSPACE -> workspace.open(found.folder());
            case FOLDER -> importFrom(found.folder());
            case FILES -> view.ask(texts.get("import.title"), texts.format("drop.files", found.folder()),
                    List.of(new Answer("answer-yes", texts.get("drop.folder"), false,
                            () -> importFrom(found.folder()))));
        }
    }

    private void startTraining() {
        Optional<Path> open = workspace.folderProperty().get();
        Optional<Path> runs = runsFolder();
        if (open.isEmpty() || runs.isEmpty()) {
            services.errors().tell(texts.get("train.noworkspace"));
            return;
        }
        try {
            RunPlan plan = form.plan(open.get(), runs.get());
            training.start(plan);
        } catch (IllegalArgumentException wrong) {
            services.errors().report("doing.start", wrong);
        }
    }

    @Override
    public void openWorkspace() {
        services.dialogs().chooseFolder(texts.get("choose.workspace")).ifPresent(workspace::open);
    }

    @Override
    public void openWorkspace(Path folder) {
        workspace.open(folder);
    }

    @Override
    public void importFolder() {
        services.dialogs().chooseFolder(texts.get("choose.source")).ifPresent(this::importFrom);
    }

    private void importFrom(Path source) {
        workspace.folderProperty().get().or(() -> services.dialogs().chooseFolder(texts.get("choose.newworkspace")))
                .ifPresent(target -> workspace.importStudies(source, target));
    }

    @Override
    public void findMovedFiles() {
        if (workspace.folderProperty().get().isEmpty()) {
            services.errors().tell(texts.get("frame.openfirst"));
            return;
        }
        services.dialogs().chooseFolder(texts.get("choose.moved")).ifPresent(workspace::findMoved);
    }

    @Override
    public void makeSamples() {
        services.dialogs().chooseFolder(texts.get("choose.samples"))
                .ifPresent(folder -> workspace.makeSamples(folder, SampleRequest.DEFAULT_STUDIES));
    }

    @Override
    public void show(Screen shown) {
        if (shown != Screen.WELCOME && workspace.folderProperty().get().isEmpty()) {
            services.errors().tell(texts.get("frame.openfirst"));
            screen.set(Screen.WELCOME);
            return;
        }
        screen.set(shown);
    }

    private void takeTour() {
        beforeTour = screen.get();
        view.takeTour();
    }

    /** Also without a workspace: the controls are there, and say what they wait for. */
    @Override
    public void arrive(TourStep step) {
        screen.set(switch (step) {
            case BEGIN -> Screen.WELCOME;
            case FIND, READ, EXPLAIN -> Screen.STUDIES;
            case TRAIN -> Screen.TRAINING;
        });
    }

    @Override
    public void tourEnded() {
        screen.set(beforeTour);
    }

    @Override
    public void showShortcuts() {
        view.showShortcuts(mouse().get(), studiesView.hanging()::setMouseProfile);
    }

    @Override
    public void showAbout() {
        view.showAbout(version());
    }

    private String version() {
        return Optional.ofNullable(Workbench.class.getPackage().getImplementationVersion())
                .orElse(texts.get("about.checkout"));
    }

    private void showStudy(String radiograph) {
        screen.set(Screen.STUDIES);
        studiesView.browser().select(radiograph);
    }

    @Override
    public void showLog() {
        services.tasks().run(Lane.FILES, progress -> readLog(), Outcome.of(
                content -> view.showLog(services.log().file().toString(), content),
                problem -> services.errors().report("doing.log", problem)));
    }

    @Override
    public void showCrash(Path report) {
        services.tasks().run(Lane.FILES, progress -> end(report), Outcome.of(
                content -> view.showCrash(new CrashCard.Report(report.toString(), content, CrashFiles.isNative(report),
                        () -> services.dialogs().open(report.toAbsolutePath().resolveSibling("")))),
                problem -> services.errors().report("doing.log", problem)));
    }

    private String readLog() throws IOException {
        return end(services.log().file());
    }

    private static String end(Path file) throws IOException {
        String content = Files.isRegularFile(file) ? Files.readString(file) : "";
        return content.length() > LOG_SHOWN ? content.substring(content.length() - LOG_SHOWN) : content;
    }

    @Override
    public void quit() {
        if (!training.goesOn()) {
            close();
            return;
        }
        Runnable stopFirst = () -> {
            training.onRunEnd(() -> {
                if (!training.goesOn()) {
                    close();
                }
            });
            training.stopAll();
        };
        view.ask(texts.get("quit.title"), texts.get("quit.words"),
                List.of(new Answer("answer-go-on", texts.get("quit.goon"), false, this::close),
                        new Answer("answer-yes", texts.get("quit.stop"), true, stopFirst)));
    }

    private void askFirst(String title, String words, String yes, Runnable action) {
        view.ask(title, words, List.of(new Answer("answer-yes", yes, true, action)));
    }

    private void close() {
        closing = true;
        data.setWorkspace(Optional.empty());
        workspace.close();
        stage.close();
    }

    /** Gives a window that holds the content its theme, now and whenever it is changed. */
    public void dress(Scene scene) {
        theme.subscribe(now -> {
            now.dress(scene);
            services.preferences().change(kept -> kept.with(new WindowPreferences(now.id())));
        });
    }

    /** Looks at the machine if the program is new here; call it when the window is up, for it takes the processor. */
    public void greet() {
        if (services.preferences().now().paths().recentWorkspaces().isEmpty()) {
            machine.check();
        }
    }

    /** The window's content. */
    public MainView view() {
        return view;
    }

    /** The screen that is up. */
    public Screen screen() {
        return screen.get();
    }
}
