package org.refers.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.refers.app.data.DataView;
import org.refers.app.data.DataViewModel;
import org.refers.app.doctor.MachineCheck;
import org.refers.app.frame.Actions;
import org.refers.app.frame.Answer;
import org.refers.app.frame.FrameCommand;
import org.refers.app.frame.MainView;
import org.refers.app.frame.Screen;
import org.refers.app.frame.Theme;
import org.refers.app.prefs.WindowPreferences;
import org.refers.app.study.StudiesView;
import org.refers.app.study.StudiesViewModel;
import org.refers.app.study.StudyCommand;
import org.refers.app.tour.TourStep;
import org.refers.app.training.DeviceHere;
import org.refers.app.welcome.FirstSteps;
import org.refers.app.welcome.MachineViewModel;
import org.refers.app.welcome.WelcomeView;
import org.refers.app.workspace.WorkspaceViewModel;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.overlay.ActivationLayer;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.text.Texts;

/** Puts states and screens together and does what the menus ask for. One a window. */
public final class Workbench implements Actions {

    private final Stage stage;
    private final Services services;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(Screen.WELCOME);
    private final WorkspaceViewModel workspace;
    private final StudiesViewModel studies;
    private final WelcomeView welcome;
    private final StudiesView studiesView;
    private final TrainingRoom training;
    private final DataViewModel data;
    private final DataView dataView;
    private final MainView view;
    private final WorkspaceDoor door;
    private final FaultPages faults;
    private final ObjectProperty<KeyMap> keys;
    private final Optional<Path> runsAsked;
    private final ObjectProperty<Theme> theme;
    private final MachineViewModel machine;
    private final KeptPlace place;
    private final DeviceHere device;
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
        machine = new MachineViewModel(texts, doctor, services.tasks(), services.errors());
        device = new DeviceHere(texts, services.trainingEngine().advisor(), services.tasks(), services.errors());
        door = new WorkspaceDoor(services, texts, workspace, this::ask, this::showLook);
        welcome = new WelcomeView(texts, new WelcomeView.Ways(this::openWorkspace, this::importFolder,
                this::makeSamples, this::goOn), this::openWorkspace, new FirstSteps(texts, machine, this::takeTour));
        keys = new SimpleObjectProperty<>(KeptLook.keys(services.preferences()));
        studiesView = new StudiesView(new StudiesView.Makings(texts, services.tasks(), services.radiographs(), keys,
                services.dialogs(), services.errors()::tell, exchange()), studies, workspace.studiesProperty());
        data = new DataViewModel(texts, services.tasks(), services.errors(), version());
        training = new TrainingRoom(services, texts, new TrainingRoom.Around(workspace, this::runsFolder,
                data.verdict(), mapLook(), ways()));
        dataView = new DataView(texts, data, services.tasks(), services.radiographs(),
                new DataView.Commands(this::showStudy, services.dialogs()::open));
        view = new MainView(texts, this, new MainView.Screens(welcome, studiesView, dataView, training.view()),
                new MainView.States(workspace, data, training.model(), device, services.notices(),
                        screen.getReadOnlyProperty(), keys),
                () -> services.preferences().now().paths().recentWorkspaces());
        faults = new FaultPages(services, view);
        theme = new SimpleObjectProperty<>(Theme.of(services.preferences().now().window().theme()));
        place = new KeptPlace(services.preferences(), workspace, studies, screen.getReadOnlyProperty());
        studiesView.beginWith(place::radiograph);
        follow();
        KeptLook.apply(services.preferences(), studies, studiesView, keys,
                unknown -> services.errors().tell(texts.format("mouse.unknown", unknown)));
        stage.setOnCloseRequest(event -> {
            if (!closing) {
                event.consume();
                quit();
            }
        });
    }

    private AnnotationExchange exchange() {
        return new AnnotationExchange(texts, services.dialogs(), studies.annotationFiles(), this::askFormat,
                services.errors()::tell);
    }

    private void showLook(MainView.Look look) {
        view.showLook(look);
    }

    private void ask(WorkspaceDoor.Question question) {
        view.ask(question.title(), question.words(), question.answers());
    }

    private TrainingRoom.Ways ways() {
        return new TrainingRoom.Ways() {
            @Override
            public void showStudy(String radiograph) {
                Workbench.this.showStudy(radiograph);
            }

            @Override
            public void showData() {
                show(Screen.DATA);
            }

            @Override
            public void askFirst(String title, String words, String yes, Runnable action) {
                view.ask(title, words, List.of(new Answer("answer-yes", yes, true, action)));
            }
        };
    }

    private void askFormat(List<Answer> answers) {
        view.ask(texts.get("annotate.export.title"),
                texts.get("annotate.export.words") + " " + texts.get("annotate.export.history.why"), answers);
    }

    private void follow() {
        studies.annotationFiles().lastImportProperty().addListener((property, before, now) -> now
                .ifPresent(view::showAnnotationsRead));
        studies.annotationFiles().lastExportProperty().addListener((property, before, now) -> now
                .ifPresent(view::showAnnotationsWritten));
        workspace.folderProperty().addListener((property, before, now) -> {
            data.setWorkspace(now);
            training.workspaceChanged();
            findModels();
            if (now.isPresent() && screen.get() == Screen.WELCOME) {
                screen.set(place.arrival(now.get()));
                // What was said on the way here would lie over the studies.
                services.notices().clear();
            }
            showRecent();
        });
        workspace.lastImportProperty().addListener((property, before, now) -> {
            now.ifPresent(view::showImport);
            data.start();
            training.studiesChanged();
        });
        workspace.lastMoveProperty().addListener((property, before, now) -> now.ifPresent(view::showMoved));
        training.model().onModels(this::findModels);
        place.follow();
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

    private void showRecent() {
        welcome.showRecent(services.preferences().now().paths().recentWorkspaces());
        welcome.showLast(place.last());
    }

    private void goOn() {
        place.goBack(this::show);
    }

    private void findModels() {
        runsFolder().ifPresent(studies::findModels);
    }

    private Optional<Path> runsFolder() {
        return runsAsked.or(() -> workspace.folderProperty().get().map(folder -> folder.resolve("runs")));
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
                    training.plan();
                }
            }
            case SHOW_RESULTS -> showTraining(true);
            case STOP_RUN -> training.model().stop();
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
        training.view().showResults(results);
    }

    @Override
    public void dropped(List<Path> paths) {
        door.dropped(paths);
    }

    @Override
    public void openWorkspace() {
        door.open();
    }

    @Override
    public void openWorkspace(Path folder) {
        workspace.open(folder);
    }

    @Override
    public void importFolder() {
        door.importFolder();
    }

    @Override
    public void findMovedFiles() {
        door.findMoved();
    }

    @Override
    public void makeSamples() {
        door.makeSamples();
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
        view.showShortcuts(studiesView.mice());
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
        faults.showLog();
    }

    @Override
    public void showCrash(Path report) {
        faults.showCrash(report);
    }

    @Override
    public void quit() {
        if (!training.model().goesOn()) {
            close();
            return;
        }
        Runnable stopFirst = () -> {
            training.model().onModels(() -> {
                if (!training.model().goesOn()) {
                    close();
                }
            });
            training.model().stopAll();
        };
        int runs = training.model().ownRuns();
        boolean one = runs <= 1;
        view.ask(one ? texts.get("quit.title") : texts.format("quit.title.many", runs),
                texts.get(one ? "quit.words" : "quit.words.many"),
                List.of(new Answer("answer-go-on", texts.get(one ? "quit.goon" : "quit.goon.many"), false, this::close),
                        new Answer("answer-yes", texts.get(one ? "quit.stop" : "quit.stop.many"), true, stopFirst)));
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

    /** Finds out what networks compute on, for the window's foot. */
    public void lookAtDevice() {
        device.look();
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
