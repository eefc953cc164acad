package org.refers.training.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.UpdateKernels;
import org.refers.training.optim.AdamW;
import org.refers.training.optim.Lookahead;
import org.refers.training.optim.Optimizer;
import org.refers.training.optim.ParameterGroup;
import org.refers.training.optim.Sgd;
import org.refers.training.optim.WarmupCosine;

/**
 * The {@code optimizer} entry of a reference folder.
 *
 * @param kind sgd or adamw
 * @param momentum momentum of SGD
 * @param lrRadiograph peak rate of all but the text parts
 * @param lrText peak rate of the text parts
 * @param weightDecay weight decay
 * @param clipNorm limit of the global gradient norm, if any
 * @param lookahead Lookahead, if any
 * @param schedule factor on the rates
 * @param steps number of steps to take
 */
record GoldenRecipe(String kind, double momentum, double lrRadiograph, double lrText, double weightDecay,
        Optional<Double> clipNorm, Optional<Lookahead.Pace> lookahead, WarmupCosine schedule, int steps) {

    static GoldenRecipe read(JsonNode node) {
        JsonNode schedule = node.path("schedule");
        if (!schedule.path("kind").asText().equals("warmup_cosine")) {
            throw new IllegalArgumentException("optimizer.schedule.kind must be warmup_cosine, not " + schedule.path(
                    "kind"));
        }
        return new GoldenRecipe(node.path("kind").asText(), node.path("momentum").asDouble(0),
                number(node, "lr_radiograph"), number(node, "lr_text"), number(node, "weight_decay"),
                optional(node, "clip_norm").map(JsonNode::asDouble), optional(node, "lookahead").map(
                        GoldenRecipe::pace),
                new WarmupCosine(integer(schedule, "warmup_steps"), integer(schedule, "total_steps")),
                integer(node, "steps"));
    }

    private static Lookahead.Pace pace(JsonNode node) {
        return new Lookahead.Pace(integer(node, "steps"), number(node, "alpha"));
    }

    private static Optional<JsonNode> optional(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private static int integer(JsonNode node, String key) {
        if (!node.path(key).canConvertToInt() || !node.path(key).isIntegralNumber()) {
            throw new IllegalArgumentException("optimizer: " + key + " must be a whole number, not " + node.path(key));
        }
        return node.path(key).intValue();
    }

    private static double number(JsonNode node, String key) {
        if (!node.path(key).isNumber()) {
            throw new IllegalArgumentException("optimizer: " + key + " must be a number, not " + node.path(key));
        }
        return node.path(key).doubleValue();
    }

    /** The optimizer over all trainable parameters; which parts learn at the text rate is the preset's choice. */
    Optimizer create(NetworkConfig config, ParameterSet parameters, UpdateKernels kernels) {
        Map<String, Double> text = ParameterLayout.textParts(config.preset() == Preset.PAPER).stream()
                .collect(Collectors.toMap(part -> part, part -> lrText));
        List<ParameterGroup> groups = ParameterGroup.of(parameters,
                new ParameterGroup.Rates(lrRadiograph, text, weightDecay));
        Optimizer inner = switch (kind) {
            case "sgd" -> new Sgd(parameters, groups, momentum, kernels);
            case "adamw" -> new AdamW(parameters, groups, AdamW.Betas.DEFAULT, kernels);
            default -> throw new IllegalArgumentException("optimizer.kind must be sgd or adamw, not " + kind);
        };
        return lookahead.<Optimizer>map(pace -> new Lookahead(inner, parameters, pace, kernels)).orElse(inner);
    }
}
