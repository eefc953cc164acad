package org.refers.training.optim;

import java.io.IOException;
import java.nio.file.Path;
import org.refers.model.network.ParameterSet;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;

/** Hands weights and an optimizer's memory over through files, as a run does that stops and is resumed. */
record HandOver(Path folder) {

    void store(ParameterSet parameters, Optimizer optimizer) throws IOException {
        SafetensorsWriter model = Safetensors.writer();
        parameters.store(model);
        model.write(folder.resolve("model"));
        SafetensorsWriter state = Safetensors.writer();
        optimizer.store(state);
        state.write(folder.resolve("optimizer"));
    }

    void load(ParameterSet parameters, Optimizer optimizer) throws IOException {
        try (Safetensors file = Safetensors.open(folder.resolve("model"))) {
            parameters.load(file).requireComplete();
        }
        try (Safetensors file = Safetensors.open(folder.resolve("optimizer"))) {
            optimizer.load(file);
        }
    }
}
