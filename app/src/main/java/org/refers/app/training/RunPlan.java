package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run as the form describes it.
 *
 * @param kind what it learns
 * @param workspace folder of the workspace
 * @param run folder of the run
 * @param preset paper or released
 * @param size tiny, small or base
 * @param recipe name of the recipe, or a YAML file
 * @param settings values of the recipe that the user set, by key
 * @param finetuning what only fine-tuning has; ignored in pre-training
 * @param start what it begins with, and where
 */
public record RunPlan(Kind kind, Path workspace, Path run, String preset, String size, String recipe,
        Map<String, String> settings, Finetuning finetuning, Start start) {

    /** What a run learns. */
    public enum Kind {
        PRETRAIN, FINETUNE
    }

    /**
     * What only fine-tuning has.
     *
     * @param task which findings
     * @param labelRatio share of the labelled training radiographs, above 0, up to 1
     */
    public record Finetuning(String task, double labelRatio) {

        /** All findings, all labels. */
        public static final Finetuning DEFAULT = new Finetuning("findings", 1);
    }

    /**
     * What a run begins with, and where it computes.
     *
     * @param models run folders, checkpoints or safetensors files; none: random weights; fine-tuning takes one at most
     * @param device {@code auto}, {@code cpu} or {@code cuda:N}
     * @param resume whether the run in the folder goes on
     */
    public record Start(List<Path> models, String device, boolean resume) {

        /** The word for the device that the machine chooses. */
        public static final String AUTO = "auto";

        /** A new run from random weights. */
        public static final Start NEW = new Start(List.of(), AUTO, false);

        /** Copies the list. */
        public Start {
            models = List.copyOf(models);
        }
    }

    /** Copies the settings. */
    public RunPlan {
        settings = Map.copyOf(settings);
    }

    /** The last part of the run folder's name. */
    public String name() {
        return String.valueOf(run.getFileName());
    }

    /** Whether the run in the folder goes on. */
    public boolean resume() {
        return start.resume();
    }

    /** Whether a model brings preset and size, as it does for fine-tuning. */
    public boolean isFromModel() {
        return kind == Kind.FINETUNE && !start.models().isEmpty();
    }

    /** The run that goes on, on the studies of a workspace: a run folder keeps no path to it. */
    public RunPlan resumedOn(Path studies) {
        return new RunPlan(kind, studies, run, preset, size, recipe, settings, finetuning,
                new Start(start.models(), start.device(), true));
    }
}
