package org.refers.training.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.refers.model.network.Activation;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.PositionMode;
import org.refers.model.network.RadiographConfig;
import org.refers.model.network.TextConfig;
import org.refers.model.store.AtomicFiles;
import org.refers.model.store.Safetensors;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.FileDigest;
import org.refers.training.store.ProgramVersion;
import org.refers.training.weights.Exported.Kind;

/**
 * The card beside an exported file, Markdown: what the model is, what it learned from, what it reached, how to open it.
 * What is not known is left out or said to be unknown; nothing is filled in.
 */
final class ModelCard {

    /** What is added to the exported file's name: two exports of one folder keep their own cards. */
    private static final String ENDING = ".card.md";

    private final Path file;
    private final Kind kind;
    private final NetworkConfig config;
    private final Optional<ClassifierFile> classifier;
    private final Optional<RunFacts> run;
    private final Map<String, String> metadata;

    private ModelCard( // checkstyle: ParameterNumber, because a card gathers all there is
            Path file, Kind kind, NetworkConfig config, Optional<ClassifierFile> classifier,
            Optional<RunFacts> run, Map<String, String> metadata) {
        this.file = file;
        this.kind = kind;
        this.config = config;
        this.classifier = classifier;
        this.run = run;
        this.metadata = metadata;
    }

    /** Writes the card of a file that was exported from a model. */
    static Exported write(Path file, Kind kind, ModelSource source, Safetensors model, List<String> names)
            throws IOException, ModelException {
        Optional<ClassifierFile> classifier = model.metadata().containsKey(ClassifierFile.FINDINGS_KEY)
                ? Optional.of(ClassifierFile.read(model, source.file()))
                : Optional.empty();
        String digest = FileDigest.sha256(file);
        ModelCard card = new ModelCard(file, kind, ModelFile.config(model), classifier, RunFacts.of(source),
                model.metadata());
        Path beside = file.resolveSibling(file.getFileName() + ENDING);
        AtomicFiles.writeString(beside, card.text(digest));
        return new Exported(names, beside, digest);
    }

    private String text(String digest) {
        List<String> sections = new ArrayList<>();
        sections.add(head(digest));
        sections.add(use());
        if (kind == Kind.TORCHSCRIPT) {
            classifier.ifPresent(model -> sections.add(input(model)));
        }
        sections.add(run.map(RunFacts::data).orElse("""
                ## Data

                Not known: the model file lies in no run folder that would tell."""));
        run.flatMap(RunFacts::metrics).ifPresent(sections::add);
        sections.add(origin());
        sections.add(loading());
        return String.join("\n\n", sections) + "\n";
    }

    private String head(String digest) {
        List<String> rows = new ArrayList<>();
        rows.add(kind == Kind.TEXT_ENCODER ? textForm() : radiographForm());
        if (kind == Kind.TORCHSCRIPT) {
            classifier.ifPresent(model -> rows.add("- findings, in the order of the outputs: "
                    + String.join(", ", model.findings())));
        }
        rows.add("- SHA-256 of `" + file.getFileName() + "`: `" + digest + "`");
        rows.add("- written by REFERS Workstation " + ProgramVersion.get());
        run.ifPresent(facts -> rows.addAll(facts.head()));
        return "# " + file.getFileName() + "\n\n" + switch (kind) {
            case TORCHSCRIPT ->
                "A finding classifier for single chest radiographs, with its preprocessing, as TorchScript.";
            case RADIOGRAPH_TRANSFORMER -> "The radiograph transformer of a REFERS model, under timm's names.";
            case TEXT_ENCODER -> "The text encoder of a REFERS model, under the names of Hugging Face's BertModel.";
        } + "\n\n" + String.join("\n", rows);
    }

    private String radiographForm() {
        RadiographConfig sizes = config.radiograph();
        return "- form: preset `%s`, size `%s` (%d px, patches of %d px, %d blocks, width %d, %d heads)".formatted(
                word(config.preset()), ModelWords.size(config), sizes.imageSize(), sizes.patchSize(), sizes.depth(),
                sizes.width(), sizes.heads());
    }

    private String textForm() {
        TextConfig sizes = config.text();
        return "- form: BERT of %d layers, width %d, %d heads, %d words, texts of up to %d tokens".formatted(
                sizes.layers(), sizes.hiddenSize(), sizes.heads(), sizes.vocabSize(), sizes.maxPositions());
    }

    private static String use() {
        return """
                ## Use and limits

                Research use only. This is not a medical device: not for diagnosis or treatment.
                It learned from the data named below and may do worse on other machines, hospitals, ages and shares of findings:
                measure it on labelled radiographs of your own first. Scores of findings are not calibrated. It was made for
                chest radiographs and gives numbers for any input, also for one that shows no chest.""";
    }

    private static String input(ClassifierFile model) {
        return """
                ## Input

                One plane of grey, black 0 to white 1: a `uint8` tensor of 0 to 255 or a `float` tensor of 0 to 1, (H, W) or
                (B, 1, H, W), of any size. It is the picture as a screen shows it: after the modality transform (rescale),
                window or VOI LUT, with bones white (MONOCHROME1 inverted). These steps of DICOM are not in the file; `refers
                inspect FILE --png OUT.png` makes the picture in 8 bits. `refers predict` does not round to 8 bits before it
                reduces the picture, so that for deeper radiographs floats come nearer to it.

                What the file does with it: %s"""
                .formatted(ModelWords.preprocessing(model));
    }

    private String origin() {
        String known = Optional.ofNullable(metadata.get(WeightOrigin.SOURCE_KEY)).or(() -> run.flatMap(RunFacts::start))
                .orElse("not known");
        String licence = Optional.ofNullable(metadata.get(WeightOrigin.LICENCE_KEY))
                .or(() -> run.flatMap(RunFacts::licence))
                .orElseGet(() -> run.map(RunFacts::isFromRandom).orElse(false)
                        ? "none: it started from random weights"
                        : "not recorded; ask where the weights came from before passing them on");
        return """
                ## Where it started

                - weights it started from: %s
                - their licence: %s
                - the data's own terms hold for what was learned from them""".formatted(known, licence);
    }

    private String loading() {
        String name = String.valueOf(file.getFileName());
        return "## Loading it in Python\n\n```python\n" + switch (kind) {
            case TORCHSCRIPT ->
                """
                        import numpy, torch
                        from PIL import Image

                        model = torch.jit.load("%s")
                        picture = torch.from_numpy(numpy.array(Image.open("radiograph.png").convert("L")))
                        with torch.no_grad():
                            print(dict(zip(model.findings, model(picture)[0].tolist())))  # also model.logits, model.preprocess
                            print(model.activation_map(picture, model.findings[0]))       # raw class activation, one value a patch
                        """
                        .formatted(name);
            case RADIOGRAPH_TRANSFORMER -> vision(name);
            case TEXT_ENCODER ->
                """
                        from safetensors.torch import load_file
                        from transformers import BertConfig, BertModel

                        model = BertModel(BertConfig(vocab_size=%d, hidden_size=%d, num_hidden_layers=%d, num_attention_heads=%d,
                                                     intermediate_size=%d, max_position_embeddings=%d, type_vocab_size=%d))
                        model.load_state_dict(load_file("%s"))
                        """
                        .formatted(config.text().vocabSize(), config.text().hiddenSize(), config.text().layers(),
                                config.text().heads(), config.text().intermediateSize(), config.text().maxPositions(),
                                config.text().typeVocabSize(), name);
        } + "```";
    }

    private String vision(String name) {
        String read = "from safetensors.torch import load_file\n\nweights = load_file(\"" + name + "\")\n";
        boolean timms = config.radiograph().position() == PositionMode.ADD
                && config.radiograph().form().activation() == Activation.GELU;
        if (!timms) {
            return read + "# A network of the paper's form is none of timm's: positions are concatenated (pos_merge)"
                    + " or its perceptrons use ReLU.\n";
        }
        return "import timm\n" + read + """
                weights.pop("mean_image", None)  # subtracted from the input, where there is one; no weight of timm's
                model = timm.models.VisionTransformer(img_size=%d, patch_size=%d, in_chans=%d, embed_dim=%d, depth=%d,
                                                      num_heads=%d, mlp_ratio=%d / %d, num_classes=0)
                model.load_state_dict(weights)
                """.formatted(config.radiograph().imageSize(), config.radiograph().patchSize(),
                config.radiograph().channels(), config.radiograph().width(), config.radiograph().depth(),
                config.radiograph().heads(), config.radiograph().mlpWidth(), config.radiograph().width());
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
