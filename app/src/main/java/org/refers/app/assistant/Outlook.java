package org.refers.app.assistant;

import java.util.Optional;
import org.refers.app.training.RunAdvisor.DeviceOffers;
import org.refers.app.training.RunAdvisor.Pace;
import org.refers.training.run.RunData;
import org.refers.training.run.RunEstimate;

/**
 * What is known of the run that is being planned.
 *
 * @param busy whether more is being found out
 * @param data what the workspace has for it
 * @param devices the machine's
 * @param estimate what it will need
 * @param pace how fast one like it was
 * @param problem why that is not known, in a sentence
 */
record Outlook(boolean busy, Optional<RunData> data, Optional<DeviceOffers> devices, Optional<RunEstimate> estimate,
        Optional<Pace> pace, Optional<String> problem) {

    static final Outlook NONE = new Outlook(false, Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    Outlook looking() {
        return new Outlook(true, data, devices, estimate, pace, problem);
    }

    static Outlook failed(String sentence, Outlook before) {
        return new Outlook(false, Optional.empty(), before.devices, Optional.empty(), Optional.empty(),
                Optional.of(sentence));
    }
}
