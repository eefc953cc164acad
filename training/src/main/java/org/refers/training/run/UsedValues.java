package org.refers.training.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.metric.Bootstrap;
import org.refers.training.run.Recipe.Origin;
import org.refers.training.store.CheckpointState;

/**
 * What a run really computes with, where its recipe leaves that to the machine, to the data or to the program:
 * {@code used} of {@code config.yaml}. The recipe's own values stand beside them as they were asked for.
 */
final class UsedValues {

    private final SequencedMap<String, Used> values = new LinkedHashMap<>();

    /**
     * One value.
     *
     * @param value as text
     * @param origin {@code default}, {@code file}, {@code command}; {@code auto}: found on this machine; {@code derived}: follows
     *     from other values and the data; {@code memory}: lowered when memory ran out; {@code program}: fixed in this version
     * @param reason why
     */
    record Used(String value, String origin, String reason) {
    }

    /** The values by name. */
    SequencedMap<String, Used> values() {
        return values;
    }

    /** Where it computes. */
    UsedValues machine(Compute asked, ComputeEngine engine, Recipe recipe) {
        put("device", engine.deviceName(), asked.device().equals("auto") ? "auto" : "command",
                "auto takes the first graphics card, else the processor");
        put("threads", Integer.toString(engine.threads()), asked.threads().equals("auto") ? "auto" : "command",
                "auto measures once a machine; another number gives other roundings");
        put(RecipeKey.LINEAR.key(), recipe.arithmetic(engine.linear()).linear().word(),
                recipe.text(RecipeKey.LINEAR).equals("auto") ? "auto" : word(recipe.origin(RecipeKey.LINEAR)),
                "auto measures once a machine; the other way gives other roundings");
        return this;
    }

    /** What follows from the recipe and the data. */
    UsedValues loop(Recipe recipe, SessionPlan plan, CheckpointState from, int pictureSize) {
        int asked = MicroBatch.of(recipe);
        int micro = from.microBatch() == 0 ? asked : from.microBatch();
        if (micro < asked) {
            put("micro_batch_size", Integer.toString(micro), "memory",
                    "lowered from " + asked + " when memory ran out in an earlier start");
        } else {
            resolved(recipe, RecipeKey.MICRO_BATCH_SIZE, Integer.toString(micro),
                    "the whole batch, or as many as asked");
        }
        resolved(recipe, RecipeKey.WARMUP_STEPS, Long.toString(plan.warmup()), "a share is of max_steps");
        resolved(recipe, RecipeKey.VALIDATE_EVERY, Long.toString(plan.validateEvery()), "0 asks for once an epoch");
        resolved(recipe, RecipeKey.RESIZE, Integer.toString(pictureSize),
                "0 asks for what the input and the crop need");
        if (!recipe.text(RecipeKey.OPTIMIZER).equals("sgd")) {
            put("adam_epsilon", Double.toString(OptimizerChoice.EPSILON), "program", "as published");
        }
        put("mean_pictures", Integer.toString(RunContext.MEAN_PICTURES), "program",
                "most pictures that the mean picture is of, where one is subtracted");
        return this;
    }

    /** Rates of parts that pre-training moves at a rate of their own. */
    UsedValues pretraining(Recipe recipe, boolean reportAtTextRate, int pieceFrequency) {
        rate(recipe, RecipeKey.LR_FUSION);
        resolved(recipe, RecipeKey.TEXT_GROUP, reportAtTextRate ? "report_and_text" : "text",
                "preset asks for what the preset does");
        put("piece_frequency", Integer.toString(pieceFrequency), "program",
                "a piece that occurs less often does not enter a tokenizer that is trained");
        return this;
    }

    /** Rates and draws of fine-tuning. */
    UsedValues finetuning(Recipe recipe) {
        rate(recipe, RecipeKey.LR_HEAD);
        put("bootstrap_draws", Integer.toString(Bootstrap.DEFAULT_DRAWS), "program",
                "of the intervals; their seed is fixed too");
        return this;
    }

    private void rate(Recipe recipe, RecipeKey key) {
        resolved(recipe, key, Double.toString(RunContext.rateOrUsual(recipe, key)), "0 asks for lr");
    }

    /** A key of the recipe whose text stands for another value; its origin is the recipe's where it says so itself. */
    private void resolved(Recipe recipe, RecipeKey key, String value, String reason) {
        boolean same = recipe.text(key).equals(value) || isSameNumber(recipe.text(key), value);
        put(key.key(), value, same ? word(recipe.origin(key)) : "derived", reason);
    }

    private static boolean isSameNumber(String asked, String value) {
        return asked.matches("[0-9.eE+-]+") && value.matches("[0-9.eE+-]+")
                && Double.parseDouble(asked) == Double.parseDouble(value);
    }

    private static String word(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    private void put(String name, String value, String origin, String reason) {
        values.put(name, new Used(value, origin, reason));
    }
}
