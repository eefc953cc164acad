package org.refers.model.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.refers.model.store.Safetensors;

/** A safetensors file, such as timm and Hugging Face publish. */
final class SafetensorsWeights implements WeightFile {

    private final Safetensors file;
    private final SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();

    private SafetensorsWeights(Safetensors file) {
        this.file = file;
        file.tensors().forEach((name, info) -> {
            if (!info.type().isInteger()) {
                shapes.put(name, info.shape());
            }
        });
    }

    static SafetensorsWeights open(Path path) throws IOException {
        return new SafetensorsWeights(Safetensors.open(path));
    }

    @Override
    public String format() {
        return "safetensors";
    }

    @Override
    public SequencedMap<String, List<Long>> shapes() {
        return shapes;
    }

    @Override
    public float[] floats(String name) throws IOException {
        return file.floats(name);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
