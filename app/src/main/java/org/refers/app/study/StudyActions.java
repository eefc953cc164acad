package org.refers.app.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import org.refers.app.annotation.AnnotationPanel;
import org.refers.app.dialog.FileDialogs;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.browser.StudyBrowser;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.overlay.ActivationLayer;
import org.refers.viewer.overlay.TextInk;
import org.refers.viewer.overlay.TextMask;
import org.refers.viewer.text.Texts;

/** Does what the commands of the reading screen ask for. */
final class StudyActions {

    private static final double THRESHOLD_STEP = 0.02;
    private static final double OPACITY_STEP = 0.1;

    private final Texts texts;
    private final StudiesViewModel model;
    private final StudyBrowser browser;
    private final HangingPane hanging;
    private final ActivationLayer map;
    private final FileDialogs dialogs;
    private final Consumer<String> say;
    private final AnnotationPanel.Exchange exchange;

    StudyActions(Parts parts, StudiesViewModel model, StudiesView.Makings made) {
        this.texts = made.texts();
        this.model = model;
        this.browser = parts.browser();
        this.hanging = parts.hanging();
        this.map = parts.map();
        this.dialogs = made.dialogs();
        this.say = made.say();
        this.exchange = made.exchange();
    }

    /** The controls that commands act on. */
    record Parts(StudyBrowser browser, HangingPane hanging, ActivationLayer map) {
    }

    void perform(StudyCommand command) {
        ExplanationViewModel explanation = model.explanation();
        switch (command) {
            case ONE_PANE -> hang(HangingLayout.ONE);
            case VIEWS_SIDE_BY_SIDE -> hang(HangingLayout.VIEWS);
            case WITH_PRIOR -> hang(HangingLayout.PRIOR);
            case FOUR_PANES -> hang(HangingLayout.FOUR);
            case PLAIN_BESIDE -> hang(HangingLayout.PLAIN);
            case SWAP_SIDES -> toggle(model.hanging().lateralLeftProperty());
            case COMPARE_WITH -> compare();
            case LINK_ZOOM -> toggle(hanging.zoomLinkedProperty());
            case LINK_WINDOW -> toggle(hanging.windowLinkedProperty());
            case NEXT_PANE -> hanging.stepPane(1);
            case PREVIOUS_PANE -> hanging.stepPane(-1);
            case NEXT_STUDY -> browser.step(1);
            case PREVIOUS_STUDY -> browser.step(-1);
            case NEXT_VIEW -> stepView(1);
            case PREVIOUS_VIEW -> stepView(-1);
            case FIRST_VIEW -> model.endView(false).ifPresent(browser::select);
            case LAST_VIEW -> model.endView(true).ifPresent(browser::select);
            case FILTER_STUDIES -> browser.focusFilter();
            case SHOW_MAP -> toggle(explanation.showMapProperty());
            case SHOW_INPUT -> toggle(explanation.showInputProperty());
            case SHOW_READERS -> toggle(explanation.showReadersProperty());
            case THRESHOLD_DOWN -> explanation.moveThreshold(-THRESHOLD_STEP);
            case THRESHOLD_UP -> explanation.moveThreshold(THRESHOLD_STEP);
            case OPACITY_DOWN -> opacity(-OPACITY_STEP);
            case OPACITY_UP -> opacity(OPACITY_STEP);
            case SAVE_FIGURE -> saveFigure();
            case UNDO -> model.annotation().undo();
            case REDO -> model.annotation().redo();
            case IMPORT_ANNOTATIONS -> exchange.importFiles();
            case EXPORT_ANNOTATIONS -> exchange.exportFiles();
        }
    }

    private void saveFigure() {
        model.figure().order(model.entryProperty().get(), model.sanity().stateProperty().get().result())
                .ifPresentOrElse(
                        order -> dialogs.chooseNewFile(texts.get("figure.choose"), order.fileName())
                                .ifPresent(target -> model.figure().save(order, words(order), target)),
                        () -> say.accept(texts.get("figure.none")));
    }

    private FigureViewModel.Words words(FigureViewModel.Order order) {
        List<String> heading = order.sanity().map(model.figure()::heading).orElse(List.of());
        List<TextMask> captions = TextInk.blocks(order.sanity().map(model.figure()::captions).orElse(List.of()),
                order.tileWidth());
        List<TextMask> wide = TextInk.blocks(List.of(order.words(), heading), order.wordsWidth());
        return new FigureViewModel.Words(wide.getFirst(), wide.getLast(), captions);
    }

    private void hang(HangingLayout layout) {
        model.hanging().layoutProperty().set(layout);
    }

    void stepView(int viewsOn) {
        model.viewOn(viewsOn).ifPresent(browser::select);
    }

    private void compare() {
        Optional<StudyEntry> kept = model.hanging().toggleCompared();
        if (kept.isPresent()) {
            say.accept(texts.format("hanging.kept", kept.get().order() + 1, kept.get().patientId()));
            if (model.hanging().layoutProperty().get().panes() == 1) {
                hang(HangingLayout.PRIOR);
            }
        } else {
            say.accept(texts.get("hanging.unkept"));
        }
    }

    private static void toggle(BooleanProperty switched) {
        switched.set(!switched.get());
    }

    private void opacity(double by) {
        map.opacityProperty().set(Math.clamp(map.opacityProperty().get() + by, 0, 1));
    }
}
