package org.refers.training.run;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSpec;
import org.refers.model.store.Safetensors;
import org.refers.training.compute.ComputeException;
import org.refers.training.compute.Devices;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.device.FreeMemory;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.Retention;

/** Estimates by the checks that a run itself makes before its first step, without an engine. */
public final class RunEstimator {

    private final FreeMemory memory;

    /** Creates an estimator for this machine. */
    public RunEstimator() {
        this(FreeMemory.ofSystem());
    }

    RunEstimator(FreeMemory memory) {
        this.memory = memory;
    }

    /** A network by its configuration and its parameters. */
    private record Network(NetworkConfig config, List<ParameterSpec> layout) {
    }

    /**
     * Estimates a run. Vocabularies count as large as the recipe lets them become.
     *
     * @param data what the workspace has for it
     * @param devices of this machine
     * @throws TrainingException with a sentence, if recipe and network, or model and task, do not fit, or the device is not there
     */
    public RunEstimate estimate(RunRequest request, RunData data, Devices devices) throws TrainingException {
        try {
            Optional<GraphicsCard> card = devices.card(request.compute().device());
            Network network = network(request, data);
            return new RunEstimate(memory(request, network, data, card), disk(request, network, data),
                    ParameterLayout.count(network.layout, ""));
        } catch (ComputeException absent) {
            throw TrainingException.input(absent.sentence(), absent);
        } catch (IllegalArgumentException impossible) {
            throw TrainingException.input("The recipe does not fit the network: " + impossible.getMessage() + ".",
                    impossible);
        }
    }

    private static Network network(RunRequest request, RunData data) throws TrainingException {
        return switch (request) {
            case PretrainRequest pretrain -> {
                NetworkConfig config = NetworkChoice.pretraining(pretrain.architecture(), pretrain.recipe(),
                        pretrain.recipe().count(RecipeKey.REPORT_WORDS),
                        pretrain.recipe().count(RecipeKey.TEXT_WORDS));
                yield new Network(config, ParameterLayout.pretraining(config));
            }
            case FinetuneRequest finetune -> {
                int findings = Math.max(1, (int) data.labels().stream().filter(RunData.Labels::task).count());
                NetworkConfig config = finetune.init().equals(FinetuneRequest.RANDOM)
                        ? NetworkChoice.classification(finetune.architecture(), finetune.recipe(), findings)
                        : ofModel(Path.of(finetune.init()), finetune.recipe(), findings);
                yield new Network(config, ParameterLayout.classification(config));
            }
        };
    }

    /** A model brings its own network; its configuration alone is read. */
    private static NetworkConfig ofModel(Path model, Recipe recipe, int findings) throws TrainingException {
        try (Safetensors file = Safetensors.open(ModelSource.find(model, damage -> {
            // The run tells of damaged checkpoints.
        }).file())) {
            return NetworkChoice.withRegularization(ModelFile.config(file), recipe).with("num_classes",
                    Integer.toString(findings));
        } catch (ModelException unusable) {
            throw TrainingException.input(unusable.sentence(), unusable);
        } catch (IOException unreadable) {
            throw TrainingException.input("The model " + model + " cannot be read.", unreadable);
        }
    }

    private RunEstimate.Memory memory(RunRequest request, Network network, RunData data, Optional<GraphicsCard> card) {
        MemoryNeed need = request instanceof PretrainRequest
                ? MemoryNeed.ofPretraining(network.config, request.recipe(), data.radiographs())
                : MemoryNeed.ofFinetuning(network.config, request.recipe(), data.radiographs());
        MemoryCheck check = new MemoryCheck(need, memory.forAnotherProcess(), freeOn(request, card), card.isPresent());
        return new RunEstimate.Memory(check.needed(), check.available(), card.isPresent(), need.parts(),
                check.refusal(), check.warning());
    }

    /** What is free on a card, or all of its memory where that is not told before PyTorch has started. */
    private OptionalLong freeOn(RunRequest request, Optional<GraphicsCard> card) {
        if (card.isEmpty()) {
            return OptionalLong.empty();
        }
        String device = request.compute().device();
        int number = device.startsWith("cuda:") ? Integer.parseInt(device.substring("cuda:".length())) : 0;
        OptionalLong free = memory.on(Device.gpu(number));
        return free.isPresent() ? free : OptionalLong.of(card.get().memory());
    }

    private static RunEstimate.Disk disk(RunRequest request, Network network, RunData data) {
        Recipe recipe = request.recipe();
        long checkpoint = DiskCheck.checkpoint(ParameterLayout.count(network.layout, ""), recipe);
        Retention retention = RunContext.retention(recipe);
        long steps = recipe.whole(RecipeKey.MAX_STEPS);
        long side = NetworkChoice.preprocessing(network.config, recipe).pictureSize();
        OptionalLong free = free(request.run());
        Optional<String> refusal = Optional.empty();
        try {
            new DiskCheck(free.orElse(Long.MAX_VALUE), 0).require(checkpoint, retention, steps,
                    recipe.number(RecipeKey.CHECKPOINT_DISK_GB));
        } catch (TrainingException refused) {
            refusal = Optional.of(refused.sentence());
        }
        return new RunEstimate.Disk(checkpoint, retention.mostAtOnce(steps), free,
                Math.multiplyExact(side * side, (long) data.radiographs()), refusal);
    }

    /** Bytes left where a folder will be; it and some above it may not be there yet. */
    private static OptionalLong free(Path folder) {
        for (Path there = folder.toAbsolutePath(); there != null; there = there.getParent()) {
            if (Files.isDirectory(there)) {
                try {
                    return OptionalLong.of(Files.getFileStore(there).getUsableSpace());
                } catch (IOException untold) {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.empty();
    }
}
