package org.refers.training.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.refers.model.store.AtomicFiles;
import org.refers.training.predict.ModelException;
import org.refers.training.weights.WeightCatalog.Published;
import org.refers.training.weights.WeightImporter.Imported;

/**
 * Fetches published weights and makes a model file of them. The only place of the program that goes to the network, and
 * only when a user asks for it by name.
 */
public final class WeightFetch {

    /** Of a SavedModel, all that the weights and the vocabulary are in. */
    private static final List<String> WANTED = List.of("variables/variables.index",
            "variables/variables.data-00000-of-00001", "assets/vocab.txt");
    private static final long MEGABYTE = 1_000_000;
    /** Megabytes between two words on progress. */
    private static final long PROGRESS = 40;

    private final Published published;
    private final Consumer<String> tell;
    private long told = -1;

    /**
     * Creates a fetch.
     *
     * @param tell receives sentences on progress
     */
    public WeightFetch(Published published, Consumer<String> tell) {
        this.published = published;
        this.tell = tell;
    }

    /**
     * What was fetched.
     *
     * @param model the model file
     * @param imported what it holds
     */
    public record Fetched(Path model, Imported imported) {
    }

    /**
     * Fetches into a folder, which is made if it is not there: {@code NAME.safetensors} and {@code NAME.txt}, which tells
     * where it comes from.
     *
     * @param local a Maven repository on this machine that may have the file already
     * @throws ModelException with a sentence for people
     */
    public Fetched into(Path folder, Optional<Path> local) throws ModelException {
        Path model = folder.resolve(published.name() + ".safetensors");
        Path unpacked = folder.resolve(published.name() + ".unpacked");
        try {
            Files.createDirectories(folder);
            Path archive = archive(folder, local);
            tell.accept("Unpacking.");
            unpack(archive, unpacked);
            tell.accept("Giving the weights their names here.");
            Imported imported = WeightImporter.run(new WeightImporter.Request(unpacked, model, published.preset(),
                    Optional.of(published.size()), OptionalInt.empty(), Optional.empty(), List.of()), known());
            AtomicFiles.writeString(folder.resolve(published.name() + ".txt"), origin());
            if (archive.startsWith(folder)) {
                Files.delete(archive);
            }
            return new Fetched(model, imported);
        } catch (Download.UnreachableException unreachable) {
            throw new ModelException(published.address().getHost() + " cannot be reached; without a network, fetch "
                    + published.address() + " elsewhere, put it into " + folder + " and run the command again.",
                    unreachable);
        } catch (IOException failed) {
            throw new ModelException(published.name() + " cannot be fetched: " + failed.getMessage() + ".", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ModelException("The download was stopped; run the command again, it goes on from there.",
                    stopped);
        } finally {
            forget(unpacked);
        }
    }

    private Path archive(Path folder, Optional<Path> local) throws IOException, InterruptedException {
        Download download = new Download(published.address(), published.bytes(),
                published.sha256());
        Optional<Path> there = local.map(repository -> repository.resolve(published.path()))
                .filter(Files::isRegularFile);
        if (there.isPresent() && download.isWhole(there.get())) {
            tell.accept("Taking " + there.get() + ", which is whole.");
            return there.get();
        }
        Path archive = folder.resolve(published.fileName());
        tell.accept("Fetching " + published.address() + " (" + published.bytes() / MEGABYTE + " MB).");
        download.to(archive, this::progress);
        return archive;
    }

    private void progress(long bytes) {
        long step = bytes / (PROGRESS * MEGABYTE);
        if (step > told) {
            told = step;
            tell.accept(bytes / MEGABYTE + " of " + published.bytes() / MEGABYTE + " MB");
        }
    }

    /** The archive's digest is known, so its sizes can be trusted; its names are taken from a list all the same. */
    private void unpack(Path archive, Path to) throws IOException {
        try (ZipFile outer = new ZipFile(archive.toFile())) {
            ZipEntry inner = outer.getEntry(published.entry());
            if (inner == null) {
                throw new IOException("the archive holds no " + published.entry());
            }
            try (ZipInputStream zip = new ZipInputStream(outer.getInputStream(inner))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (WANTED.contains(entry.getName())) {
                        Path file = to.resolve(entry.getName());
                        Files.createDirectories(file.resolveSibling(""));
                        Files.deleteIfExists(file);
                        Files.copy(zip, file);
                    }
                }
            }
        }
    }

    private WeightOrigin known() {
        return new WeightOrigin(Optional.of("%s (%s), from %s, SHA-256 %s".formatted(published.name(),
                published.what(), published.address(), published.sha256())), Optional.of(published.licence()));
    }

    private String origin() {
        return """
                %s
                %s
                Licence: %s
                From: %s
                SHA-256 of that file: %s
                """.formatted(published.name(), published.what(), published.licence(), published.address(),
                published.sha256());
    }

    private static void forget(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException kept) {
            // What could not be deleted is written over by the next attempt.
        }
    }
}
