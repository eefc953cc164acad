package org.refers.model.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.refers.model.dicom.DicomElement;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomValue;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;

/** Applies a profile to one file's data set and all that is nested in it. */
final class DataSetDeidentifier {

    private static final String STANDARD_UIDS = "1.2.840.10008.";
    private static final int IMAGE_PIXELS = 0x0028;
    /** Terms of the Image Pixel, LUT and calibration modules: they may be somebody's name, and no picture opens without them. */
    private static final Set<String> PICTURE_WORDS = Set.of("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB",
            "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "LINEAR",
            "LINEAR_EXACT", "SIGMOID", "LIN", "LOG", "DISP", "GEOMETRY", "FIDUCIAL", "YES", "NO", "00", "01",
            "ISO_10918_1", "ISO_14495_1", "ISO_15444_1", "ISO_13818_2", "COLOR", "REMOVED", "MODIFIED", "UNMODIFIED");

    private final ConfidentialityProfile profile;
    private final PseudonymKey key;
    private final Patient patient;
    private final ActionCounts counts = new ActionCounts();

    /**
     * The patient of a file.
     *
     * @param pseudonym stands for name and number
     * @param shift moves dates
     * @param identifiers what the file gives away
     */
    record Patient(String pseudonym, DateShift shift, KnownIdentifiers identifiers) {
    }

    DataSetDeidentifier(ConfidentialityProfile profile, PseudonymKey key, Patient patient) {
        this.profile = profile;
        this.key = key;
        this.patient = patient;
    }

    ActionCounts counts() {
        return counts;
    }

    /** The data set without what identifies the patient; the original stays as it is. */
    DicomObject apply(DicomObject original) {
        DicomObject.Builder builder = original.toBuilder();
        for (DicomElement element : original.elements()) {
            apply(element, original, builder);
        }
        return builder.build();
    }

    private void apply(DicomElement element, DicomObject original, DicomObject.Builder builder) {
        int tag = element.tag();
        if (tag == Tags.PATIENT_NAME || tag == Tags.PATIENT_ID) {
            // Z allows a dummy, and without one nobody could tell which studies are one patient's.
            builder.text(tag, patient.pseudonym);
            counts.replaced();
            return;
        }
        // The table's representation, not the file's: a name that calls itself a number is a name all the same.
        Vr vr = profile.vr(tag).orElse(element.vr());
        switch (profile.action(tag, element.vr())) {
            case REMOVE -> remove(tag, builder);
            case EMPTY -> empty(tag, vr, builder);
            case DUMMY -> dummy(element, vr, original, builder);
            case NEW_UID -> uid(element, vr, original, builder);
            case SHIFT -> shift(tag, vr, original, builder);
            case KEEP -> keep(element, original, builder);
        }
    }

    private void remove(int tag, DicomObject.Builder builder) {
        builder.remove(tag);
        counts.removed();
    }

    private void empty(int tag, Vr vr, DicomObject.Builder builder) {
        if (vr == Vr.SQ) {
            builder.items(tag, List.of());
        } else {
            builder.bytes(tag, vr, new byte[0]);
        }
        counts.emptied();
    }

    private void dummy(DicomElement element, Vr vr, DicomObject original, DicomObject.Builder builder) {
        if (element.value() instanceof DicomValue.Items items) {
            nested(element.tag(), items, builder);
            return;
        }
        String name = vr == Vr.PN ? String.join("\\", original.texts(element.tag())) : "";
        if (name.isEmpty()) {
            DummyValues.put(builder, element.tag(), vr);
        } else {
            // Two readers of one picture stay two.
            builder.text(element.tag(), vr, key.person(name));
        }
        counts.replaced();
    }

    private void nested(int tag, DicomValue.Items sequence, DicomObject.Builder builder) {
        List<DicomObject> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(apply(item)));
        builder.items(tag, items);
    }

    private void uid(DicomElement element, Vr vr, DicomObject original, DicomObject.Builder builder) {
        int tag = element.tag();
        if (element.value() instanceof DicomValue.Items items) {
            nested(tag, items, builder);
        } else if (vr == Vr.UI && ValueSense.isSensible(Vr.UI, original.texts(tag))) {
            builder.text(tag, Vr.UI,
                    original.texts(tag).stream().map(this::standsFor).collect(Collectors.joining("\\")));
            counts.uid();
        } else {
            empty(tag, vr, builder);
        }
    }

    /** UIDs of the standard itself name things and no patients. */
    private String standsFor(String uid) {
        return uid.isEmpty() || uid.startsWith(STANDARD_UIDS) ? uid : key.uid(uid);
    }

    private void shift(int tag, Vr vr, DicomObject original, DicomObject.Builder builder) {
        List<String> values = original.texts(tag);
        if (vr == Vr.TM || vr == Vr.SH) {
            keepIfSensible(tag, vr, values, builder);
            return;
        }
        Optional<List<String>> moved = moved(values);
        if (moved.isEmpty() || vr != Vr.DA && vr != Vr.DT) {
            empty(tag, vr, builder);
        } else {
            builder.text(tag, vr, String.join("\\", moved.get()));
            counts.shifted();
        }
    }

    private Optional<List<String>> moved(List<String> values) {
        List<String> moved = new ArrayList<>();
        for (String value : values) {
            Optional<String> date = value.isEmpty() ? Optional.of("") : patient.shift.moved(value);
            if (date.isEmpty()) {
                return Optional.empty();
            }
            moved.add(date.get());
        }
        return Optional.of(moved);
    }

    private void keepIfSensible(int tag, Vr vr, List<String> values, DicomObject.Builder builder) {
        boolean zone = tag == 0x00080201 && values.stream().allMatch(value -> value.matches("[+-]\\d{4}"));
        if (!zone && (vr != Vr.TM || !ValueSense.isSensible(vr, values))) {
            empty(tag, vr, builder);
        }
    }

    private void keep(DicomElement element, DicomObject original, DicomObject.Builder builder) {
        int tag = element.tag();
        if (element.value() instanceof DicomValue.Items items) {
            nested(tag, items, builder);
            return;
        }
        if (!element.vr().isText() || tag == Tags.SPECIFIC_CHARACTER_SET) {
            return;
        }
        List<String> values = original.texts(tag);
        boolean ofTheStandard = tag >>> 16 == IMAGE_PIXELS && element.vr() == Vr.CS
                && PICTURE_WORDS.containsAll(values);
        if (!ValueSense.isSensible(element.vr(), values)) {
            builder.bytes(tag, element.vr(), new byte[0]);
            counts.cleaned();
        } else if (!ofTheStandard && holdsIdentifier(element.vr(), values)) {
            DummyValues.put(builder, tag, element.vr());
            counts.cleaned();
        }
    }

    private boolean holdsIdentifier(Vr vr, List<String> values) {
        return switch (vr) {
            case IS -> values.stream().anyMatch(patient.identifiers::isNumber);
            case DS, DA, DT, TM, AS, UI -> false;
            default -> values.stream().anyMatch(patient.identifiers::areIn);
        };
    }
}
