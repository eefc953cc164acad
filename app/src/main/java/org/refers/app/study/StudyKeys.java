package org.refers.app.study;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.refers.viewer.browser.StudyBrowser;
import org.refers.viewer.overlay.ActivationLayer;

/** Keys of the reading screen beside those of the radiograph view. */
final class StudyKeys {

    private static final double THRESHOLD_STEP = 0.02;
    private static final double OPACITY_STEP = 0.1;

    private StudyKeys() {
    }

    /** Does what a key asks for; false if it asks for nothing here. */
    static boolean perform(KeyEvent event, StudyBrowser browser, ExplanationViewModel explanation,
            ActivationLayer map) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return false;
        }
        int direction = event.getCode() == KeyCode.OPEN_BRACKET ? -1 : 1;
        switch (event.getCode()) {
            case N -> browser.step(event.isShiftDown() ? -1 : 1);
            case PAGE_DOWN -> browser.step(1);
            case PAGE_UP -> browser.step(-1);
            case O -> explanation.showMapProperty().set(!explanation.showMapProperty().get());
            case B -> explanation.showReadersProperty().set(!explanation.showReadersProperty().get());
            case OPEN_BRACKET, CLOSE_BRACKET -> {
                if (event.isShiftDown()) {
                    map.opacityProperty().set(
                            Math.clamp(map.opacityProperty().get() + direction * OPACITY_STEP, 0, 1));
                } else {
                    explanation.moveThreshold(direction * THRESHOLD_STEP);
                }
            }
            case SLASH -> browser.focusFilter();
            default -> {
                return false;
            }
        }
        return true;
    }
}
