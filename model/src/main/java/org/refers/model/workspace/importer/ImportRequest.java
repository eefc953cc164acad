package org.refers.model.workspace.importer;

import java.nio.file.Path;
import java.util.Optional;
import org.refers.model.workspace.SplitShares;

/**
 * What to import.
 *
 * @param source folder, or for kind csv also a table
 * @param kind name of an importer, or {@code auto}
 * @param splits folder of split lists, for data sets without official ones
 * @param reports folder of report texts to be paired with studies
 * @param shares how patients without a list are shared out
 * @param seed of that draw
 * @param threads files read at the same time, at least 1
 * @param language of the reports: {@code auto}, a code such as {@code de}, or a table of report words
 */
public record ImportRequest(Path source, String kind, Optional<Path> splits, Optional<Path> reports, SplitShares shares,
        long seed, int threads, String language) {

    /** Detect the kind from what lies in the folder. */
    public static final String AUTO = "auto";

    /** Seed of the draw where the user names none: with it everybody gets the same sides from the same folder. */
    public static final long DEFAULT_SEED = 42;

    /** Creates a request; the paths are made absolute. */
    public ImportRequest {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        source = source.toAbsolutePath().normalize();
        splits = splits.map(folder -> folder.toAbsolutePath().normalize());
        reports = reports.map(folder -> folder.toAbsolutePath().normalize());
    }

    /** A folder with all defaults. */
    public static ImportRequest of(Path source, String kind) {
        // Two files at a time: one is hashed while the other is waited for; more only helps on network drives.
        return new ImportRequest(source, kind, Optional.empty(), Optional.empty(), SplitShares.DEFAULT, DEFAULT_SEED,
                2, AUTO);
    }

    /** The same request for another folder. */
    ImportRequest from(Path folder) {
        return new ImportRequest(folder, kind, splits, reports, shares, seed, threads, language);
    }

    /** The same request with split lists. */
    public ImportRequest withSplits(Path folder) {
        return new ImportRequest(source, kind, Optional.of(folder), reports, shares, seed, threads, language);
    }

    /** The same request with report texts. */
    public ImportRequest withReports(Path folder) {
        return new ImportRequest(source, kind, splits, Optional.of(folder), shares, seed, threads, language);
    }

    /** The same request with reports of a language. */
    public ImportRequest withLanguage(String named) {
        return new ImportRequest(source, kind, splits, reports, shares, seed, threads, named);
    }
}
