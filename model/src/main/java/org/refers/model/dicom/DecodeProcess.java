package org.refers.model.dicom;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Decodes in processes of their own, whose memory is bounded and which are ended when a frame takes too long: what trusts its
 * input may fail there without harm. A process is started when it is first needed and kept for the frames to come; it ends
 * when this one does. A frame on which a process dies is refused; the next one gets a new process.
 */
public final class DecodeProcess implements PixelDecoder, AutoCloseable {

    /** A film of 50 megapixels may take long on a slow machine, and is no reason to give up. */
    private static final double SECONDS_PER_MEGAPIXEL = 2;
    /** A decoder looks every few milliseconds whether anybody waits; one that does not is ended with its process. */
    private static final long STOP_MILLISECONDS = 1_000;
    /** Each holds a decoder's memory. */
    private static final int MOST_PROCESSES = 4;

    private final Set<TransferSyntax> syntaxes;
    private final List<String> command;
    private final Consumer<Map<String, String>> environment;
    private final Duration least;
    private final Semaphore places = new Semaphore(
            Math.min(MOST_PROCESSES, Runtime.getRuntime().availableProcessors()));
    private final Deque<Child> idle = new ArrayDeque<>();

    /**
     * Prepares decoding; nothing is started yet.
     *
     * @param syntaxes what is decoded there
     * @param command starts a process that runs a {@link DecodeServer} on its standard input and output
     * @param environment makes this process's environment fit for it
     * @param least how long a frame may take at least; large ones may take two seconds a megapixel
     */
    public DecodeProcess(Set<TransferSyntax> syntaxes, List<String> command,
            Consumer<Map<String, String>> environment, Duration least) {
        this.syntaxes = Set.copyOf(syntaxes);
        this.command = List.copyOf(command);
        this.environment = environment;
        this.least = least;
    }

    @Override
    public Set<TransferSyntax> syntaxes() {
        return syntaxes;
    }

    @Override
    public boolean isPreferred() {
        return true;
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        throw new UnsupportedOperationException("the process needs to know the syntax");
    }

    @Override
    public Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format) throws DicomException {
        return decode(syntax, stream, format, DecodeWatch.NONE);
    }

    @Override
    public Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format, DecodeWatch watch)
            throws DicomException {
        long milliseconds = Math.max(least.toMillis(), Math.round(SECONDS_PER_MEGAPIXEL * format.frameSamples() / 1e3));
        DecodeWire.Request request = new DecodeWire.Request(syntax, format, stream, milliseconds);
        places.acquireUninterruptibly();
        try {
            return decode(request, watch);
        } finally {
            places.release();
        }
    }

    private Decoded decode(DecodeWire.Request request, DecodeWatch watch) throws DicomException {
        Child child = child();
        boolean sound = false;
        try {
            Decoded decoded = child.decode(request, watch);
            sound = true;
            return decoded;
        } catch (DicomException refusal) {
            sound = true;
            throw refusal;
        } catch (CancellationException stopped) {
            sound = !child.ended.get();
            throw stopped;
        } catch (IOException broken) {
            throw new DicomException(child.ended.get()
                    ? "could not be decoded within " + request.milliseconds() / 1000
                            + " s and was given up; convert it to uncompressed DICOM"
                    : "could not be decoded: the decoder ran out of its memory or failed; convert it to uncompressed"
                            + " DICOM",
                    broken);
        } finally {
            if (sound) {
                keep(child);
            } else {
                child.close();
            }
        }
    }

    private Child child() throws DicomException {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                Child kept = idle.pop();
                if (kept.process.isAlive()) {
                    return kept;
                }
                kept.close();
            }
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
            environment.accept(builder.environment());
            return new Child(builder.start());
        } catch (IOException impossible) {
            throw new DicomException("needs a process of its own to be decoded in, which could not be started",
                    impossible);
        }
    }

    private void keep(Child child) {
        synchronized (idle) {
            idle.push(child);
        }
    }

    /** Ends the processes that wait; one that decodes ends by itself. */
    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(Child::close);
            idle.clear();
        }
    }

    /** One process and the pipes to it. */
    private static final class Child {

        private final Process process;
        private final DataInputStream in;
        private final DataOutputStream out;
        private final AtomicBoolean ended = new AtomicBoolean();

        Child(Process process) {
            this.process = process;
            this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
            this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        }

        Decoded decode(DecodeWire.Request request, DecodeWatch watch) throws IOException, DicomException {
            AtomicBoolean answered = new AtomicBoolean();
            AtomicBoolean unwanted = new AtomicBoolean();
            endAfter(request.milliseconds(), answered);
            try {
                DecodeWire.write(request, out);
                return DecodeWire.answer(in, request.format(), share -> {
                    if (!watch.goesOn(share) && unwanted.compareAndSet(false, true)) {
                        DecodeWire.writeStop(out);
                        endAfter(STOP_MILLISECONDS, answered);
                    }
                });
            } catch (IOException broken) {
                if (unwanted.get()) {
                    ended.set(true);
                    throw new CancellationException("nobody waits for the picture");
                }
                throw broken;
            } finally {
                answered.set(true);
            }
        }

        private void endAfter(long milliseconds, AtomicBoolean answered) {
            CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS).execute(() -> {
                if (!answered.get()) {
                    ended.set(true);
                    process.destroyForcibly();
                }
            });
        }

        void close() {
            process.destroyForcibly();
        }
    }
}
