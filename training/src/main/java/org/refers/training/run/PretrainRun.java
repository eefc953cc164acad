package org.refers.training.run;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.refers.model.network.Initializer;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RefersNetwork;
import org.refers.model.store.AtomicFiles;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.Casing;
import org.refers.model.text.ReportText;
import org.refers.model.text.ReportTokenizer;
import org.refers.model.text.WordPieceTokenizer;
import org.refers.model.text.WordPieceTrainer;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.BatchOrder;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureSet;
import org.refers.training.data.StudyDataset;
import org.refers.training.data.StudySample;
import org.refers.training.data.StudyTexts;
import org.refers.training.data.ViewSampler;
import org.refers.training.data.WordMask;
import org.refers.training.loss.PretrainingObjective;
import org.refers.training.optim.Optimizer;
import org.refers.training.predict.Preprocessing;
import org.refers.training.run.RunRecord.Identity;
import org.refers.training.run.RunRecord.ManifestRow;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.run.TrainingEvent.RunStarted;
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
    private final boolean resume;
    private final List<Path> init;

    PretrainRun(PretrainRequest request, RunContext context) throws TrainingException {
        this.context = context;
        this.resume = request.resume();
        this.identity = resume
                ? RunRecord.read(request.run(), request.recipe())
                : new Identity("pretrain", request.architecture(), facts(request), request.recipe());
        this.init = request.init();
        this.recipe = identity.recipe();
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
        Studies studies = new Studies(context, recipe);
        List<StudyEntry> training = studies.of(Split.TRAIN, 0);
        List<StudyEntry> validation = studies.of(Split.VALIDATION, recipe.whole(RecipeKey.VALIDATION_STUDIES));
        if (training.size() < 2) {
            throw TrainingException.input("The workspace has " + training.size() + " training studies with radiographs"
                    + " and a report; pre-training needs at least two. Import studies, or give reports by --reports.");
        }
        if (validation.isEmpty()) {
            context.journal().notice("There is no validation study, so no checkpoint can be called the best.");
        }
        PretrainStart start = start();
        Texts texts = texts(training, start);
        NetworkConfig config = config(texts);
        Preprocessing preprocessing = NetworkChoice.preprocessing(config, recipe);
        record(config, start, texts, new Sides(training, validation));
        PictureSet pictures = context.pictures(Studies.radiographs(training, validation), preprocessing.pictureSize(),
                recipe.count(RecipeKey.WORKERS));
        try (NDManager manager = context.engine().newManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config),
                        new Initializer(recipe.whole(RecipeKey.SEED)))) {
            if (!start.models().isEmpty()) {
                start.load(parameters, config, context.journal());
            }
            return learn(new Setup(config, preprocessing, pictures, parameters),
                    Studies.samples(training, pictures, mask()), Studies.samples(validation, pictures, mask()), texts);
        }
    }

    /** The network to be trained and its input. */
    private record Setup(NetworkConfig config, Preprocessing preprocessing, PictureSet pictures,
            ParameterSet parameters) {
    }

    /** Both tokenizers. */
    private record Texts(ReportTokenizer report, WordPieceTokenizer text) {
    }

    /** What is learned from, and what is looked at on the way. */
    private record Sides(List<StudyEntry> training, List<StudyEntry> validation) {
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
                    + " checkpoint and does not keep where its models lie; name them again by --init.");
        }
        PretrainStart start = PretrainStart.open(init, context.journal());
        String before = identity.facts().getOrDefault("init_sha256", start.digests());
        if (!before.equals(start.digests())) {
            throw TrainingException.input("The models named by --init are not those that the run in "
                    + context.folder().path() + " began from; name those, or begin in a new folder.");
        }
        return start;
    }

    private Texts texts(List<StudyEntry> training, PretrainStart start) throws TrainingException, IOException {
        Optional<Texts> kept = resume ? keptTexts() : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        List<String> reports = training.stream().map(study -> Studies.report(study, mask())).toList();
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
            int tokens = recipe.count(RecipeKey.MAX_REPORT_TOKENS);
            NetworkConfig config = NetworkConfig.of(identity.architecture().preset(), identity.architecture().size(),
                    texts.report().vocabularySize(), texts.text().vocabularySize())
                    .with("report.max_length", Integer.toString(tokens))
                    .with("report.pad_id", Integer.toString(texts.report().special().pad()))
                    .with("report.sos_id", Integer.toString(texts.report().special().start()))
                    .with("report.eos_id", Integer.toString(texts.report().special().end()));
            if (config.text().maxPositions() < tokens) {
                config = config.with("bert.max_position_embeddings", Integer.toString(tokens));
            }
            return NetworkChoice.withObjective(NetworkChoice.withPixels(
                    NetworkChoice.withRegularization(NetworkChoice.withStructure(config, recipe), recipe), recipe),
                    recipe);
        } catch (IllegalArgumentException impossible) {
            throw TrainingException.input("The recipe does not fit the network: " + impossible.getMessage() + ".",
                    impossible);
        }
    }

    private void record(NetworkConfig config, PretrainStart start, Texts texts, Sides sides) throws IOException {
        RunFolder folder = context.folder();
        RunRecord record = new RunRecord(folder);
        Map<String, String> facts = new LinkedHashMap<>(identity.facts());
        if (!start.models().isEmpty()) {
            facts.put("init_sha256", start.digests());
            facts.putAll(WeightOrigin.facts(start.models().stream().map(PretrainStart.Model::origin).toList()));
        }
        record.writeConfig(new Identity(identity.kind(), identity.architecture(), facts, recipe), config);
        AtomicFiles.writeBytes(folder.file(texts.report().fileName()), texts.report().toBytes());
        AtomicFiles.writeBytes(folder.file(TEXT_TOKENIZER), texts.text().toBytes());
        record.writeEnvironment(context.engine());
        List<ManifestRow> rows = new ArrayList<>();
        rows.addAll(Studies.manifest(sides.training, "train"));
        rows.addAll(Studies.manifest(sides.validation, "validation"));
        context.recordData(record, rows, resume);
    }

    private RunSummary learn(Setup setup, List<StudySample> training, List<StudySample> validation, Texts texts)
            throws TrainingException, IOException {
        if (context.stop().getAsBoolean()) {
            return finish(TrainingSession.Outcome.beforeTheFirstStep());
        }
        RefersNetwork network = new RefersNetwork(setup.config, setup.parameters, context.engine().kernels());
        PretrainingObjective objective = new PretrainingObjective(network, context.engine().kernels());
        PictureInput input = setup.preprocessing.input(setup.config);
        Optimizer optimizer = context.optimizer(setup.parameters, recipe, partRates(setup.config));
        CheckpointStore store = context.checkpoints(recipe, setup.parameters);
        CheckpointState from = resume
                ? context.restore(store, setup.parameters, optimizer)
                : CheckpointState.start();
        if (resume && from.step() == 0) {
            context.journal().notice(RunContext.BEGINS_ANEW);
        }
        if (from.step() == 0 && RunContext.hasMeanImage(setup.config)) {
            setup.parameters.setValues(ParameterLayout.MEAN_IMAGE, input.mean(setup.pictures, meant(training)));
        }
        context.folder().forgetMetricsAfter(from.step());
        PictureInput centred = input.around(RunContext.meanPicture(setup.config, setup.parameters));
        PretrainTask task = new PretrainTask(network, objective, data(setup, centred, training, validation, texts),
                Map.of(Preprocessing.KEY, setup.preprocessing.toJson()));
        return train(task, optimizer, store, from);
    }

    /**
     * The radiographs whose mean the network subtracts: the frontal ones, which fine-tuning reads. A mean over frontal and
     * lateral views resembles neither and leaves in every picture a pattern stronger than any finding.
     */
    private static List<String> meant(List<StudySample> training) {
        List<StudySample.View> views = training.stream().flatMap(study -> study.views().stream()).toList();
        List<StudySample.View> frontal = views.stream().filter(StudySample.View::frontal).toList();
        return (frontal.isEmpty() ? views : frontal).stream().map(StudySample.View::id)
                .limit(RunContext.MEAN_PICTURES).toList();
    }

    private PretrainTask.Data data(Setup setup, PictureInput input, List<StudySample> training,
            List<StudySample> validation, Texts texts) {
        StudyTexts tokens = new StudyTexts(ReportText.english(), texts.report, texts.text,
                recipe.count(RecipeKey.MAX_REPORT_TOKENS));
        long seed = recipe.whole(RecipeKey.SEED);
        int batch = recipe.count(RecipeKey.BATCH_SIZE);
        int micro = recipe.count(RecipeKey.MICRO_BATCH_SIZE);
        StudyDataset.Drawing drawing = new StudyDataset.Drawing(setup.config.study().views(),
                ViewSampler.valueOf(recipe.text(RecipeKey.VIEW_SAMPLING).toUpperCase(Locale.ROOT)),
                NetworkChoice.augmentation(setup.config, setup.preprocessing, recipe), seed);
        return new PretrainTask.Data(new StudyDataset(training, setup.pictures, input, tokens),
                new StudyDataset(validation, setup.pictures, input, tokens),
                new BatchOrder(training.size(), batch, seed, false), drawing,
                micro == 0 ? batch : Math.min(micro, batch));
    }

    private Map<String, Double> partRates(NetworkConfig config) {
        boolean withReport = switch (recipe.text(RecipeKey.TEXT_GROUP)) {
            case "report_and_text" -> true;
            case "text" -> false;
            default -> config.preset() == Preset.PAPER;
        };
        Map<String, Double> rates = new HashMap<>();
        ParameterLayout.textParts(withReport).forEach(part -> rates.put(part, recipe.number(RecipeKey.LR_TEXT)));
        rates.put(ParameterLayout.FUSION, RunContext.rateOrUsual(recipe, RecipeKey.LR_FUSION));
        return rates;
    }

    private RunSummary train(PretrainTask task, Optimizer optimizer, CheckpointStore store, CheckpointState from)
            throws TrainingException, IOException {
        SessionPlan plan = SessionPlan.of(recipe, task.stepsPerEpoch());
        context.journal().accept(new RunStarted(context.folder().name(), task.kind(), context.engine().words(),
                from.step(), plan.maxSteps()));
        TrainingSession.Outcome outcome = new TrainingSession<>(task, optimizer, plan, store, context.journal())
                .run(from, context.stop());
        return finish(outcome);
    }

    private RunSummary finish(TrainingSession.Outcome outcome) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        outcome.lastLoss().ifPresent(loss -> metrics.put("loss", loss));
        outcome.validationLoss().ifPresent(loss -> metrics.put("validation_loss", loss));
        metrics.put("images_per_second", outcome.imagesPerSecond());
        new RunCard(context.folder(), identity).write(outcome.state(), metrics);
        context.journal().accept(new RunFinished(outcome.state().step(), outcome.stopped(), metrics));
        return new RunSummary(context.folder().path(), outcome.state().step(), outcome.firstLoss(),
                outcome.lastLoss(), outcome.validationLoss(), outcome.imagesPerSecond(), outcome.stopped(),
                Optional.empty());
    }

    private WordMask mask() {
        return mask(recipe);
    }

    private static WordMask mask(Recipe recipe) {
        String stems = recipe.text(RecipeKey.MASK_WORDS);
        return new WordMask(stems.equals("none") ? List.of() : List.of(stems.split(",")));
    }

    /** The studies of a workspace that can be learned from. */
    private record Studies(RunContext context, Recipe recipe) {

        List<StudyEntry> of(Split split, long limit) throws WorkspaceException {
            List<StudyEntry> all = context.workspace().studies(split);
            List<StudyEntry> usable = all.stream().map(Studies::projections)
                    .filter(study -> !study.radiographs().isEmpty()).filter(this::hasReport).toList();
            if (usable.size() < all.size()) {
                context.journal()
                        .notice("%d of %d %s studies are left out: no radiograph, or a report of fewer than %d words."
                                .formatted(all.size() - usable.size(), all.size(),
                                        split.name().toLowerCase(Locale.ROOT),
                                        recipe.count(RecipeKey.MIN_REPORT_TOKENS)));
            }
            return limit > 0 ? usable.subList(0, (int) Math.min(limit, usable.size())) : usable;
        }

        private static StudyEntry projections(StudyEntry study) {
            return new StudyEntry(study.id(), study.patientId(), study.order(), study.split(),
                    study.radiographs().stream().filter(RadiographEntry::isProjection).toList(), study.report());
        }

        private boolean hasReport(StudyEntry study) {
            String text = report(study, mask(recipe));
            return !text.isEmpty()
                    && text.split(" ").length >= Math.max(1, recipe.count(RecipeKey.MIN_REPORT_TOKENS));
        }

        static String report(StudyEntry study, WordMask mask) {
            return study.report().map(report -> ReportText.collapsed(mask.apply(report.text()))).orElse("");
        }

        static List<RadiographEntry> radiographs(List<StudyEntry> one, List<StudyEntry> other) {
            List<RadiographEntry> radiographs = new ArrayList<>();
            one.forEach(study -> radiographs.addAll(study.radiographs()));
            other.forEach(study -> radiographs.addAll(study.radiographs()));
            return radiographs;
        }

        static List<StudySample> samples(List<StudyEntry> studies, PictureSet pictures, WordMask mask) {
            List<StudySample> samples = new ArrayList<>();
            for (StudyEntry study : studies) {
                List<StudySample.View> views = study.radiographs().stream()
                        .filter(radiograph -> pictures.has(radiograph.id()))
                        .map(radiograph -> new StudySample.View(radiograph.id(), radiograph.view().isFrontal()))
                        .toList();
                if (!views.isEmpty()) {
                    samples.add(new StudySample(study.id(), study.patientId(), views, report(study, mask)));
                }
            }
            return samples;
        }

        static List<ManifestRow> manifest(List<StudyEntry> studies, String use) {
            return studies.stream().flatMap(study -> study.radiographs().stream()
                    .map(radiograph -> new ManifestRow(radiograph.id(), study.id(), study.patientId(),
                            radiograph.sha256(), study.split().name().toLowerCase(Locale.ROOT), use)))
                    .toList();
        }
    }
}
