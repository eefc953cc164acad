package org.refers.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.refers.model.study.Report;
import org.refers.model.text.ReportText;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyIndex;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * The studies of one side that have a report and a projection. What is in memory is their index alone; reports are read from
 * the workspace when a batch is made.
 */
public final class ReportedStudies implements StudySource {

    /** Reports read at a time on a pass over all. */
    private static final int PAGE = 512;

    private final Workspace workspace;
    private final StudyIndex index;
    private final WordMask mask;

    private ReportedStudies(Workspace workspace, StudyIndex index, WordMask mask) {
        this.workspace = workspace;
        this.index = index;
        this.mask = mask;
    }

    /**
     * Studies of a side.
     *
     * @param usable those that can be learned from
     * @param all number of studies that the side has
     */
    public record Side(ReportedStudies usable, int all) {
    }

    /** The two sides that a pre-training looks at. */
    public record Sides(Side training, Side validation) {
    }

    /**
     * Finds the studies that can be learned from.
     *
     * @param mask words that are taken out of the reports
     * @param words fewest words a report has, at least 1
     */
    public static Sides read(Workspace workspace, WordMask mask, int words) throws WorkspaceException {
        // The database reads for both at the same time, which halves the opening where there are two processors.
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<ReportLengths> lengths = other.submit(() -> ReportLengths.read(workspace, mask, words));
            StudyIndex all = workspace.index();
            BitSet reported = reported(workspace, all, join(lengths), mask, words);
            return new Sides(side(workspace, all, Split.TRAIN, reported, mask),
                    side(workspace, all, Split.VALIDATION, reported, mask));
        }
    }

    private static ReportLengths join(Future<ReportLengths> lengths) throws WorkspaceException {
        try {
            return lengths.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WorkspaceException("the reports were not read to the end", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof WorkspaceException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("the reports could not be read", failed.getCause());
        }
    }

    private static Side side(Workspace workspace, StudyIndex all, Split split, BitSet reported, WordMask mask) {
        StudyIndex kept = all.keep(
                study -> all.split(study) == split && reported.get(study) && hasProjection(all, study),
                all::isProjection);
        int count = (int) IntStream.range(0, all.size()).filter(study -> all.split(study) == split).count();
        return new Side(new ReportedStudies(workspace, kept, mask), count);
    }

    private static boolean hasProjection(StudyIndex index, int study) {
        for (int view = index.first(study); view < index.first(study + 1); view++) {
            if (index.isProjection(view)) {
                return true;
            }
        }
        return false;
    }

    private static BitSet reported(Workspace workspace, StudyIndex index, ReportLengths lengths, WordMask mask,
            int words)
            throws WorkspaceException {
        BitSet reported = index.withNumbers(lengths.enough());
        for (int study : index.withNumbers(lengths.unclear()).stream().toArray()) {
            Optional<Report> whole = workspace.reports(index, study).getFirst();
            if (whole.isPresent() && ReportText.words(text(whole.get(), mask)) >= words) {
                reported.set(study);
            }
        }
        return reported;
    }

    static String text(Report report, WordMask mask) {
        return ReportText.collapsed(mask.apply(report.text()));
    }

    /** The index of the studies. */
    public StudyIndex index() {
        return index;
    }

    /** The first studies; all if the limit is 0. */
    public ReportedStudies first(long limit) {
        return limit == 0 || limit >= size()
                ? this
                : new ReportedStudies(workspace, index.keep(study -> study < limit, radiograph -> true), mask);
    }

    /** The same without the radiographs that could not be read, and without studies that then have none. */
    public ReportedStudies readable(PictureSet pictures) {
        BitSet there = new BitSet(index.radiographs());
        for (int i = 0; i < index.radiographs(); i++) {
            there.set(i, pictures.has(index.radiographId(i)));
        }
        if (there.cardinality() == index.radiographs()) {
            return this;
        }
        return new ReportedStudies(workspace,
                index.keep(study -> there.get(index.first(study), index.first(study + 1)).cardinality() > 0,
                        there::get),
                mask);
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public List<StudySample> take(int[] items) {
        List<Optional<Report>> reports = reports(items);
        List<StudySample> studies = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            int study = items[i];
            Report report = reports.get(i).orElseThrow(() -> new LostDataException("The report of study "
                    + index.id(study) + " was there at the start and is gone.", null));
            List<StudySample.View> views = IntStream.range(index.first(study), index.first(study + 1))
                    .mapToObj(view -> new StudySample.View(index.radiographId(view), index.view(view).isFrontal()))
                    .toList();
            studies.add(new StudySample(index.id(study), index.patientId(study), views, text(report, mask)));
        }
        return studies;
    }

    private List<Optional<Report>> reports(int[] items) {
        try {
            return workspace.reports(index, items);
        } catch (WorkspaceException unreadable) {
            throw new LostDataException("The reports of the workspace can no longer be read.", unreadable);
        }
    }

    /** All reports, read page by page: a tokenizer can be trained on more than fits in memory. */
    public Iterable<String> texts() {
        return () -> IntStream.iterate(0, from -> from < size(), from -> from + PAGE).boxed()
                .flatMap(from -> page(from).stream()).iterator();
    }

    /** The same to learn a vocabulary from: words of one patient alone, as names are, are spelled letter by letter. */
    public Iterable<String> vocabularyTexts() {
        CommonWords words = new CommonWords();
        for (int from = 0; from < size(); from += PAGE) {
            List<String> page = page(from);
            for (int i = 0; i < page.size(); i++) {
                words.add(index.patientId(from + i), page.get(i));
            }
        }
        return () -> StreamSupport.stream(texts().spliterator(), false).map(words::spelled).iterator();
    }

    private List<String> page(int from) {
        int[] items = IntStream.range(from, Math.min(size(), from + PAGE)).toArray();
        return reports(items).stream().map(report -> report.map(found -> text(found, mask)).orElse("")).toList();
    }

    /**
     * The radiographs whose mean the network subtracts: the frontal ones, which fine-tuning reads, or all where none is. A mean
     * over frontal and lateral views resembles neither and leaves in every picture a pattern stronger than any finding.
     *
     * @param most radiographs, from the first
     * @return their keys
     */
    public List<String> meant(int most) {
        int[] frontal = IntStream.range(0, index.radiographs()).filter(view -> index.view(view).isFrontal()).limit(most)
                .toArray();
        int[] taken = frontal.length > 0 ? frontal : IntStream.range(0, index.radiographs()).limit(most).toArray();
        return Arrays.stream(taken).mapToObj(index::radiographId).toList();
    }
}
