package org.refers.app.training;

import java.nio.file.Path;
import java.util.Map;

/**
 * A run as the form describes it.
 *
 * @param kind what it learns
 * @param workspace folder of the workspace
 * @param run folder of the run
 * @param preset paper or released
 * @param size tiny, small or base
 * @param recipe name of the recipe
 * @param settings values of the recipe that the user set, by key
 * @param finetuning what only fine-tuning has; ignored in pre-training
 * @param resume whether the run in the folder goes on
 */
public record RunPlan(Kind kind, Path workspace, Path run, String preset, String size, String recipe,
        Map<String, String> settings, Finetuning finetuning, boolean resume) {

    /** What a run learns. */
    public enum Kind {
        PRETRAIN, FINETUNE
    }

    /**
     * What only fine-tuning has.
     *
     * @param task which findings
     * @param init {@code random}, or the folder of a pre-training run
     * @param labelRatio share of the labelled training radiographs, above 0, up to 1
     */
    public record Finetuning(String task, String init, double labelRatio) {

        /** From random weights, all labels. */
        public static final Finetuning DEFAULT = new Finetuning("findings", "random", 1);
    }

    /** Copies the settings. */
    public RunPlan {
        settings = Map.copyOf(settings);
    }

    /** The last part of the run folder's name. */
    public String name() {
        return String.valueOf(run.getFileName());
    }
}
