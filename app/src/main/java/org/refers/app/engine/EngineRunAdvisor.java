package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.app.training.RunAdvisor;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.RunPlan.Start;
import org.refers.model.store.AtomicFiles;
import org.refers.model.workspace.Workspace;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeException;
import org.refers.training.compute.Devices;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Setting;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RecipeGroup;
import org.refers.training.run.RecipeKey;
import org.refers.training.run.RunData;
import org.refers.training.run.RunEstimate;
import org.refers.training.run.RunEstimator;

/** Tells of a run what the engine's own checks, its recipes and the folders of earlier runs say. */
final class EngineRunAdvisor implements RunAdvisor {

    private final RecipeFiles recipes = new RecipeFiles();
    private final RunFolders folders = new RunFolders();
    private final PastPace paces = new PastPace();
    private final RunEstimator estimator = new RunEstimator();
    private final RunRequests requests;
    private final Compute compute;

    EngineRunAdvisor(RunRequests requests, Compute compute) {
        this.requests = requests;
        this.compute = compute;
    }

    @Override
    public Optional<String> problem(String key, String value) {
        return RecipeKey.of(key).problem(value);
    }

    @Override
    public RecipeSheet sheet(String name, Kind kind) {
        Recipe recipe = recipes.find(name, RunRequests.purpose(kind));
        return new RecipeSheet(recipe.name(), Arrays.stream(RecipeGroup.values())
                .map(group -> new RecipeSheet.Group(group.name().toLowerCase(Locale.ROOT),
                        group.keys().stream().map(key -> field(key, recipe, kind)).toList()))
                .toList());
    }

    private static RecipeField field(RecipeKey key, Recipe recipe, Kind kind) {
        Setting setting = Optional.ofNullable(recipe.settings().get(key)).orElseThrow();
        return new RecipeField(key.key(), setting.value(), setting.reason(), key.defaultValue(), key.reason(),
                key.form(), key.choices(), key.isChoice(), RecipeGroup.isRead(key, RunRequests.purpose(kind)));
    }

    @Override
    public RunData data(RunPlan plan) throws Exception {
        try (Workspace workspace = Workspace.open(plan.workspace())) {
            return RunData.of(requests.of(plan), workspace);
        }
    }

    @Override
    public DeviceOffers devices() throws ComputeException {
        Devices devices = Devices.find(compute);
        List<DeviceOffer> offers = new ArrayList<>();
        offers.add(new DeviceOffer(Start.AUTO, devices.card(Start.AUTO).map(GraphicsCard::name).orElse("")));
        for (String name : devices.names()) {
            offers.add(new DeviceOffer(name, devices.card(name).map(GraphicsCard::words).orElse("")));
        }
        return new DeviceOffers(offers, devices.warning());
    }

    @Override
    public RunEstimate estimate(RunPlan plan, RunData data) throws Exception {
        return estimator.estimate(requests.of(plan), data, Devices.find(compute));
    }

    @Override
    public Optional<Pace> pace(RunPlan plan) throws Exception {
        String asked = requests.compute(plan).device();
        String device = asked.equals(Start.AUTO)
                ? Devices.find(compute).card(asked).isPresent() ? "cuda:0" : "cpu"
                : asked;
        Path runs = plan.run().toAbsolutePath().getParent();
        return paces.find(runs == null ? List.of() : folders.folders(runs), plan, requests.recipe(plan), device);
    }

    @Override
    public void keepRecipe(RunPlan plan, Path file) throws IOException {
        String base = RecipeFiles.NAMES.contains(plan.recipe()) ? plan.recipe() : "paper";
        AtomicFiles.writeString(file, recipes.text(requests.recipe(plan), base, RunRequests.purpose(plan.kind())));
    }
}
