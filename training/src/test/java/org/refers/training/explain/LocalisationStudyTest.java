package org.refers.training.explain;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.refers.model.explain.ActivationMapper;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.finding.Box;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.ReaderBox;
import org.refers.model.network.EagerKernels;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Initializer;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A network that sees one thing: blocks add nothing, patch embeddings are a patch's mean brightness, and "mass" asks for
 * it. So its maps are known, and boxes around the bright patch must be found.
 */
class LocalisationStudyTest {

    private static final List<String> FINDINGS = List.of("mass", "nodule");
    private static final List<MapKind> KINDS = List.of(MapKind.ROLLOUT, MapKind.GRADIENT, MapKind.OCCLUSION);

    private final NDManager manager = NDManager.newBaseManager();
    private ActivationMapper mapper;

    @BeforeEach
    void makeNetwork() {
        NetworkConfig config = NetworkConfig.of(Preset.RELEASED, Size.TINY, 50, 50).with("image_size", "32")
                .with("num_classes", "2")
                .with("classifier_input", "mean");
        ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.classification(config),
                new Initializer(3));
        for (String name : parameters.all().keySet()) {
            float[] values = parameters.values(name);
            if (!name.contains("norm")) {
                parameters.setValues(name, new float[values.length]);
            }
        }
        float[] patch = parameters.values("radiograph_transformer.patch_embed.proj.weight");
        for (int i = 0; i < 64; i++) {
            patch[i] = 1 / 64f;
        }
        parameters.setValues("radiograph_transformer.patch_embed.proj.weight", patch);
        float[] weight = parameters.values("classifier.weight");
        weight[0] = 50;
        parameters.setValues("classifier.weight", weight);
        parameters.freeze(name -> true);
        mapper = new ActivationMapper(new FindingClassifier(config, parameters, new EagerKernels()));
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    /** A radiograph of 64 x 64 pixels, bright in the patch at (row, column) of 4 x 4, boxed there by two readers. */
    private static BoxedRadiograph bright(int row, int column) {
        float[] pixels = new float[32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / 32 / 8 == row && i % 32 / 8 == column ? 1 : 0;
        }
        Box box = new Box(column * 16, row * 16, 16, 16);
        return new BoxedRadiograph(pixels, InputGeometry.fullField(64, 64, 32), 64, 64,
                List.of(new ReaderBox("R1", "mass", box), new ReaderBox("R2", "mass", box)));
    }

    private static List<BoxedRadiograph> radiographs() {
        List<BoxedRadiograph> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(bright(i, (i + 1) % 4));
        }
        return all;
    }

    @Test
    void theMapThatFindsTheBoxesIsChosenAndCut() {
        LocalisationStudy study = new LocalisationStudy(mapper, FINDINGS);

        ExplanationSettings settings = study.tune(radiographs(), Map.of("mass", 0.25), KINDS, FINDINGS);

        assertTrue(settings.chosen() != MapKind.ROLLOUT, "rollout knows nothing of the picture here");
        assertEquals(0.25, settings.operatingPoint("mass"));
        assertEquals(ExplanationSettings.UNKNOWN_OPERATING_POINT, settings.operatingPoint("nodule"));
        assertTrue(settings.isTuned("mass", settings.chosen()));
        assertFalse(settings.isTuned("nodule", settings.chosen()));
        assertTrue(settings.findings().getFirst().maps().get(settings.chosen()).meanIou() > 0.8);
        assertEquals(1, settings.findings().getFirst().maps().get(settings.chosen()).hitRate());
        assertEquals(settings, ExplanationSettings.fromJson(settings.toJson()));
    }

    /**
     * The classifier looks at nothing to see "nodule", so every map but rollout is flat there; rollout is the same for
     * every finding, and spreads over the whole picture that is boxed. It has the greatest IoU, and is not chosen.
     */
    @Test
    void theDecidingFindingsChooseAmongMapsThatTellFindingsApart() {
        List<BoxedRadiograph> both = radiographs().stream().map(LocalisationStudyTest::withANoduleEverywhere).toList();
        LocalisationStudy study = new LocalisationStudy(mapper, FINDINGS);

        ExplanationSettings byMass = study.tune(both, Map.of(), KINDS, List.of("mass"));
        ExplanationSettings byNodule = study.tune(both, Map.of(), KINDS, List.of("nodule"));

        assertEquals(MapKind.GRADIENT, byMass.chosen(), "as good as occlusion, and listed before it");
        assertEquals(List.of("mass"), byMass.decidedBy());
        assertEquals(MapKind.GRADIENT, byNodule.chosen());
        assertEquals(List.of("nodule"), byNodule.decidedBy());
        assertTrue(byMass.decidedIou().orElseThrow() > 0.8);
        assertEquals(0, byNodule.decidedIou().orElseThrow());
        assertEquals(byMass.findings(), byNodule.findings(), "every finding is cut, whoever decides");
        assertTrue(byNodule.findings().getLast().maps().get(MapKind.ROLLOUT).meanIou() > 0.1);
    }

    private static BoxedRadiograph withANoduleEverywhere(BoxedRadiograph mass) {
        List<ReaderBox> boxes = new ArrayList<>(mass.boxes());
        boxes.add(new ReaderBox("R1", "nodule", new Box(0, 0, 64, 64)));
        return new BoxedRadiograph(mass.input(), mass.geometry(), mass.rows(), mass.columns(), boxes);
    }

    @Test
    void aDecidingFindingWithoutABoxLeavesTheClassActivationMap() {
        ExplanationSettings settings = new LocalisationStudy(mapper, FINDINGS).tune(radiographs(), Map.of(), KINDS,
                List.of("nodule"));

        assertEquals(MapKind.CAM, settings.chosen());
        assertEquals(List.of(), settings.decidedBy());
        assertTrue(settings.decidedIou().isEmpty());
        assertTrue(settings.isTuned("mass", MapKind.GRADIENT), "the cuts are tuned all the same");
    }

    @Test
    void belowTheOperatingPointNothingIsShownAndTheHitStillCounts() {
        LocalisationStudy study = new LocalisationStudy(mapper, FINDINGS);
        ExplanationSettings shown = study.tune(radiographs(), Map.of("mass", 0.0), KINDS, FINDINGS);
        ExplanationSettings hidden = study.tune(radiographs(), Map.of("mass", 1.1), KINDS, FINDINGS);

        LocalisationReport open = study.measure(shown, radiographs(), shown.chosen(), FINDINGS);
        LocalisationReport closed = study.measure(hidden, radiographs(), hidden.chosen(), FINDINGS);

        assertTrue(open.overall().orElseThrow().meanIou() > 0.8);
        assertEquals(0, closed.overall().orElseThrow().meanIou());
        assertEquals(1, closed.overall().orElseThrow().hitRate());
        assertEquals(List.of("mass"), List.copyOf(open.perFinding().keySet()));
        assertTrue(study.measure(shown, radiographs(), MapKind.CAM, List.of("nodule")).overall().isEmpty());
    }

    @Test
    void withoutBoxesNothingIsChosen() {
        ExplanationSettings settings = new LocalisationStudy(mapper, FINDINGS).tune(List.of(), Map.of(), KINDS,
                FINDINGS);

        assertEquals(ExplanationSettings.untuned(FINDINGS), settings);
        assertEquals(0.5, settings.threshold("mass", MapKind.CAM));
    }

    @Test
    void damagedSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ExplanationSettings.fromJson("{\"format\":2}"));
        assertThrows(IllegalArgumentException.class,
                () -> ExplanationSettings.fromJson("{\"format\":1,\"map\":\"x\"}"));
        assertThrows(IllegalArgumentException.class, () -> ExplanationSettings.fromJson("no"));
    }
}
