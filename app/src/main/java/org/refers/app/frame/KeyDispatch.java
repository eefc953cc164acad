package org.refers.app.frame;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.command.KeyStroke;

/** Turns key presses that no control took into commands. Letters are for whoever types. */
final class KeyDispatch {

    private final ReadOnlyObjectProperty<KeyMap> keys;
    private final Predicate<Command> allowed;
    private final Consumer<Command> perform;

    /**
     * Creates a dispatch.
     *
     * @param keys which key asks for what
     * @param allowed whether a command makes sense now
     * @param perform does it
     */
    KeyDispatch(ReadOnlyObjectProperty<KeyMap> keys, Predicate<Command> allowed, Consumer<Command> perform) {
        this.keys = keys;
        this.allowed = allowed;
        this.perform = perform;
    }

    void install(Node root) {
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean typing = root.getScene() != null && root.getScene().getFocusOwner() instanceof TextInputControl;
            Optional<Command> command = KeyStroke.of(event).filter(stroke -> !typing || stroke.worksWhileTyping())
                    .flatMap(keys.get()::commandOf).filter(allowed);
            command.ifPresent(asked -> {
                event.consume();
                perform.accept(asked);
            });
        });
    }
}
