package org.refers.app.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.app.annotation.ModelReader;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;

/** The model that explains, as a reader of the boxed test radiographs, each finding at its tuned cut and operating point. */
record SurveyReader(StudyEngine engine, StudyCatalogue catalogue, ModelEntry model, Optional<MapKind> kind)
        implements
            ModelReader {

    @Override
    public List<String> findings() {
        return model.findings();
    }

    @Override
    public Map<String, Path> radiographs() throws Exception {
        Map<String, Path> files = new LinkedHashMap<>();
        List<RadiographEntry> tests = catalogue.boxedTests();
        tests.subList(0, Math.min(SurveyViewModel.MOST, tests.size())).forEach(one -> files.put(one.id(), one.file()));
        return files;
    }

    @Override
    public List<ReaderBox> read(String reader, Path file, Set<String> wanted) throws Exception {
        return engine.boxes(model, file, wanted, kind).stream()
                .map(box -> new ReaderBox(reader, box.finding(), box.box())).toList();
    }
}
