package org.refers.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.finding.Box;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.Otsu;
import org.refers.model.finding.ReaderBox;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExplanationViewModelTest {

    private static final RadiographEntry BOXED = new RadiographEntry("r1", Path.of("r1.png"), ViewPosition.PA, "DX",
            512, 512, "00", Map.of(),
            List.of(new ReaderBox("R1", "mass", new Box(200, 200, 180, 180)),
                    new ReaderBox("R2", "mass", new Box(210, 190, 180, 200)),
                    new ReaderBox("R1", "nodule", new Box(10, 10, 20, 20))));

    private static ErrorReporter errors() {
        return new ErrorReporter(new FaultLog(Path.of("target/unused.log")), Texts.english(),
                new CurrentThreadTasks(), new EventRelay<>(Runnable::run, batch -> {
                }));
    }

    private static ExplanationViewModel model(double probability) {
        StudyEngine engine = new ScriptedStudyEngine(probability);
        ExplanationViewModel model = new ExplanationViewModel(engine, new CurrentThreadTasks(), errors());
        model.show(Optional.of(BOXED));
        return model;
    }

    /** The first line over the figure that would be saved. */
    private static String figure(ExplanationViewModel model) {
        RadiographReads reads = new RadiographReads(RadiographReader::read, RadiographReads.MOST_PIXELS);
        return new FigureViewModel(Texts.english(), reads, model, new CurrentThreadTasks(), errors())
                .order(Optional.of(BOXED), Optional.empty()).orElseThrow().words().getFirst();
    }

    private static List<ModelEntry> explaining() {
        return List.of(new ModelEntry("tuned", Path.of("tuned"), List.of("cardiomegaly", "mass"), true));
    }

    @Test
    void withoutAModelAllReadersBoxesAreThere() {
        assertEquals(3, model(0.9).agreementProperty().get().readers().size());
        assertTrue(model(0.9).explanationProperty().get().isEmpty());
    }

    @Test
    void aModelBeginsWithTheFindingThatReadersBoxedAtItsTunedCut() {
        ExplanationViewModel model = model(0.9);
        model.setModels(explaining());

        assertEquals(Optional.of("mass"), model.findingProperty().get());
        assertEquals(0.6, model.thresholdProperty().get());
        assertEquals(2, model.agreementProperty().get().ious().size());
        assertTrue(model.agreementProperty().get().hit());
    }

    @Test
    void raisingTheThresholdShrinksTheBoxAndMovesTheIou() {
        ExplanationViewModel model = model(0.9);
        model.setModels(explaining());
        model.thresholdProperty().set(0.3);
        Box low = model.agreementProperty().get().boxes().getFirst().box();
        double before = model.agreementProperty().get().meanIou().orElseThrow();
        model.thresholdProperty().set(0.8);
        Box high = model.agreementProperty().get().boxes().getFirst().box();

        assertTrue(high.area() < low.area());
        assertTrue(low.x() <= high.x() && low.y() <= high.y());
        assertEquals(BOXED.boxes().getFirst().box().iou(high), model.agreementProperty().get().ious().getFirst(),
                1e-12);
        assertFalse(before == model.agreementProperty().get().meanIou().orElseThrow());
    }

    @Test
    void belowTheOperatingPointNoBoxIsShownUnlessAskedFor() {
        ExplanationViewModel model = model(0.2);
        model.setModels(explaining());
        assertTrue(model.agreementProperty().get().boxes().isEmpty());
        assertEquals(List.of(0.0, 0.0), model.agreementProperty().get().ious());
        assertEquals(OptionalDouble.empty(), model.agreementProperty().get().meanIou(), "there is nothing to compare");
        assertTrue(figure(model).contains("no box shown to compare with readers"), figure(model));

        model.showAnywayProperty().set(true);
        assertFalse(model.agreementProperty().get().boxes().isEmpty());
        assertTrue(figure(model).contains("mean IoU with readers 0."), figure(model));
    }

    @Test
    void otsuAndTunedPutTheThresholdWhereTheySay() {
        ExplanationViewModel model = model(0.9);
        model.setModels(explaining());
        model.useOtsu();
        assertEquals(Otsu.threshold(model.explanationProperty().get().orElseThrow().surface()),
                model.thresholdProperty().get());
        model.useTunedThreshold();
        assertEquals(0.6, model.thresholdProperty().get());
        model.moveThreshold(9);
        assertEquals(ExplanationViewModel.GREATEST_THRESHOLD, model.thresholdProperty().get());
    }

    @Test
    void theKindOfMapIsAskedFor() {
        ExplanationViewModel model = model(0.9);
        model.setModels(explaining());
        model.kindProperty().set(Optional.of(MapKind.OCCLUSION));
        assertEquals(MapKind.OCCLUSION, model.explanationProperty().get().orElseThrow().surface().map().kind());
    }

    @Test
    void anotherRadiographForgetsTheMapBefore() {
        ExplanationViewModel model = model(0.9);
        model.setModels(explaining());
        model.show(Optional.empty());
        assertTrue(model.explanationProperty().get().isEmpty());
        assertTrue(model.agreementProperty().get().boxes().isEmpty());
    }
}
