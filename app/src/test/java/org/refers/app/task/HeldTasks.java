package org.refers.app.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Keeps the work of each lane until the test lets the lane go on, so that lanes can be made to wait for each other. */
public final class HeldTasks implements BackgroundTasks {

    private final CurrentThreadTasks now = new CurrentThreadTasks();
    private final Map<Lane, Deque<Runnable>> held = new EnumMap<>(Lane.class);

    @Override
    public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
        held.computeIfAbsent(lane, one -> new ArrayDeque<>()).add(() -> now.run(lane, work, outcome));
        return () -> {
        };
    }

    /** Does all that a lane has, and what is added to it meanwhile. */
    public void finish(Lane lane) {
        Deque<Runnable> waiting = held.computeIfAbsent(lane, one -> new ArrayDeque<>());
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
