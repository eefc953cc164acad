package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomReader;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Acquisition;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.StudyDetails;

/**
 * What a file's header says. Texts are empty where it says nothing.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param view view position
 * @param modality DICOM code
 * @param patient Patient ID (0010,0020)
 * @param study Study Instance UID (0020,000D)
 * @param accession Accession Number (0008,0050)
 * @param taken study date and time, sortable as text
 * @param facts what subgroups are told apart by
 */
record FileHeader(int rows, int columns, ViewPosition view, String modality, String patient, String study,
        String accession, String taken, Facts facts) {

    /**
     * What subgroups are told apart by.
     *
     * @param patient sex and age
     * @param device how the picture was taken
     */
    record Facts(StudyDetails patient, Acquisition device) {
    }

    /**
     * Reads a file's header.
     *
     * @throws IOException with the reason in words that follow the file's name
     */
    static FileHeader read(Path file) throws IOException {
        try {
            RadiographHeader header = RadiographReader.inspect(file);
            RadiographHeader.Identity identity = header.identity();
            RadiographHeader.Acquisition acquisition = header.acquisition();
            return new FileHeader(header.pixels().rows(), header.pixels().columns(), acquisition.view(),
                    acquisition.modality().orElse(""), identity.patientId().orElse(""), identity.studyUid().orElse(""),
                    identity.accessionNumber().orElse(""),
                    acquisition.studyDate().orElse("") + acquisition.studyTime().orElse(""),
                    new Facts(patient(identity, acquisition), device(header)));
        } catch (RadiographException e) {
            throw new IOException(reason(file, e), e);
        }
    }

    private static StudyDetails patient(RadiographHeader.Identity identity,
            RadiographHeader.Acquisition acquisition) {
        OptionalDouble stated = identity.age().map(Ages::of).orElse(OptionalDouble.empty());
        OptionalDouble age = stated.isPresent()
                ? stated
                : Ages.between(identity.birthDate().orElse(""), acquisition.studyDate().orElse(""));
        return new StudyDetails(Sex.of(identity.sex().orElse("")), age, Map.of());
    }

    private static Acquisition device(RadiographHeader header) {
        RadiographHeader.Acquisition acquisition = header.acquisition();
        return new Acquisition(header.device().manufacturer().orElse(""), header.device().model().orElse(""),
                acquisition.laterality().orElse(""),
                header.display().spacing().map(spacing -> OptionalDouble.of(spacing.rowMillimetres()))
                        .orElse(OptionalDouble.empty()),
                header.display().spacing().map(spacing -> OptionalDouble.of(spacing.columnMillimetres()))
                        .orElse(OptionalDouble.empty()));
    }

    /** Walks through a DICOM file to its end without decoding pixels, since a header is the same in half a file. */
    static void requireWhole(Path file) throws IOException {
        try {
            DicomReader.read(file);
        } catch (DicomException e) {
            throw new IOException(reason(file, e), e);
        }
    }

    /** The list of rejected files names the file already. */
    private static String reason(Path file, Exception e) {
        String sentence = String.valueOf(e.getMessage());
        String name = SourceFolder.nameOf(file) + ": ";
        return sentence.startsWith(name) ? sentence.substring(name.length()) : sentence;
    }

    @Override
    public String toString() {
        return rows + " x " + columns;
    }
}
