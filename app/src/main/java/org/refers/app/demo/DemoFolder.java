package org.refers.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the demo puts things. */
public record DemoFolder(Path root) {

    /** Synthetic studies. */
    public Path sampleData() {
        return root.resolve("sample-data");
    }

    /** The workspace over them. */
    public Path workspace() {
        return root.resolve("workspace");
    }

    /** All run folders. */
    public Path runs() {
        return root.resolve("runs");
    }

    Path pretraining() {
        return runs().resolve("pretrain");
    }

    Path finetuning(double share, String init, String detail) {
        return runs().resolve(String.format(Locale.ROOT, "finetune-%03.0f-%s-%s", share * 100, init, detail));
    }

    Path overlays() {
        return root.resolve("explain");
    }

    Path reports() {
        return root.resolve("reports.csv");
    }

    /** The result. */
    public Path result() {
        return root.resolve("demo.json");
    }

    /** Whether something lies here already. */
    boolean isUsed() throws IOException {
        if (!Files.exists(root)) {
            return false;
        }
        if (!Files.isDirectory(root)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(root)) {
            return inside.findAny().isPresent();
        }
    }
}
