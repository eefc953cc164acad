package org.refers.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.Casing;
import org.refers.model.text.ReportLanguages;
import org.refers.model.text.WordPieceTrainer;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.data.AugmentationSettings.Crop;
import org.refers.training.data.StudyDataset.Drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StudyDatasetTest {

    private static final int SIDE = 8;
    private static final String REPORT = "Mass on the left. Bright right hilum.";

    @TempDir
    private Path cache;

    private StudyTexts texts;
    private StudyDataset dataset;

    /** One study of two frontal views and a lateral; columns rise from black to white. */
    @BeforeEach
    void makeStudy() {
        List<String> corpus = List.of(REPORT, REPORT);
        texts = new StudyTexts(ReportLanguages.builtIn(), new BpeTrainer(200, 1).train(corpus),
                new WordPieceTrainer(200, 1, Casing.UNCASED).train(corpus), 60);
        PictureSet pictures = PictureSet.load(
                new PictureCache(new PictureCache.Place(cache, 0), StudyDatasetTest::ramp, SIDE),
                List.of(entry("a", ViewPosition.PA), entry("b", ViewPosition.AP), entry("c", ViewPosition.LATERAL)),
                new PictureSet.Loading(2, done -> {
                }, () -> false));
        StudySample study = new StudySample("s", "p", List.of(new StudySample.View("a", true),
                new StudySample.View("b", true), new StudySample.View("c", false)), REPORT);
        dataset = new StudyDataset(StudySource.of(List.of(study)), pictures, input(), texts);
    }

    private static PictureInput input() {
        return new PictureInput(SIDE, new GreyScale(false, List.of(0.0), List.of(1.0)),
                PictureTransform.fullField(SIDE, SIDE));
    }

    private static RadiographEntry entry(String id, ViewPosition view) {
        return new RadiographEntry(id, Path.of(id), view, "DX", SIDE, SIDE, id.repeat(64),
                Map.of("mass", FindingLabel.PRESENT), List.of());
    }

    private static Picture ramp(RadiographEntry radiograph, int side) {
        byte[] grey = new byte[side * side];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i % side * 30);
        }
        return new Picture(side, grey);
    }

    private static Drawing drawing(double flip, ViewSampler sampler) {
        return new Drawing(3, sampler,
                new Augmentation(new AugmentationSettings(SIDE, SIDE, Crop.NONE, 1, flip, 0, 0, 0)), 5);
    }

    @Test
    void aFlipIsDecidedOnceAndMovesFrontalViewsAndWordsButNoLateral() {
        int mirroredStudies = 0;
        for (int epoch = 0; epoch < 40; epoch++) {
            StudySamples samples = dataset.draw(new int[]{0}, epoch, drawing(0.5, ViewSampler.WITHOUT_REPLACEMENT));
            boolean first = isMirrored(samples, 0);
            assertEquals(first, isMirrored(samples, 1), "both frontal views go together");
            assertFalse(isMirrored(samples, 2), "a lateral view is never mirrored");
            String text = texts.report().decode(tokens(samples));
            assertEquals(first, text.contains("on the right"), text);
            assertTrue(text.contains("bright"), text);
            mirroredStudies += first ? 1 : 0;
        }
        assertTrue(mirroredStudies > 8 && mirroredStudies < 32, "flips: " + mirroredStudies);
    }

    private static boolean isMirrored(StudySamples samples, int view) {
        int row = Math.toIntExact(samples.views()[view]);
        return samples.pictures().values()[row * SIDE * SIDE] > samples.pictures().values()[row * SIDE * SIDE + SIDE
                - 1];
    }

    private static int[] tokens(StudySamples samples) {
        return Arrays.stream(samples.report().ids()).mapToInt(Math::toIntExact).toArray();
    }

    @Test
    void theSameSeedAndEpochDrawTheSameAndAnotherEpochDoesNot() {
        Drawing drawing = new Drawing(3, ViewSampler.WITHOUT_REPLACEMENT,
                new Augmentation(new AugmentationSettings(SIDE, SIDE, Crop.RESIZED, 0.3, 0.5, 10, 0.4, 0.8)), 5);
        float[] one = dataset.draw(new int[]{0}, 3, drawing).pictures().values();

        assertArrayEquals(one, dataset.draw(new int[]{0}, 3, drawing).pictures().values());
        assertFalse(Arrays.equals(one, dataset.draw(new int[]{0}, 4, drawing).pictures().values()));
    }

    @Test
    void aRepeatedViewIsEncodedOnceUnlessDrawsAreIndependent() {
        StudySamples evaluation = dataset.evaluation(0, 1, 3);
        assertEquals(3, evaluation.images());
        StudySample single = new StudySample("t", "p", List.of(new StudySample.View("a", true)), REPORT);
        StudyDataset one = new StudyDataset(StudySource.of(List.of(single)), PictureSet.load(
                new PictureCache(new PictureCache.Place(cache, 0), StudyDatasetTest::ramp, SIDE),
                List.of(entry("a", ViewPosition.PA)),
                new PictureSet.Loading(1, done -> {
                }, () -> false)), input(), texts);

        StudySamples repeated = one.draw(new int[]{0}, 0, drawing(0, ViewSampler.WITHOUT_REPLACEMENT));
        assertEquals(1, repeated.images());
        assertArrayEquals(new long[]{0, 0, 0}, repeated.views());
        assertEquals(3, one.draw(new int[]{0}, 0, drawing(0, ViewSampler.INDEPENDENT)).images());
    }

    @Test
    void unreadableRadiographsAreNamedWithTheirReason() {
        PictureSet pictures = PictureSet
                .load(new PictureCache(new PictureCache.Place(cache.resolve("u"), 0), (radiograph, side) -> {
                    throw new IOException("the file ends early");
                }, SIDE), List.of(entry("e", ViewPosition.PA)), new PictureSet.Loading(1, done -> {
                }, () -> false));

        assertFalse(pictures.has("e"));
        assertEquals(Map.of("e", "the file ends early"), pictures.unreadable());
    }

    @Test
    void theOrderOfAnEpochIsAPermutationAndDiffersFromTheNext() {
        BatchOrder order = new BatchOrder(10, 4, 3, true);
        int[] epoch = {0, 1, 2};
        int[] seen = Arrays.stream(epoch).mapToObj(order::itemsOf).flatMapToInt(Arrays::stream).toArray();

        assertEquals(3, order.stepsPerEpoch());
        assertArrayEquals(new int[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Arrays.stream(seen).sorted().toArray());
        assertNotEquals(Arrays.toString(order.itemsOf(0)), Arrays.toString(order.itemsOf(3)));
        assertEquals(2, new BatchOrder(10, 4, 3, false).stepsPerEpoch());
    }

    @Test
    void aStandardisedPictureHasMeanZeroAndDeviationOneWhateverItsExposure() {
        float[] target = new float[2];
        new GreyScale(true, List.of(0.5), List.of(0.25)).write(new float[]{0.2f, 0.4f}, PictureTransform.Grey.NONE,
                MeanPicture.NONE, target, 0);
        assertArrayEquals(new float[]{-1, 1}, target, 1e-5f);
        new GreyScale(false, List.of(0.5), List.of(0.25)).write(new float[]{0.5f, 1}, PictureTransform.Grey.NONE,
                MeanPicture.NONE, target, 0);
        assertArrayEquals(new float[]{0, 2}, target, 1e-6f);
    }

    /** A picture that is the mean picture stays it under any contrast; elsewhere the difference from it is stretched. */
    @Test
    void contrastOfAStandardisedPictureTurnsAboutTheMeanPicture() {
        GreyScale scale = new GreyScale(true, List.of(0.5), List.of(0.25));
        PictureTransform.Grey change = new PictureTransform.Grey(1.25, 2);
        float[] target = new float[2];
        scale.write(new float[]{0.2f, 0.4f}, change, MeanPicture.of(new float[]{-1, 1}), target, 0);
        assertArrayEquals(new float[]{-0.75f, 1.25f}, target, 1e-5f);
        scale.write(new float[]{0.2f, 0.4f}, change, MeanPicture.of(new float[]{-1, 0.5f}), target, 0);
        assertArrayEquals(new float[]{-0.75f, 1.75f}, target, 1e-5f);
        scale.write(new float[]{0.2f, 0.4f}, change, MeanPicture.NONE, target, 0);
        assertArrayEquals(new float[]{-1.75f, 2.25f}, target, 1e-5f);
    }

    /** Only a known label may count: anything else reaches the loss as "not a number", which it leaves out. */
    @Test
    void onlyKnownLabelsBecomeTargets() {
        LabelledRadiograph item = new LabelledRadiograph("f", ViewPosition.PA, "s", "p",
                List.of(FindingLabel.PRESENT, FindingLabel.ABSENT, FindingLabel.UNKNOWN, FindingLabel.UNCERTAIN));

        for (UncertainLabels policy : UncertainLabels.values()) {
            assertEquals(1, item.target(0, policy));
            assertEquals(0, item.target(1, policy));
            assertTrue(Float.isNaN(item.target(2, policy)), "unknown is no label under any policy");
        }
        assertTrue(Float.isNaN(item.target(3, UncertainLabels.IGNORE)));
        assertEquals(1, item.target(3, UncertainLabels.ONES));
        assertEquals(0, item.target(3, UncertainLabels.ZEROS));
    }

    @Test
    void maskedWordsLeaveNothingBehind() {
        WordMask mask = new WordMask(List.of("covid", "sars", "corona"));

        assertEquals("Confirmed pneumonia, by test.",
                mask.apply("Confirmed COVID-19 pneumonia, by SARS-CoV-2 test."));
        assertEquals("Novel and infection.", mask.apply("Novel coronavirus (nCoV-corona) and infection.")
                .replace(" ()", ""));
        assertEquals("The lungs are clear.", new WordMask(List.of()).apply("The lungs are clear."));
    }
}
