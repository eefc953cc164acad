package org.refers.app.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Ties a combo box to an optional value and a list of choices. */
final class OptionalChoice {

    private OptionalChoice() {
    }

    /** Binds both ways; an empty value shows the prompt. */
    static <T> ComboBox<T> of(String id, ObservableList<T> items, ObjectProperty<Optional<T>> value,
            Function<T, String> words) {
        ComboBox<T> box = box(id, words);
        box.getItems().setAll(items);
        select(box, value.get());
        items.addListener((ListChangeListener<T>) change -> {
            box.getItems().setAll(List.copyOf(items));
            select(box, value.get());
        });
        value.addListener((property, before, now) -> select(box, now));
        box.setOnAction(chosen -> Optional.ofNullable(box.getValue()).map(Optional::of).ifPresent(value::set));
        return box;
    }

    private static <T> ComboBox<T> box(String id, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T item) {
                return item == null ? "" : words.apply(item);
            }

            @Override
            @SuppressWarnings("NullAway") // because a box that cannot be typed in never asks for it
            public T fromString(String typed) {
                return null;
            }
        });
        box.setButtonCell(new Chosen<>(box, words));
        return box;
    }

    /** What is chosen. Names of runs differ at their ends: a long one is cut in its middle. */
    private static final class Chosen<T> extends ListCell<T> {

        private final ComboBox<T> box;
        private final Function<T, String> words;

        Chosen(ComboBox<T> box, Function<T, String> words) {
            this.box = box;
            this.words = words;
            setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            boolean none = empty || item == null;
            setText(none ? box.getPromptText() : words.apply(item));
        }
    }

    private static <T> void select(ComboBox<T> box, Optional<T> value) {
        if (value.isPresent()) {
            box.getSelectionModel().select(value.get());
        } else {
            box.getSelectionModel().clearSelection();
        }
    }
}
