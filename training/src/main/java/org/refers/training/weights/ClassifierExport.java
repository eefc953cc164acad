package org.refers.training.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSpec;
import org.refers.model.store.Safetensors;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;

/** Writes a fine-tuned classifier with its preprocessing as one TorchScript file. */
public final class ClassifierExport {

    private ClassifierExport() {
    }

    /**
     * Exports.
     *
     * @param model run folder, checkpoint folder or model file of a fine-tuned classifier
     * @param out the file to be written; its card goes beside it
     * @param notice receives sentences the user should know
     * @throws ModelException with a sentence for people, if the model is no whole classifier or the file cannot be written
     */
    public static Exported run(Path model, Path out, Consumer<String> notice) throws ModelException {
        ModelSource source = ModelSource.find(model, notice);
        try (Safetensors file = Safetensors.open(source.file())) {
            ClassifierFile described = ClassifierFile.read(file, model);
            new ClassifierScript(file, described).archive().write(out);
            List<String> names = ParameterLayout.classification(described.config()).stream().map(ParameterSpec::name)
                    .toList();
            return ModelCard.write(out, Exported.Kind.TORCHSCRIPT, source, file, names);
        } catch (IOException | UncheckedIOException | IllegalArgumentException failed) {
            throw new ModelException("The model " + model + " cannot be exported to " + out + ": "
                    + failed.getMessage() + ".", failed);
        }
    }
}
