package org.refers.training.weights;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Downloads from a server on this machine that breaks off, lies and refuses. */
class DownloadTest {

    @TempDir
    private Path folder;

    private final byte[] content = new byte[300_000];
    private final List<String> ranges = new ArrayList<>();
    private HttpServer server;
    private byte[] served = content;
    private int breakAfter = Integer.MAX_VALUE;
    private int status = 200;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(served, Math.min(from, served.length), served.length);
        exchange.sendResponseHeaders(status != 200 ? status : range == null ? 200 : 206, rest.length);
        try (exchange) {
            exchange.getResponseBody().write(rest, 0, Math.min(rest.length, breakAfter));
        }
    }

    private Download download() throws Exception {
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/weights.jar");
        return new Download(address, content.length, digest);
    }

    @Test
    void aBrokenDownloadIsGoneOnWith() throws Exception {
        Path target = folder.resolve("weights.jar");
        breakAfter = 100_000;
        assertThrows(IOException.class, () -> download().to(target, bytes -> {
        }));
        assertFalse(Files.exists(target));
        long there = Files.size(folder.resolve("weights.jar.part"));
        assertTrue(there > 0 && there <= 100_000, () -> "kept " + there);
        breakAfter = Integer.MAX_VALUE;
        List<Long> seen = new ArrayList<>();
        download().to(target, seen::add);
        assertArrayEquals(content, Files.readAllBytes(target));
        assertEquals(List.of("null", "bytes=" + there + "-"), ranges);
        assertEquals(content.length, seen.getLast());
        assertFalse(Files.exists(folder.resolve("weights.jar.part")));
        download().to(target, bytes -> {
        });
        assertEquals(2, ranges.size(), "a whole file is not fetched again");
    }

    @Test
    void anotherFileIsNotKept() throws Exception {
        Path target = folder.resolve("weights.jar");
        served = content.clone();
        served[17] ^= 1;
        IOException refused = assertThrows(IOException.class, () -> download().to(target, bytes -> {
        }));
        assertTrue(String.valueOf(refused.getMessage()).contains("SHA-256"));
        assertFalse(Files.exists(target) || Files.exists(folder.resolve("weights.jar.part")));
    }

    @Test
    void moreThanWasPublishedIsNotTaken() throws Exception {
        served = Arrays.copyOf(content, content.length + 1);
        IOException refused = assertThrows(IOException.class,
                () -> download().to(folder.resolve("weights.jar"), bytes -> {
                }));
        assertTrue(String.valueOf(refused.getMessage()).contains("more than the 300000 bytes"));
    }

    @Test
    void aRefusalIsTold() throws Exception {
        status = 404;
        IOException refused = assertThrows(IOException.class,
                () -> download().to(folder.resolve("weights.jar"), bytes -> {
                }));
        assertEquals("127.0.0.1 answered 404", refused.getMessage());
    }
}
