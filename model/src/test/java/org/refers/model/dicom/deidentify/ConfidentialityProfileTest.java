package org.refers.model.dicom.deidentify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ConfidentialityProfileTest {

    private static final Path DICTIONARY = Path.of("/usr/share/libdcmtk17/dicom.dic");

    private final ConfidentialityProfile basic = ConfidentialityProfile.with(Set.of());

    @Test
    void rowsAreThoseOfTheStandard() {
        assertEquals(ProfileAction.EMPTY, basic.action(Tags.PATIENT_BIRTH_DATE, Vr.DA));
        assertEquals(ProfileAction.REMOVE, basic.action(Tags.STUDY_DESCRIPTION, Vr.LO));
        assertEquals(ProfileAction.NEW_UID, basic.action(Tags.SOP_INSTANCE_UID, Vr.UI));
        assertEquals(ProfileAction.KEEP, basic.action(Tags.SOP_CLASS_UID, Vr.UI));
        assertEquals(ProfileAction.DUMMY, basic.action(Tags.CONTENT_DATE, Vr.DA), "Z/D: what no object can mind");
        assertEquals(ProfileAction.NEW_UID, basic.action(Tags.SOURCE_IMAGE_SEQUENCE, Vr.SQ), "X/Z/U*");
        assertEquals(ProfileAction.REMOVE, basic.action(0x00091001, Vr.LO), "private");
        assertEquals(ProfileAction.REMOVE, basic.action(0x50020010, Vr.US), "curve");
        assertEquals(ProfileAction.REMOVE, basic.action(0x60023000, Vr.OW), "overlay");
        assertEquals(ProfileAction.KEEP, basic.action(Tags.PIXEL_DATA, Vr.OW));
    }

    @Test
    void rowsThatTheEditionOf2024AddedAreListed() {
        assertEquals(ProfileAction.REMOVE, basic.action(0x00120041, Vr.LO), "Issuer of Clinical Trial Subject ID");
        assertEquals(ProfileAction.REMOVE, basic.action(0x00080055, Vr.AE), "Station AE Title");
        assertEquals(ProfileAction.REMOVE, basic.action(0x00081088, Vr.LO), "Pyramid Description");
        assertEquals(ProfileAction.DUMMY, basic.action(0x00720066, Vr.LO), "Selector LO Value");
        assertEquals(ProfileAction.REMOVE, basic.action(0x3006004D, Vr.SQ), "ROI Creator Sequence");
    }

    @Test
    void optionsChangeTheirColumnsOnly() {
        ConfidentialityProfile dates = ConfidentialityProfile.with(Set.of(DeidentificationOption.MODIFIED_DATES));
        assertEquals(ProfileAction.SHIFT, dates.action(Tags.STUDY_DATE, Vr.DA));
        assertEquals(ProfileAction.EMPTY, dates.action(Tags.PATIENT_BIRTH_DATE, Vr.DA));
        ConfidentialityProfile patient = ConfidentialityProfile
                .with(Set.of(DeidentificationOption.PATIENT_CHARACTERISTICS));
        assertEquals(ProfileAction.KEEP, patient.action(Tags.PATIENT_AGE, Vr.AS));
        assertEquals(ProfileAction.REMOVE, patient.action(0x00102110, Vr.LO), "C: allergies are prose");
        assertEquals(ProfileAction.REMOVE, patient.action(0x00181004, Vr.LO), "plate ID is the device's");
    }

    @Test
    void whatALaterEditionAddsIsRuledByItsRepresentation() {
        assertEquals(ProfileAction.DUMMY, basic.action(0x00189FFE, Vr.DT));
        assertEquals(ProfileAction.EMPTY, basic.action(0x00189FFE, Vr.PN));
        assertEquals(ProfileAction.NEW_UID, basic.action(0x00189FFE, Vr.UI));
        assertEquals(ProfileAction.REMOVE, basic.action(0x00189FFE, Vr.UN));
    }

    @Test
    void representationsAreThoseOfDcmtksDictionary() throws Exception {
        Assumptions.assumeTrue(Files.exists(DICTIONARY), "skipped: dcmtk's dictionary is not installed");
        Pattern row = Pattern.compile("\\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\\)\t([A-Z]{2})\t.*");
        List<String> differing = new ArrayList<>();
        int compared = 0;
        for (String line : Files.readAllLines(DICTIONARY)) {
            Matcher cells = row.matcher(line);
            if (cells.matches() && !cells.group(3).equals("UN") && !cells.group(1).matches("0000|FFFE|fffe")) {
                int tag = Integer.parseUnsignedInt(cells.group(1) + cells.group(2), 16);
                compared++;
                if (!Tags.vrOf(tag).equals(Vr.of(cells.group(3)))) {
                    differing.add(Tags.describe(tag) + " " + Tags.vrOf(tag) + " " + cells.group(3));
                }
                Optional<Vr> listed = basic.vr(tag);
                if (listed.isPresent() && !listed.equals(Vr.of(cells.group(3)))) {
                    differing.add("profile: " + Tags.describe(tag));
                }
            }
        }
        assertEquals(List.of(), differing, compared + " attributes compared");
    }
}
