package org.refers.app.study;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.refers.app.parts.Parts;
import org.refers.app.task.BackgroundTasks;
import org.refers.viewer.browser.StudyBrowser;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.overlay.ActivationLayer;
import org.refers.viewer.overlay.BoxLayer;
import org.refers.viewer.text.Texts;

/** The reading screen: browser, radiograph with its overlay, explanation controls, reports. */
public final class StudiesView extends BorderPane {

    /** Room for a thumbnail and a line of findings. */
    private static final double BROWSER_WIDTH = 330;

    /** Room for a report of half a dozen sentences; more scrolls. */
    private static final double REPORT_HEIGHT = 290;

    private final StudiesViewModel model;
    private final StudyBrowser browser;
    private final RadiographView radiograph;
    private final ActivationLayer map = new ActivationLayer();
    private final BoxLayer boxes = new BoxLayer();

    /** Creates the screen over the studies of a workspace. */
    public StudiesView(Texts texts, StudiesViewModel model, ReadOnlyObjectProperty<Optional<StudyCatalogue>> studies,
            BackgroundTasks tasks,
            RadiographSource source) {
        this.model = model;
        this.browser = new StudyBrowser(texts, new ThumbnailLoader(tasks, source, model::fileOf));
        this.radiograph = new RadiographView(texts);
        setId("studies-screen");
        ExplanationPanel panel = new ExplanationPanel(texts, model.explanation());
        map.opacityProperty().bindBidirectional(panel.opacity().valueProperty());
        radiograph.setId("radiograph");
        radiograph.addLayer(map);
        radiograph.addLayer(boxes);
        BorderPane reading = new BorderPane(image(texts));
        reading.setTop(new ViewToolbar(texts, radiograph, browser));
        SplitPane middle = new SplitPane(reading, new ReportPanel(texts, model.report()));
        middle.setOrientation(Orientation.VERTICAL);
        middle.heightProperty().addListener((property, before, now) -> {
            if (before.doubleValue() < REPORT_HEIGHT && now.doubleValue() > 2 * REPORT_HEIGHT) {
                middle.setDividerPositions(1 - REPORT_HEIGHT / now.doubleValue());
            }
        });
        browser.setMinWidth(BROWSER_WIDTH - 80);
        browser.setPrefWidth(BROWSER_WIDTH);
        SplitPane columns = new SplitPane(browser, middle);
        // A share holds only once the pane has its width; before, it would leave the browser a sliver.
        columns.widthProperty().addListener((property, before, now) -> {
            if (before.doubleValue() < 2 * BROWSER_WIDTH && now.doubleValue() >= 2 * BROWSER_WIDTH) {
                columns.setDividerPositions(BROWSER_WIDTH / now.doubleValue());
            }
        });
        SplitPane.setResizableWithParent(browser, false);
        setCenter(columns);
        setRight(panel);
        follow(studies);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private Node image(Texts texts) {
        ProgressIndicator busy = new ProgressIndicator();
        busy.setMaxSize(48, 48);
        busy.visibleProperty().bind(model.loadingProperty()
                .flatMap(loading -> model.decodingProperty().map(decoding -> loading && decoding.isEmpty())));
        Node empty = Parts.emptyState(MaterialDesignI.IMAGE_OUTLINE, texts.get("studies.empty.title"),
                texts.get("studies.empty.words"));
        empty.visibleProperty().bind(model.entryProperty().map(Optional::isEmpty));
        StackPane stack = new StackPane(radiograph, empty, busy, new DecodePane(texts, model.decodingProperty()));
        stack.setAlignment(Pos.CENTER);
        stack.setMinHeight(120);
        return stack;
    }

    private void follow(ReadOnlyObjectProperty<Optional<StudyCatalogue>> studies) {
        studies.subscribe(now -> now.ifPresent(open -> browser.show(model.take(open))));
        browser.selectionProperty().addListener(
                (property, before, now) -> model.select(now.map(item -> item.view().id())));
        model.radiographProperty().addListener(
                (property, before, now) -> now.ifPresentOrElse(radiograph::show, radiograph::clear));
        ExplanationViewModel explanation = model.explanation();
        explanation.explanationProperty().subscribe(this::showMap);
        explanation.showMapProperty().subscribe(this::showMap);
        explanation.agreementProperty().subscribe(this::showBoxes);
        explanation.showReadersProperty().subscribe(this::showBoxes);
    }

    private void showMap() {
        ExplanationViewModel explanation = model.explanation();
        map.mapProperty().set(explanation.explanationProperty().get()
                .filter(found -> explanation.showMapProperty().get())
                .map(found -> OverlayContent.grid(found.surface())));
    }

    private void showBoxes() {
        ExplanationViewModel explanation = model.explanation();
        boxes.boxesProperty().set(OverlayContent.boxes(explanation.agreementProperty().get(),
                explanation.showReadersProperty().get()));
    }

    /** Keys work wherever the focus is on this screen, except where something is typed or moved by keys. */
    private void key(KeyEvent event) {
        boolean typing = getScene() != null && getScene().getFocusOwner() instanceof TextInputControl;
        if (typing || event.isConsumed()) {
            return;
        }
        if (StudyKeys.perform(event, browser, model.explanation(), map)) {
            event.consume();
            return;
        }
        ViewCommand.of(event).ifPresent(command -> {
            radiograph.perform(command);
            event.consume();
        });
    }

    /** The radiograph view, for menus and preferences. */
    public RadiographView radiograph() {
        return radiograph;
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
