package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.study.ComparedReports;
import org.refers.app.study.ModelEntry;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.model.finding.MapKind;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.compute.Compute;
import org.refers.training.explain.AttendedReport;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.ReportAlternatives;
import org.refers.training.run.ThreadLauncher;
import org.refers.viewer.report.FindingComparison;
import org.refers.viewer.report.FindingComparison.Verdict;
import org.refers.viewer.report.ReportComparison;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The chain behind the screens, once, on networks that hardly learned: what is right must be so for any weights. */
class ModelStudyEngineTest {

    @TempDir
    private Path folder;

    @Test
    void whatTheTrainingScreenTrainsTheStudyScreenUses() throws Exception {
        Path workspace = folder.resolve("workspace");
        Path runs = folder.resolve("runs");
        SampleStudies.write(new SampleRequest(folder.resolve("studies"), 16, 3, 2), (done, total) -> {
        });
        List<StudyEntry> studies;
        try (Workspace open = Workspace.openOrCreate(workspace)) {
            Importers.run(ImportRequest.of(folder.resolve("studies"), ImportRequest.AUTO), open, ImportProgress.NONE);
            studies = open.studies();
        }
        Compute compute = new Compute("cpu", "1", Path.of("target/window-cache"));
        LauncherTrainingEngine training = new LauncherTrainingEngine(new ThreadLauncher(), compute);
        Map<String, String> few = Map.of("max_steps", "3", "batch_size", "4");
        training.start(new RunPlan(Kind.PRETRAIN, workspace, runs.resolve("pre"), "paper", "tiny", "demo", few,
                Finetuning.DEFAULT, RunPlan.Start.NEW), event -> {
                }).await();
        training.start(new RunPlan(Kind.FINETUNE, workspace, runs.resolve("fine"), "paper", "tiny", "demo", few,
                Finetuning.DEFAULT, new RunPlan.Start(List.of(runs.resolve("pre")), "auto", false)), event -> {
                }).await();
        assertEquals(List.of(RunEntry.State.FINISHED, RunEntry.State.FINISHED),
                training.runs(runs).stream().map(RunEntry::state).toList());
        assertFalse(training.history(runs.resolve("pre")).isEmpty());

        ModelStudyEngine engine = new ModelStudyEngine(compute, Texts.english());
        List<ModelEntry> models = engine.models(runs);
        ModelEntry explains = models.stream().filter(ModelEntry::explains).findFirst().orElseThrow();
        ModelEntry writes = models.stream().filter(model -> !model.explains()).findFirst().orElseThrow();
        assertEquals("fine", explains.name());
        assertTrue(explains.findings().contains("cardiomegaly"), explains.findings().toString());

        StudyEntry study = studies.getFirst();
        Explanation found = engine.explain(explains, study.radiographs().getFirst().file(), "cardiomegaly",
                Optional.of(MapKind.GRADIENT));
        assertTrue(found.probability() > 0 && found.probability() < 1);
        assertEquals(study.radiographs().getFirst().rows(), found.surface().map().rows());
        assertEquals(MapKind.GRADIENT, found.surface().map().kind());
        ReportAlternatives written = engine.report(writes, study);
        assertEquals(5, written.reports().size());
        String report = written.reports().getFirst().text();
        assertTrue(report.isEmpty() || Character.isUpperCase(report.charAt(0)) || !Character.isLetter(report.charAt(0)),
                report);
        for (AttendedReport.Token token : written.reports().getFirst().tokens()) {
            double sum = 0;
            for (int i = 0; i < written.seen().size(); i++) {
                sum += token.share(i);
            }
            assertEquals(1, sum, 1e-5);
        }
    }

    /** What the window shows first: a model whose map readers' boxes chose, however many were trained after it. */
    @Test
    void modelsWithAMeasuredMapComeFirst() throws Exception {
        fakeRun("a-measured", "{\"format\": 1, \"map\": \"cam\", \"map_decided_by\": [\"mass\"], \"findings\": []}",
                1000);
        fakeRun("b-unmeasured", "{\"format\": 1, \"map\": \"cam\", \"map_decided_by\": [], \"findings\": []}", 2000);
        fakeRun("c-damaged", "{{", 3000);
        ModelStudyEngine engine = new ModelStudyEngine(new Compute("cpu", "1", folder), Texts.english());
        assertEquals(List.of("a-measured", "c-damaged", "b-unmeasured"),
                engine.models(folder).stream().map(ModelEntry::name).toList());
    }

    private void fakeRun(String name, String explanation, long written) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(run.resolve("checkpoints/step-000001"));
        Files.writeString(run.resolve("last"), "step-000001");
        Files.writeString(run.resolve("best"), "step-000001");
        Files.writeString(run.resolve("config.yaml"), "format: 1\nkind: finetune\nfindings: mass\n");
        Files.writeString(run.resolve("explanation.json"), explanation);
        Files.writeString(run.resolve("metrics.jsonl"), "");
        Files.setLastModifiedTime(run.resolve("metrics.jsonl"), FileTime.fromMillis(written));
    }

    @Test
    void sentencesBeginWithCapitals() {
        assertEquals("No effusion. The heart is large.",
                ModelStudyEngine.sentenceCase("no effusion. the heart is large."));
        assertEquals("1.5 cm. \u00df stays one letter.",
                ModelStudyEngine.sentenceCase("1.5 cm. \u00df stays one letter."));
        assertEquals("", ModelStudyEngine.sentenceCase(""));
    }

    @Test
    void reportsThatDifferBySideDisagree() {
        ReportFindings findings = new ReportFindings(Texts.english());
        ComparedReports both = findings.compare("Small left pleural effusion. No pneumothorax. Lung mass.",
                "Small right pleural effusion. Cardiomegaly.");
        List<FindingComparison> compared = both.findings();
        FindingComparison effusion = compared.stream().filter(one -> one.finding().contains("effusion")).findFirst()
                .orElseThrow();
        assertEquals(Verdict.SIDE_DIFFERS, effusion.verdict());
        assertTrue(compared.stream().anyMatch(one -> one.verdict() == Verdict.EXTRA && one.finding().equals("Mass")));
        assertEquals("left, present", effusion.generated());
        assertEquals("right, present", effusion.reference());
        assertTrue(compared.stream().anyMatch(one -> one.finding().equals("Cardiomegaly")
                && one.verdict() == Verdict.MISSING && one.generated().equals("not mentioned")));
        assertTrue(compared.stream().noneMatch(one -> one.finding().equals("Pneumothorax")), "denied by one, unsaid by"
                + " the other: nothing to compare");
        assertEquals(List.of(), findings.compare("", "Cardiomegaly.").findings());
    }

    @Test
    void sentencesMeetThatSayTheSameInOtherWords() {
        List<ReportComparison.Row> rows = new ReportFindings(Texts.english())
                .compare("The heart is enlarged.", "Cardiomegaly.").rows().rows();
        assertEquals(1, rows.size());
        assertEquals(ReportComparison.Agreement.DIFFERS, rows.getFirst().agreement());
        rows = new ReportFindings(Texts.english()).compare("The lungs are clear.",
                "There is consolidation in the left mid lung.").rows().rows();
        assertEquals(List.of(ReportComparison.Agreement.CONTRADICTS),
                rows.stream().map(ReportComparison.Row::agreement).toList());
    }
}
