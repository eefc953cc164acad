package org.refers.viewer.image;

import javafx.scene.input.MouseEvent;

/** What a view's mouse asks of whatever shows the view. */
public interface ViewHost {

    /** Wants the next (1) or previous (-1) radiograph of the study. */
    void stepView(int viewsOn);

    /** Was double clicked. */
    void doubleClicked();

    /** Wants a menu where a button without a drag was clicked. */
    void menu(MouseEvent click);

    /** A host that shows this view alone: a double click fits it. */
    static ViewHost alone(RadiographView view) {
        return new ViewHost() {
            @Override
            public void stepView(int viewsOn) {
                // There is one radiograph.
            }

            @Override
            public void doubleClicked() {
                view.perform(ViewCommand.FIT);
            }

            @Override
            public void menu(MouseEvent click) {
                // There are keys.
            }
        };
    }
}
