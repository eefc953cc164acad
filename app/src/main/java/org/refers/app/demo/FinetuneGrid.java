package org.refers.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.refers.app.demo.DemoPlan.Ratio;
import org.refers.training.compute.Compute;
import org.refers.training.run.Architecture;
import org.refers.training.run.Choice;
import org.refers.training.run.FinetuneRequest;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RunSummary.TestResult;

/**
 * Fine-tunes at every label ratio from pre-trained and from random weights. Each start takes its own learning rate: the
 * one with the greatest validation AUROC with the first seed; the test side has no say.
 */
final class FinetuneGrid {

    static final String PRETRAINED = "pretrained";
    static final String RANDOM = "random";

    /** Validations a run, of which the best is kept: enough to catch the top, few enough to cost little. */
    private static final int LOOKS = 6;

    private final DemoPlan plan;
    private final DemoFolder folder;
    private final DemoRuns runs;
    private final Setting setting;
    private final Map<String, String> rates = new LinkedHashMap<>();
    private final Map<String, List<TestResult>> finished = new LinkedHashMap<>();

    /** What all runs share. */
    record Setting(Architecture architecture, long seed, Compute compute) {
    }

    FinetuneGrid(DemoPlan plan, DemoFolder folder, DemoRuns runs, Setting setting) {
        this.plan = plan;
        this.folder = folder;
        this.runs = runs;
        this.setting = setting;
    }

    /** Runs everything and returns a row a pair of ratio and start, in the plan's order. */
    List<DemoResult.Finetune> run() throws DemoException {
        List<DemoResult.Finetune> rows = new ArrayList<>();
        for (Ratio ratio : plan.ratios()) {
            for (String init : List.of(PRETRAINED, RANDOM)) {
                rows.add(row(ratio, init));
            }
        }
        return rows;
    }

    private DemoResult.Finetune row(Ratio ratio, String init) throws DemoException {
        List<TestResult> results = new ArrayList<>();
        if (ratio.isTuned()) {
            results.add(tune(ratio, init));
        }
        for (int seed = results.size() + 1; seed <= ratio.seeds(); seed++) {
            results.add(test(runs.run(request(ratio, init, seed, rate(init), "seed" + seed))));
        }
        finished.put(ratio.share() + init, results);
        List<Double> aurocs = results.stream().map(result -> result.evaluation().meanAuroc())
                .filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble).toList();
        OptionalDouble mean = aurocs.stream().mapToDouble(Double::doubleValue).average();
        return new DemoResult.Finetune(ratio.share(), init, mean.isPresent() ? mean.getAsDouble() : null, aurocs,
                results.getFirst().trained(), results.getFirst().tested(), rate(init));
    }

    /** Tries the rates with the first seed; the best run on validation counts as that seed's run. */
    private TestResult tune(Ratio ratio, String init) throws DemoException {
        DemoRuns.Done best = null;
        for (String rate : ratio.rates()) {
            DemoRuns.Done done = runs.run(request(ratio, init, 1, rate, "seed1-lr" + rate));
            if (best == null || done.validationAuroc().orElse(0) > best.validationAuroc().orElse(0)) {
                best = done;
                rates.put(init, rate);
            }
        }
        if (best == null) {
            throw new IllegalStateException("a plan without rates");
        }
        return test(best);
    }

    private String rate(String init) {
        return rates.getOrDefault(init, plan.ratios().getFirst().rates().getFirst());
    }

    private static TestResult test(DemoRuns.Done done) throws DemoException {
        return done.summary().test()
                .orElseThrow(() -> DemoException.input("A fine-tuning of the demo ended without a test result."));
    }

    /** The run whose maps are shown: all labels, from pre-trained weights, first seed. */
    Path explained() {
        Ratio largest = plan.ratios().stream().reduce((a, b) -> b.share() > a.share() ? b : a).orElseThrow();
        String detail = largest.isTuned() ? "seed1-lr" + rate(PRETRAINED) : "seed1";
        return folder.finetuning(largest.share(), PRETRAINED, detail);
    }

    private FinetuneRequest request(Ratio ratio, String init, int seed, String rate, String detail) {
        Recipe recipe = Recipes.with(new RecipeFiles().find("demo", Purpose.FINETUNE).asked(List.of(Choice.values())),
                plan.finetuning());
        Map<String, String> own = new LinkedHashMap<>();
        own.put("max_steps", Integer.toString(ratio.steps()));
        own.put("lr", rate);
        own.put("validate_every", Integer.toString(Math.max(1, ratio.steps() / LOOKS)));
        own.put("seed", Long.toString(setting.seed() * 100 + seed));
        // Only the run that is explained needs its maps measured on validation.
        boolean explained = ratio.share() == 1 && init.equals(PRETRAINED) && seed == 1;
        own.put("explain_maps", explained ? "all" : "none");
        own.put("explain_findings", String.join(",", Demo.LOCALISED));
        String start = init.equals(RANDOM) ? FinetuneRequest.RANDOM : folder.pretraining().toString();
        return new FinetuneRequest(folder.workspace(), folder.finetuning(ratio.share(), init, detail), "findings",
                start, ratio.share(), setting.architecture(), Recipes.with(recipe, own), false, setting.compute());
    }
}
