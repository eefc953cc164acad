package org.refers.training.run;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Kernels;
import org.refers.model.network.ParameterLayout;
import org.refers.model.workspace.RunEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.LeakSummary;
import org.refers.training.compute.Compute;
import org.refers.training.data.BatchOrder;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureSet;
import org.refers.training.data.RadiographList;
import org.refers.training.explain.BoxedRadiograph;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.Evaluation;
import org.refers.training.metric.OperatingPoint;
import org.refers.training.optim.Optimizer;
import org.refers.training.panel.PanelFolder;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.Predictor;
import org.refers.training.predict.Preprocessing;
import org.refers.training.run.NetworkOrigins.Decided;
import org.refers.training.run.RunRecord.Identity;
import org.refers.training.run.RunSummary.TestResult;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.run.TrainingEvent.RunStarted;
import org.refers.training.run.TrainingSession.Surroundings;
import org.refers.training.store.Checkpoint;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.FileDigest;
import org.refers.training.store.Predictions;
import org.refers.training.weights.WeightOrigin;

/** One fine-tuning from request to summary. */
final class FinetuneRun {

    private final RunContext context;
    private final Identity identity;
    private final Recipe recipe;
    /** What this start was asked for; a resumed run keeps its own recipe but for what the command line says. */
    private final Recipe asked;
    private final boolean resume;
    /** Whether it goes on from a checkpoint; a run that was ended before its first one begins anew. */
    private final boolean goesOn;
    private final String init;
    private final Compute compute;

    FinetuneRun(FinetuneRequest request, RunContext context) throws TrainingException, IOException {
        this.context = context;
        this.resume = request.resume();
        this.goesOn = resume && !new CheckpointStore(request.run()).names().isEmpty();
        this.init = request.init();
        this.compute = request.compute();
        this.identity = resume ? RunRecord.read(request.run(), request.recipe()) : identity(request);
        this.recipe = identity.recipe();
        this.asked = request.recipe();
        if (!identity.kind().equals("finetune")) {
            throw TrainingException.input(request.run() + " holds a " + identity.kind() + " run; go on with it by that"
                    + " command.");
        }
    }

    private static Identity identity(FinetuneRequest request) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("task", request.task());
        facts.put("label_ratio", Double.toString(request.labelRatio()));
        facts.put("init", request.init().equals(FinetuneRequest.RANDOM) ? FinetuneRequest.RANDOM : "model");
        return new Identity("finetune", request.architecture(), facts, Choice.of(request), request.recipe());
    }

    RunSummary run() throws TrainingException, IOException {
        List<String> findings = FindingTasks.resolve(fact("task"),
                context.workspace().labelledFindings(LabelledSides.origin(recipe)));
        MapChoice maps = MapChoice.of(recipe, findings);
        LabelledSides sides = LabelledSides.read(context, recipe, findings, Double.parseDouble(fact("label_ratio")));
        sides.requireUsable();
        try (NDManager manager = context.engine().newManager();
                StartingPoint start = startingPoint(manager, findings)) {
            RadiographList radiographs = sides.radiographs(context.workspace());
            context.requireDisk(recipe, ParameterLayout.count(ParameterLayout.classification(start.config()), ""));
            record(start, findings, context.requireMemory(
                    MemoryNeed.ofFinetuning(start.config(), recipe, radiographs.size())));
            return read(start, maps, sides, radiographs);
        }
    }

    private RunSummary read(StartingPoint start, MapChoice maps, LabelledSides sides, RadiographList radiographs)
            throws TrainingException, IOException {
        try (PictureSet pictures = context.pictures(radiographs, start.preprocessing().pictureSize(), recipe)) {
            context.recordData(sides.manifest(pictures), resume);
            if (context.stop().getAsBoolean()) {
                return finish(TrainingSession.Outcome.beforeTheFirstStep(), Optional.empty());
            }
            return learn(start, maps, sides.readable(pictures), pictures);
        }
    }

    private String fact(String name) {
        return identity.facts().getOrDefault(name, "");
    }

    private StartingPoint startingPoint(NDManager manager, List<String> findings) throws TrainingException {
        if (goesOn) {
            // Weights come from the checkpoint, and the network from what the run recorded.
            return StartingPoint.ofRun(manager, context, recipe);
        }
        String model = resume ? begunFrom() : init;
        if (model.equals(FinetuneRequest.RANDOM)) {
            return StartingPoint.random(manager, identity.architecture(), recipe, findings.size());
        }
        StartingPoint start = StartingPoint.ofModel(manager, Path.of(model), recipe, findings.size(),
                context.journal());
        if (resume && !start.model().map(StartingPoint.Model::sha256).equals(Optional.of(fact("init_sha256")))) {
            start.close();
            throw TrainingException.input("The model " + model + " is not the one that the run in "
                    + context.folder().path() + " began from; name that one, or begin in a new folder.");
        }
        return start;
    }

    /** Where a run that begins anew takes its weights from; a model's path is not kept, since it may hold a name. */
    private String begunFrom() throws TrainingException {
        if (fact("init").equals(FinetuneRequest.RANDOM)) {
            return FinetuneRequest.RANDOM;
        }
        if (init.equals(FinetuneRequest.RANDOM)) {
            throw TrainingException.input("The run in " + context.folder().path() + " was ended before its first"
                    + " checkpoint and does not keep where its model lies; " + TrainingException.NAME_MODELS + ".");
        }
        return init;
    }

    private void record(StartingPoint start, List<String> findings, MemoryCheck memory) throws IOException {
        RunRecord record = new RunRecord(context.folder());
        Map<String, String> facts = new LinkedHashMap<>(identity.facts());
        facts.put("findings", String.join(", ", findings));
        start.model().ifPresent(model -> {
            facts.put("init_sha256", model.sha256());
            facts.putAll(WeightOrigin.facts(List.of(model.origin())));
        });
        record.writeConfig(identity.with(facts, recipe), start.config(),
                Map.of("num_classes", new Decided("derived", "findings")), context.engine());
        record.writeEnvironment(context.engine(), memory);
    }

    private RunSummary learn(StartingPoint start, MapChoice maps, LabelledSides sides, PictureSet pictures)
            throws TrainingException, IOException {
        Kernels kernels = context.kernels(recipe);
        FindingClassifier classifier = new FindingClassifier(start.config(), start.parameters(), kernels);
        PictureInput input = start.preprocessing().input(start.config());
        if (start.needsMean() && !goesOn) {
            start.parameters().setValues(ParameterLayout.MEAN_IMAGE, input.mean(pictures, sides.training().stream()
                    .map(LabelledRadiograph::id).limit(RunContext.MEAN_PICTURES).toList()));
        }
        Optimizer optimizer = context.optimizer(start.parameters(), recipe,
                Map.of(ParameterLayout.CLASSIFIER, RunContext.rateOrUsual(recipe, RecipeKey.LR_HEAD)));
        CheckpointStore store = context.checkpoints(recipe, start.parameters());
        CheckpointState from = goesOn
                ? MicroBatch.onResume(context.restore(store, start.parameters(), optimizer), recipe, asked)
                : CheckpointState.start();
        if (resume && !goesOn) {
            context.journal().notice(RunContext.BEGINS_ANEW);
        }
        context.folder().forgetMetricsAfter(from);
        context.journal().alsoTo(EventScalars.of(context, recipe, from));
        PictureInput centred = input.around(RunContext.meanPicture(start.config(), start.parameters()))
                .at(context.augmentation(recipe));
        FindingDataset validation = new FindingDataset(sides.validation(), pictures, centred);
        FinetuneTask task = new FinetuneTask(classifier, kernels, maps.findings(),
                data(start, new FindingDataset(sides.training(), pictures, centred,
                        LabelledSides.uncertain(recipe)), validation),
                metadata(start, maps.findings()));
        StudyPanel panel = StudyPanel.of(context, recipe, from, PanelFolder.Kind.MAPS,
                MapPanel.of(classifier, maps.findings(), validation,
                        start.preprocessing(), context.workspace(), recipe));
        TrainingSession.Outcome outcome = train(start, task, new Means(optimizer, store, panel), from);
        Optional<TestResult> test = outcome.stopped()
                ? Optional.empty()
                : Optional.of(evaluate(classifier, store, maps, sides, new Data(validation,
                        new FindingDataset(sides.test(), pictures, centred), start.preprocessing())));
        return finish(outcome, test);
    }

    /** What is evaluated at the end. */
    private record Data(FindingDataset validation, FindingDataset test, Preprocessing preprocessing) {
    }

    private FinetuneTask.Data data(StartingPoint start, FindingDataset training, FindingDataset validation) {
        BatchOrder order = new BatchOrder(training.size(), recipe.count(RecipeKey.BATCH_SIZE),
                recipe.whole(RecipeKey.SEED), true);
        return new FinetuneTask.Data(training, validation, order,
                NetworkChoice.augmentation(start.config(), start.preprocessing(), recipe),
                MicroBatch.of(recipe));
    }

    private static Map<String, String> metadata(StartingPoint start, List<String> findings) {
        try {
            return Map.of(Preprocessing.KEY, start.preprocessing().toJson(start.config()), ClassifierFile.FINDINGS_KEY,
                    new ObjectMapper().writeValueAsString(findings));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a list of names that is no JSON", impossible);
        }
    }

    /** What the loop works with. */
    private record Means(Optimizer optimizer, CheckpointStore store, StudyPanel panel) {
    }

    private TrainingSession.Outcome train(StartingPoint start, FinetuneTask task, Means means, CheckpointState from)
            throws TrainingException, IOException {
        SessionPlan plan = SessionPlan.of(recipe, task.stepsPerEpoch());
        new RunRecord(context.folder()).writeUsed(new UsedValues().machine(compute, context.engine(), recipe)
                .loop(recipe, plan, from, start.preprocessing().pictureSize()).finetuning(recipe));
        context.journal().accept(new RunStarted(context.folder().name(), task.kind(), context.engine().words(),
                from.step(), plan.maxSteps()));
        return new TrainingSession<>(task, means.optimizer, plan, means.store,
                new Surroundings(context.journal(), context.machine(), recipe.count(RecipeKey.WORKERS), means.panel))
                .run(from, context.stop());
    }

    /** Scores validation and test with the best checkpoint's weights, as the method does. */
    private TestResult evaluate(FindingClassifier classifier, CheckpointStore store, MapChoice maps,
            LabelledSides sides, Data data) throws IOException {
        Optional<Checkpoint> best = store.best(damage -> context.journal().notice(RunContext.capital(damage) + "."));
        if (best.isPresent()) {
            context.loadWeights(best.get(), classifier.parameters());
        }
        Predictor predictor = new Predictor(classifier, maps.findings());
        Predictions onValidation = predictor.score(data.validation, "validation", () -> false);
        Predictions onTest = predictor.score(data.test, "test", () -> false);
        onValidation.write(context.folder().file("predictions/validation.csv"));
        onTest.write(context.folder().file("predictions/test.csv"));
        keep(onTest, best);
        context.folder().write(ExplanationSettings.FILE,
                explanation(classifier, maps, operatingPoints(onValidation), data).toJson());
        return new TestResult(fact("task"), Evaluation.of(onTest.scored(), Bootstrap.standard()),
                sides.training().size(), sides.test().size());
    }

    /** Leaves the test scores in the workspace, where cohorts and the window find them. */
    private void keep(Predictions onTest, Optional<Checkpoint> best) throws IOException {
        String weights = best.isPresent() ? FileDigest.sha256(best.get().model()) : "";
        Path folder = context.folder().path().toAbsolutePath().normalize();
        try {
            context.workspace().keep(new RunEntry(context.folder().name(), folder, "finetune", Instant.now(), weights),
                    onTest.forWorkspace());
        } catch (WorkspaceException unwritable) {
            // Its own words name the workspace's folder, which no log of a run may hold.
            context.journal()
                    .notice("The test scores were not kept in the workspace, which cannot be written; they are in"
                            + " predictions/test.csv.");
        }
    }

    private static SequencedMap<String, Double> operatingPoints(Predictions validation) {
        SequencedMap<String, Double> points = new LinkedHashMap<>();
        validation.scored().forEach((finding, rows) -> OperatingPoint.byYouden(rows.positives(), rows.scores())
                .ifPresent(point -> points.put(finding, point.threshold())));
        return points;
    }

    /** Chooses and cuts maps on the validation boxes. */
    private ExplanationSettings explanation(FindingClassifier classifier, MapChoice maps,
            Map<String, Double> operatingPoints, Data data) throws WorkspaceException {
        List<BoxedRadiograph> boxed = maps.asksForBoxes()
                ? BoxedRadiograph.of(data.validation, context.workspace().boxedRadiographs(Split.VALIDATION),
                        data.preprocessing, classifier.config().radiograph().imageSize())
                : List.of();
        ExplanationSettings settings = maps.tune(classifier, boxed, operatingPoints);
        context.journal().notice(maps.inWords(settings));
        return settings;
    }

    private RunSummary finish(TrainingSession.Outcome outcome, Optional<TestResult> test) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        outcome.lastLoss().ifPresent(loss -> metrics.put("loss", loss));
        outcome.validationLoss().ifPresent(loss -> metrics.put("validation_loss", loss));
        metrics.put("images_per_second", outcome.imagesPerSecond());
        metrics.put("waiting", outcome.waiting());
        test.ifPresent(result -> {
            result.evaluation().meanAuroc().ifPresent(value -> metrics.put("test_auroc", value));
            result.evaluation().meanAveragePrecision().ifPresent(value -> metrics.put("test_auprc", value));
            metrics.put("n_train", (double) result.trained());
            metrics.put("n_test", (double) result.tested());
        });
        new RunCard(context.folder(), identity).write(outcome.state(), metrics, LeakSummary.of(context.workspace()));
        context.journal().accept(new RunFinished(outcome.state().step(), outcome.stopped(), metrics));
        return new RunSummary(context.folder().path(), outcome.state().step(), outcome.firstLoss(),
                outcome.lastLoss(), outcome.validationLoss(), outcome.imagesPerSecond(), outcome.stopped(), test);
    }
}
