package org.refers.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.ObjectiveConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.RefersNetwork;
import org.refers.model.network.ReportBatch;
import org.refers.model.network.Scalars;
import org.refers.model.network.StudyBatch;
import org.refers.model.network.StudyEncoding;

/** The cross-supervised objective: contrast of studies with reports plus generation of reports. */
public final class PretrainingObjective {

    private final RefersNetwork network;
    private final ObjectiveConfig config;
    private final ContrastiveLoss contrastive;
    private final ReportLoss report;

    /**
     * Creates the objective of a network. Parts that a zero weight leaves out are frozen: their gradient would be zero,
     * and weight decay alone must not shrink them.
     */
    public PretrainingObjective(RefersNetwork network, Kernels kernels) {
        this.network = network;
        this.config = network.config().objective();
        if (config.contrastWeight() == 0 && config.languageWeight() == 0) {
            throw new IllegalArgumentException("contrast_weight and language_weight are both 0: nothing to learn");
        }
        this.contrastive = new ContrastiveLoss(config, kernels);
        this.report = new ReportLoss(network.config().report().tokens().pad(), kernels);
        freezeUnused();
    }

    private void freezeUnused() {
        if (config.contrastWeight() == 0) {
            network.parameters().freeze(name -> name.startsWith(ParameterLayout.TEXT + ".")
                    || name.startsWith(ParameterLayout.TEXT_PROJECTION + "."));
        }
        if (config.languageWeight() == 0) {
            network.parameters().freeze(name -> name.startsWith(ParameterLayout.REPORT + "."));
        }
    }

    /** The loss of a batch. */
    public PretrainingLoss evaluate(StudyBatch studies, ReportBatch reports, Mode mode) {
        StudyEncoding encoding = network.encodeStudies(studies, mode);
        Optional<NDArray> similarity = config.contrastWeight() == 0
                ? Optional.empty()
                : Optional.of(contrastive.similarity(encoding.studyVector(),
                        network.encodeText(reports.textIds(), reports.textMask(), mode)));
        Optional<NDArray> contrast = similarity.map(contrastive::evaluate);
        Optional<NDArray> language = config.languageWeight() == 0
                ? Optional.empty()
                : Optional.of(language(encoding, reports, mode));
        return new PretrainingLoss(sum(contrast, language), contrast, language, similarity);
    }

    /** The last token predicts nothing, so it is not decoded. */
    private NDArray language(StudyEncoding encoding, ReportBatch reports, Mode mode) {
        long inputs = reports.tokens().getShape().get(1) - 1;
        NDArray input = reports.tokens().split(new long[]{inputs}, 1).get(0);
        return report.evaluate(network.score(encoding, input, reports.lengths(), mode), reports.tokens(), mode);
    }

    private NDArray sum(Optional<NDArray> contrast, Optional<NDArray> language) {
        Optional<NDArray> first = contrast.map(loss -> Scalars.mul(loss, config.contrastWeight()));
        Optional<NDArray> second = language.map(loss -> Scalars.mul(loss, config.languageWeight()));
        if (first.isPresent() && second.isPresent()) {
            return first.get().add(second.get());
        }
        return first.or(() -> second).orElseThrow();
    }
}
