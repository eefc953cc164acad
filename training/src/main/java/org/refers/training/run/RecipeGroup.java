package org.refers.training.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.refers.training.run.Recipe.Purpose;

/** What the keys of a recipe are about, in the order in which somebody looks through them. Each key is in one group. */
public enum RecipeGroup {
    /** How long, and how much at once. */
    STEPS(RecipeKey.MAX_STEPS, RecipeKey.BATCH_SIZE, RecipeKey.MICRO_BATCH_SIZE, RecipeKey.SEED),
    /** How weights are moved. */
    OPTIMIZER(RecipeKey.OPTIMIZER, RecipeKey.SCHEDULE, RecipeKey.LR, RecipeKey.LR_TEXT, RecipeKey.LR_FUSION,
            RecipeKey.LR_HEAD,
            RecipeKey.TEXT_GROUP, RecipeKey.WARMUP_STEPS, RecipeKey.WEIGHT_DECAY, RecipeKey.MOMENTUM,
            RecipeKey.MUON_MOMENTUM, RecipeKey.BETA2, RecipeKey.CLIP_NORM, RecipeKey.LOOKAHEAD_STEPS,
            RecipeKey.LOOKAHEAD_ALPHA),
    /** What is made small. */
    LOSSES(RecipeKey.TEMPERATURE, RecipeKey.TEXT_TO_IMAGE, RecipeKey.CONTRAST_WEIGHT, RecipeKey.LANGUAGE_WEIGHT),
    /** Where the network departs from its preset, and what acts on it in training alone. */
    NETWORK(RecipeKey.POSITION, RecipeKey.ACTIVATION, RecipeKey.AGGREGATION, RecipeKey.VIEW_FEATURE, RecipeKey.FUSION,
            RecipeKey.STUDY_VIEWS, RecipeKey.STUDY_VECTOR, RecipeKey.CLASSIFIER_INPUT, RecipeKey.DROPOUT,
            RecipeKey.TOKEN_DROPPING),
    /** How radiographs become the network's input. */
    PICTURES(RecipeKey.VIEW_SAMPLING, RecipeKey.RESIZE, RecipeKey.CROP, RecipeKey.CROP_AREA, RecipeKey.EVALUATION_CROP,
            RecipeKey.FLIP, RecipeKey.ROTATION, RecipeKey.JITTER, RecipeKey.JITTER_CHANCE, RecipeKey.STANDARDISE,
            RecipeKey.MEAN_IMAGE),
    /** How reports do. */
    REPORTS(RecipeKey.MAX_REPORT_TOKENS, RecipeKey.MIN_REPORT_TOKENS, RecipeKey.MASK_WORDS, RecipeKey.REPORT_WORDS,
            RecipeKey.TEXT_WORDS),
    /** What fine-tuning takes of the labels, and how its maps are tuned. */
    LABELS(RecipeKey.VIEWS, RecipeKey.LABELS_FROM, RecipeKey.UNCERTAIN, RecipeKey.EXPLAIN_MAPS,
            RecipeKey.EXPLAIN_FINDINGS),
    /** When the run is looked at, and what is kept. */
    CHECKPOINTS(RecipeKey.VALIDATION_STUDIES, RecipeKey.VALIDATE_EVERY, RecipeKey.PATIENCE, RecipeKey.CHECKPOINT_EVERY,
            RecipeKey.CHECKPOINT_MINUTES, RecipeKey.CHECKPOINT_KEEP, RecipeKey.CHECKPOINT_MILESTONES,
            RecipeKey.CHECKPOINT_DISK_GB, RecipeKey.PANEL_STUDIES, RecipeKey.PANEL_EVERY, RecipeKey.TENSORBOARD),
    /** How the machine does it. */
    MACHINE(RecipeKey.PRECISION, RecipeKey.LINEAR, RecipeKey.ACTIVATION_CHECKPOINTING, RecipeKey.AUGMENT_ON,
            RecipeKey.WORKERS,
            RecipeKey.CACHE_GB);

    private static final Set<RecipeKey> PRETRAINING_ALONE = EnumSet.of(RecipeKey.LR_TEXT, RecipeKey.LR_FUSION,
            RecipeKey.TEXT_GROUP, RecipeKey.TEMPERATURE, RecipeKey.TEXT_TO_IMAGE, RecipeKey.CONTRAST_WEIGHT,
            RecipeKey.LANGUAGE_WEIGHT, RecipeKey.FUSION, RecipeKey.STUDY_VIEWS, RecipeKey.STUDY_VECTOR,
            RecipeKey.VIEW_SAMPLING, RecipeKey.MAX_REPORT_TOKENS, RecipeKey.MIN_REPORT_TOKENS, RecipeKey.MASK_WORDS,
            RecipeKey.REPORT_WORDS, RecipeKey.TEXT_WORDS, RecipeKey.VALIDATION_STUDIES);
    private static final Set<RecipeKey> FINE_TUNING_ALONE = EnumSet.of(RecipeKey.LR_HEAD, RecipeKey.VIEWS,
            RecipeKey.LABELS_FROM, RecipeKey.UNCERTAIN, RecipeKey.EXPLAIN_MAPS, RecipeKey.EXPLAIN_FINDINGS);

    private final List<RecipeKey> keys;

    RecipeGroup(RecipeKey... keys) {
        this.keys = List.of(keys);
    }

    /** The group's keys. */
    public List<RecipeKey> keys() {
        return keys;
    }

    /** The group of a key. */
    public static RecipeGroup of(RecipeKey key) {
        return Arrays.stream(values()).filter(group -> group.keys.contains(key)).findFirst().orElseThrow();
    }

    /** Whether runs of a purpose read a key; one that they do not read changes nothing. */
    public static boolean isRead(RecipeKey key, Purpose purpose) {
        return !(purpose == Purpose.PRETRAIN ? FINE_TUNING_ALONE : PRETRAINING_ALONE).contains(key);
    }
}
