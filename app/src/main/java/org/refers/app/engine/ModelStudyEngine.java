package org.refers.app.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.app.study.ComparedReports;
import org.refers.app.study.ModelEntry;
import org.refers.app.study.StudyEngine;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunPlan.Kind;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.MapKind;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.compute.Compute;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.ExplanationService;
import org.refers.training.explain.ExplanationService.SanityWatch;
import org.refers.training.explain.MapSanity;
import org.refers.training.explain.ReportAlternatives;
import org.refers.training.explain.ReportService;
import org.refers.viewer.text.Texts;

/** Explains and writes reports through the services that the command line uses. Keeps the model used last of each. */
public final class ModelStudyEngine implements StudyEngine {

    private final Compute compute;
    private final RunFolders folders = new RunFolders();
    private final ReportFindings findings;
    private Optional<Loaded<ExplanationService>> explainer = Optional.empty();
    private Optional<Loaded<ReportService>> writer = Optional.empty();

    /** A service with the state of the run it was loaded from: a run that went on has a newer best checkpoint. */
    private record Loaded<T>(Path run, String state, T service) {

        boolean isOf(Path wanted, String now) {
            return run.equals(wanted) && state.equals(now);
        }
    }

    /** Creates an engine that computes where it is told. */
    public ModelStudyEngine(Compute compute, Texts texts) {
        this.compute = compute;
        this.findings = new ReportFindings(texts);
    }

    @Override
    public List<ModelEntry> models(Path runs) throws Exception {
        List<ModelEntry> models = new ArrayList<>();
        for (RunEntry run : folders.list(runs)) {
            if (RunFolders.hasCheckpoint(run.folder())) {
                List<String> known = run.plan().kind() == Kind.FINETUNE ? folders.findings(run.folder()) : List.of();
                models.add(new ModelEntry(run.name(), run.folder(), known,
                        RunFolders.hasMeasuredMap(run.folder())));
            }
        }
        // The first one is shown until another is chosen: better a model whose map was held against readers' boxes.
        models.sort(Comparator.comparing(model -> !model.mapMeasured()));
        return models;
    }

    @Override
    public synchronized Explanation explain(ModelEntry model, Path file, String finding, Optional<MapKind> kind)
            throws Exception {
        return explainer(model.folder()).explain(RadiographReader.read(file), finding, kind);
    }

    @Override
    public synchronized List<LesionBox> boxes(ModelEntry model, Path file, Set<String> wanted, Optional<MapKind> kind)
            throws Exception {
        ExplanationService service = explainer(model.folder());
        Radiograph radiograph = RadiographReader.read(file);
        List<LesionBox> boxes = new ArrayList<>();
        for (Map.Entry<String, Double> found : service.probabilities(radiograph).entrySet()) {
            // A map costs more than all probabilities together.
            if (wanted.contains(found.getKey())
                    && found.getValue() >= service.settings().operatingPoint(found.getKey())) {
                boxes.addAll(service.explain(radiograph, found.getKey(), kind).boxes());
            }
        }
        return boxes;
    }

    @Override
    public synchronized Optional<MapSanity> sanity(ModelEntry model, Path file, String finding, MapKind kind,
            SanityWatch watch) throws Exception {
        return explainer(model.folder()).sanity(RadiographReader.read(file), finding, Optional.of(kind), watch);
    }

    private ExplanationService explainer(Path run) throws Exception {
        String state = RunFolders.state(run);
        Optional<Loaded<ExplanationService>> fresh = explainer.filter(loaded -> loaded.isOf(run, state));
        if (fresh.isPresent()) {
            return fresh.get().service();
        }
        explainer.ifPresent(old -> old.service().close());
        explainer = Optional.empty();
        ExplanationService opened = ExplanationService.open(run, compute, notice -> {
        });
        explainer = Optional.of(new Loaded<>(run, state, opened));
        return opened;
    }

    @Override
    public synchronized ReportAlternatives report(ModelEntry model, StudyEntry study) throws Exception {
        List<Radiograph> views = new ArrayList<>();
        for (RadiographEntry view : study.radiographs()) {
            views.add(read(view));
        }
        ReportAlternatives found = writer(model.folder()).alternatives(views, ReportService.DEFAULT_BEAM);
        return new ReportAlternatives(
                found.reports().stream().map(one -> one.withText(sentenceCase(one.text()))).toList(), found.seen());
    }

    private static Radiograph read(RadiographEntry view) throws RadiographException {
        return RadiographReader.read(view.file());
    }

    private ReportService writer(Path run) throws Exception {
        String state = RunFolders.state(run);
        Optional<Loaded<ReportService>> fresh = writer.filter(loaded -> loaded.isOf(run, state));
        if (fresh.isPresent()) {
            return fresh.get().service();
        }
        writer.ifPresent(old -> old.service().close());
        writer = Optional.empty();
        ReportService opened = ReportService.open(run, compute, notice -> {
        });
        writer = Optional.of(new Loaded<>(run, state, opened));
        return opened;
    }

    /** The network writes lower case throughout; beside a radiologist's text that reads like a fault. No letter moves. */
    static String sentenceCase(String text) {
        StringBuilder cased = new StringBuilder(text);
        boolean begins = true;
        for (int i = 0; i < cased.length(); i++) {
            char letter = cased.charAt(i);
            if (begins && letter != ' ') {
                cased.setCharAt(i, Character.toUpperCase(letter));
                begins = false;
            }
            begins |= letter == ' ' && i > 0 && cased.charAt(i - 1) == '.';
        }
        return cased.toString();
    }

    @Override
    public ComparedReports compare(String generated, String reference) {
        return findings.compare(generated, reference);
    }
}
