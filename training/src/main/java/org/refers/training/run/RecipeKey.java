package org.refers.training.run;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys of a recipe, each with its default and the reason for it. The defaults are the paper's pre-training recipe;
 * named recipes and fine-tuning state where they differ in their own files.
 */
public enum RecipeKey {
    MAX_STEPS(Form.integer(1, 100_000_000).of("steps"), "300000", "the paper's 300,000 iterations"),
    BATCH_SIZE(Form.integer(1, 65_536).of("studies or radiographs"), "32", "the paper's batch of 32 studies"),
    MICRO_BATCH_SIZE(Form.integer(0, 65_536).of("studies or radiographs"), "0",
            "0: the whole batch at once; a smaller number saves memory, and the contrast then sees only that many pairs"),
    OPTIMIZER(Form.choice("sgd", "adamw", "muon"), "sgd",
            "the paper trains with stochastic gradient descent; muon: matrices by Muon, all else by AdamW"),
    SCHEDULE(Form.choice("cosine", "constant"), "cosine", "the paper's half cosine to 0 after the warm-up"),
    LR(Form.number(0, 100), "3e-3", "the paper's rate of the radiograph transformer"),
    LR_TEXT(Form.number(0, 100), "3e-4", "the paper's rate of the report transformer and the text encoder"),
    LR_FUSION(Form.number(0, 100), "0",
            "rate of the attention over views; 0: the same as lr, as in the paper, whose rates are lower than those of short runs"),
    LR_HEAD(Form.number(0, 100), "0", "rate of the classifier in fine-tuning; 0: the same as lr"),
    TEXT_GROUP(Form.choice("preset", "report_and_text", "text"), "preset",
            "who learns at lr_text; preset: paper the report transformer too, released only the text encoder"),
    MOMENTUM(Form.number(0, 0.99999), "0.9", "the paper's momentum; beta 1 of AdamW"),
    MUON_MOMENTUM(Form.number(0, 0.99999), "0.95",
            "of the matrices under muon, as published; the others do not read it"),
    BETA2(Form.number(0, 0.999999), "0.999", "AdamW's published default; sgd does not read it"),
    WEIGHT_DECAY(Form.number(0, 10), "1e-4", "the paper's decay, on all but norms and biases"),
    WARMUP_STEPS(Form.steps(), "10000", "the paper's linear warm-up; a share such as 6% is of max_steps"),
    CLIP_NORM(Form.number(0, 1e9), "0", "0: the paper names no gradient clipping"),
    LOOKAHEAD_STEPS(Form.integer(0, 10_000).of("steps"), "0",
            "0: the paper names no Lookahead; the released code takes 5"),
    LOOKAHEAD_ALPHA(Form.number(0, 1), "0.5", "Lookahead's published default"),
    TEMPERATURE(Form.preset(1e-4, 100), "preset",
            "of the contrast; both presets take 0.1, which the paper leaves open"),
    TEXT_TO_IMAGE(Form.preset(0, 1), "preset",
            "weight of the report-to-image direction with gradient; preset: paper 0; released 0.25 without gradient"),
    CONTRAST_WEIGHT(Form.number(0, 1e6), "1", "the paper adds both losses with weight 1"),
    LANGUAGE_WEIGHT(Form.number(0, 1e6), "1", "the paper adds both losses with weight 1"),
    POSITION(Form.choice("preset", "concat", "add"), "preset", "how a patch learns its place; docs/method.md"),
    ACTIVATION(Form.choice("preset", "relu", "gelu"), "preset", "of the radiograph transformer; docs/method.md"),
    AGGREGATION(Form.choice("preset", "concat", "add", "none"), "preset",
            "how the aggregation token joins the patches; none: the paper's ablation without it"),
    VIEW_FEATURE(Form.choice("preset", "mean", "token"), "preset", "the vector of a view; docs/method.md"),
    FUSION(Form.choice("preset", "softmax_mlp", "sigmoid_gates", "shared_gate", "none"), "preset",
            "how views are weighed; none with study_views=1: the paper's ablation without fusion"),
    STUDY_VIEWS(Form.preset(1, 16).of("views"), "preset", "views of a study; both presets take the paper's three"),
    STUDY_VECTOR(Form.choice("preset", "weighted", "token"), "preset", "what the contrast sees; docs/method.md"),
    CLASSIFIER_INPUT(Form.choice("preset", "mean", "token"), "preset",
            "what the classifier reads; mean makes class activation maps exact"),
    DROPOUT(Form.number(0, 0.9), "0.1", "rate of the released code; the paper is silent"),
    TOKEN_DROPPING(Form.number(0, 0.9), "0", "share of patches left out in training; the paper keeps all"),
    VIEW_SAMPLING(Form.choice("without_replacement", "independent"), "without_replacement",
            "the paper draws three views; independent draws, as the released code has it, may take one thrice"),
    RESIZE(Form.integer(0, 4096).of("pixels"), "0",
            "side of the square picture that is cached; 0: 8/7 of the input with a crop, else the input"),
    CROP(Form.choice("none", "random", "resized"), "random",
            "the paper cuts 224 of 256; resized: a random area, as the released code"),
    CROP_AREA(Form.number(0.01, 1), "0.05",
            "smallest share of the area that crop: resized takes, as the released code"),
    EVALUATION_CROP(Form.choice("none", "center"), "none",
            "the full field: a centre crop cuts off the costophrenic angles, where no box could then appear"),
    FLIP(Form.number(0, 1), "0.5",
            "chance of the flip, decided once a study, with left and right of the report swapped"),
    ROTATION(Form.number(0, 180).of("degrees"), "10", "the paper turns by up to 10 degrees either way"),
    JITTER(Form.number(0, 1), "0.4",
            "brightness and contrast factors from 1 - jitter to 1 + jitter, as the released code"),
    JITTER_CHANCE(Form.number(0, 1), "0.8", "share of pictures that are jittered, as the released code"),
    STANDARDISE(Form.choice("preset", "imagenet", "picture"), "preset",
            "preset: as the size has it; imagenet: its mean and spread, as the released code; picture: each its own"),
    MEAN_IMAGE(Form.choice("preset", "true", "false"), "preset",
            "whether the mean training picture is subtracted; preset: as the size has it"),
    MAX_REPORT_TOKENS(Form.integer(4, 512).of("tokens"), "100", "the paper's 100 tokens a report"),
    MIN_REPORT_TOKENS(Form.integer(0, 512).of("words"), "3", "the paper drops studies with fewer than three tokens"),
    MASK_WORDS(Form.stems(), "none",
            "none; else stems such as covid,sars,corona: words that hold one are taken out of the reports, so that a report cannot name a label"),
    REPORT_WORDS(Form.integer(16, 100_000).of("pieces"), "10000",
            "pieces of the report's BPE, as the released tokenizer"),
    TEXT_WORDS(Form.integer(16, 100_000).of("words"), "28996",
            "words of the text encoder's WordPiece, as BERT-base cased"),
    VIEWS(Form.choice("frontal", "all"), "frontal",
            "radiographs that fine-tuning reads: the method reads one view, and a label of a study shows best from the front"),
    LABELS_FROM(Form.choice("data", "readers", "both"), "data",
            "whose labels are learned and tested; readers: what they gave in this program, by majority; both: theirs first; a label of a study counts where its radiograph has none"),
    UNCERTAIN(Form.choice("ignore", "ones", "zeros"), "ignore",
            "what uncertain labels are learned as; ignore: no loss, since present and absent are both guesses; metrics never count them"),
    VALIDATION_STUDIES(Form.integer(0, 10_000_000).of("studies"), "0", "0: all studies of the validation split"),
    VALIDATE_EVERY(Form.integer(0, 100_000_000).of("steps"), "0", "0: once an epoch, as the paper"),
    PATIENCE(Form.integer(0, 1_000_000).of("validations"), "0",
            "validations without a better value before the run ends early; 0: never"),
    CHECKPOINT_EVERY(Form.integer(0, 100_000_000).of("steps"), "2000", "steps; the released code's default"),
    CHECKPOINT_MINUTES(Form.number(0, 10_000).of("minutes"), "10",
            "a fault costs at most ten minutes; 0: by steps alone"),
    CHECKPOINT_KEEP(Form.integer(1, 10_000).of("checkpoints"), "2",
            "the newest two, so that a damaged one has a predecessor, and the best"),
    CHECKPOINT_MILESTONES(Form.integer(0, 100_000_000).of("steps"), "0",
            "steps between checkpoints that stay for good; 0: none stays but the newest and the best"),
    CHECKPOINT_DISK_GB(Form.number(0, 1e6).of("GB"), "0",
            "most that all checkpoints may take, checked before the first step; 0: what is free on the disk"),
    EXPLAIN_MAPS(Form.choice("all", "quick", "none"), "all",
            "maps that fine-tuning tunes on validation boxes; quick: without occlusion, a pass a patch; none: class activation map, uncut"),
    EXPLAIN_FINDINGS(Form.findings(), "all",
            "findings whose validation boxes choose the map that is shown; name the large ones where thin findings lower every map's IoU"),
    PANEL_STUDIES(Form.integer(0, 64), "4",
            "validation studies whose report or map is kept as the run goes on; four stand side by side in the window; 0: none"),
    PANEL_EVERY(Form.integer(0, 100_000_000), "0",
            "least steps between two looks at them, each with a validation; 0: a fortieth of max_steps, as many as one steps through"),
    TENSORBOARD(Form.choice("false", "true"), "false",
            "true: event files for TensorBoard too; false: metrics.jsonl and the window have all that they hold"),
    SEED(Form.integer(Long.MIN_VALUE, Long.MAX_VALUE), "6", "the released code's seed"),
    PRECISION(Form.choice("fp32", "bf16"), "fp32",
            "exact on every machine; bf16 pays on graphics cards and on the few processors that compute with it"),
    ACTIVATION_CHECKPOINTING(Form.choice("false", "true"), "false",
            "true: blocks are computed again for their gradients, a third more work for far less memory"),
    LINEAR(Form.choice("auto", "product", "convolution"), "auto",
            "how large linear layers are computed in fp32 on a processor; auto: measured once a machine, since convolutions take half the time on some and longer on others"),
    AUGMENT_ON(Form.choice("auto", "host", "device"), "auto",
            "where training pictures are changed; auto: on a graphics card that computes, else by the threads that make batches"),
    WORKERS(Form.integer(0, 64).of("threads"), "1",
            "threads that decode pictures and make batches ahead of the step, with the same results; one does not fight the step for the core; 0: none, the step makes its own"),
    CACHE_GB(Form.number(0, 1e6).of("GB"), "0",
            "most that the workspace's decoded pictures may take; 0: what they take already and half of what is left on their disk");

    private final Form form;
    private final String defaultValue;
    private final String reason;

    RecipeKey(Form form, String defaultValue, String reason) {
        this.form = form;
        this.defaultValue = defaultValue;
        this.reason = reason;
    }

    /** The key as researchers write it: {@code max_steps}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The default, where neither recipe nor user says otherwise. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Why the default is what it is. */
    public String reason() {
        return reason;
    }

    /** What values the key takes, in words. */
    public String form() {
        return form.words();
    }

    /** The words that the key takes, where it takes no other or few; empty for numbers and free words. */
    public List<String> choices() {
        return form.choices();
    }

    /** Whether the key takes nothing but its {@link #choices()}. */
    public boolean isChoice() {
        return form.kind() == Form.Kind.CHOICE;
    }

    /** Why a value cannot be, in a sentence; empty if it can. */
    public Optional<String> problem(String value) {
        try {
            check(value);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage() + ".");
        }
    }

    /** Checks a value and returns the text to keep. */
    String check(String value) {
        String text = value.strip();
        if (!form.accepts(text)) {
            // In many languages a comma parts the decimals, and so it is typed.
            String comma = text.contains(",") && form.accepts(text.replace(',', '.')) ? "; write a point" : "";
            throw new IllegalArgumentException("%s takes %s, not '%s'%s".formatted(key(), form.words(), text, comma));
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** Finds a key by its name; a wrong name is refused with the nearest right one. */
    public static RecipeKey of(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return find(wanted).orElseThrow(() -> new IllegalArgumentException(
                "no recipe key is called '%s'; the nearest is %s".formatted(name.strip(), nearest(wanted).key())));
    }

    private static Optional<RecipeKey> find(String wanted) {
        return Arrays.stream(values()).filter(key -> key.key().equals(wanted)).findFirst();
    }

    private static RecipeKey nearest(String wanted) {
        return Arrays.stream(values()).min(Comparator.comparingInt(key -> distance(wanted, key.key()))).orElseThrow();
    }

    /** Levenshtein's distance: insertions, deletions and substitutions of one character. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** What values a key takes. */
    private record Form(String words, List<String> choices, double lowest, double highest, Kind kind) {

        private enum Kind {
            INTEGER, NUMBER, CHOICE, STEPS, PRESET, WORDS, FINDINGS
        }

        /** The same, with what the numbers count. */
        Form of(String unit) {
            return new Form(words + " (" + unit + ")", choices, lowest, highest, kind);
        }

        /** A bound as people write it: without a fraction that is none. */
        private static String plain(double bound) {
            return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
        }

        static Form integer(long lowest, long highest) {
            String range = highest == Long.MAX_VALUE
                    ? "any whole number"
                    : "a whole number from " + lowest + " to " + highest;
            return new Form(range, List.of(), lowest, highest, Kind.INTEGER);
        }

        static Form number(double lowest, double highest) {
            return new Form("a number from " + plain(lowest) + " to " + plain(highest), List.of(), lowest, highest,
                    Kind.NUMBER);
        }

        static Form preset(double lowest, double highest) {
            return new Form("preset or a number from " + plain(lowest) + " to " + plain(highest),
                    List.of("preset"), lowest, highest, Kind.PRESET);
        }

        static Form choice(String... choices) {
            return new Form(String.join(" or ", choices), List.of(choices), 0, 0, Kind.CHOICE);
        }

        static Form steps() {
            return new Form("a whole number of steps, or a share of max_steps such as 6%", List.of(), 0, 1e8,
                    Kind.STEPS);
        }

        static Form stems() {
            return new Form("none, or stems of words parted by commas", List.of(), 0, 0, Kind.WORDS);
        }

        static Form findings() {
            return new Form("all, or findings of the task parted by commas", List.of(), 0, 0, Kind.FINDINGS);
        }

        boolean accepts(String text) {
            return switch (kind) {
                case INTEGER -> text.matches("[+-]?\\d{1,19}") && within(text);
                case NUMBER -> within(text);
                case CHOICE -> choices.contains(text.toLowerCase(Locale.ROOT));
                case STEPS -> text.endsWith("%")
                        ? isNumber(text.substring(0, text.length() - 1))
                                && new Form("", List.of(), 0, 100, Kind.NUMBER)
                                        .within(text.substring(0, text.length() - 1))
                        : text.matches("\\d{1,9}");
                case WORDS -> text.matches("[\\p{L}\\p{N}-]{2,40}(,[\\p{L}\\p{N}-]{2,40}){0,50}");
                // Names of findings are the workspace's own, such as Nodule/Mass; the run checks them against its task.
                case FINDINGS -> text.matches("\\P{Cntrl}{1,2000}")
                        && Arrays.stream(text.split(",", -1)).noneMatch(String::isBlank);
                case PRESET -> choices.contains(text.toLowerCase(Locale.ROOT)) || within(text);
            };
        }

        private boolean within(String text) {
            return isNumber(text) && Double.parseDouble(text) >= lowest && Double.parseDouble(text) <= highest;
        }

        private static boolean isNumber(String text) {
            return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
        }
    }
}
