package org.refers.viewer.browser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds studies by words: patient, study, view position, split, present findings, report text. All words must occur; a
 * word may be the beginning or the middle of a longer one. Needs no toolkit.
 */
public final class StudyFilter {

    private final List<BrowserStudy> studies;
    private final List<String> haystacks;

    /** Prepares the texts of these studies once, so that typing stays quick with many of them. */
    public StudyFilter(List<BrowserStudy> studies) {
        this.studies = List.copyOf(studies);
        this.haystacks = this.studies.stream().map(StudyFilter::haystack).toList();
    }

    private static String haystack(BrowserStudy study) {
        StringBuilder text = new StringBuilder();
        text.append(study.patientId()).append('\n').append(study.id()).append('\n').append(study.split()).append('\n');
        for (BrowserView view : study.views()) {
            text.append(view.id()).append('\n').append(view.position()).append('\n');
        }
        study.findings().forEach(finding -> text.append(finding).append('\n'));
        text.append(study.report());
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** The patients whose studies match, in the order of the studies, each with the studies that match. */
    public List<BrowserItem.PatientItem> patients(String words) {
        Map<String, List<BrowserStudy>> found = new LinkedHashMap<>();
        List<String> wanted = Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty()).toList();
        for (int i = 0; i < studies.size(); i++) {
            if (wanted.stream().allMatch(haystacks.get(i)::contains)) {
                found.computeIfAbsent(studies.get(i).patientId(), id -> new ArrayList<>()).add(studies.get(i));
            }
        }
        return found.entrySet().stream()
                .map(patient -> new BrowserItem.PatientItem(patient.getKey(), List.copyOf(patient.getValue())))
                .toList();
    }
}
