package org.refers.training.panel;

import java.util.List;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.FindingLabel;

/** A study of the panel as a network sees it at one step. Holds pseudonymous keys alone: no picture, no text of a reader. */
public sealed interface PanelStudy {

    /** Pseudonymous key of the study. */
    String study();

    /**
     * The report that a network in pre-training writes.
     *
     * @param study pseudonymous key
     * @param radiographs pseudonymous keys of those that the network reads
     * @param text the generated report
     * @param tokens its length in tokens
     * @param logProbability natural logarithm of its probability
     */
    record Written(String study, List<String> radiographs, String text, int tokens, double logProbability)
            implements
                PanelStudy {

        /** Creates a report; the list is copied. */
        public Written {
            radiographs = List.copyOf(radiographs);
        }
    }

    /**
     * Where a network in fine-tuning sees a finding.
     *
     * @param study pseudonymous key
     * @param radiograph pseudonymous key
     * @param label what the radiograph's label says of the map's finding
     * @param probability of the finding, 0 to 1
     * @param map its class activation map
     */
    record Mapped(String study, String radiograph, FindingLabel label, double probability, ActivationMap map)
            implements
                PanelStudy {
    }
}
