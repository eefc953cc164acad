package org.refers.app.doctor;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain from the machine to a training step.
 *
 * @param name what is looked at
 * @param state {@code ok}, {@code warning}, {@code absent} (and not needed), {@code failed} or {@code not tried}
 * @param words what was found
 * @param remedy what to do, where something is to be done
 */
public record DoctorStep(String name, String state, String words, @Nullable String remedy) {

    static DoctorStep ok(String name, String words) {
        return new DoctorStep(name, "ok", words, null);
    }

    static DoctorStep absent(String name, String words) {
        return new DoctorStep(name, "absent", words, null);
    }

    static DoctorStep warning(String name, String words, String remedy) {
        return new DoctorStep(name, "warning", words, remedy);
    }

    static DoctorStep failed(String name, String words, String remedy) {
        return new DoctorStep(name, "failed", words, remedy);
    }

    static DoctorStep notTried(String name, String because) {
        return new DoctorStep(name, "not tried", because, null);
    }

    boolean isFailed() {
        return state.equals("failed");
    }

    /** What was found and what to do about it, where something is to be done. */
    Optional<String> advice() {
        return remedy == null ? Optional.empty() : Optional.of(words + " " + remedy);
    }

    /** The step as lines for a person. */
    public String line() {
        String line = String.format(Locale.ROOT, "%-9s %s: %s", "[" + (state.equals("not tried") ? "-" : state) + "]",
                name,
                words);
        return remedy == null ? line : line + System.lineSeparator() + " ".repeat(10) + "-> " + remedy;
    }
}
