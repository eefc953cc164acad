package org.refers.viewer.browser;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refers.viewer.browser.BrowserItem.PatientItem;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StudyFilterTest {

    private final StudyFilter filter = new StudyFilter(Entries.threePatients());

    private List<String> patients(String words) {
        return filter.patients(words).stream().map(PatientItem::patientId).toList();
    }

    @Test
    void anEmptyFilterShowsAll() {
        assertEquals(List.of("P001", "P002", "P003"), patients("  "));
        assertEquals(2, filter.patients("").getFirst().studies().size());
    }

    @Test
    void allWordsMustOccurInOneStudy() {
        assertEquals(List.of("P002"), patients("effusion"));
        assertEquals(List.of("P001"), patients("p001 clear"));
        assertEquals(List.of(), patients("p001 effusion"));
    }

    @Test
    void onlyPresentFindingsAreFound() {
        assertEquals(List.of("P003"), patients("cardiomegaly"));
    }

    @Test
    void onlyTheStudiesThatMatchStay() {
        assertEquals(1, filter.patients("follow-up").getFirst().studies().size());
    }

    @Test
    void viewAndSplitAreWordsToo() {
        assertEquals(List.of("P001"), patients("lateral"));
        assertEquals(List.of("P003"), patients("TEST"));
    }
}
