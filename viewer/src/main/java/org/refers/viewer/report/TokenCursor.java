package org.refers.viewer.report;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The token of a report that is looked at: the one under the pointer, else the one that was kept by a click or by the keys. */
public final class TokenCursor {

    private final ReadOnlyObjectWrapper<Optional<Integer>> token = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Integer> kept = Optional.empty();
    private Optional<Integer> pointed = Optional.empty();
    private int count;

    /** Begins with another report of so many tokens, none of them looked at. */
    public void reset(int tokens) {
        count = tokens;
        kept = Optional.empty();
        pointed = Optional.empty();
        show();
    }

    void point(Optional<Integer> at) {
        pointed = at;
        show();
    }

    /** Keeps a token, or lets go of it if it was kept. */
    void toggle(int at) {
        kept = kept.equals(Optional.of(at)) ? Optional.empty() : Optional.of(at);
        pointed = pointed.filter(now -> kept.isPresent());
        show();
    }

    /** Goes on by tokens; from none to the first, or backwards to the last. */
    void step(int by) {
        if (count > 0) {
            int next = token.get().map(now -> Math.clamp((long) now + by, 0, count - 1)).orElse(by > 0 ? 0 : count - 1);
            keep(next);
        }
    }

    /** Goes to the first or to the last token. */
    void end(boolean last) {
        if (count > 0) {
            keep(last ? count - 1 : 0);
        }
    }

    private void keep(int at) {
        pointed = Optional.empty();
        kept = Optional.of(at);
        show();
    }

    /** Looks at no token. */
    public void leave() {
        reset(count);
    }

    private void show() {
        token.set(pointed.or(() -> kept));
    }

    /** The token, counted from 0. */
    public ReadOnlyObjectProperty<Optional<Integer>> tokenProperty() {
        return token.getReadOnlyProperty();
    }
}
