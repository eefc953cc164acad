package org.refers.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.store.Safetensors;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Workspace;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.data.MeanPicture;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureSet;
import org.refers.training.data.PictureSet.Loading;
import org.refers.training.data.RadiographPictures;
import org.refers.training.optim.Optimizer;
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
    PictureSet pictures(List<RadiographEntry> radiographs, int side, int workers) {
        Path place = workspace.folder().resolve("cache");
        int total = radiographs.size();
        PictureSet pictures = PictureSet.load(new PictureCache(place, new RadiographPictures(), side), radiographs,
                new Loading(workers, done -> {
                    if (done % PROGRESS == 0) {
                        journal.notice("Read " + done + " of " + total + " radiographs.");
                    }
                }, stop));
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
        Retention retention = new Retention(recipe.count(RecipeKey.CHECKPOINT_KEEP),
                recipe.whole(RecipeKey.CHECKPOINT_MILESTONES));
        DiskCheck.of(folder.path()).require(DiskCheck.checkpoint(parameters), retention,
                recipe.whole(RecipeKey.MAX_STEPS), recipe.number(RecipeKey.CHECKPOINT_DISK_GB));
        return new CheckpointStore(folder.path(), retention);
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

    /** Writes down what the run learns from, and says so where that is no longer what a resumed run began with. */
    void recordData(RunRecord record, List<ManifestRow> rows, boolean resume) throws IOException {
        if (resume) {
            record.dataChange(rows).ifPresent(journal::notice);
        }
        record.writeManifest(rows);
    }

    /** Fills all parameters from a checkpoint. */
    void loadWeights(Checkpoint checkpoint, ParameterSet parameters) throws IOException {
        try (Safetensors model = Safetensors.open(checkpoint.model())) {
            parameters.load(model).requireComplete();
        }
    }

    /** Refuses what no engine here can do yet. */
    static void requirePrecision(Recipe recipe) throws TrainingException {
        if (!recipe.text(RecipeKey.PRECISION).equals("fp32")) {
            throw TrainingException.input("precision=bf16 is not in this version; use precision=fp32.");
        }
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
