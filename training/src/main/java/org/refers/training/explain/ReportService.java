package org.refers.training.explain;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.refers.model.network.RadiographConfig;
import org.refers.model.study.Radiograph;
import org.refers.model.torch.TorchThread;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.data.PictureInput;
import org.refers.training.data.RadiographPictures;
import org.refers.training.explain.ReportAlternatives.Seen;
import org.refers.training.predict.LoadedPretraining;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;

/**
 * Writes reports of studies with a pre-trained model. Plain data in and out; calls take long and wait for each other, so
 * that any worker thread may make them.
 */
public final class ReportService implements AutoCloseable {

    /** As the released code has it. */
    public static final int DEFAULT_BEAM = 5;

    private final ComputeEngine engine;
    private final LoadedPretraining model;

    private ReportService(ComputeEngine engine, LoadedPretraining model) {
        this.engine = engine;
        this.model = model;
    }

    /**
     * Loads a model.
     *
     * @param model run folder or checkpoint folder of a pre-training
     * @param compute device and threads
     * @param notice receives sentences the user should know
     */
    public static ReportService open(Path model, Compute compute, Consumer<String> notice)
            throws ModelException, ComputeException {
        ComputeEngine engine = ComputeEngine.start(compute, notice);
        try {
            return new ReportService(engine, new ModelLoader(engine, notice).pretraining(model));
        } catch (ModelException | RuntimeException unusable) {
            engine.close();
            throw unusable;
        }
    }

    /**
     * Writes the report of a study.
     *
     * @param study its radiographs in the order of time, at least one
     * @param beam width of the search, at least 1
     * @return the report; {@code views} are indices into {@code study}
     */
    public synchronized WrittenReport write(List<Radiograph> study, int beam) {
        TorchThread.prepare();
        List<Integer> views = views(study);
        WrittenReport report = generator().write(List.of(read(study, views)), beam).getFirst();
        return new WrittenReport(report.text(), report.tokens(), report.logProbability(), views);
    }

    /**
     * Writes all reports of a study that the search keeps, with the places that each token looked at.
     *
     * @param study its radiographs in the order of time, at least one
     * @param beam width of the search, at least 1
     */
    public synchronized ReportAlternatives alternatives(List<Radiograph> study, int beam) {
        TorchThread.prepare();
        List<Integer> views = views(study);
        RadiographConfig sizes = model.network().config().radiograph();
        List<Seen> seen = views
                .stream().distinct().map(index -> new Seen(index, Collections.frequency(views, index), sizes.grid(),
                        model.preprocessing()
                                .geometry(study.get(index).rows(), study.get(index).columns(), sizes.imageSize())))
                .toList();
        return new ReportAlternatives(generator().alternatives(read(study, views), beam), seen);
    }

    private ReportGenerator generator() {
        return new ReportGenerator(model.network(), model.tokenizer());
    }

    private List<Integer> views(List<Radiograph> study) {
        return ViewOrder.choose(study.stream().map(Radiograph::view).toList(),
                model.network().config().study().views());
    }

    private ReportGenerator.Study read(List<Radiograph> study, List<Integer> views) {
        List<Integer> distinct = views.stream().distinct().toList();
        PictureInput input = model.pictureInput();
        List<float[]> inputs = distinct.stream().map(index -> input.evaluationInput(
                List.of(RadiographPictures.of(study.get(index), model.preprocessing().pictureSize())))).toList();
        return new ReportGenerator.Study(inputs, views.stream().map(distinct::indexOf).toList());
    }

    @Override
    public synchronized void close() {
        model.close();
        engine.close();
    }
}
