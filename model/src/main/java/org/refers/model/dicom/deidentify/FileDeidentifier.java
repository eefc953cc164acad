package org.refers.model.dicom.deidentify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.dicom.Vr;

/** Makes a de-identified file of a DICOM file: its data set by the profile, and the marks that say what was done. */
public final class FileDeidentifier {

    private static final int PATIENT_IDENTITY_REMOVED = 0x00120062;
    private static final int DEIDENTIFICATION_METHOD = 0x00120063;
    private static final int DEIDENTIFICATION_METHOD_CODE_SEQUENCE = 0x00120064;
    private static final int LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED = 0x00280303;
    private static final int FLOAT_PIXELS = Tags.FLOAT_PIXEL_DATA;

    /** Objects that hold whole documents, voices or a maker's own bytes: nothing in them can be judged. */
    private static final List<String> CLOSED = List.of("1.2.840.10008.5.1.4.1.1.104.", "1.2.840.10008.5.1.4.1.1.9.4.",
            "1.2.840.10008.5.1.4.1.1.66!", "1.2.840.10008.1.3.10!");

    private final Set<DeidentificationOption> options;
    private final ConfidentialityProfile profile;
    private final PseudonymKey key;

    /** Works by a profile with options and a key. */
    public FileDeidentifier(Set<DeidentificationOption> options, PseudonymKey key) {
        this.options = Set.copyOf(options);
        this.profile = ConfidentialityProfile.with(options);
        this.key = key;
    }

    /**
     * What became of a file.
     *
     * @param dataSet the new data set
     * @param bytes the new file
     * @param names what the file is called now and was before
     * @param pixels whether somebody has to look at the pixels
     * @param counts what was done
     */
    public record Result(DicomObject dataSet, byte[] bytes, Names names, PixelReview pixels,
            ActionCounts.Totals counts) {
    }

    /**
     * Old and new identity; the old one is never to be written beside the new.
     *
     * @param patient pseudonym
     * @param study new Study Instance UID
     * @param instance new SOP Instance UID
     * @param oldPatient Patient ID
     * @param oldStudy Study Instance UID
     * @param oldInstance SOP Instance UID
     */
    public record Names(String patient, String study, String instance, String oldPatient, String oldStudy,
            String oldInstance) {
    }

    /**
     * De-identifies a file.
     *
     * @param reviewed says of a new SOP Instance UID whether a person has found no text in the pixels
     * @throws DicomException if the file cannot be de-identified; the message is for the person who asked, and may quote
     *     the file
     */
    public Result deidentify(DicomFile file, java.util.function.Predicate<String> reviewed) throws DicomException {
        DicomObject original = file.dataSet();
        Names names = names(original);
        KnownIdentifiers identifiers = new KnownIdentifiers(profile);
        identifiers.addFrom(original);
        DataSetDeidentifier.Patient patient = new DataSetDeidentifier.Patient(names.patient(),
                DateShift.of(key, identity(original)), identifiers);
        DataSetDeidentifier deidentifier = new DataSetDeidentifier(profile, key, patient);
        DicomObject source = EmbeddedOverlays.areIn(original) ? EmbeddedOverlays.cleared(original) : original;
        PixelReview pixels = pixels(original, reviewed.test(names.instance()));
        DicomObject dataSet = marked(deidentifier.apply(source), original, pixels);
        return new Result(dataSet, bytes(dataSet, file.syntax()), names, pixels, deidentifier.counts().totals());
    }

    private Names names(DicomObject original) throws DicomException {
        String kind = needed(original, Tags.SOP_CLASS_UID);
        String instance = needed(original, Tags.SOP_INSTANCE_UID);
        String study = needed(original, Tags.STUDY_INSTANCE_UID);
        if (CLOSED.stream().anyMatch(closed -> (kind + "!").startsWith(closed))) {
            throw new DicomException("holds a document, sound, index or raw data that this program cannot clean;"
                    + " it was left out");
        }
        return new Names(key.patient(identity(original)), key.uid(study), key.uid(instance),
                original.text(Tags.PATIENT_ID).orElse(""), study, instance);
    }

    private static String needed(DicomObject original, int tag) throws DicomException {
        return original.text(tag)
                .orElseThrow(() -> new DicomException(tag, "is missing, which every DICOM object needs"));
    }

    /** What tells patients apart: the number with its issuer, else name and birth date, else the study alone. */
    private static String identity(DicomObject original) {
        String number = original.text(Tags.PATIENT_ID).orElse("");
        if (!number.isEmpty()) {
            return "id\n" + number + "\n" + original.text(0x00100021).orElse("");
        }
        String name = original.text(Tags.PATIENT_NAME).orElse("");
        return name.isEmpty()
                ? "study\n" + original.text(Tags.STUDY_INSTANCE_UID).orElse("")
                : "name\n" + name + "\n" + original.text(Tags.PATIENT_BIRTH_DATE).orElse("");
    }

    private static PixelReview pixels(DicomObject original, boolean reviewed) {
        boolean picture = original.contains(Tags.PIXEL_DATA) || original.contains(FLOAT_PIXELS)
                || original.contains(Tags.DOUBLE_FLOAT_PIXEL_DATA);
        if (!picture) {
            return PixelReview.NONE;
        }
        if (reviewed) {
            return PixelReview.REVIEWED;
        }
        return original.text(Tags.BURNED_IN_ANNOTATION).filter("NO"::equals).isPresent()
                ? PixelReview.STATED
                : PixelReview.NEEDED;
    }

    private DicomObject marked(DicomObject cleaned, DicomObject original, PixelReview pixels) {
        Set<DeidentificationOption> applied = EnumSet.of(DeidentificationOption.BASIC_PROFILE);
        applied.addAll(options);
        applied.remove(DeidentificationOption.CLEAN_PIXEL_DATA);
        DicomObject.Builder builder = cleaned.toBuilder();
        if (pixels == PixelReview.REVIEWED) {
            applied.add(DeidentificationOption.CLEAN_PIXEL_DATA);
            builder.text(Tags.BURNED_IN_ANNOTATION, "NO");
        }
        // YES speaks of the pixels as well (PS3.3, C.7.1.1), so nobody says it of a picture that nobody has looked at.
        builder.text(PATIENT_IDENTITY_REMOVED, Vr.CS, pixels.isClean() ? "YES" : "NO");
        builder.text(DEIDENTIFICATION_METHOD, Vr.LO, "REFERS Workstation, PS3.15 Basic Profile"
                + (pixels.isClean() ? "" : "\\Pixel data not reviewed"));
        builder.items(DEIDENTIFICATION_METHOD_CODE_SEQUENCE, codes(applied, cleaned));
        boolean dates = options.contains(DeidentificationOption.MODIFIED_DATES);
        boolean before = original.text(LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED).filter("REMOVED"::equals)
                .isPresent();
        builder.text(LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, Vr.CS, dates && !before ? "MODIFIED" : "REMOVED");
        return builder.build();
    }

    /** Our codes beside those of an earlier de-identification, which stays true. */
    private static List<DicomObject> codes(Set<DeidentificationOption> applied, DicomObject cleaned) {
        Map<String, DicomObject> codes = new LinkedHashMap<>();
        for (DicomObject earlier : cleaned.items(DEIDENTIFICATION_METHOD_CODE_SEQUENCE)) {
            codes.put(earlier.text(Tags.CODE_VALUE).orElse(""), earlier);
        }
        for (DeidentificationOption option : applied) {
            codes.put(option.code(), DicomObject.builder().text(Tags.CODE_VALUE, option.code())
                    .text(Tags.CODING_SCHEME_DESIGNATOR, "DCM").text(Tags.CODE_MEANING, option.meaning()).build());
        }
        return new ArrayList<>(codes.values());
    }

    private static byte[] bytes(DicomObject dataSet, TransferSyntax syntax) throws DicomException {
        try {
            return DicomWriter.toBytes(dataSet,
                    syntax.isEncapsulated() ? syntax : TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        } catch (IllegalArgumentException unwritable) {
            throw new DicomException("cannot be written again: " + unwritable.getMessage(), unwritable);
        }
    }
}
