package org.refers.model.dicom;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The side of a decoding process: frames come one after another, and each is answered. */
public final class DecodeServer {

    /** Longer than the other side waits: it ends this process, and only if it is gone this one does. */
    private static final long GRACE = 2_000;

    private final List<PixelDecoder> decoders;
    private final Runnable end;

    /**
     * Prepares a server with the program's own decoders.
     *
     * @param end ends the process at once; called when a frame takes longer than anybody waits
     */
    public DecodeServer(Runnable end) {
        this(PixelData.own(), end);
    }

    DecodeServer(List<PixelDecoder> decoders, Runnable end) {
        this.decoders = List.copyOf(decoders);
        this.end = end;
    }

    /** Answers until the input ends. */
    public void serve(InputStream requests, OutputStream answers) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(requests, 1 << 16));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers, 1 << 16));
        AtomicInteger answered = new AtomicInteger();
        while (true) {
            int version;
            try {
                version = in.readInt();
            } catch (EOFException over) {
                return;
            }
            DecodeWire.Request request = DecodeWire.request(version, in);
            int number = answered.get();
            Executor later = CompletableFuture.delayedExecutor(request.milliseconds() + GRACE, TimeUnit.MILLISECONDS);
            later.execute(() -> {
                if (answered.get() == number) {
                    end.run();
                }
            });
            answer(request, out);
            answered.incrementAndGet();
        }
    }

    private void answer(DecodeWire.Request request, DataOutputStream out) throws IOException {
        try {
            DecodeWire.write(decoder(request.syntax()).decode(request.stream(), request.format()), out);
        } catch (DicomException refusal) {
            DecodeWire.write(refusal, out);
        }
    }

    private PixelDecoder decoder(TransferSyntax syntax) throws DicomException {
        return decoders.stream().filter(decoder -> decoder.syntaxes().contains(syntax)).findFirst()
                .orElseThrow(() -> new DicomException("is compressed as " + syntax.title()
                        + ", which this program does not decode; convert it to uncompressed DICOM"));
    }
}
