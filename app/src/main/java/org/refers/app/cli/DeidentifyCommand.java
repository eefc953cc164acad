package org.refers.app.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.app.AppFolders;
import org.refers.model.dicom.deidentify.ActionCounts;
import org.refers.model.dicom.deidentify.DeidentificationException;
import org.refers.model.dicom.deidentify.DeidentificationOption;
import org.refers.model.dicom.deidentify.DeidentificationRequest;
import org.refers.model.dicom.deidentify.DeidentificationResult;
import org.refers.model.dicom.deidentify.DeidentificationRun;
import org.refers.model.text.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refers deidentify}: copies studies without what identifies their patients. */
@Command(name = "deidentify", description = "Copy DICOM files and report texts without what identifies the patient (PS3.15 Basic Profile).")
final class DeidentifyCommand implements Callable<Integer> {

    /** How many names of a list are told in words; with --json all are. */
    private static final int TOLD = 20;
    /** Files between two lines of progress. */
    private static final int PROGRESS = 500;

    /** What may stay by an option of the profile. */
    enum Retained {
        DATES(DeidentificationOption.MODIFIED_DATES), //
        PATIENT(DeidentificationOption.PATIENT_CHARACTERISTICS), //
        DEVICE(DeidentificationOption.DEVICE_IDENTITY);

        private final DeidentificationOption option;

        Retained(DeidentificationOption option) {
            this.option = option;
        }
    }

    @Parameters(paramLabel = "IN", description = "Folder with the originals, or one DICOM file. It is only read.")
    private Path source = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "OUT", description = "Folder for the results; not inside of IN.")
    private Path out = Path.of("");

    @Option(names = "--retain", split = ",", paramLabel = "WHAT", description = "Options of the profile: dates (moved by whole weeks, the same for all of a patient), patient (sex, age, size, weight), device (serial numbers, stations).")
    private List<Retained> retain = List.of();

    @Option(names = "--key", paramLabel = "FILE", description = "The secret that pseudonyms follow from; made if absent. Without it: one of yours, kept with your settings.")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--mapping", paramLabel = "FILE.csv", description = "Write the table of originals and pseudonyms, readable by you alone. Never give it away.")
    private Optional<Path> mapping = Optional.empty();

    @Option(names = "--pixels-reviewed", paramLabel = "FILE", description = "List of results in whose pixels you looked for text and found none: lines of review-pixels.txt.")
    private Optional<Path> reviewed = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    DeidentifyCommand(Console console) {
        this.console = console;
    }

    /** What is printed as JSON. */
    record Answer( // checkstyle: RecordComponentNumber, because the object has these keys
            String out, int files, int reports, int patients, int studies, int unchanged, ActionCounts.Totals actions,
            List<Code> options, Review review, List<DeidentificationResult.Rejection> rejected,
            @JsonProperty("record") String recordFile, String key, @Nullable String mapping) {
    }

    /** A code of CID 7050. */
    record Code(String code, String meaning) {
    }

    /** Results that a person has to look at, below the output folder. */
    record Review(List<String> pixels, List<String> reports) {
    }

    @Override
    public Integer call() {
        Set<DeidentificationOption> options = EnumSet.noneOf(DeidentificationOption.class);
        retain.forEach(retained -> options.add(retained.option));
        Path secret = key.orElseGet(() -> AppFolders.ofThisUser().settings().resolve("deidentification.key"));
        DeidentificationRequest request = new DeidentificationRequest(source, out, options, secret, mapping, reviewed);
        try {
            DeidentificationResult result = DeidentificationRun.of(request, this::progress);
            output.print(console, answer(result, options), () -> words(result));
            return 0;
        } catch (DeidentificationException refused) {
            throw CliException.badInput("De-identification failed: " + refused.getMessage() + ".", refused);
        } catch (IOException unwritable) {
            throw CliException.fault("De-identification stopped, since a folder could not be read or " + out
                    + " not written; check the drives and run it again, which goes on where it was.", unwritable);
        }
    }

    private void progress(int done) {
        if (done % PROGRESS == 0) {
            console.tell("Looked at " + done + " files.");
        }
    }

    private Answer answer(DeidentificationResult result, Set<DeidentificationOption> options) {
        Set<DeidentificationOption> all = EnumSet.of(DeidentificationOption.BASIC_PROFILE);
        all.addAll(options);
        List<Code> codes = all.stream().sorted(Comparator.comparing(DeidentificationOption::code))
                .map(option -> new Code(option.code(), option.meaning())).toList();
        return new Answer(out.toString(), result.files(), result.reports(), result.patients(), result.studies(),
                result.unchanged(), result.totals(), codes, new Review(result.pixelReview(), result.reportReview()),
                result.rejected(), out.resolve("deidentification.json").toString(), result.keyFingerprint(),
                mapping.map(Path::toString).orElse(null));
    }

    private String words(DeidentificationResult result) {
        StringBuilder words = new StringBuilder("%s and %s of %s in %s; %s there already.".formatted(
                Counted.of(result.files(), "file"), Counted.of(result.reports(), "report"),
                Counted.of(result.patients(), "patient"), out, Counted.of(result.unchanged(), "was", "were")));
        if (!result.pixelReview().isEmpty()) {
            words.append(
                    "%nReview the pixels of %s: nothing says that no text is burned in. What to review is listed"
                            .formatted(Counted.of(result.pixelReview().size(), "file")))
                    .append(" in ").append(out.resolve("review-pixels.txt"))
                    .append("; run again with --pixels-reviewed and the list of those that you found clean.");
        }
        if (!result.reportReview().isEmpty()) {
            words.append(
                    "%nRead %s before you give anything away: names and numbers known from the DICOM files and what"
                            .formatted(Counted.of(result.reportReview().size(), "report")))
                    .append(" is written like a date, a number or a titled name")
                    .append(" were replaced, but no program can vouch for free text.");
        }
        if (!result.rejected().isEmpty()) {
            words.append(System.lineSeparator()).append(result.rejected().size()).append(" left out:");
            result.rejected().stream().limit(TOLD).forEach(rejection -> words.append(System.lineSeparator())
                    .append("  ").append(rejection.file()).append(": ").append(rejection.reason()));
            if (result.rejected().size() > TOLD) {
                words.append(System.lineSeparator()).append("  and more; --json lists all.");
            }
        }
        return words.toString();
    }
}
