package org.refers.viewer.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.refers.model.workspace.cohort.PatientOrder;
import org.refers.viewer.browser.BrowserItem.PatientItem;

/** Studies in memory, found by patient and finding, that count how many patients were read. */
final class ListedStudies implements BrowserSource {

    private final List<BrowserStudy> studies;
    private int read;

    ListedStudies(List<BrowserStudy> studies) {
        this.studies = studies;
    }

    int read() {
        return read;
    }

    @Override
    public void find(String words, PatientOrder order, Answer answer) {
        if (words.startsWith("=")) {
            answer.misread().accept("no condition");
            return;
        }
        Map<String, List<BrowserStudy>> patients = new LinkedHashMap<>();
        for (BrowserStudy study : studies) {
            if ((study.patientId() + study.findings()).toLowerCase(Locale.ROOT)
                    .contains(words.toLowerCase(Locale.ROOT))) {
                patients.computeIfAbsent(study.patientId(), id -> new ArrayList<>()).add(study);
            }
        }
        List<PatientItem> found = patients.entrySet().stream()
                .map(patient -> new PatientItem(patient.getKey(), List.copyOf(patient.getValue()))).toList();
        answer.found().accept(new Found(found));
    }

    private final class Found implements BrowserListing {

        private final List<PatientItem> patients;

        Found(List<PatientItem> patients) {
            this.patients = patients;
        }

        @Override
        public int patients() {
            return patients.size();
        }

        @Override
        public int studies() {
            return patients.stream().mapToInt(patient -> patient.studies().size()).sum();
        }

        @Override
        public void read(int from, int to, Consumer<List<PatientItem>> ready) {
            read += to - from;
            ready.accept(patients.subList(from, to));
        }

        @Override
        public void locate(String radiographId, Consumer<OptionalInt> ready) {
            ready.accept(IntStream.range(0, patients.size()).filter(i -> patients.get(i).studies().stream()
                    .flatMap(study -> study.views().stream()).anyMatch(view -> view.id().equals(radiographId)))
                    .findFirst());
        }
    }
}
