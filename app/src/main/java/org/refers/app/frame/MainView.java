package org.refers.app.frame;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.refers.app.annotation.AnnotationFilesViewModel;
import org.refers.app.data.DataView;
import org.refers.app.data.DataViewModel;
import org.refers.app.error.NoticeBoard;
import org.refers.app.study.MouseProfiles;
import org.refers.app.study.StudiesView;
import org.refers.app.task.EventRelay;
import org.refers.app.tour.TourView;
import org.refers.app.training.DeviceHere;
import org.refers.app.training.TrainingView;
import org.refers.app.training.TrainingViewModel;
import org.refers.app.welcome.WelcomeView;
import org.refers.app.workspace.ImportReport;
import org.refers.app.workspace.LookViewModel;
import org.refers.app.workspace.WorkspaceViewModel;
import org.refers.model.workspace.MovedFolder;
import org.refers.model.workspace.importer.AnnotationPlan;
import org.refers.model.workspace.importer.ImportLook;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.text.Texts;

/** The whole window: menu, navigation, one screen at a time, status bar, and cards over all of it. */
public final class MainView extends StackPane {

    private final ModalPane modal = new ModalPane();
    private final Cards cards;
    private final TourView tour;
    private final ObjectProperty<KeyMap> keys;
    private final StackPane content;
    private Optional<Node> focusedBefore = Optional.empty();
    /** Where the focus was before it left an open card. */
    private final EventRelay<Optional<Node>> strayed = EventRelay
            .toScreen(befores -> bringBack(befores.getLast()));
    private final Map<Screen, Node> screens = new EnumMap<>(Screen.class);

    /**
     * The screens.
     *
     * @param welcome before a workspace is open
     * @param studies reading
     * @param data what is wrong with the data
     * @param training runs
     */
    public record Screens(WelcomeView welcome, StudiesView studies, DataView data, TrainingView training) {
    }

    /**
     * The states the frame shows.
     *
     * @param workspace the open workspace
     * @param data the check of the data
     * @param training the run
     * @param device what networks compute on here
     * @param notices messages
     * @param screen which screen is up
     * @param keys which key asks for what
     */
    public record States(WorkspaceViewModel workspace, DataViewModel data, TrainingViewModel training,
            DeviceHere device, NoticeBoard notices, ReadOnlyObjectProperty<Screen> screen,
            ObjectProperty<KeyMap> keys) {
    }

    /** Puts the window together. */
    public MainView(Texts texts, Actions actions, Screens all, States states,
            Supplier<List<String>> recent) {
        this.cards = new Cards(texts, () -> modal.hide(true));
        getStyleClass().add("main-view");
        screens.put(Screen.WELCOME, all.welcome());
        screens.put(Screen.STUDIES, all.studies());
        screens.put(Screen.DATA, all.data());
        screens.put(Screen.TRAINING, all.training());
        content = new StackPane();
        NoticeBar notices = new NoticeBar(texts, states.notices(), actions);
        StackPane.setAlignment(notices, Pos.TOP_CENTER);
        StackPane.setMargin(notices, new Insets(10));
        content.getChildren().add(notices);
        // The focus goes through them in this order, as eyes do.
        BorderPane frame = new BorderPane();
        frame.setTop(new MainMenu(texts, actions, states.keys(), states.training(), recent));
        frame.setLeft(new NavigationRail(texts, actions, states.screen()));
        frame.setCenter(content);
        frame.setBottom(new StatusBar(texts, states));
        Region dropFrame = dropFrame();
        modal.setId("modal");
        // It would be a stop of the Tab key at which nothing shows.
        modal.setFocusTraversable(false);
        tour = new TourView(texts, actions::arrive, actions::tourEnded);
        modal.displayProperty().subscribe(this::returnFocus);
        sceneProperty().flatMap(Scene::focusOwnerProperty)
                .addListener((property, before, now) -> keepFocus(before, now));
        getChildren().addAll(frame, tour, modal, dropFrame);
        keys = states.keys();
        states.screen().subscribe(this::show);
        new KeyDispatch(keys, command -> isAllowed(command, states.screen().get()), actions::perform).install(this);
        FileDrop.install(this, dropFrame, actions::dropped);
    }

    /** Lies over everything, so that nothing moves when it comes. */
    static Region dropFrame() {
        Region frame = new Region();
        frame.setId("drop-frame");
        frame.setMouseTransparent(true);
        frame.setVisible(false);
        return frame;
    }

    /** Under a card nothing may move; the studies' keys work on their screen alone. */
    private boolean isAllowed(Command command, Screen screen) {
        return !modal.isDisplay() && !tour.isVisible() && (command instanceof FrameCommand || screen == Screen.STUDIES);
    }

    /** A screen joins the window when it is first shown: the styling of those that nobody looks at would delay the first one. */
    private void show(Screen shown) {
        Node wanted = screens.get(shown);
        if (wanted != null && !content.getChildren().contains(wanted)) {
            // Below the notices, which lie over every screen.
            content.getChildren().addFirst(wanted);
        }
        screens.forEach((screen, node) -> {
            node.setVisible(screen == shown);
            node.setManaged(screen == shown);
        });
    }

    /** Begins the tour anew. */
    public void takeTour() {
        tour.begin();
    }

    /** Shows a card and gives it the keys; when it goes, they return to where they were. */
    private void open(Node card) {
        if (!modal.isDisplay()) {
            focusedBefore = Optional.ofNullable(getScene()).map(Scene::getFocusOwner);
        }
        modal.show(card);
        card.lookupAll(".button").stream().filter(node -> node instanceof Button button && button.isDefaultButton())
                .findFirst().ifPresent(Node::requestFocus);
    }

    /** What lies below a card is not reached by Tab, and the card closes by Esc wherever in it the focus was. */
    private void keepFocus(@Nullable Node before, @Nullable Node now) {
        if (!modal.isDisplay() || now == null || now != modal && isIn(modal, now)) {
            return;
        }
        strayed.post(Optional.ofNullable(before));
    }

    /** Once the focus has moved: from the last stop on to the first; back from the first, and from what is gone, to the last. */
    private void bringBack(Optional<Node> before) {
        List<Node> stops = new ArrayList<>();
        collectStops(modal, stops);
        boolean gone = Optional.ofNullable(getScene().getFocusOwner())
                .filter(node -> node != modal && isIn(modal, node)).isEmpty();
        if (gone && modal.isDisplay() && !stops.isEmpty()) {
            boolean onward = stops.size() > 1 && before.filter(stops.getLast()::equals).isPresent();
            (onward ? stops.getFirst() : stops.getLast()).requestFocus();
        }
    }

    private static boolean isIn(Node whole, Node part) {
        for (Node up = part; up != null; up = up.getParent()) {
            if (up == whole) {
                return true;
            }
        }
        return false;
    }

    private static void collectStops(Parent in, List<Node> stops) {
        for (Node child : in.getChildrenUnmodifiable()) {
            if (child.isFocusTraversable() && child.isVisible() && !child.isDisabled()) {
                stops.add(child);
            }
            if (child instanceof Parent parent && child.isVisible()) {
                collectStops(parent, stops);
            }
        }
    }

    private void returnFocus(boolean displayed) {
        if (!displayed) {
            focusedBefore.filter(node -> node.getScene() != null).ifPresent(Node::requestFocus);
            focusedBefore = Optional.empty();
        }
    }

    /** Shows the keys and the profiles of the mouse, to be changed. */
    public void showShortcuts(MouseProfiles mice) {
        open(cards.shortcuts(keys, mice));
    }

    /** Shows what the program is. */
    public void showAbout(String version) {
        open(cards.about(version));
    }

    /** Shows the log. */
    public void showLog(String file, String content) {
        open(cards.log(file, content));
    }

    /** Shows a crash report. */
    public void showCrash(CrashCard.Report report) {
        open(cards.crash(report));
    }

    /** Shows what an import did. */
    public void showImport(ImportReport report) {
        open(cards.imported(report));
    }

    /** Shows what was taken from files of boxes and labels. */
    public void showAnnotationsRead(AnnotationPlan plan) {
        open(cards.annotationsRead(plan));
    }

    /** Shows which boxes and labels were written. */
    public void showAnnotationsWritten(AnnotationFilesViewModel.Exported exported) {
        open(cards.annotationsWritten(exported));
    }

    /** Shows a look at a folder while it goes on and what came of it. */
    public void showLook(Look look) {
        open(cards.look(new LookCard.Makings(look.model(), look.source(), look.export(), () -> modal.hide(true)),
                look.answers()));
    }

    /**
     * A look at a folder before its import.
     *
     * @param model how far it is
     * @param source the folder
     * @param export asks for a file and writes these verdicts
     * @param answers what can be done with the folder
     */
    public record Look(LookViewModel model, Path source, Consumer<List<ImportLook.Verdict>> export,
            List<Answer> answers) {
    }

    /** Shows which files were found in a folder that was moved. */
    public void showMoved(MovedFolder.Found found) {
        open(cards.moved(found));
    }

    /** Asks before something that cannot be taken back. */
    public void ask(String title, String words, List<Answer> answers) {
        open(cards.question(title, words, answers));
    }
}
