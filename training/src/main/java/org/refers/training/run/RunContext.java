package org.refers.training.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.refers.model.network.Kernels;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.store.Safetensors;
import org.refers.model.text.Counted;
import org.refers.model.torch.Arithmetic;
import org.refers.model.torch.Precision;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.check.LeakSummary;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.data.MeanPicture;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureInput.Place;
import org.refers.training.data.PictureSet;
import org.refers.training.data.PictureSet.Loading;
import org.refers.training.data.RadiographList;
import org.refers.training.data.RadiographPictures;
import org.refers.training.optim.Optimizer;
import org.refers.training.predict.Preprocessing;
import org.refers.training.run.RunRecord.ManifestRow;
import org.refers.training.store.Checkpoint;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.Retention;
import org.refers.training.store.RunFolder;

/**
 * What every kind of run has around it.
 *
 * @param folder the run's folder
 * @param journal takes the events
 * @param engine device and arithmetic
 * @param workspace the data
 * @param stop whether the user wants the run to end
 * @param machine clock and memory
 */
record RunContext(RunFolder folder, RunJournal journal, ComputeEngine engine, Workspace workspace,
        BooleanSupplier stop, Machine machine) {

    /** The mean picture of five thousand differs from that of all by less than a grey level. */
    static final int MEAN_PICTURES = 5000;
    /** Told where a resumed run was ended before its first checkpoint. */
    static final String BEGINS_ANEW = "There is no checkpoint to go on from; the run begins anew.";
    /** Pictures between two words on progress. */
    private static final int PROGRESS = 500;

    /** Decodes the pictures of a run, or finds them in the workspace's cache. */
    PictureSet pictures(RadiographList radiographs, int side, Recipe recipe) {
        PictureCache.Place place = new PictureCache.Place(workspace.folder().resolve("cache"),
                recipe.number(RecipeKey.CACHE_GB));
        int total = radiographs.size();
        PictureSet pictures = PictureSet.load(new PictureCache(place, new RadiographPictures(), side), radiographs,
                new Loading(recipe.count(RecipeKey.WORKERS), done -> {
                    if (done % PROGRESS == 0) {
                        journal.notice("Read " + done + " of " + Counted.of(total, "radiograph") + ".");
                    }
                }, stop));
        pictures.problem().ifPresent(reason -> journal.notice("The picture cache takes no more pictures: " + reason
                + ". Those that it lacks are decoded each time, which takes longer."));
        List<String> broken = new ArrayList<>(pictures.unreadable().keySet());
        broken.stream().sorted().limit(20).forEach(id -> journal
                .notice("Radiograph " + id + " is left out: " + pictures.unreadable().get(id) + "."));
        if (broken.size() > 20) {
            journal.notice("In all " + broken.size() + " radiographs could not be read and are left out.");
        }
        return pictures;
    }

    /**
     * Makes the optimizer that a recipe asks for.
     *
     * @param partRates rates of the parts that do not learn at {@code lr}, by prefix
     */
    Optimizer optimizer(ParameterSet parameters, Recipe recipe, Map<String, Double> partRates) {
        return OptimizerChoice.of(parameters, recipe, partRates, engine.updates());
    }

    /** The rate of a key where 0 stands for the same as {@code lr}. */
    static double rateOrUsual(Recipe recipe, RecipeKey key) {
        double rate = recipe.number(key);
        return rate == 0 ? recipe.number(RecipeKey.LR) : rate;
    }

    /**
     * Writes down what a run needs and what there is.
     *
     * @throws TrainingException if it will not fit into memory
     */
    MemoryCheck requireMemory(MemoryNeed need) throws TrainingException {
        MemoryCheck check = MemoryCheck.of(need, machine.memory(), engine.device());
        check.require();
        check.warning().ifPresentOrElse(journal::notice, () -> journal.note(check.inWords()));
        return check;
    }

    /**
     * The place of a run's checkpoints.
     *
     * @throws TrainingException if they will not fit on the disk
     */
    CheckpointStore checkpoints(Recipe recipe, ParameterSet parameters) throws TrainingException, IOException {
        requireDisk(recipe, parameters.count(""));
        return new CheckpointStore(folder.path(), retention(recipe));
    }

    /**
     * Asks whether the checkpoints of so many weights will fit: before anything of the run is written, so that its folder
     * can be named again.
     *
     * @throws TrainingException if they will not
     */
    void requireDisk(Recipe recipe, long weights) throws TrainingException, IOException {
        DiskCheck.of(folder.path()).require(DiskCheck.checkpoint(weights, recipe), retention(recipe),
                recipe.whole(RecipeKey.MAX_STEPS), recipe.number(RecipeKey.CHECKPOINT_DISK_GB));
    }

    /** Which checkpoints a recipe lets stay. */
    static Retention retention(Recipe recipe) {
        return new Retention(recipe.count(RecipeKey.CHECKPOINT_KEEP), recipe.whole(RecipeKey.CHECKPOINT_MILESTONES));
    }

    /**
     * Puts parameters and optimizer where the newest whole checkpoint left them; the start if there never was one.
     *
     * @throws TrainingException if all checkpoints are damaged: beginning anew would write over what is left of them
     */
    CheckpointState restore(CheckpointStore store, ParameterSet parameters, Optimizer optimizer)
            throws TrainingException {
        try {
            Checkpoint newest = store.newest(damage -> journal.notice(capital(damage) + ".")).orElse(null);
            if (newest == null && !store.names().isEmpty()) {
                throw TrainingException.input("The run in " + folder.path()
                        + " has no whole checkpoint: all are damaged; begin it again in a new folder.");
            }
            if (newest == null) {
                return CheckpointState.start();
            }
            loadWeights(newest, parameters);
            try (Safetensors remembered = Safetensors.open(newest.optimizer())) {
                optimizer.load(remembered);
            }
            return newest.state();
        } catch (IOException | IllegalArgumentException unfit) {
            throw TrainingException.input("The run in " + folder.path() + " cannot go on: " + unfit.getMessage()
                    + ".", unfit);
        }
    }

    /**
     * Writes down what the run learns from. Says where that is no longer what a resumed run began with, and what the
     * check of the data found of pictures on two sides, if it was done.
     */
    void recordData(Iterable<ManifestRow> rows, boolean resume) throws IOException {
        LeakSummary.of(workspace).inWords().ifPresent(journal::notice);
        RunRecord record = new RunRecord(folder);
        if (resume) {
            record.dataChange(rows).ifPresent(journal::notice);
        }
        record.writeManifest(rows);
    }

    /** Fills all parameters from a checkpoint. */
    void loadWeights(Checkpoint checkpoint, ParameterSet parameters) throws IOException {
        try (Safetensors model = Safetensors.open(checkpoint.model())) {
            String graph = model.metadata().get(Preprocessing.KEY);
            if (graph != null) {
                // Weights that learned from other pictures must not go on with these.
                Preprocessing.fromJson(graph, ModelFile.config(model));
            }
            parameters.load(model).requireComplete();
        }
    }

    /**
     * Operations of the network that learns.
     *
     * @throws TrainingException if the engine cannot compute as the recipe asks
     */
    Kernels kernels(Recipe recipe) throws TrainingException {
        Arithmetic arithmetic = recipe.arithmetic(engine.linear());
        if (arithmetic.precision() == Precision.BF16 && !engine.device().isGpu()) {
            journal.notice(
                    "precision=bf16 on a processor is faster only where it computes with bfloat16 itself, as those with avx512_bf16 or AMX.");
        }
        try {
            return engine.kernels(arithmetic);
        } catch (ComputeException impossible) {
            throw TrainingException.input(impossible.sentence(), impossible);
        }
    }

    /**
     * Where the pictures of training are changed.
     *
     * @throws TrainingException if it shall be where the engine cannot
     */
    Place augmentation(Recipe recipe) throws TrainingException {
        boolean fused = engine.backend().notice().isEmpty();
        String wanted = recipe.text(RecipeKey.AUGMENT_ON);
        if (wanted.equals("device") && !fused) {
            throw TrainingException.input("augment_on=device needs PyTorch's fused operators, which do not load here;"
                    + " use augment_on=host.");
        }
        // A processor would do the same work, later: in the step instead of ahead of it.
        boolean pays = wanted.equals("auto") && fused && engine.device().isGpu();
        return wanted.equals("device") || pays ? Place.DEVICE : Place.HOST;
    }

    /** Whether the network subtracts a mean picture, which is then computed before the first step. */
    static boolean hasMeanImage(NetworkConfig config) {
        return config.pixels().meanImage();
    }

    /** What the network subtracts, once the parameters hold it. */
    static MeanPicture meanPicture(NetworkConfig config, ParameterSet parameters) {
        return hasMeanImage(config)
                ? MeanPicture.of(parameters.values(ParameterLayout.MEAN_IMAGE))
                : MeanPicture.NONE;
    }

    static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
