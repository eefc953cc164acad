package org.refers.training.run;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.device.DeviceQueue;
import org.refers.training.device.DeviceQueue.Turn;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.store.QueuePlace;

/**
 * A run's turn on its device.
 *
 * @param turn empty where there is no queue, or where the user ended the waiting
 * @param isGivenUp whether the user ended the waiting
 */
record DeviceTurn(Optional<Turn> turn, boolean isGivenUp) implements AutoCloseable {

    /** Waits until no earlier run uses the device, and tells so. */
    static DeviceTurn await(RunRequest request, ComputeEngine engine, Consumer<TrainingEvent> events,
            BooleanSupplier stop) {
        String device = engine.deviceName();
        try {
            Optional<Turn> turn = new DeviceQueue(request.compute().cache(), device).await(stop, before -> {
                tell(request, device, before);
                events.accept(new Notice("Waiting for " + device + ": "
                        + (before == 1 ? "another run uses it." : before + " runs are before this one.")));
            });
            QueuePlace.clear(request.run());
            return new DeviceTurn(turn, turn.isEmpty());
        } catch (IOException unwritable) {
            events.accept(new Notice("Runs are not queued: this user's cache folder cannot be written. Two at once on "
                    + device + " slow each other, or run out of its memory."));
            return new DeviceTurn(Optional.empty(), false);
        }
    }

    /** Whoever looks at the run's folder learns that it waits, and how long the queue is. */
    private static void tell(RunRequest request, String device, int before) {
        String kind = request instanceof PretrainRequest ? "pretrain" : "finetune";
        try {
            new QueuePlace(device, before, kind, request.recipe().whole(RecipeKey.MAX_STEPS)).write(request.run());
        } catch (IOException untold) {
            // It waits all the same; whoever started it hears of it by the event.
        }
    }

    @Override
    public void close() throws IOException {
        if (turn.isPresent()) {
            turn.get().close();
        }
    }
}
