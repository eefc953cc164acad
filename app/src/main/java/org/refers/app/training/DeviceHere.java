package org.refers.app.training;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.training.RunAdvisor.DeviceOffers;
import org.refers.viewer.text.Texts;

/** The device that networks take on this machine unless another is asked for: nobody is to find it out by its pace. */
public final class DeviceHere {

    private final Texts texts;
    private final RunAdvisor advisor;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final ReadOnlyObjectWrapper<Said> said = new ReadOnlyObjectWrapper<>(new Said("", Optional.empty()));

    /**
     * What is said of it.
     *
     * @param words the device; empty while nothing is known
     * @param warning why it is not the one that is hoped for, in a sentence
     */
    public record Said(String words, Optional<String> warning) {
    }

    /** Creates a state in which nothing is known. */
    public DeviceHere(Texts texts, RunAdvisor advisor, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.advisor = advisor;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Asks the driver and PyTorch's library in the background, without starting either. */
    public void look() {
        tasks.run(Lane.PLANNING, progress -> advisor.devices(), Outcome.of(this::found, this::failed));
    }

    private void found(DeviceOffers devices) {
        String card = devices.offers().getFirst().words();
        said.set(new Said(texts.format("status.computer", card.isEmpty() ? texts.get("status.processor") : card),
                devices.warning()));
    }

    private void failed(Throwable problem) {
        said.set(new Said(texts.format("status.computer", texts.get("status.unknown")), Optional.empty()));
        errors.report("doing.device", problem);
    }

    /** What is said of it. */
    public ReadOnlyObjectProperty<Said> saidProperty() {
        return said.getReadOnlyProperty();
    }
}
