package org.refers.training.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSpec;
import org.refers.model.torch.LinearLayers;

/**
 * An estimate of the memory that a run takes at its peak, in bytes. Decision 93 holds it against measurements.
 *
 * @param weights the parameters, with what is left of reading and moving them
 * @param gradients one a parameter; while a step has no parts that are added up, half of them take the place of what they are made from
 * @param optimizer what it remembers
 * @param item what a forward pass keeps of one item
 * @param items how many are computed at once
 * @param data pictures held in memory, two batches, and what scores words
 * @param form how a step is computed
 */
record MemoryNeed(long weights, long gradients, long optimizer, long item, int items, long data, Form form) {

    /**
     * How a step is computed.
     *
     * @param parts whether a step's gradients are added up from several micro batches
     * @param checkpointing whether blocks are computed again instead of kept
     */
    record Form(boolean parts, boolean checkpointing) {
    }

    private static final int FLOAT = 4;
    /** Java, PyTorch's libraries and their buffers: what a step of the tiny network with one radiograph takes. */
    static final long ENGINE = 220_000_000;
    /** What CUDA and its libraries take of a card. Not measured: no card was at hand. */
    private static final long CARD_CONTEXT = 500_000_000;
    /** Of what blocks keep by count: the last ones give theirs up before the first gradients need room. */
    private static final double KEPT = 0.8;
    /** Scores of words, a piece at a time, with their exponentials and the gradient of the word table. */
    private static final long WORD_SCORES = 50_000_000;
    /** Pictures are held up to this share of Java's heap ({@link org.refers.training.data.PictureSet}). */
    private static final double PICTURES_OF_HEAP = 0.3;

    /** Of pre-training on so many radiographs. */
    static MemoryNeed ofPretraining(NetworkConfig config, Recipe recipe, long radiographs) {
        return of(config, recipe, ParameterLayout.pretraining(config),
                new Demand(new Activations(config, recipe.arithmetic(LinearLayers.PRODUCTS)).ofStudy(),
                        config.study().views(), radiographs, WORD_SCORES));
    }

    /** Of fine-tuning on so many radiographs. */
    static MemoryNeed ofFinetuning(NetworkConfig config, Recipe recipe, long radiographs) {
        return of(config, recipe, ParameterLayout.classification(config),
                new Demand(new Activations(config, recipe.arithmetic(LinearLayers.PRODUCTS)).ofRadiograph(), 1,
                        radiographs, 0));
    }

    /** What the items of a run are: values kept of each, its radiographs, all radiographs, and bytes for all items of a step together. */
    private record Demand(long values, int views, long radiographs, long once) {
    }

    private static MemoryNeed of(NetworkConfig config, Recipe recipe, List<ParameterSpec> layout, Demand demand) {
        long weights = ParameterLayout.count(layout, "") * FLOAT;
        long pixels = (long) config.radiograph().channels() * config.radiograph().imageSize()
                * config.radiograph().imageSize();
        long batches = 2L * recipe.count(RecipeKey.BATCH_SIZE) * demand.views * pixels * FLOAT;
        long side = NetworkChoice.preprocessing(config, recipe).pictureSize();
        long pictures = side * side * demand.radiographs;
        boolean held = pictures < PICTURES_OF_HEAP * Runtime.getRuntime().maxMemory();
        int items = MicroBatch.of(recipe);
        return new MemoryNeed(weights + weights / 4, weights, optimizer(recipe, layout),
                Math.round(KEPT * demand.values * FLOAT), items,
                batches + demand.once + (held ? pictures : 0), new Form(items < recipe.count(RecipeKey.BATCH_SIZE),
                        recipe.arithmetic(LinearLayers.PRODUCTS).checkpointing()));
    }

    /** SGD remembers one value a parameter, AdamW two, Muon one of matrices; Lookahead another one of all. */
    private static long optimizer(Recipe recipe, List<ParameterSpec> layout) {
        long all = ParameterLayout.count(layout, "") * FLOAT;
        long matrices = layout.stream().filter(spec -> spec.linearMaps() > 0).mapToLong(ParameterSpec::elements).sum()
                * FLOAT;
        long remembered = switch (recipe.text(RecipeKey.OPTIMIZER)) {
            case "adamw" -> 2 * all;
            case "muon" -> 2 * all - matrices;
            default -> all;
        };
        return recipe.count(RecipeKey.LOOKAHEAD_STEPS) > 0 ? remembered + all : remembered;
    }

    /** The same with fewer items at once. */
    MemoryNeed withItems(int count) {
        return new MemoryNeed(weights, gradients, optimizer, item, count, data, new Form(true, form.checkpointing));
    }

    /** What gradients take beside what they are made from. */
    private long gradientsBeside(long kept) {
        return form.parts || form.checkpointing
                ? gradients
                : Math.max(gradients, kept) + Math.min(gradients, kept) / 2 - kept;
    }

    private long learning() {
        long kept = item * items;
        return weights + optimizer + gradientsBeside(kept) + kept;
    }

    /** Bytes where all is computed in main memory. */
    long withoutCard() {
        return learning() + data + ENGINE;
    }

    /** Bytes of main memory beside a card. */
    long besideCard() {
        return weights + data + ENGINE;
    }

    /** Bytes of the card. */
    long onCard() {
        return learning() + CARD_CONTEXT;
    }

    /** The parts by name. */
    SequencedMap<String, Long> parts() {
        SequencedMap<String, Long> parts = new LinkedHashMap<>();
        parts.put("weights", weights);
        parts.put("gradients", gradientsBeside(item * items));
        parts.put("optimizer", optimizer);
        parts.put("activations", item * items);
        parts.put("data", data);
        parts.put("engine", ENGINE);
        return parts;
    }
}
