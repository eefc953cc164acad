package org.refers.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Carries things from any thread to the one that owns the screen, in order, many to a delivery: a thousand training
 * steps between two frames cost one event, not a thousand. The only place that calls {@code Platform.runLater}.
 *
 * @param <T> what is carried
 */
public final class EventRelay<T> {

    private final Executor receiver;
    private final Consumer<List<T>> target;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Creates a relay that delivers on a receiver's thread. */
    public EventRelay(Executor receiver, Consumer<List<T>> target) {
        this.receiver = receiver;
        this.target = target;
    }

    /** Creates a relay that delivers on the JavaFX thread. */
    public static <T> EventRelay<T> toScreen(Consumer<List<T>> target) {
        return new EventRelay<>(Platform::runLater, target);
    }

    /** Sends one thing on its way; never waits. */
    public void post(T event) {
        waiting.add(event);
        if (scheduled.compareAndSet(false, true)) {
            receiver.execute(this::deliver);
        }
    }

    private void deliver() {
        // Cleared before the queue is read: an event that arrives meanwhile books its own delivery.
        scheduled.set(false);
        List<T> batch = new ArrayList<>();
        for (T event = waiting.poll(); event != null; event = waiting.poll()) {
            batch.add(event);
        }
        if (!batch.isEmpty()) {
            target.accept(batch);
        }
    }
}
