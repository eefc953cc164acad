package org.refers.training.predict;

import ai.djl.ndarray.NDManager;
import org.refers.model.network.RefersNetwork;
import org.refers.model.text.ReportTokenizer;
import org.refers.training.data.PictureInput;

/** A pre-trained network with what is needed to write reports with it. One thread at a time. */
public final class LoadedPretraining implements AutoCloseable {

    private final NDManager manager;
    private final RefersNetwork network;
    private final ReportTokenizer tokenizer;
    private final Preprocessing preprocessing;

    LoadedPretraining(NDManager manager, RefersNetwork network, ReportTokenizer tokenizer,
            Preprocessing preprocessing) {
        this.manager = manager;
        this.network = network;
        this.tokenizer = tokenizer;
        this.preprocessing = preprocessing;
    }

    /** The network. */
    public RefersNetwork network() {
        return network;
    }

    /** Tokenizer of the reports it writes. */
    public ReportTokenizer tokenizer() {
        return tokenizer;
    }

    /** How radiographs become its input. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** From cached pictures to input values. */
    public PictureInput pictureInput() {
        return preprocessing.input(network.config());
    }

    @Override
    public void close() {
        network.parameters().close();
        manager.close();
    }
}
