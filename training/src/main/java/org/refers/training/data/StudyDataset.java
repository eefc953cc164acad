package org.refers.training.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refers.model.text.TokenBatch;
import org.refers.training.data.PictureInput.Place;

/**
 * The studies of one side of the split, made into batches. What a study's sample looks like follows from the seed, the
 * epoch and the study alone.
 */
public final class StudyDataset {

    private final StudySource studies;
    private final PictureSet pictures;
    private final PictureInput input;
    private final StudyTexts texts;

    /** Creates a dataset; reports and pictures are read when a batch is made. */
    public StudyDataset(StudySource studies, PictureSet pictures, PictureInput input, StudyTexts texts) {
        this.studies = studies;
        this.pictures = pictures;
        this.input = input;
        this.texts = texts;
    }

    /** Number of studies. */
    public int size() {
        return studies.size();
    }

    /** How training samples are drawn. */
    public record Drawing(int views, ViewSampler sampler, Augmentation augmentation, long seed) {
    }

    /** A training batch: views drawn, pictures changed, one flip decision a study. */
    public StudySamples draw(int[] items, long epoch, Drawing drawing) {
        Batch batch = new Batch(input);
        for (StudySample study : studies.take(items)) {
            SplittableRandom random = Seeds.random(drawing.seed(), "study", epoch, study.id());
            boolean mirrored = drawing.augmentation().drawFlip(random);
            int[] views = drawing.sampler().draw(study.views().size(), drawing.views(), random);
            addViews(batch, study, views, drawing, mirrored, random);
            batch.addReport(study, mirrored);
        }
        return batch.finish();
    }

    private static void addViews(Batch batch, StudySample study, int[] views, Drawing drawing, boolean mirrored,
            SplittableRandom random) {
        Map<Integer, Integer> rows = new HashMap<>();
        for (int view : views) {
            StudySample.View radiograph = study.views().get(view);
            boolean repeat = drawing.sampler() == ViewSampler.WITHOUT_REPLACEMENT;
            Integer row = repeat ? rows.get(view) : null;
            if (row == null) {
                row = batch.addImage(radiograph.id(),
                        drawing.augmentation().draw(mirrored && radiograph.frontal(), random));
                rows.put(view, row);
            }
            batch.views.add(row);
        }
    }

    /** A batch as evaluation sees it: nothing drawn, nothing changed. */
    public StudySamples evaluation(int from, int to, int wantedViews) {
        // Evaluation does not depend on the device.
        Batch batch = new Batch(input.at(Place.HOST));
        for (StudySample study : studies.take(IntStream.range(from, to).toArray())) {
            int[] views = ViewSampler.first(study.views().size(), wantedViews);
            Map<Integer, Integer> rows = new HashMap<>();
            for (int view : views) {
                batch.views.add(rows.computeIfAbsent(view,
                        index -> batch.addImage(study.views().get(index).id(), input.evaluation())));
            }
            batch.addReport(study, false);
        }
        return batch.finish();
    }

    /** A batch while it is put together. */
    private final class Batch {

        private final PictureInput where;
        private final List<String> ids = new ArrayList<>();
        private final List<PictureTransform> transforms = new ArrayList<>();
        private final List<Integer> views = new ArrayList<>();
        private final List<int[]> reports = new ArrayList<>();
        private final List<int[]> words = new ArrayList<>();

        Batch(PictureInput where) {
            this.where = where;
        }

        int addImage(String id, PictureTransform transform) {
            ids.add(id);
            transforms.add(transform);
            return ids.size() - 1;
        }

        void addReport(StudySample study, boolean mirrored) {
            reports.add(texts.reportTokens(study.report(), mirrored));
            words.add(texts.textTokens(study.report(), mirrored));
        }

        StudySamples finish() {
            InputPictures shown = where.drawn(ids.stream().map(pictures::get).toList(), transforms);
            return new StudySamples(shown, views.stream().mapToLong(Integer::longValue).toArray(),
                    TokenBatch.of(reports, texts.report().special().pad()), TokenBatch.of(words, texts.text().pad()));
        }
    }
}
