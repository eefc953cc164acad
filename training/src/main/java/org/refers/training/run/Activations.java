package org.refers.training.run;

import org.refers.model.network.NetworkConfig;
import org.refers.model.network.RadiographConfig;
import org.refers.model.network.ReportConfig;
import org.refers.model.network.TextConfig;
import org.refers.model.torch.Arithmetic;
import org.refers.model.torch.Precision;

/**
 * How many values a forward pass keeps for the backward pass, an item. The factors say how many tensors of a width a block
 * leaves behind; with dropout there are more, and attention that is masked or dropped keeps its weights as well. They were
 * set by the peak memory of {@code refers bench train} (decision 93), not by counting operators.
 */
final class Activations {

    private static final int PIXEL_COPIES = 4;
    /** What rounded products leave of the bytes a block keeps: its residual sums and normalisations stay single. */
    private static final double ROUNDED = 0.6;

    private final NetworkConfig config;
    private final Arithmetic arithmetic;

    Activations(NetworkConfig config, Arithmetic arithmetic) {
        this.config = config;
        this.arithmetic = arithmetic;
    }

    /** Of blocks in a row: where they are computed again, their inputs and what one of them keeps. */
    private long ofBlocks(long blocks, long block, long input) {
        return arithmetic.checkpointing() ? blocks * input + ofBlock(block) : blocks * ofBlock(block);
    }

    private long ofBlock(long block) {
        return arithmetic.precision() == Precision.BF16 ? Math.round(ROUNDED * block) : block;
    }

    /** Values of one radiograph. */
    long ofRadiograph() {
        RadiographConfig sizes = config.radiograph();
        long tokens = config.regularization().keptPatches(sizes.patches()) + 1L;
        boolean dropped = config.regularization().radiograph() > 0;
        long block = (dropped ? 14L : 10L) * sizes.width() + (dropped ? 5L : 3L) * sizes.mlpWidth();
        long around = (dropped ? 10L : 8L) * sizes.width();
        long pixels = (long) sizes.channels() * sizes.imageSize() * sizes.imageSize();
        return ofBlocks(sizes.depth(), tokens * block, tokens * sizes.width()) + tokens * around
                + PIXEL_COPIES * pixels;
    }

    /** Values of a study with its report. */
    long ofStudy() {
        long views = config.study().views();
        long memory = views * config.regularization().keptPatches(config.radiograph().patches());
        return views * ofRadiograph()
                + memory * (5L * config.patchWidth() + 6L * config.report().width())
                + ofReport(config.report().maxLength() - 1L, memory) + ofText(config.report().maxLength());
    }

    private long ofReport(long tokens, long memory) {
        ReportConfig sizes = config.report();
        boolean dropped = config.regularization().report() > 0;
        long layer = (dropped ? 31L : 25L) * sizes.width() + (dropped ? 4L : 3L) * sizes.mlpWidth();
        long weights = sizes.heads() * (dropped ? 4 * (tokens * tokens + tokens * memory) : tokens * tokens);
        return sizes.layers() * ofBlock(tokens * layer + weights);
    }

    private long ofText(long tokens) {
        TextConfig sizes = config.text();
        boolean dropped = config.regularization().text() > 0;
        long layer = (dropped ? 18L : 10L) * sizes.hiddenSize() + (dropped ? 4L : 2L) * sizes.intermediateSize();
        long weights = dropped ? 3L * sizes.heads() * tokens * tokens : 0;
        return ofBlocks(sizes.layers(), tokens * layer + weights, tokens * sizes.hiddenSize())
                + 8 * tokens * sizes.hiddenSize();
    }
}
