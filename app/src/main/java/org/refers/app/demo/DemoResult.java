package org.refers.app.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demo found, as {@code demo.json} and {@code --json} show it. A figure that cannot be had, such as an AUROC of
 * a test set with one sign only, is null.
 *
 * @param studies sample studies made
 * @param pretrain the pre-training
 * @param finetune one row a pair of label ratio and start
 * @param localisation maps of the classifier that was fine-tuned from pre-trained weights on all labels
 * @param report reports that the pre-trained model wrote for test studies
 * @param seconds the whole demo took
 */
public record DemoResult(int studies, Pretrain pretrain, List<Finetune> finetune, Localisation localisation,
        Reports report, double seconds) {

    /** The pre-training: steps, total training loss of the first and the last step, radiographs a second. */
    public record Pretrain(long steps, @Nullable Double lossFirst, @Nullable Double lossLast, double imagesPerSecond) {
    }

    /**
     * Fine-tuning at one label ratio from one start.
     *
     * @param labelRatio share of the labelled training radiographs
     * @param init {@code pretrained} or {@code random}
     * @param auroc mean over the seeds of the mean over findings, on test
     * @param aurocSeeds the same for each seed
     * @param nTrain radiographs trained on, of the first seed
     * @param nTest radiographs tested on
     * @param lr learning rate, chosen on validation
     */
    public record Finetune(double labelRatio, String init, @Nullable Double auroc, List<Double> aurocSeeds, int nTrain,
            int nTest, String lr) {
    }

    /**
     * How well a map finds findings.
     *
     * @param meanIou mean IoU with the readers' boxes
     * @param hitRate share of cases whose highest pixel lies in a box
     * @param boxes boxes compared
     */
    public record Figures(double meanIou, double hitRate, int boxes) {
    }

    /**
     * All maps.
     *
     * @param map the map that did best on validation
     * @param boxes boxes compared on test
     * @param meanIou of the chosen map
     * @param hitRate of the chosen map
     * @param perFinding figures of the chosen map, by finding
     * @param allMaps figures of every map, by its name
     */
    public record Localisation(String map, int boxes, double meanIou, double hitRate, Map<String, Figures> perFinding,
            Map<String, Figures> allMaps) {
    }

    /** Generated reports against the radiologists': BLEU-4, F1 over findings, share of right sides, studies. */
    public record Reports(double bleu4, @Nullable Double findingF1, @Nullable Double sideAccuracy, int studies) {
    }
}
