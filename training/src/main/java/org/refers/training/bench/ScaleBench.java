package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.refers.model.study.ViewPosition;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.Casing;
import org.refers.model.text.ReportText;
import org.refers.model.text.WordPieceTrainer;
import org.refers.model.workspace.GeneratedWorkspace;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.Augmentation;
import org.refers.training.data.AugmentationSettings;
import org.refers.training.data.AugmentationSettings.Crop;
import org.refers.training.data.BatchOrder;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.GreyScale;
import org.refers.training.data.LabelledSide;
import org.refers.training.data.Picture;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureSet;
import org.refers.training.data.PictureSet.Loading;
import org.refers.training.data.PictureTransform;
import org.refers.training.data.RadiographList;
import org.refers.training.data.RadiographList.Part;
import org.refers.training.data.ReportedStudies;
import org.refers.training.data.StudyDataset;
import org.refers.training.data.StudyTexts;
import org.refers.training.data.ViewSampler;
import org.refers.training.data.WordMask;

/**
 * What the size of a data set costs: a workspace of generated rows is opened as runs open it, and batches are drawn from it. Its
 * pictures are small, so that what is measured is not hidden by what does not depend on the set.
 */
public final class ScaleBench {

    /** Side of the generated pictures in pixels. */
    private static final int SIDE = 16;
    private static final int BATCH = 32;
    private static final int VIEWS = 3;
    private static final int BATCHES = 60;
    /** Batches before those that are timed: the compiler and the disk's cache are then warm. */
    private static final int WARM_UP = 30;
    private static final int TOKENS = 100;
    private static final int VOCABULARY = 400;
    private static final int VOCABULARY_TEXTS = 500;
    private static final long SEED = 1;
    private static final int FEWEST_WORDS = 3;

    /**
     * What came out for one size.
     *
     * @param studies of the workspace
     * @param pretrainOpening seconds until a pre-training knows its training and validation studies
     * @param finetuneOpening seconds until a fine-tuning on fourteen findings knows its three sides and 1 % of the first
     * @param pictureOpening seconds until it knows which pictures are in the cache
     * @param windowOpening seconds until the window has its list of all studies, as entries; negative if not measured
     * @param openedBytes memory of the process above that of one with an empty workspace: its peak after all but the window
     * @param heapBytes of it, Java objects that stay
     * @param pretrainBatch median milliseconds a batch of 32 studies
     * @param finetuneBatch median milliseconds a batch of 32 radiographs
     */
    public record Result( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
            int studies, double pretrainOpening, double finetuneOpening, double pictureOpening, double windowOpening,
            long openedBytes, long heapBytes, double pretrainBatch, double finetuneBatch) {
    }

    private final Path folder;

    /** Creates a measurement on a folder that {@link #prepare} has filled. */
    public ScaleBench(Path folder) {
        this.folder = folder;
    }

    /** Makes a workspace with its cached pictures, and an empty one beside it. */
    public static void prepare(Path folder, int studies) throws WorkspaceException, IOException {
        Files.createDirectories(folder);
        Workspace.openOrCreate(empty(folder)).close();
        GeneratedWorkspace.write(full(folder), studies);
        try (Workspace workspace = Workspace.open(full(folder))) {
            List<Part> parts = new ArrayList<>();
            for (Split split : List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)) {
                parts.add(Part.all(workspace.index(split)));
            }
            load(folder, new Unread(RadiographList.of(workspace, parts))).close();
        }
    }

    private static Path empty(Path folder) {
        return folder.resolve("empty");
    }

    private static Path full(Path folder) {
        return folder.resolve("full");
    }

    /** Radiographs whose files are not there: an entry is made up instead of looked up. */
    private record Unread(RadiographList list) implements RadiographList {

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public String id(int position) {
            return list.id(position);
        }

        @Override
        public byte[] digest(int position) {
            return list.digest(position);
        }

        @Override
        public RadiographEntry entry(int position) {
            return new RadiographEntry(id(position), Path.of("generated"), ViewPosition.PA, "DX", SIDE, SIDE,
                    HexFormat.of().formatHex(digest(position)), Map.of(), List.of());
        }
    }

    private static PictureSet load(Path folder, RadiographList radiographs) {
        PictureCache cache = new PictureCache(PictureCache.Place.of(full(folder)), (radiograph, side) -> {
            byte[] grey = new byte[side * side];
            Arrays.fill(grey, (byte) radiograph.id().hashCode());
            return new Picture(side, grey);
        }, SIDE);
        return PictureSet.load(cache, radiographs, new Loading(1, done -> {
            // Nobody watches.
        }, () -> false));
    }

    /**
     * Measures; once a process, since memory is asked for.
     *
     * @param withWindow whether the window's list is measured too, which holds every study as an entry
     */
    public Result run(boolean withWindow) throws WorkspaceException {
        long before;
        try (Workspace nothing = Workspace.open(empty(folder))) {
            readSides(nothing);
            before = settled();
            PeakMemory.restart();
        }
        try (Workspace workspace = Workspace.open(full(folder))) {
            return measure(workspace, before, withWindow);
        }
    }

    private static void readSides(Workspace workspace) throws WorkspaceException {
        workspace.index(Split.TRAIN);
        workspace.labels(workspace.index(Split.TEST), GeneratedWorkspace.FINDINGS);
    }

    private static long settled() {
        System.gc();
        return PeakMemory.now().orElse(0);
    }

    private Result measure(Workspace workspace, long before, boolean withWindow) throws WorkspaceException {
        long start = System.nanoTime();
        ReportedStudies training = reported(workspace, Split.TRAIN);
        ReportedStudies validation = reported(workspace, Split.VALIDATION);
        double pretraining = seconds(start);
        start = System.nanoTime();
        LabelledSide labelled = labelled(workspace, Split.TRAIN);
        LabelledSide share = labelled.share(0.01, SEED);
        LabelledSide held = labelled(workspace, Split.VALIDATION);
        LabelledSide test = labelled(workspace, Split.TEST);
        double finetuning = seconds(start);
        start = System.nanoTime();
        try (PictureSet pictures = load(folder, RadiographList.of(workspace,
                List.of(Part.all(training.index()), Part.all(validation.index()), test.part())))) {
            double opening = seconds(start);
            long opened = PeakMemory.bytes().orElse(0) - before;
            double pretrainBatch = pretrainBatches(training, pictures);
            double finetuneBatch = finetuneBatches(labelled, pictures);
            settled();
            Runtime runtime = Runtime.getRuntime();
            long heap = runtime.totalMemory() - runtime.freeMemory();
            int studies = workspace.counts().studies();
            // Held until here, as a run holds them.
            assert share.size() + held.size() >= 0;
            double window = withWindow ? window(workspace) : -1;
            return new Result(studies, pretraining, finetuning, opening, window, opened, heap, pretrainBatch,
                    finetuneBatch);
        }
    }

    private static double window(Workspace workspace) throws WorkspaceException {
        long start = System.nanoTime();
        int count = workspace.studies().size();
        assert count > 0;
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static ReportedStudies reported(Workspace workspace, Split split) throws WorkspaceException {
        return ReportedStudies.read(workspace, split, new WordMask(List.of()), FEWEST_WORDS).usable();
    }

    private static LabelledSide labelled(Workspace workspace, Split split) throws WorkspaceException {
        return LabelledSide.read(workspace, split, GeneratedWorkspace.FINDINGS, false);
    }

    private static PictureInput input() {
        return new PictureInput(SIDE, new GreyScale(true, List.of(0.5), List.of(0.25)),
                PictureTransform.fullField(SIDE, SIDE));
    }

    private static Augmentation augmentation() {
        return new Augmentation(new AugmentationSettings(SIDE, SIDE, Crop.NONE, 1, 0.5, 10, 0.4, 1));
    }

    private static double pretrainBatches(ReportedStudies training, PictureSet pictures) {
        List<String> texts = new ArrayList<>();
        Iterator<String> all = training.texts().iterator();
        while (all.hasNext() && texts.size() < VOCABULARY_TEXTS) {
            texts.add(all.next());
        }
        StudyDataset dataset = new StudyDataset(training, pictures, input(), new StudyTexts(ReportText.english(),
                new BpeTrainer(VOCABULARY, 2).train(texts),
                new WordPieceTrainer(VOCABULARY, 2, Casing.UNCASED).train(texts), TOKENS));
        StudyDataset.Drawing drawing = new StudyDataset.Drawing(VIEWS, ViewSampler.WITHOUT_REPLACEMENT, augmentation(),
                SEED);
        BatchOrder order = new BatchOrder(training.size(), BATCH, SEED, false);
        return median(step -> dataset.draw(order.itemsOf(step), order.epochOf(step), drawing));
    }

    private static double finetuneBatches(LabelledSide labelled, PictureSet pictures) {
        FindingDataset dataset = new FindingDataset(labelled, pictures, input());
        BatchOrder order = new BatchOrder(labelled.size(), BATCH, SEED, false);
        return median(step -> dataset.draw(order.itemsOf(step), order.epochOf(step), augmentation(), SEED));
    }

    private static double median(LongConsumer batch) {
        double[] milliseconds = new double[BATCHES];
        for (int i = -WARM_UP; i < BATCHES; i++) {
            long start = System.nanoTime();
            batch.accept(i + WARM_UP);
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds[BATCHES / 2];
    }
}
