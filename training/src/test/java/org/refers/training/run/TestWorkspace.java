package org.refers.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.image.PngWriter;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.compute.Compute;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.store.FileDigest;

/**
 * A small workspace for tests: pictures of 64 pixels, left half bright (and boxed) where the report says so, one or two views a
 * study. A patient's name stands in every source file's name, so that tests can look for it where it must not be.
 */
final class TestWorkspace {

    static final String PATIENT_NAME = "DOE-JANE";

    private final Path folder;

    TestWorkspace(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder.resolve("workspace");
    }

    TestWorkspace write(int training, int validation, int test) throws IOException, WorkspaceException {
        List<StudyDraft> drafts = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < training + validation + test; i++) {
            Split split = i < training ? Split.TRAIN : i < training + validation ? Split.VALIDATION : Split.TEST;
            drafts.add(study(i, split, random));
        }
        try (Workspace workspace = Workspace.openOrCreate(folder())) {
            workspace.add(new SourceEntry("folder", folder, ""), drafts);
        }
        return this;
    }

    private StudyDraft study(int number, Split split, SplittableRandom random) throws IOException {
        boolean dense = number % 2 == 0;
        List<RadiographDraft> radiographs = new ArrayList<>();
        radiographs.add(radiograph(number, dense, ViewPosition.PA, random));
        if (number % 3 != 0) {
            radiographs.add(radiograph(number, dense, ViewPosition.LATERAL, random));
        }
        Report report = new Report(dense ? "There is a dense consolidation on the left." : "The lungs are clear.",
                dense ? "Left sided pneumonia." : "Normal chest radiograph.");
        return new StudyDraft(PATIENT_NAME + number, "S" + number, "", split, Optional.of(report), radiographs);
    }

    private RadiographDraft radiograph(int number, boolean dense, ViewPosition view, SplittableRandom random)
            throws IOException {
        byte[] grey = new byte[64 * 64];
        for (int i = 0; i < grey.length; i++) {
            int base = dense && i % 64 < 32 ? 160 : 60;
            grey[i] = (byte) (base + random.nextInt(60));
        }
        Path file = folder.resolve(PATIENT_NAME + number + view + ".png");
        PngWriter.writeGrey(file, 64, 64, grey);
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        labels.put("consolidation", dense ? FindingLabel.PRESENT : FindingLabel.ABSENT);
        if (number % 5 != 0) {
            labels.put("effusion", number % 4 < 2 ? FindingLabel.PRESENT : FindingLabel.ABSENT);
        }
        FileFacts facts = new FileFacts(FileDigest.sha256(file), Files.size(file), 0, 64, 64);
        return new RadiographDraft(file.getFileName(), facts, view, "DX", labels, boxes(labels));
    }

    /** The dense half, and a corner for the effusion that no picture shows. */
    private static List<ReaderBox> boxes(Map<String, FindingLabel> labels) {
        List<ReaderBox> boxes = new ArrayList<>();
        if (labels.get("consolidation") == FindingLabel.PRESENT) {
            boxes.add(new ReaderBox("R1", "consolidation", new Box(0, 0, 32, 64)));
        }
        if (labels.get("effusion") == FindingLabel.PRESENT) {
            boxes.add(new ReaderBox("R1", "effusion", new Box(40, 56, 24, 8)));
        }
        return boxes;
    }

    PretrainRequest pretrain(String run, String... settings) {
        return new PretrainRequest(folder(), folder.resolve(run), new Architecture(Preset.PAPER, Size.TINY),
                recipe(Purpose.PRETRAIN, settings), List.of(), false, compute());
    }

    PretrainRequest pretrainFrom(List<Path> models, boolean resume, String run, String... settings) {
        return new PretrainRequest(folder(), folder.resolve(run), new Architecture(Preset.PAPER, Size.TINY),
                recipe(Purpose.PRETRAIN, settings), models, resume, compute());
    }

    PretrainRequest resumed(String run, String... settings) {
        return new PretrainRequest(folder(), folder.resolve(run), new Architecture(Preset.PAPER, Size.TINY),
                recipe(Purpose.PRETRAIN, settings), List.of(), true, compute());
    }

    FinetuneRequest finetune(String run, String init, String... settings) {
        return new FinetuneRequest(folder(), folder.resolve(run), "findings", init, 1,
                new Architecture(Preset.PAPER, Size.TINY), recipe(Purpose.FINETUNE, settings), false, compute());
    }

    private static Recipe recipe(Purpose purpose, String... settings) {
        Recipe recipe = new RecipeFiles().find("demo", purpose);
        for (String setting : settings) {
            recipe = recipe.withAssignment(setting);
        }
        return recipe;
    }

    /** Where a radiograph of the workspace lies. */
    Path fileOf(String radiograph) throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder())) {
            return workspace.radiograph(radiograph).orElseThrow().file();
        }
    }

    Compute compute() {
        return new Compute("cpu", "1", folder.resolve("cache"));
    }
}
