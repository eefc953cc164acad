package org.refers.model.network;

import java.util.List;
import org.refers.model.network.ReportConfig.SpecialTokens;

/** The three sizes of the network that are offered by name. */
public enum Size {
    /** 64 pixels: learns in minutes on one processor core. */
    TINY,
    /** 128 pixels: an evening on a processor, minutes on a graphics card. */
    SMALL,
    /** 224 pixels and the widths of ViT-B/16 and BERT-base: the published size. */
    BASE;

    /** Grey values of natural photographs, which the released code subtracts and published weights expect. */
    private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);

    /** Longest report in tokens; the article does not say, the released code cuts at 100. */
    private static final int REPORT_LENGTH = 100;

    NetworkConfig config(Preset preset, int reportVocabulary, int textVocabulary) {
        boolean paper = preset == Preset.PAPER;
        return new NetworkConfig(preset, radiograph(paper), study(paper),
                new ClassifierConfig(1, paper ? ClassifierInput.MEAN : ClassifierInput.TOKEN), report(reportVocabulary),
                text(textVocabulary), objective(paper), regularization(), pixels());
    }

    private RadiographConfig radiograph(boolean paper) {
        BlockForm form = new BlockForm(paper ? Activation.RELU : Activation.GELU, 1e-6);
        PositionMode position = paper ? PositionMode.CONCAT : PositionMode.ADD;
        return switch (this) {
            case TINY -> new RadiographConfig(64, 8, 1, 64, 3, 4, 128, position, form);
            case SMALL -> new RadiographConfig(128, 8, 1, 192, 6, 6, 768, position, form);
            case BASE -> new RadiographConfig(224, 16, 3, 768, 12, 12, 3072, position, form);
        };
    }

    /** Three views: the article draws three radiographs a study. */
    private static StudyConfig study(boolean paper) {
        return paper
                ? new StudyConfig(3, Aggregation.CONCAT, ViewFeature.MEAN, Fusion.SOFTMAX_MLP, Activation.RELU,
                        StudyVector.WEIGHTED)
                : new StudyConfig(3, Aggregation.ADD, ViewFeature.TOKEN, Fusion.SIGMOID_GATES, Activation.RELU,
                        StudyVector.TOKEN);
    }

    private ReportConfig report(int vocabulary) {
        // Padding, start and end as the report tokenizers number them.
        SpecialTokens tokens = new SpecialTokens(0, 1, 2);
        BlockForm form = new BlockForm(Activation.GELU, 1e-5);
        return switch (this) {
            case TINY -> new ReportConfig(64, 1, 4, 128, vocabulary, REPORT_LENGTH, tokens, form, 1e-8);
            case SMALL -> new ReportConfig(256, 1, 8, 1024, vocabulary, REPORT_LENGTH, tokens, form, 1e-8);
            case BASE -> new ReportConfig(1024, 1, 16, 4096, vocabulary, REPORT_LENGTH, tokens, form, 1e-8);
        };
    }

    private TextConfig text(int vocabulary) {
        BlockForm form = new BlockForm(Activation.GELU, 1e-12);
        return switch (this) {
            case TINY -> new TextConfig(vocabulary, 48, 2, 4, 192, 128, 2, form);
            case SMALL -> new TextConfig(vocabulary, 256, 4, 8, 1024, 128, 2, form);
            case BASE -> new TextConfig(vocabulary, 768, 12, 12, 3072, 512, 2, form);
        };
    }

    /** Temperature 0.1 is the released code's; the article names none. */
    private static ObjectiveConfig objective(boolean paper) {
        return paper
                ? new ObjectiveConfig(0.1, 1, 0, true, 1, 1)
                : new ObjectiveConfig(0.1, 0.75, 0.25, false, 1, 1);
    }

    /**
     * At the tiny size half the patches are dropped, which nearly doubled the steps and helped in trials; dropout is off
     * there, since minutes of training underfit and drawing its random numbers took a quarter of each step.
     */
    private RegularizationConfig regularization() {
        return this == TINY ? new RegularizationConfig(0, 0, 0, 0.5) : new RegularizationConfig(0.1, 0.1, 0.1, 1);
    }

    /** The grey sizes learn from scratch: standardised pictures without the mean picture learned best in trials. */
    private PixelConfig pixels() {
        if (this == BASE) {
            return new PixelConfig(false, IMAGENET_MEAN, IMAGENET_DEVIATION, false);
        }
        return new PixelConfig(true, List.of(0.5), List.of(0.25), true);
    }
}
