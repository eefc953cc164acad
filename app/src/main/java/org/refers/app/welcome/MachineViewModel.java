package org.refers.app.welcome;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.machine.MachineCheck;
import org.refers.app.machine.MachineCheck.Verdict;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.viewer.text.Texts;

/** What the doctor says of this machine. */
public final class MachineViewModel {

    private final Texts texts;
    private final MachineCheck doctor;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Verdict>> verdict = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** Creates a state in which nothing was looked at. */
    public MachineViewModel(Texts texts, MachineCheck doctor, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.doctor = doctor;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Whether the doctor is at work. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What was found last. */
    public ReadOnlyObjectProperty<Optional<Verdict>> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    /** Sends for the doctor, unless there is none or he is here. */
    public void check() {
        if (busy.get() || doctor == MachineCheck.NONE) {
            return;
        }
        busy.set(true);
        // Where networks compute: both would want the whole processor.
        tasks.run(Lane.COMPUTING, progress -> doctor.check(), Outcome.of(this::found, problem -> {
            busy.set(false);
            errors.report("doing.machine", problem);
        }));
    }

    private void found(Verdict now) {
        busy.set(false);
        verdict.set(Optional.of(now));
    }

    /** The verdict in one sentence. */
    public String words() {
        if (busy.get()) {
            return texts.get("machine.busy");
        }
        return verdict.get().map(Verdict::words).orElseGet(() -> texts.get("machine.unknown"));
    }

    /** What to do about what is wrong; empty where nothing is. */
    public List<String> advice() {
        return busy.get() ? List.of() : verdict.get().map(Verdict::advice).orElse(List.of());
    }
}
