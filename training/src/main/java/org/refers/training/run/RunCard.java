package org.refers.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refers.model.workspace.check.LeakSummary;
import org.refers.training.run.Recipe.Origin;
import org.refers.training.run.RunRecord.Identity;
import org.refers.training.run.RunRecord.ManifestRow;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.FileDigest;
import org.refers.training.store.RunFolder;

/** {@code card.md}: what a run is, what it would take to run it again, what it reached, and how it compares if it was run twice. */
final class RunCard {

    private final RunFolder folder;
    private final Identity identity;

    RunCard(RunFolder folder, Identity identity) {
        this.folder = folder;
        this.identity = identity;
    }

    void write(CheckpointState state, Map<String, Double> results, LeakSummary data) throws IOException {
        Path manifest = folder.file(RunFolder.MANIFEST);
        long radiographs;
        try (Stream<String> rows = Files.lines(manifest)) {
            radiographs = rows.skip(1).filter(row -> !row.endsWith("," + ManifestRow.LEFT_OUT)).count();
        }
        folder.write(RunFolder.CARD, """
                # Run %s

                A %s run of REFERS Workstation. Research use only.

                ## To run it again
                ```
                %s
                ```
                It needs a workspace with the same radiographs: %d of them, listed by SHA-256 in `data_manifest.csv`
                (SHA-256 of that list: `%s`). Versions, device and threads are in `environment.json`; every value with
                where it came from is in `config.yaml`. On the same versions, device and number of threads the losses
                come out the same; elsewhere they differ by rounding, which grows with the steps.%s

                ## What it reached
                - steps: %d, in %.0f seconds of training
                - best checkpoint: %s
                %s

                %s

                ## Its data
                %s
                """.formatted(folder.name(), identity.kind(), command(), radiographs, FileDigest.sha256(manifest),
                labels(),
                state.step(), state.seconds(), state.bestStep() > 0 ? "step " + state.bestStep() : "none was chosen",
                results.entrySet().stream().map(entry -> "- %s: %.4f".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n")),
                new RunRepeats(folder.path()).sentence(),
                data.inWords()
                        .orElse("All radiographs were checked; none shows the same picture as one on another side.")));
    }

    /** What uncertain labels counted as, which a figure of fine-tuning depends on. */
    private String labels() {
        return identity.kind().equals("finetune")
                ? "\n\nLabels: `labels_from=%s`. Uncertain labels in training: `uncertain=%s`. No metric counts an uncertain label."
                        .formatted(identity.recipe().text(RecipeKey.LABELS_FROM),
                                identity.recipe().text(RecipeKey.UNCERTAIN))
                : "";
    }

    private String command() {
        StringBuilder command = new StringBuilder("refers ").append(identity.kind())
                .append(" --workspace WORKSPACE --run FOLDER --preset ")
                .append(identity.architecture().preset().name().toLowerCase(Locale.ROOT)).append(" --size ")
                .append(identity.architecture().size().name().toLowerCase(Locale.ROOT));
        Map<String, String> facts = identity.facts();
        if (facts.containsKey("task")) {
            command.append(" --task ").append(facts.get("task")).append(" --label-ratio ")
                    .append(facts.get("label_ratio")).append(" --init ")
                    .append("random".equals(facts.get("init")) ? "random" : "MODEL");
        }
        command.append(" --recipe ").append(identity.recipe().name());
        identity.recipe().settings().forEach((key, setting) -> {
            if (setting.origin() != Origin.DEFAULT) {
                command.append(" --set ").append(key.key()).append('=').append(setting.value());
            }
        });
        return command.toString();
    }
}
