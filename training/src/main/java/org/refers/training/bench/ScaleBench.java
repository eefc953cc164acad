package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import org.refers.model.study.ViewPosition;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.Casing;
import org.refers.model.text.ReportLanguages;
import org.refers.model.text.WordPieceTrainer;
import org.refers.model.workspace.GeneratedWorkspace;
import org.refers.model.workspace.LabelOrigin;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.cohort.PatientOrder;
import org.refers.model.workspace.cohort.StudyListing;
import org.refers.model.workspace.cohort.StudySearch;
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
    /** Patients that the window reads at once. */
    private static final int PAGE = 64;
    private static final int FILTERINGS = 9;
    /** One of each kind: words of reports, findings, views, sides, keys, and conditions. */
    private static final List<String> FILTERS = List.of("enlarged", "heart effusion", "grade 13", "mass", "lateral",
            "train", "p12", "view=frontal", "modality=DX", "split=test", "sex=female", "age=40-60", "finding=Mass",
            "boxes=yes", "report=yes", "heart finding=Mass");
    private static final double MEGABYTE = 1e6;

    /** What is opened. */
    public enum Task {
        PRETRAIN,
        FINETUNE,
        /** The window's list of studies. */
        WINDOW
    }

    /**
     * What came out for one size.
     *
     * @param studies of the workspace
     * @param openingSeconds until a pre-training knows its training and validation studies, a fine-tuning its three sides and one
     *     hundredth of the first, the window its first rows
     * @param openingCpuSeconds what the processors did for that, by all threads; a busy machine lengthens it less
     * @param pictureSeconds until a run knows which pictures are in the cache; 0 for the window
     * @param openedMb most memory of the process until then above that with an empty workspace
     * @param heapMb Java objects that stay
     * @param batchMilliseconds median of a batch of 32 studies or radiographs; for the window, of the slowest of its filters
     */
    public record Result(int studies, double openingSeconds, double openingCpuSeconds, double pictureSeconds,
            double openedMb, double heapMb,
            double batchMilliseconds) {
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
            load(folder, new Unread(RadiographList.of(workspace, List.of(Part.all(workspace.index()))))).close();
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

    /** Measures; once a process, since memory is asked for. */
    public Result run(Task task) throws WorkspaceException {
        long before;
        try (Workspace nothing = Workspace.open(empty(folder))) {
            nothing.labels(nothing.index(), GeneratedWorkspace.FINDINGS, LabelOrigin.DATA);
            before = settled();
            PeakMemory.restart();
        }
        try (Workspace workspace = Workspace.open(full(folder))) {
            return switch (task) {
                case PRETRAIN -> pretrain(workspace, before);
                case FINETUNE -> finetune(workspace, before);
                case WINDOW -> window(workspace, before);
            };
        }
    }

    /** Time gone by, and what all threads of the process did in it, Java's own included. */
    private record Span(double seconds, double cpuSeconds) {

        static Span since(Start start) {
            return new Span((System.nanoTime() - start.nanos) / 1e9,
                    (ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() - start.cpuNanos)
                            / 1e9);
        }
    }

    /** A moment on both clocks. */
    private record Start(long nanos, long cpuNanos) {

        static Start now() {
            return new Start(System.nanoTime(),
                    ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
        }
    }

    private static long settled() {
        System.gc();
        return PeakMemory.now().orElse(0);
    }

    private Result pretrain(Workspace workspace, long before) throws WorkspaceException {
        Start start = Start.now();
        ReportedStudies.Sides sides = ReportedStudies.read(workspace, new WordMask(List.of()), FEWEST_WORDS);
        ReportedStudies training = sides.training().usable();
        Span opening = Span.since(start);
        return drawn(workspace, new Opened(before, opening,
                List.of(Part.all(training.index()), Part.all(sides.validation().usable().index()))),
                pictures -> pretrainBatches(training, pictures));
    }

    private Result finetune(Workspace workspace, long before) throws WorkspaceException {
        Start start = Start.now();
        LabelledSide all = LabelledSide.readAll(workspace, GeneratedWorkspace.FINDINGS, LabelOrigin.DATA, true);
        LabelledSide training = all.on(Split.TRAIN);
        LabelledSide share = training.share(0.01, SEED);
        LabelledSide validation = all.on(Split.VALIDATION);
        LabelledSide test = all.on(Split.TEST);
        Span opening = Span.since(start);
        // Batches come from the whole side, whose size is in question.
        return drawn(workspace,
                new Opened(before, opening, List.of(training.part(), share.part(), validation.part(), test.part())),
                pictures -> finetuneBatches(training, pictures));
    }

    /** What is known once the sides are. */
    private record Opened(long before, Span span, List<Part> parts) {
    }

    private Result drawn(Workspace workspace, Opened opened, ToDoubleFunction<PictureSet> batches)
            throws WorkspaceException {
        long start = System.nanoTime();
        try (PictureSet pictures = load(folder, RadiographList.of(workspace, opened.parts))) {
            double reading = seconds(start);
            long peak = PeakMemory.bytes().orElse(0);
            double batch = batches.applyAsDouble(pictures);
            return new Result(workspace.counts().studies(), opened.span.seconds, opened.span.cpuSeconds, reading,
                    (peak - opened.before) / MEGABYTE,
                    heap(), batch);
        }
    }

    private static Result window(Workspace workspace, long before) throws WorkspaceException {
        Start start = Start.now();
        StudySearch search = new StudySearch(workspace);
        StudyListing all = search.find("", PatientOrder.IMPORT);
        search.read(all, 0, Math.min(PAGE, all.patients()));
        Span opening = Span.since(start);
        double slowest = 0;
        for (String words : FILTERS) {
            slowest = Math.max(slowest, filtering(search, words));
        }
        double opened = (PeakMemory.bytes().orElse(0) - before) / MEGABYTE;
        return new Result(all.studies(), opening.seconds, opening.cpuSeconds, 0, opened, heap(), slowest);
    }

    /** Median milliseconds until what passes a filter is known and its first page read. */
    private static double filtering(StudySearch search, String words) throws WorkspaceException {
        double[] milliseconds = new double[FILTERINGS];
        for (int i = 0; i < FILTERINGS; i++) {
            long start = System.nanoTime();
            StudyListing found = search.find(words, PatientOrder.IMPORT);
            search.read(found, 0, Math.min(PAGE, found.patients()));
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(milliseconds);
        return milliseconds[FILTERINGS / 2];
    }

    private static double heap() {
        settled();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGABYTE;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
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
        StudyDataset dataset = new StudyDataset(training, pictures, input(), new StudyTexts(ReportLanguages.builtIn(),
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
