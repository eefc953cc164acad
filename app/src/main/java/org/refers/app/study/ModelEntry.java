package org.refers.app.study;

import java.nio.file.Path;
import java.util.List;

/**
 * A model that a run left.
 *
 * @param name the run's name
 * @param folder the run's folder
 * @param findings findings it tells apart; empty for a model that writes reports
 * @param mapMeasured whether its maps were held against readers' boxes
 */
public record ModelEntry(String name, Path folder, List<String> findings, boolean mapMeasured) {

    /** Copies the findings. */
    public ModelEntry {
        findings = List.copyOf(findings);
    }

    /** Whether it explains findings; otherwise it writes reports. */
    public boolean explains() {
        return !findings.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
