package org.refers.training.run;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RefersNetwork;
import org.refers.model.store.AtomicFiles;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.Casing;
import org.refers.model.text.ReportLanguages;
import org.refers.model.text.ReportTokenizer;
import org.refers.model.text.WordPieceTokenizer;
import org.refers.model.text.WordPieceTrainer;
import org.refers.model.workspace.check.LeakSummary;
import org.refers.training.compute.Compute;
import org.refers.training.data.BatchOrder;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureSet;
import org.refers.training.data.RadiographList;
import org.refers.training.data.ReportedStudies;
import org.refers.training.data.StudyDataset;
import org.refers.training.data.StudyTexts;
import org.refers.training.data.ViewSampler;
import org.refers.training.loss.PretrainingObjective;
import org.refers.training.optim.Optimizer;
import org.refers.training.panel.PanelFolder;
import org.refers.training.predict.Preprocessing;
import org.refers.training.run.NetworkOrigins.Decided;
import org.refers.training.run.RunRecord.Identity;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.run.TrainingEvent.RunStarted;
import org.refers.training.run.TrainingSession.Surroundings;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.RunFolder;
import org.refers.training.weights.WeightOrigin;

/** One pre-training from request to summary. */
final class PretrainRun {

    private static final String TEXT_TOKENIZER = "text-tokenizer.json";
    private static final List<String> REPORT_TOKENIZERS = List.of("tokenizer.json", "tokenizer.model");
    /** A piece that occurs once cannot be learned, and could carry a rare name into a shared file. */
    private static final int PIECE_FREQUENCY = 2;

    private final RunContext context;
    private final Identity identity;
    private final Recipe recipe;
    /** What this start was asked for; a resumed run keeps its own recipe but for what the command line says. */
    private final Recipe asked;
    private final boolean resume;
    private final List<Path> init;
    private final Compute compute;

    PretrainRun(PretrainRequest request, RunContext context) throws TrainingException {
        this.context = context;
        this.resume = request.resume();
        this.identity = resume
                ? RunRecord.read(request.run(), request.recipe())
                : new Identity("pretrain", request.architecture(), facts(request), Choice.of(request),
                        request.recipe());
        this.init = request.init();
        this.compute = request.compute();
        this.recipe = identity.recipe();
        this.asked = request.recipe();
        if (!identity.kind().equals("pretrain")) {
            throw TrainingException.input(request.run() + " holds a " + identity.kind() + " run; go on with it by that"
                    + " command.");
        }
    }

    private static Map<String, String> facts(PretrainRequest request) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("method", "refers");
        facts.put("init", request.init().isEmpty() ? FinetuneRequest.RANDOM : "model");
        return facts;
    }

    RunSummary run() throws TrainingException, IOException {
        PretrainStudies read = PretrainStudies.read(context, recipe);
        ReportedStudies training = read.training();
        ReportedStudies validation = read.validation();
        if (training.size() < 2) {
            throw TrainingException.input(tooFewStudies(training.size()));
        }
        if (validation.size() == 0) {
            context.journal().notice("There is no validation study, so no checkpoint can be called the best.");
        }
        PretrainStart start = start();
        Texts texts = texts(training, start);
        NetworkConfig config = config(texts);
        Preprocessing preprocessing = NetworkChoice.preprocessing(config, recipe);
        RadiographList radiographs = read.radiographs(context);
        context.requireDisk(recipe, ParameterLayout.count(ParameterLayout.pretraining(config), ""));
        record(new Begun(config, start, texts,
                context.requireMemory(MemoryNeed.ofPretraining(config, recipe, radiographs.size()))));
        try (PictureSet pictures = context.pictures(radiographs, preprocessing.pictureSize(), recipe);
                NDManager manager = context.engine().newManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config),
                        new Initializer(recipe.whole(RecipeKey.SEED)))) {
            context.recordData(read.manifest(pictures), resume);
            if (!start.models().isEmpty()) {
                start.load(parameters, config, context.journal());
            }
            return learn(new Setup(config, preprocessing, pictures, parameters), texts, read.readable(pictures));
        }
    }

    static String tooFewStudies(int count) {
        return "The workspace has " + count + " training studies with radiographs"
                + " and a report; pre-training needs at least two. Import more studies with their reports.";
    }

    /** The network to be trained and its input. */
    private record Setup(NetworkConfig config, Preprocessing preprocessing, PictureSet pictures,
            ParameterSet parameters) {
    }

    /** What is written down before the pictures are read. */
    private record Begun(NetworkConfig config, PretrainStart start, Texts texts, MemoryCheck memory) {
    }

    /** Both tokenizers. */
    private record Texts(ReportTokenizer report, WordPieceTokenizer text) {
    }

    /** The models that the run begins with; a run that goes on from a checkpoint needs them no more. */
    private PretrainStart start() throws TrainingException, IOException {
        boolean begins = !resume || new CheckpointStore(context.folder().path()).names().isEmpty();
        boolean fromModels = identity.facts().getOrDefault("init", FinetuneRequest.RANDOM).equals("model");
        if (!begins || !fromModels) {
            return new PretrainStart(List.of(), Optional.empty());
        }
        if (init.isEmpty()) {
            throw TrainingException.input("The run in " + context.folder().path() + " was ended before its first"
                    + " checkpoint and does not keep where its models lie; " + TrainingException.NAME_MODELS + ".");
        }
        PretrainStart start = PretrainStart.open(init, context.journal());
        String before = identity.facts().getOrDefault("init_sha256", start.digests());
        if (!before.equals(start.digests())) {
            throw TrainingException.input("The models named are not those that the run in "
                    + context.folder().path() + " began from; name those, or begin in a new folder.");
        }
        return start;
    }

    private Texts texts(ReportedStudies training, PretrainStart start) throws TrainingException, IOException {
        Optional<Texts> kept = resume ? keptTexts() : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        Iterable<String> reports = training.vocabularyTexts();
        try {
            return new Texts(new BpeTrainer(recipe.count(RecipeKey.REPORT_WORDS), PIECE_FREQUENCY).train(reports),
                    start.vocabulary().orElseGet(() -> new WordPieceTrainer(recipe.count(RecipeKey.TEXT_WORDS),
                            PIECE_FREQUENCY, Casing.UNCASED).train(reports)));
        } catch (IllegalArgumentException tooSmall) {
            throw TrainingException.input("No tokenizer can be trained: " + tooSmall.getMessage()
                    + "; raise report_words or text_words.", tooSmall);
        }
    }

    /** The tokenizers of a run that goes on; empty if it was ended before it had any. */
    private Optional<Texts> keptTexts() throws TrainingException, IOException {
        RunFolder folder = context.folder();
        Optional<Path> report = REPORT_TOKENIZERS.stream().map(folder::file).filter(Files::isRegularFile).findFirst();
        Path text = folder.file(TEXT_TOKENIZER);
        if (report.isPresent() && Files.isRegularFile(text)) {
            try {
                return Optional.of(new Texts(ReportTokenizer.load(report.get()),
                        WordPieceTokenizer.load(text, Casing.UNCASED)));
            } catch (IOException damaged) {
                throw TrainingException.input("The run in " + folder.path() + " cannot go on: " + damaged.getMessage()
                        + "; begin it again in a new folder.", damaged);
            }
        }
        if (!new CheckpointStore(folder.path()).names().isEmpty()) {
            // Trained anew on data that may have changed, its words would not be those the weights know.
            throw TrainingException.input("The run in " + folder.path() + " has lost "
                    + (report.isPresent() ? TEXT_TOKENIZER : REPORT_TOKENIZERS.getFirst())
                    + ", so its weights are of no use; begin it again in a new folder.");
        }
        return Optional.empty();
    }

    private NetworkConfig config(Texts texts) throws TrainingException {
        try {
            return NetworkChoice
                    .pretraining(identity.architecture(), recipe, texts.report().vocabularySize(),
                            texts.text().vocabularySize())
                    .with("report.pad_id", Integer.toString(texts.report().special().pad()))
                    .with("report.sos_id", Integer.toString(texts.report().special().start()))
                    .with("report.eos_id", Integer.toString(texts.report().special().end()));
        } catch (IllegalArgumentException impossible) {
            throw TrainingException.input("The recipe does not fit the network: " + impossible.getMessage() + ".",
                    impossible);
        }
    }

    private void record(Begun begun) throws IOException {
        RunFolder folder = context.folder();
        RunRecord record = new RunRecord(folder);
        Map<String, String> facts = new LinkedHashMap<>(identity.facts());
        if (!begun.start.models().isEmpty()) {
            facts.put("init_sha256", begun.start.digests());
            facts.putAll(WeightOrigin.facts(begun.start.models().stream().map(PretrainStart.Model::origin).toList()));
        }
        record.writeConfig(identity.with(facts, recipe), begun.config, ofTexts(begun.start), context.engine());
        Texts texts = begun.texts;
        AtomicFiles.writeBytes(folder.file(texts.report().fileName()), texts.report().toBytes());
        AtomicFiles.writeBytes(folder.file(TEXT_TOKENIZER), texts.text().toBytes());
        record.writeEnvironment(context.engine(), begun.memory);
    }

    /** Who decided what the tokenizers bring: their words are those of the reports, or those that came with a BERT. */
    private static Map<String, Decided> ofTexts(PretrainStart start) {
        Decided tokenizer = new Decided("program", "report_tokenizer");
        return Map.of("report.vocab_size", new Decided("derived", RecipeKey.REPORT_WORDS.key()), "report.pad_id",
                tokenizer, "report.sos_id", tokenizer, "report.eos_id", tokenizer, "bert.vocab_size",
                start.vocabulary().isPresent()
                        ? new Decided("model", "init")
                        : new Decided("derived", RecipeKey.TEXT_WORDS.key()));
    }

    private RunSummary learn(Setup setup, Texts texts, PretrainStudies sides) throws TrainingException, IOException {
        if (context.stop().getAsBoolean()) {
            return finish(TrainingSession.Outcome.beforeTheFirstStep());
        }
        Kernels kernels = context.kernels(recipe);
        RefersNetwork network = new RefersNetwork(setup.config, setup.parameters, kernels);
        PretrainingObjective objective = new PretrainingObjective(network, kernels);
        PictureInput input = setup.preprocessing.input(setup.config);
        Optimizer optimizer = context.optimizer(setup.parameters, recipe, partRates(setup.config));
        CheckpointStore store = context.checkpoints(recipe, setup.parameters);
        CheckpointState from = resume
                ? MicroBatch.onResume(context.restore(store, setup.parameters, optimizer), recipe, asked)
                : CheckpointState.start();
        if (resume && from.step() == 0) {
            context.journal().notice(RunContext.BEGINS_ANEW);
        }
        if (from.step() == 0 && RunContext.hasMeanImage(setup.config)) {
            setup.parameters.setValues(ParameterLayout.MEAN_IMAGE, input.mean(setup.pictures,
                    sides.training().meant(RunContext.MEAN_PICTURES)));
        }
        context.folder().forgetMetricsAfter(from);
        context.journal().alsoTo(EventScalars.of(context, recipe, from));
        PictureInput centred = input.around(RunContext.meanPicture(setup.config, setup.parameters))
                .at(context.augmentation(recipe));
        PretrainTask.Data data = data(setup, centred, sides, texts);
        PretrainTask task = new PretrainTask(network, objective, kernels, data,
                Map.of(Preprocessing.KEY, setup.preprocessing.toJson(setup.config)));
        StudyPanel panel = StudyPanel.of(context, recipe, from, PanelFolder.Kind.REPORTS,
                ReportPanel.of(network, texts.report, data.validation(), sides.validation().index(), recipe));
        return train(setup, task, new Means(optimizer, store, panel), from);
    }

    private PretrainTask.Data data(Setup setup, PictureInput input, PretrainStudies sides, Texts texts)
            throws IOException {
        StudyTexts tokens = new StudyTexts(ReportLanguages.of(context.workspace().folder()), texts.report, texts.text,
                recipe.count(RecipeKey.MAX_REPORT_TOKENS));
        long seed = recipe.whole(RecipeKey.SEED);
        StudyDataset.Drawing drawing = new StudyDataset.Drawing(setup.config.study().views(),
                ViewSampler.valueOf(recipe.text(RecipeKey.VIEW_SAMPLING).toUpperCase(Locale.ROOT)),
                NetworkChoice.augmentation(setup.config, setup.preprocessing, recipe), seed);
        return new PretrainTask.Data(new StudyDataset(sides.training(), setup.pictures, input, tokens),
                new StudyDataset(sides.validation(), setup.pictures, input, tokens),
                new BatchOrder(sides.training().size(), recipe.count(RecipeKey.BATCH_SIZE), seed, false), drawing,
                MicroBatch.of(recipe));
    }

    private boolean isReportAtTextRate(NetworkConfig config) {
        return switch (recipe.text(RecipeKey.TEXT_GROUP)) {
            case "report_and_text" -> true;
            case "text" -> false;
            default -> config.preset() == Preset.PAPER;
        };
    }

    private Map<String, Double> partRates(NetworkConfig config) {
        Map<String, Double> rates = new HashMap<>();
        ParameterLayout.textParts(isReportAtTextRate(config))
                .forEach(part -> rates.put(part, recipe.number(RecipeKey.LR_TEXT)));
        rates.put(ParameterLayout.FUSION, RunContext.rateOrUsual(recipe, RecipeKey.LR_FUSION));
        return rates;
    }

    /** What the loop works with. */
    private record Means(Optimizer optimizer, CheckpointStore store, StudyPanel panel) {
    }

    private RunSummary train(Setup setup, PretrainTask task, Means means, CheckpointState from)
            throws TrainingException, IOException {
        SessionPlan plan = SessionPlan.of(recipe, task.stepsPerEpoch());
        new RunRecord(context.folder()).writeUsed(new UsedValues().machine(compute, context.engine(), recipe)
                .loop(recipe, plan, from, setup.preprocessing.pictureSize())
                .pretraining(recipe, isReportAtTextRate(setup.config), PIECE_FREQUENCY));
        context.journal().accept(new RunStarted(context.folder().name(), task.kind(), context.engine().words(),
                from.step(), plan.maxSteps()));
        TrainingSession.Outcome outcome = new TrainingSession<>(task, means.optimizer, plan, means.store,
                new Surroundings(context.journal(), context.machine(), recipe.count(RecipeKey.WORKERS), means.panel))
                .run(from, context.stop());
        return finish(outcome);
    }

    private RunSummary finish(TrainingSession.Outcome outcome) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        outcome.lastLoss().ifPresent(loss -> metrics.put("loss", loss));
        outcome.validationLoss().ifPresent(loss -> metrics.put("validation_loss", loss));
        metrics.put("images_per_second", outcome.imagesPerSecond());
        metrics.put("waiting", outcome.waiting());
        new RunCard(context.folder(), identity).write(outcome.state(), metrics, LeakSummary.of(context.workspace()));
        context.journal().accept(new RunFinished(outcome.state().step(), outcome.stopped(), metrics));
        return new RunSummary(context.folder().path(), outcome.state().step(), outcome.firstLoss(),
                outcome.lastLoss(), outcome.validationLoss(), outcome.imagesPerSecond(), outcome.stopped(),
                Optional.empty());
    }
}
