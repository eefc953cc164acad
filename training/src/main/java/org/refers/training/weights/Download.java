package org.refers.training.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.refers.training.store.FileDigest;

/**
 * Fetches one file over the network, going on where an earlier attempt broke off, and keeps it only if its digest is the
 * expected one.
 */
final class Download {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHUNK = 1 << 16;
    private static final int PARTIAL_CONTENT = 206;
    private static final int OK = 200;

    private final URI address;
    private final long bytes;
    private final String sha256;

    /** Nobody answers at the address: there is no network, or none that leads there. */
    static final class UnreachableException extends IOException {

        private static final long serialVersionUID = 1;

        private UnreachableException(IOException cause) {
            super(cause);
        }
    }

    /**
     * Creates a download.
     *
     * @param bytes the file's size
     * @param sha256 its digest, lower-case hexadecimal
     */
    Download(URI address, long bytes, String sha256) {
        this.address = address;
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /**
     * Fetches the file.
     *
     * @param progress receives the number of bytes that are there
     * @throws IOException with a clause for people
     */
    void to(Path target, LongConsumer progress) throws IOException, InterruptedException {
        if (isWhole(target)) {
            return;
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        long there = Files.isRegularFile(part) ? Files.size(part) : 0;
        if (there > bytes) {
            Files.delete(part);
            there = 0;
        }
        if (there < bytes) {
            try {
                fetch(part, there, progress);
            } catch (UnknownHostException | ConnectException | HttpTimeoutException nobody) {
                throw new UnreachableException(nobody);
            }
        }
        if (Files.size(part) != bytes) {
            throw new IOException("the connection broke after " + Files.size(part) + " of " + bytes
                    + " bytes; run the command again, it goes on from there");
        }
        if (!FileDigest.sha256(part).equals(sha256)) {
            Files.delete(part);
            throw new IOException("what " + address.getHost() + " sent is not the file that was published"
                    + " (its SHA-256 is another); it was deleted");
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether a file is there and is the one that was published. */
    boolean isWhole(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == bytes && FileDigest.sha256(file).equals(sha256);
    }

    private void fetch(Path part, long there, LongConsumer progress) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
        }
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(Redirect.NORMAL)
                .build()) {
            HttpResponse<InputStream> response = client.send(request.build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                boolean goesOn = response.statusCode() == PARTIAL_CONTENT;
                if (!goesOn && response.statusCode() != OK) {
                    throw new IOException(address.getHost() + " answered " + response.statusCode());
                }
                copy(in, part, goesOn ? there : 0, progress);
            }
        }
    }

    /** Copies until the end, a break or one byte too many; what came before a break stays for the next attempt. */
    private void copy(InputStream in, Path part, long from, LongConsumer progress) throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            long done = from;
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (done + count > bytes) {
                    throw new IOException(address.getHost() + " sends more than the " + bytes + " bytes published");
                }
                out.write(chunk, 0, count);
                done += count;
                progress.accept(done);
            }
        }
    }
}
