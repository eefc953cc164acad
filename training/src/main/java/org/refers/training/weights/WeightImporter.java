package org.refers.training.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.text.Casing;
import org.refers.model.text.WordPieceTokenizer;
import org.refers.model.weights.WeightFile;
import org.refers.model.weights.WeightFiles;
import org.refers.model.weights.WeightImport;
import org.refers.model.weights.WeightImport.Fitted;
import org.refers.model.weights.WeightReport;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.FileDigest;

/** Turns a foreign weight file into a model file: our names, a configuration, and the vocabulary of its text encoder. */
public final class WeightImporter {

    /** Metadata key of the text encoder's vocabulary, a Hugging Face {@code tokenizer.json}. */
    static final String VOCABULARY_KEY = "refers.text_tokenizer";

    /** Where a run folder keeps the vocabulary of its text encoder. */
    private static final String RUN_VOCABULARY = "text-tokenizer.json";

    /** Files that hold a vocabulary, as they lie beside weights; the second in a SavedModel. */
    private static final List<String> BESIDE = List.of("vocab.txt", "assets/vocab.txt", "tokenizer.json");

    private WeightImporter() {
    }

    /**
     * What is to be imported.
     *
     * @param file foreign file, or a SavedModel's folder
     * @param out the model file to be written
     * @param preset architecture that the weights are for
     * @param size that they are to fit; empty: the one they have
     * @param heads attention heads of a network that keeps its size, where 64 values a head is wrong
     * @param vocabulary of the text encoder: a {@code vocab.txt} or {@code tokenizer.json}; empty: what lies beside the file
     * @param findings what the outputs of its head are, in their order; empty: the head is not taken
     */
    public record Request(Path file, Path out, Preset preset, Optional<Size> size, OptionalInt heads,
            Optional<Path> vocabulary, List<String> findings) {

        /** Creates a request; the list is copied. */
        public Request {
            findings = List.copyOf(findings);
        }
    }

    /**
     * What was imported.
     *
     * @param report what became of the names
     * @param words number of words of the vocabulary that went with it, if any did
     * @param unusedOutputs outputs of a head that was not taken, if there is one
     */
    public record Imported(WeightReport report, Optional<Integer> words, Optional<Integer> unusedOutputs) {
    }

    /**
     * Imports.
     *
     * @throws ModelException with a sentence for people, if the file is damaged or does not fit
     */
    public static Imported run(Request request) throws ModelException {
        return run(request, new WeightOrigin(Optional.empty(), Optional.empty()));
    }

    /** The same of weights whose origin is known; what is not, the file itself tells. */
    static Imported run(Request request, WeightOrigin origin) throws ModelException {
        try (WeightFile file = WeightFiles.open(request.file())) {
            WeightImport names = WeightImport.of(file);
            FoundHead head = new FoundHead(names, request);
            NetworkConfig config = head.on(config(names, request));
            List<ParameterSpec> layout = head.isWanted()
                    ? ParameterLayout.classification(config)
                    : ParameterLayout.pretraining(config);
            Fitted fitted = names.fit(layout);
            requireFit(fitted.report(), file, request);
            head.requireWhole(layout, fitted.report());
            Optional<WordPieceTokenizer> vocabulary = head.isWanted() ? Optional.empty() : vocabulary(names, request);
            write(request, describe(request, config, fitted.report(), origin), fitted, vocabulary);
            return new Imported(fitted.report(), vocabulary.map(WordPieceTokenizer::vocabularySize), head.unused());
        } catch (IOException | UncheckedIOException | IllegalArgumentException unusable) {
            throw new ModelException("The weights " + request.file() + " cannot be imported: " + clause(unusable)
                    + ".", unusable);
        }
    }

    private static String clause(Exception failure) {
        Throwable told = failure instanceof UncheckedIOException
                ? Objects.requireNonNullElse(failure.getCause(), failure)
                : failure;
        if (told instanceof NoSuchFileException absent) {
            return "there is no " + absent.getFile() + "; check its name";
        }
        if (told instanceof FileSystemException file) {
            return "the file " + file.getFile() + " cannot be read or written"
                    + Optional.ofNullable(file.getReason()).map(reason -> " (" + reason + ")").orElse("");
        }
        return String.valueOf(told.getMessage());
    }

    private static NetworkConfig config(WeightImport names, Request request) {
        FoundSizes sizes = new FoundSizes(names, request.heads());
        return request.size().isPresent()
                ? sizes.named(request.preset(), request.size().get())
                : sizes.own(request.preset());
    }

    private static void requireFit(WeightReport report, WeightFile file, Request request) throws ModelException {
        String what = "The weights " + request.file() + " (" + report.format() + ") ";
        String size = request.size().map(one -> "size " + one.name().toLowerCase(Locale.ROOT))
                .orElse("their own tables tell");
        if (!report.misshapen().isEmpty()) {
            throw new ModelException(what + "are of other shapes than " + size + ": " + report.misshapen().getFirst()
                    + (report.misshapen().size() > 1 ? " and " + (report.misshapen().size() - 1) + " more" : "")
                    + "; see --size.");
        }
        if (report.matched().isEmpty()) {
            throw new ModelException(what + "hold nothing that is known here; the first of their "
                    + file.shapes().size() + " names: "
                    + String.join(", ", file.shapes().keySet().stream().limit(5).toList()) + ".");
        }
    }

    private static Optional<WordPieceTokenizer> vocabulary(WeightImport names, Request request)
            throws IOException, ModelException {
        Optional<Long> rows = names.shape(FoundSizes.WORDS).map(List::getFirst);
        Optional<Path> file = request.vocabulary().or(() -> beside(request.file()));
        if (rows.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        WordPieceTokenizer vocabulary = WordPieceTokenizer.load(file.get(), casing(request.file(), file.get()));
        if (vocabulary.vocabularySize() != rows.get()) {
            throw new ModelException("The vocabulary " + file.get() + " has " + vocabulary.vocabularySize()
                    + " words, the weights " + request.file() + " know " + rows.get()
                    + "; name the right one by --vocabulary.");
        }
        return Optional.of(vocabulary);
    }

    /**
     * The vocabulary of a model file's text encoder: in the file where it was imported, in the run's folder where it was trained.
     *
     * @throws ModelException if there is neither
     */
    public static WordPieceTokenizer vocabulary(Safetensors weights, Path file) throws IOException, ModelException {
        String json = weights.metadata().get(VOCABULARY_KEY);
        if (json != null) {
            return WordPieceTokenizer.ofJson(json);
        }
        Optional<Path> kept = ModelSource.find(file, damage -> {
            // The file is a whole one already.
        }).run().map(run -> run.resolve(RUN_VOCABULARY)).filter(Files::isRegularFile);
        if (kept.isEmpty()) {
            throw new ModelException("The text encoder of " + file
                    + " comes without a vocabulary; import it again in a terminal: refers weights import with"
                    + " --vocabulary vocab.txt.");
        }
        return WordPieceTokenizer.load(kept.get(), Casing.UNCASED);
    }

    private static Optional<Path> beside(Path file) {
        Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
        return folder == null
                ? Optional.empty()
                : BESIDE.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /** A {@code vocab.txt} does not say whether text is lower-cased first: one that has no capital word at all means it. */
    private static Casing casing(Path weights, Path vocabulary) throws IOException {
        if (vocabulary.toString().endsWith(".json")) {
            return Casing.UNCASED;
        }
        try (Stream<String> lines = Files.lines(vocabulary, StandardCharsets.UTF_8)) {
            boolean capitals = lines.filter(word -> !word.startsWith("["))
                    .anyMatch(word -> word.chars().anyMatch(c -> c >= 'A' && c <= 'Z'));
            return capitals ? Casing.CASED : Casing.UNCASED;
        } catch (UncheckedIOException unreadable) {
            throw new IOException("the vocabulary beside " + weights.getFileName() + " is no text", unreadable);
        }
    }

    private static SafetensorsWriter describe(Request request, NetworkConfig config, WeightReport report,
            WeightOrigin origin) throws IOException {
        SafetensorsWriter writer = Safetensors.writer();
        ModelFile.describe(writer, config);
        writer.metadata(WeightOrigin.SOURCE_KEY,
                origin.source().isPresent() ? origin.source().get() : source(request, report));
        origin.licence().ifPresent(licence -> writer.metadata(WeightOrigin.LICENCE_KEY, licence));
        if (!request.findings().isEmpty()) {
            writer.metadata(ClassifierFile.FINDINGS_KEY, new ObjectMapper().writeValueAsString(request.findings()));
        }
        return writer;
    }

    private static void write(Request request, SafetensorsWriter writer, Fitted fitted,
            Optional<WordPieceTokenizer> vocabulary) throws IOException {
        vocabulary.ifPresent(words -> writer.metadata(VOCABULARY_KEY,
                new String(words.toBytes(), StandardCharsets.UTF_8)));
        fitted.store(writer);
        writer.write(request.out());
    }

    private static String source(Request request, WeightReport report) throws IOException {
        return report.format() + (Files.isRegularFile(request.file())
                ? ", SHA-256 " + FileDigest.sha256(request.file())
                : "");
    }
}
