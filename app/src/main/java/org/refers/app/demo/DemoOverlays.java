package org.refers.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.explain.OverlayPainter;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.image.GreyPipeline;
import org.refers.model.image.PngWriter;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.compute.ComputeException;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.ExplanationService;
import org.refers.training.predict.ModelException;

/** Paints maps and boxes over the first test radiographs that show one of the localised findings. */
final class DemoOverlays {

    private final DemoFolder folder;
    private final Demo.Surroundings surroundings;

    DemoOverlays(DemoFolder folder, Demo.Surroundings surroundings) {
        this.folder = folder;
        this.surroundings = surroundings;
    }

    /** A radiograph and the finding to show on it. */
    private record Shown(RadiographEntry radiograph, String finding) {
    }

    void paint(Path model, Workspace workspace, int most) throws DemoException, IOException {
        try (ExplanationService service = ExplanationService.open(model, surroundings.compute(),
                surroundings.tell())) {
            Files.createDirectories(folder.overlays());
            for (Shown shown : chosen(workspace, most)) {
                paint(service, shown);
            }
        } catch (ModelException | ComputeException | RadiographException | WorkspaceException failed) {
            throw DemoException.fault(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static List<Shown> chosen(Workspace workspace, int most) throws WorkspaceException {
        List<Shown> shown = new ArrayList<>();
        for (StudyEntry study : workspace.studies(Split.TEST)) {
            for (RadiographEntry radiograph : study.radiographs()) {
                for (String finding : Demo.LOCALISED) {
                    boolean boxed = radiograph.boxes().stream().anyMatch(box -> box.finding().equals(finding));
                    if (boxed && radiograph.label(finding) == FindingLabel.PRESENT && shown.size() < most) {
                        shown.add(new Shown(radiograph, finding));
                    }
                }
            }
        }
        return shown;
    }

    private void paint(ExplanationService service, Shown shown) throws RadiographException, IOException {
        Radiograph radiograph = RadiographReader.read(shown.radiograph().file());
        Explanation explanation = service.explain(radiograph, shown.finding(), Optional.empty());
        List<ReaderBox> given = shown.radiograph().boxes().stream()
                .filter(box -> box.finding().equals(shown.finding())).toList();
        byte[] overlay = OverlayPainter.paint(GreyPipeline.of(radiograph).toBytes(radiograph), explanation.surface(),
                given, explanation.boxes());
        Path file = folder.overlays().resolve(shown.radiograph().id() + "-" + shown.finding() + ".png");
        PngWriter.writeRgb(file, radiograph.rows(), radiograph.columns(), overlay);
    }
}
