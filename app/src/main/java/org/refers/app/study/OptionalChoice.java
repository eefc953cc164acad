package org.refers.app.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
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
        return box;
    }

    private static <T> void select(ComboBox<T> box, Optional<T> value) {
        if (value.isPresent()) {
            box.getSelectionModel().select(value.get());
        } else {
            box.getSelectionModel().clearSelection();
        }
    }
}
