package org.refers.model.dicom.deidentify;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class ReportDeidentifierTest {

    @ParameterizedTest
    @ValueSource(strings = {"Compared with 03/02/2021.", "On 3 February 2021", "Feb 3rd, 2021", "20210203",
        "2021-02-03",
        "3.2.21", "at 10:15 pm", "MRN 00471100", "tel. +49 171 5566778", "a.b@clinic.example", "Dr. med. Hilda Vogel",
        "Prof Vogel-Maier", "order RX20210077"})
    void patternsGo(String text) {
        String cleaned = ReportDeidentifier
                .clean(text, new KnownIdentifiers(ConfidentialityProfile.with(java.util.Set.of()))).text();
        assertFalse(cleaned.matches(".*(\\d{2}|Vogel|clinic).*"), cleaned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A 2.5 x 3.1 cm mass in the right lower lobe.", "Ribs 4-6 on the left.",
        "No effusion at T12.",
        "The heart measures 15.5 cm; ratio 0.55.", "Sternotomy wires; 3 clips."})
    void findingsStay(String text) {
        assertEquals(text, ReportDeidentifier
                .clean(text, new KnownIdentifiers(ConfidentialityProfile.with(java.util.Set.of()))).text());
    }

    @Test
    void knownNamesGoInAnyCaseAndShortOnesOnlyAsWords() {
        KnownIdentifiers known = new KnownIdentifiers(ConfidentialityProfile.with(java.util.Set.of()));
        known.addFrom(org.refers.model.dicom.DicomObject.builder()
                .text(org.refers.model.dicom.Tags.PATIENT_NAME, "LEE^Anna Maria").build());
        assertEquals("[REMOVED], [REMOVED] [REMOVED] has no bleeding.",
                ReportDeidentifier.clean("Lee, ANNA Maria has no bleeding.", known).text());
    }
}
