package org.refers.model.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsException;
import org.refers.model.store.SafetensorsWriter;

/**
 * A network in one safetensors file: parameters by name, and the configuration as JSON in the header's metadata, so that
 * Python's safetensors library reads both.
 */
public final class ModelFile {

    /** Metadata key of the file's own format number. */
    public static final String FORMAT_KEY = "refers.format";
    /** Metadata key of the configuration. */
    public static final String CONFIG_KEY = "refers.config";

    private static final String FORMAT = "1";

    private ModelFile() {
    }

    /** Writes a network; {@code extra} metadata may say where it comes from. */
    public static void write(Path file, NetworkConfig config, ParameterSet parameters, Map<String, String> extra)
            throws IOException {
        SafetensorsWriter writer = Safetensors.writer();
        extra.forEach(writer::metadata);
        describe(writer, config);
        parameters.store(writer);
        writer.write(file);
    }

    /** Says in a file that is being put together whose parameters it holds; they may be those of some parts only. */
    public static void describe(SafetensorsWriter writer, NetworkConfig config) {
        writer.metadata(FORMAT_KEY, FORMAT).metadata(CONFIG_KEY, config.toJson().toString());
    }

    /**
     * The configuration that a file carries.
     *
     * @throws SafetensorsException if it carries none, or one that this version does not understand
     */
    public static NetworkConfig config(Safetensors file) throws SafetensorsException {
        String format = file.metadata().get(FORMAT_KEY);
        String json = file.metadata().get(CONFIG_KEY);
        if (format == null || json == null) {
            throw new SafetensorsException(
                    "the file carries no network configuration, as weights under other programs' names do; see refers"
                            + " weights import");
        }
        if (!format.equals(FORMAT)) {
            throw new SafetensorsException("the model file has format " + format + "; this version reads " + FORMAT);
        }
        try {
            return NetworkConfig.fromJson(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            throw new SafetensorsException("the model file's configuration is broken: " + broken.getMessage(), broken);
        }
    }
}
