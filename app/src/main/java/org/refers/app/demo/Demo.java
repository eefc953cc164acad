package org.refers.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.refers.app.demo.DemoResult.Figures;
import org.refers.model.finding.Localisation;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.AtomicFiles;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.importer.ImportException;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.ImportResult;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleDataException;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.evaluate.EvaluationException;
import org.refers.training.evaluate.LocalisationEvaluation;
import org.refers.training.evaluate.ReportEvaluation;
import org.refers.training.evaluate.SideData;
import org.refers.training.run.Architecture;
import org.refers.training.run.Choice;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RunSummary;
import org.refers.training.run.TrainingEvent;

/** The whole main job on sample data: make studies, index, pre-train, fine-tune, evaluate, explain, write reports. */
public final class Demo {

    /** Findings large enough for a patch to hold a share of them; thinner ones cap the IoU whatever the map. */
    static final List<String> LOCALISED = List.of("cardiomegaly", "mass", "consolidation");

    /** Width of the beam search, as the released code has it. */
    private static final int BEAM = 5;

    private final DemoPlan plan;
    private final DemoFolder folder;
    private final Surroundings surroundings;

    /**
     * What the demo works in.
     *
     * @param seed everything follows from it
     * @param compute device and threads
     * @param workers threads that make and read pictures
     * @param tell receives a line of progress
     * @param events receives the events of its runs
     * @param stop whether the user wants it to end
     */
    public record Surroundings(long seed, Compute compute, int workers, Consumer<String> tell,
            Consumer<TrainingEvent> events, BooleanSupplier stop) {
    }

    /** Creates a demo that works in a folder, which must be absent or empty. */
    public Demo(DemoPlan plan, Path out, Surroundings surroundings) {
        this.plan = plan;
        this.folder = new DemoFolder(out);
        this.surroundings = surroundings;
    }

    /** Does all of it. */
    public DemoResult run() throws DemoException {
        long start = System.nanoTime();
        try {
            if (folder.isUsed()) {
                throw DemoException.input(folder.root() + " is not empty; name a new folder with --out.");
            }
            DemoResult result = work(start);
            AtomicFiles.writeString(folder.result(), DemoJson.pretty(result) + "\n");
            return result;
        } catch (IOException unwritable) {
            throw DemoException.fault("The folder " + folder.root()
                    + " cannot be written; is the disk full or write-protected?", unwritable);
        }
    }

    private DemoResult work(long start) throws DemoException, IOException {
        makeStudies();
        index();
        DemoRuns runs = new DemoRuns(surroundings.events(), surroundings.stop());
        Architecture architecture = new Architecture(Preset.PAPER, Size.TINY);
        surroundings.tell().accept("Pre-training on studies and reports");
        RunSummary pretraining = runs.run(new PretrainRequest(folder.workspace(), folder.pretraining(), architecture,
                pretrainRecipe(), List.of(), false, surroundings.compute())).summary();
        FinetuneGrid grid = new FinetuneGrid(plan, folder, runs,
                new FinetuneGrid.Setting(architecture, surroundings.seed(), surroundings.compute()));
        surroundings.tell().accept("Fine-tuning on labels, from pre-trained and from random weights");
        List<DemoResult.Finetune> finetuned = grid.run();
        try (Workspace workspace = Workspace.open(folder.workspace())) {
            ComputeEngine engine = ComputeEngine.start(surroundings.compute(), surroundings.tell());
            SideData test = new SideData(workspace, Split.TEST, surroundings.workers(), surroundings.stop());
            DemoResult.Localisation localisation = explain(grid.explained(), test, engine);
            DemoResult.Reports reports = report(test, engine);
            return new DemoResult(plan.studies(), pretrain(pretraining), finetuned, localisation, reports,
                    (System.nanoTime() - start) / 1e9);
        } catch (WorkspaceException | ComputeException | EvaluationException failed) {
            throw DemoException.fault(String.valueOf(failed.getMessage()), failed);
        }
    }

    private Recipe pretrainRecipe() {
        Recipe recipe = Recipes.with(new RecipeFiles().find("demo", Purpose.PRETRAIN).asked(List.of(Choice.values())),
                plan.pretraining());
        return Recipes.with(recipe, Map.of("seed", Long.toString(surroundings.seed())));
    }

    private void makeStudies() throws DemoException {
        surroundings.tell().accept("Making " + plan.studies() + " studies");
        try {
            SampleStudies.write(new SampleRequest(folder.sampleData(), plan.studies(), surroundings.seed(),
                    surroundings.workers()), (done, total) -> {
                        if (done % 500 == 0) {
                            surroundings.tell().accept("made " + done + " of " + total + " studies");
                        }
                    });
        } catch (SampleDataException failed) {
            throw DemoException.fault(String.valueOf(failed.getMessage()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw DemoException.fault("The demo was interrupted.", interrupted);
        }
    }

    private void index() throws DemoException, IOException {
        surroundings.tell().accept("Indexing them into a workspace");
        try (Workspace workspace = Workspace.openOrCreate(folder.workspace())) {
            ImportResult result = Importers.run(ImportRequest.of(folder.sampleData(), ImportRequest.AUTO), workspace,
                    ImportProgress.NONE);
            if (result.studies() != plan.studies() || !result.rejected().isEmpty()) {
                throw new IllegalStateException("of " + plan.studies() + " sample studies " + result.studies()
                        + " were indexed and " + result.rejected().size() + " files rejected");
            }
        } catch (WorkspaceException | ImportException failed) {
            throw DemoException.fault(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static DemoResult.Pretrain pretrain(RunSummary summary) {
        return new DemoResult.Pretrain(summary.steps(), DemoJson.orNull(summary.firstLoss()),
                DemoJson.orNull(summary.loss()), summary.imagesPerSecond());
    }

    private DemoResult.Localisation explain(Path model, SideData test, ComputeEngine engine)
            throws EvaluationException, DemoException, IOException {
        surroundings.tell().accept("Comparing maps with the readers' boxes");
        LocalisationEvaluation evaluation = LocalisationEvaluation.of(model, test, LOCALISED, engine,
                surroundings.tell());
        new DemoOverlays(folder, surroundings).paint(model, test.workspace(), plan.overlays());
        Map<String, Figures> perFinding = new TreeMap<>();
        evaluation.ofChosen().perFinding().forEach((finding, found) -> perFinding.put(finding, figures(found)));
        Map<String, Figures> allMaps = new TreeMap<>();
        evaluation.reports().forEach((kind, report) -> report.overall()
                .ifPresent(found -> allMaps.put(kind.key(), figures(found))));
        Figures chosen = evaluation.ofChosen().overall().map(Demo::figures).orElse(new Figures(0, 0, 0));
        return new DemoResult.Localisation(evaluation.chosen().key(), chosen.boxes(), chosen.meanIou(),
                chosen.hitRate(), perFinding, allMaps);
    }

    private static Figures figures(Localisation found) {
        return new Figures(found.meanIou(), found.hitRate(), found.boxes());
    }

    private DemoResult.Reports report(SideData test, ComputeEngine engine) throws EvaluationException, IOException {
        surroundings.tell().accept("Writing reports of test studies");
        ReportEvaluation evaluation = ReportEvaluation.of(folder.pretraining(), test,
                new ReportEvaluation.Search(BEAM, plan.reports()), engine, surroundings.tell());
        AtomicFiles.writeString(folder.reports(), DemoJson.csv(evaluation.pairs()));
        OptionalDouble f1 = evaluation.scores().findingF1();
        OptionalDouble side = evaluation.scores().sideAccuracy();
        return new DemoResult.Reports(evaluation.scores().bleu4(), DemoJson.orNull(f1), DemoJson.orNull(side),
                evaluation.pairs().size());
    }
}
