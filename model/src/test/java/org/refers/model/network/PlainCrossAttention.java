package org.refers.model.network;

import ai.djl.ndarray.NDArray;

/**
 * The first layer's attention of a report's first token to the patches, by plain loops over the parameters: that token
 * attends to itself alone, so that its self attention is its own value.
 */
final class PlainCrossAttention {

    private final ParameterSet parameters;
    private final ReportConfig config;

    PlainCrossAttention(RefersNetwork network) {
        parameters = network.parameters();
        config = network.config().report();
    }

    /** Weights of every head, one head after the other, of a token over the S patches of a study (1, S, U). */
    float[] firstToken(NDArray memory, int token) {
        int patches = Math.toIntExact(memory.getShape().get(1));
        int width = Math.toIntExact(config.width());
        double[] state = state(token, width);
        double[] query = packed("multihead_attn", 0, state, width);
        float[] flat = memory.toFloatArray();
        int from = flat.length / patches;
        int head = width / config.heads();
        double[][] scores = new double[config.heads()][patches];
        for (int p = 0; p < patches; p++) {
            double[] patch = new double[from];
            for (int i = 0; i < from; i++) {
                patch[i] = flat[p * from + i];
            }
            double[] key = packed("multihead_attn", 1, linear("visual_projection", patch, width), width);
            for (int i = 0; i < width; i++) {
                scores[i / head][p] += query[i] * key[i] / Math.sqrt(head);
            }
        }
        float[] weights = new float[config.heads() * patches];
        for (int h = 0; h < config.heads(); h++) {
            double sum = 0;
            for (int p = 0; p < patches; p++) {
                sum += Math.exp(scores[h][p]);
            }
            for (int p = 0; p < patches; p++) {
                weights[h * patches + p] = (float) (Math.exp(scores[h][p]) / sum);
            }
        }
        return weights;
    }

    private double[] state(int token, int width) {
        float[] words = values("word_embed.weight");
        float[] positions = values("pos_embed.weight");
        double[] x = new double[width];
        for (int i = 0; i < width; i++) {
            x[i] = words[token * width + i] + positions[i];
        }
        x = norm("embed_norm", x, config.embedNormEps());
        double[] value = packed("self_attn", 2, x, width);
        double[] attended = linear("layers.0.self_attn.out_proj", value, width);
        for (int i = 0; i < width; i++) {
            attended[i] += x[i];
        }
        return norm("layers.0.norm1", attended, config.form().layerNormEps());
    }

    private float[] values(String name) {
        return parameters.values(ParameterLayout.REPORT + "." + name);
    }

    private double[] packed(String attention, int part, double[] x, int width) {
        return times(values("layers.0." + attention + ".in_proj_weight"),
                values("layers.0." + attention + ".in_proj_bias"), part * width, x, width);
    }

    private double[] linear(String name, double[] x, int width) {
        return times(values(name + ".weight"), values(name + ".bias"), 0, x, width);
    }

    private static double[] times(float[] weight, float[] bias, int firstRow, double[] x, int rows) {
        double[] out = new double[rows];
        for (int row = 0; row < rows; row++) {
            out[row] = bias[firstRow + row];
            for (int i = 0; i < x.length; i++) {
                out[row] += weight[(firstRow + row) * x.length + i] * x[i];
            }
        }
        return out;
    }

    private double[] norm(String name, double[] x, double eps) {
        float[] weight = values(name + ".weight");
        float[] bias = values(name + ".bias");
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = (x[i] - mean) / Math.sqrt(variance + eps) * weight[i] + bias[i];
        }
        return out;
    }
}
