package org.refers.model.dicom;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The side of a decoding process: frames come one after another, and each is answered. While one is decoded, the other side is
 * told how far it is, and may say that nobody waits for it.
 */
public final class DecodeServer {

    /** Longer than the other side waits: it ends this process, and only if it is gone this one does. */
    private static final long GRACE = 2_000;
    /** Ten times a second is more than anybody reads, and little beside a frame's samples. */
    private static final long PROGRESS_NANOSECONDS = 100_000_000;

    private final List<PixelDecoder> decoders;
    private final Runnable end;

    /**
     * Prepares a server with the program's own decoders.
     *
     * @param end ends the process at once; called when a frame takes longer than anybody waits, or its decoder fails
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
        ExecutorService decoding = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("decode").daemon().factory());
        Job job = new Job();
        try {
            while (true) {
                int version;
                try {
                    version = in.readInt();
                } catch (EOFException over) {
                    return;
                }
                Optional<DecodeWire.Request> request = DecodeWire.request(version, in);
                if (request.isEmpty()) {
                    job.unwanted = true;
                } else {
                    job = new Job();
                    begin(job, request.get(), out, decoding);
                }
            }
        } finally {
            decoding.shutdownNow();
        }
    }

    /** A frame that is being decoded. */
    private static final class Job {

        private volatile boolean unwanted;
        private volatile boolean answered;
        private long told;

        /** Tells how far it is, if that is some time ago; the decoder calls this from one thread at a time. */
        synchronized boolean tell(double share, DataOutputStream out) {
            long now = System.nanoTime();
            if (!unwanted && now - told >= PROGRESS_NANOSECONDS) {
                told = now;
                try {
                    DecodeWire.writeProgress(share, out);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            }
            return !unwanted;
        }
    }

    private void begin(Job job, DecodeWire.Request request, DataOutputStream out, ExecutorService decoding) {
        CompletableFuture.delayedExecutor(request.milliseconds() + GRACE, TimeUnit.MILLISECONDS).execute(() -> {
            if (!job.answered) {
                end.run();
            }
        });
        decoding.execute(() -> {
            try {
                answer(job, request, out);
                job.answered = true;
            } finally {
                // Whatever else a decoder throws, the other side waits for: it is to know at once.
                if (!job.answered) {
                    end.run();
                }
            }
        });
    }

    private void answer(Job job, DecodeWire.Request request, DataOutputStream out) {
        try {
            try {
                job.tell(0, out);
                DecodeWire.write(decoder(request.syntax()).decode(request.syntax(), request.stream(), request.format(),
                        share -> job.tell(share, out)), out);
            } catch (DicomException refusal) {
                DecodeWire.write(refusal, out);
            } catch (CancellationException stopped) {
                DecodeWire.writeStopped(out);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private PixelDecoder decoder(TransferSyntax syntax) throws DicomException {
        return decoders.stream().filter(decoder -> decoder.syntaxes().contains(syntax)).findFirst()
                .orElseThrow(() -> new DicomException("is compressed as " + syntax.title()
                        + ", which this program does not decode; convert it to uncompressed DICOM"));
    }
}
