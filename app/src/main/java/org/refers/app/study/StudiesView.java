package org.refers.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.refers.app.annotation.AnnotationPanel;
import org.refers.app.dialog.FileDialogs;
import org.refers.app.parts.Parts;
import org.refers.app.study.ExplanationViewModel.Agreement;
import org.refers.app.task.BackgroundTasks;
import org.refers.viewer.browser.StudyBrowser;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.hanging.PaneContent;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.Tool;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.image.ViewHost;
import org.refers.viewer.overlay.ActivationLayer;
import org.refers.viewer.overlay.BoxLayer;
import org.refers.viewer.overlay.InputLayer;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.text.Texts;

/** The reading screen: browser, radiographs with their overlay, explanation controls, reports. */
public final class StudiesView extends BorderPane {

    /** Room for a thumbnail and a line of findings. */
    private static final double BROWSER_WIDTH = 330;

    /** Room for a report of half a dozen sentences; more scrolls. */
    private static final double REPORT_HEIGHT = 290;

    private final StudiesViewModel model;
    private final ThumbnailLoader thumbnails;
    private final StudyBrowser browser;
    private final HangingPane hanging;
    private final MouseProfiles mice;
    private final OwnWindows ownWindows;
    private final StudyActions actions;
    private final List<PaneOverlay> overlays = new ArrayList<>();
    private final ActivationLayer map;
    private HangingLayout before = HangingLayout.VIEWS;
    private Function<Path, Optional<String>> beginning = workspace -> Optional.empty();

    /** The layers of a pane. */
    private record PaneOverlay(InputLayer input, ActivationLayer map, BoxLayer boxes) {
    }

    /**
     * What the screen is made from.
     *
     * @param texts what users read
     * @param tasks where thumbnails are made
     * @param source where they come from
     * @param keys the keys that tooltips name
     * @param dialogs how users say where to save
     * @param say tells the user a sentence
     * @param exchange asks for files of boxes and labels
     */
    public record Makings(Texts texts, BackgroundTasks tasks, RadiographSource source,
            ReadOnlyObjectProperty<KeyMap> keys, FileDialogs dialogs, Consumer<String> say,
            AnnotationPanel.Exchange exchange) {
    }

    /** Creates the screen over the studies of a workspace. */
    public StudiesView(Makings made, StudiesViewModel model,
            ReadOnlyObjectProperty<Optional<StudyCatalogue>> studies) {
        Texts texts = made.texts();
        this.model = model;
        this.thumbnails = new ThumbnailLoader(made.tasks(), made.source(), model::fileOf);
        this.browser = new StudyBrowser(texts, thumbnails);
        this.hanging = new HangingPane(texts);
        this.mice = new MouseProfiles(hanging.mouseProfileProperty());
        this.ownWindows = new OwnWindows(hanging.ownWindowsProperty(), name -> hanging.activeView().keep(name));
        setId("studies-screen");
        ExplanationPanel panel = new ExplanationPanel(texts, model.explanation(), model.sanity(), this::perform);
        hanging.views().forEach(view -> addOverlay(view, texts));
        this.map = overlays.getFirst().map();
        map.opacityProperty().bindBidirectional(panel.opacity().valueProperty());
        map.coloursProperty().bindBidirectional(panel.colours());
        this.actions = new StudyActions(new StudyActions.Parts(browser, hanging, map), model, made);
        BorderPane reading = new BorderPane();
        reading.setTop(
                new ViewToolbar(texts, made.keys(), new ViewToolbar.Panes(hanging, mice, ownWindows), model.hanging(),
                        this::perform));
        reading.setCenter(image(texts));
        SplitPane middle = new SplitPane(reading, new ReportPanel(texts, model.report(), look(map)));
        middle.setOrientation(Orientation.VERTICAL);
        middle.heightProperty().addListener((property, was, now) -> {
            if (was.doubleValue() < REPORT_HEIGHT && now.doubleValue() > 2 * REPORT_HEIGHT) {
                middle.setDividerPositions(1 - REPORT_HEIGHT / now.doubleValue());
            }
        });
        browser.setMinWidth(BROWSER_WIDTH - 80);
        browser.setPrefWidth(BROWSER_WIDTH);
        SplitPane columns = new SplitPane(browser, middle);
        // A share holds only once the pane has its width; before, it would leave the browser a sliver.
        columns.widthProperty().addListener((property, was, now) -> {
            if (was.doubleValue() < 2 * BROWSER_WIDTH && now.doubleValue() >= 2 * BROWSER_WIDTH) {
                columns.setDividerPositions(BROWSER_WIDTH / now.doubleValue());
            }
        });
        SplitPane.setResizableWithParent(browser, false);
        setCenter(columns);
        setRight(side(texts, panel, made.exchange()));
        follow(studies);
        ToolMenu menu = new ToolMenu(texts, made.keys(), this::perform);
        hanging.setHost(new ViewHost() {
            @Override
            public void stepView(int viewsOn) {
                actions.stepView(viewsOn);
            }

            @Override
            public void doubleClicked() {
                toggleOne();
            }

            @Override
            public void menu(MouseEvent click) {
                menu.show(hanging.activeView(), click.getScreenX(), click.getScreenY());
            }
        });
    }

    private static ObservableValue<MapLook> look(ActivationLayer map) {
        return Bindings.createObjectBinding(
                () -> new MapLook(map.coloursProperty().get(), map.opacityProperty().get()),
                map.coloursProperty(), map.opacityProperty());
    }

    private Node side(Texts texts, ExplanationPanel panel, AnnotationPanel.Exchange exchange) {
        PaneEditing editing = new PaneEditing(hanging, model.annotation());
        PanePlaces places = new PanePlaces(texts, hanging, browser::select, editing.selectedProperty());
        PaneMeasuring measuring = new PaneMeasuring(texts, hanging, model.annotation());
        Tab explanation = new Tab(texts.get("explain.title"), panel);
        Tab annotation = new Tab(texts.get("annotate.title"),
                new AnnotationPanel(texts,
                        new AnnotationPanel.States(model.annotation(), model.annotationFiles(),
                                measuring.listedProperty()),
                        editing.selectedProperty(), new AnnotationPanel.Ways(editing, places::point, exchange)));
        annotation.setId("annotation-tab");
        Tab gallery = new Tab(texts.get("gallery.title"), new GalleryPanel(texts, model.survey(), model.explanation(),
                new GalleryPanel.Makings(thumbnails, map.coloursProperty(), browser::select)));
        gallery.setId("gallery-tab");
        TabPane side = new TabPane(explanation, gallery, annotation);
        side.setId("side");
        side.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        side.setMinWidth(panel.getMinWidth());
        side.setPrefWidth(panel.getPrefWidth());
        hanging.activeView().toolProperty().subscribe(now -> {
            if (now == Tool.BOX) {
                side.getSelectionModel().select(annotation);
            }
        });
        return side;
    }

    private void addOverlay(RadiographView view, Texts texts) {
        PaneOverlay overlay = new PaneOverlay(new InputLayer(texts), new ActivationLayer(), new BoxLayer());
        view.addLayer(overlay.input());
        view.addLayer(overlay.map());
        view.addLayer(overlay.boxes());
        if (!overlays.isEmpty()) {
            overlay.map().opacityProperty().bindBidirectional(overlays.getFirst().map().opacityProperty());
            overlay.map().coloursProperty().bindBidirectional(overlays.getFirst().map().coloursProperty());
        }
        overlays.add(overlay);
    }

    private Node image(Texts texts) {
        Node empty = Parts.emptyState(MaterialDesignI.IMAGE_OUTLINE, texts.get("studies.empty.title"),
                texts.get("studies.empty.words"));
        empty.getStyleClass().add("on-film");
        // One that is selected is on its way: to ask for one meanwhile would confuse.
        empty.visibleProperty().bind(Bindings.createBooleanBinding(
                () -> model.entryProperty().get().isEmpty() && browser.selectionProperty().get().isEmpty()
                        && browser.bareProperty().get().isEmpty(),
                model.entryProperty(), browser.selectionProperty(), browser.bareProperty()));
        Node bare = Parts.emptyState(MaterialDesignI.IMAGE_OFF_OUTLINE, texts.get("studies.bare.title"),
                texts.get("studies.bare.words"));
        bare.setId("study-bare");
        bare.getStyleClass().add("on-film");
        bare.visibleProperty().bind(browser.bareProperty().map(Optional::isPresent));
        StackPane stack = new StackPane(hanging, empty, bare);
        stack.setAlignment(Pos.CENTER);
        stack.setMinHeight(120);
        return stack;
    }

    private void follow(ReadOnlyObjectProperty<Optional<StudyCatalogue>> studies) {
        studies.subscribe((old, now) -> now.ifPresent(open -> {
            if (old.filter(same -> same.folder().equals(open.folder())).isEmpty()) {
                // A drag that goes on would end in the other workspace.
                hanging.views().forEach(RadiographView::putDown);
                browser.forget();
                browser.begin(beginning.apply(open.folder()));
            }
            browser.show(model.take(open));
        }));
        browser.selectionProperty().addListener(
                (property, was, now) -> model.select(now.map(item -> item.view().id())));
        browser.bareProperty().addListener(
                (property, was, now) -> now.ifPresent(study -> model.selectBare(study.id())));
        model.hanging().panesProperty().addListener((property, was, now) -> hang(now));
        model.hanging().onArranged(hanging::activate);
        model.hanging().layoutProperty().addListener((property, was, now) -> before = was == HangingLayout.ONE
                ? HangingLayout.VIEWS
                : was);
        hanging.activeProperty().subscribe(pane -> {
            model.activate(pane.intValue());
            showMap();
            showBoxes();
        });
        ExplanationViewModel explanation = model.explanation();
        explanation.explanationProperty().subscribe(this::showMap);
        explanation.showMapProperty().subscribe(this::showMap);
        explanation.showInputProperty().subscribe(this::showMap);
        explanation.agreementProperty().subscribe(this::showBoxes);
        explanation.showReadersProperty().subscribe(this::showBoxes);
        model.annotation().readerProperty().subscribe(this::showBoxes);
        model.report().attentionProperty().subscribe(() -> {
            showMap();
            showBoxes();
        });
    }

    private void hang(List<PaneContent> panes) {
        model.annotation().hang(panes.stream().map(PaneContent::id).filter(id -> !id.isEmpty()).distinct().toList());
        hanging.setLayout(model.hanging().layoutProperty().get());
        for (int i = 0; i < overlays.size(); i++) {
            hanging.show(i, i < panes.size() ? panes.get(i) : PaneContent.empty(""));
        }
        if (!panes.isEmpty() && panes.stream().noneMatch(PaneContent::waiting)) {
            readAhead();
        }
    }

    /** The next study first: readers go forwards. At the list's ends there is one alone. */
    private void readAhead() {
        List<String> wanted = new ArrayList<>();
        browser.peek(1, next -> {
            wanted.addFirst(next);
            model.readAhead(List.copyOf(wanted));
        });
        browser.peek(-1, previous -> {
            wanted.add(previous);
            model.readAhead(List.copyOf(wanted));
        });
    }

    /** Where the report's network looked comes before the map of a finding, and over every radiograph that it read. */
    private void showMap() {
        Optional<ReportAttention> attention = model.report().attentionProperty().get();
        ExplanationViewModel explanation = model.explanation();
        for (int i = 0; i < overlays.size(); i++) {
            boolean active = i == hanging.activeProperty().get();
            int pane = i;
            overlays.get(i).map().mapProperty().set(attention.isPresent()
                    ? model.hanging().slot(pane).map(slot -> slot.radiograph().id())
                            .flatMap(id -> Optional.ofNullable(attention.get().maps().get(id)))
                    : explanation.explanationProperty().get()
                            .filter(found -> active && explanation.showMapProperty().get())
                            .map(found -> OverlayContent.grid(found.surface())));
            overlays.get(i).input().pictureProperty().set(explanation.explanationProperty().get()
                    .filter(found -> active && explanation.showInputProperty().get()).map(OverlayContent::input));
        }
    }

    private void showBoxes() {
        ExplanationViewModel explanation = model.explanation();
        Agreement agreement = explanation.agreementProperty().get();
        // Boxes are cut from the finding's map, which is not to be seen with the attention of a token.
        Agreement drawn = model.report().attentionProperty().get().isPresent() ? agreement.withoutOurs() : agreement;
        for (int i = 0; i < overlays.size(); i++) {
            boolean active = i == hanging.activeProperty().get();
            overlays.get(i).boxes().boxesProperty().set(active
                    ? OverlayContent.boxes(drawn,
                            explanation.showReadersProperty().get(), model.annotation().readerProperty().get())
                    : List.of());
        }
    }

    /** Does what a key, a button or a menu asks for. */
    public void perform(Command command) {
        switch (command) {
            case ViewCommand view -> hanging.activeView().perform(view);
            case StudyCommand study -> actions.perform(study);
            default -> throw new IllegalArgumentException("not of this screen: " + command.id());
        }
    }

    private void toggleOne() {
        HangingLayout now = model.hanging().layoutProperty().get();
        model.hanging().layoutProperty().set(now == HangingLayout.ONE ? before : HangingLayout.ONE);
    }

    /** Says with which radiograph a workspace begins when it is opened; empty: with its first one. */
    public void beginWith(Function<Path, Optional<String>> radiograph) {
        beginning = radiograph;
    }

    /** Gives the keys to the radiograph in use. */
    public void focusRadiograph() {
        hanging.activeView().requestFocus();
    }

    /** The panes, for preferences. */
    public HangingPane hanging() {
        return hanging;
    }

    /** What the mouse does, and what else it can be made to do. */
    public MouseProfiles mice() {
        return mice;
    }

    /** Display windows of the user's own. */
    public OwnWindows ownWindows() {
        return ownWindows;
    }

    /** The browser, for menus. */
    public StudyBrowser browser() {
        return browser;
    }

    /** The map's layer, for preferences. */
    public ActivationLayer map() {
        return map;
    }
}
