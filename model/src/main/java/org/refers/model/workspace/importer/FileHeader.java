package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
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
 * @param numbers what the hospital knows it by
 * @param taken study date and time, sortable as text
 * @param patientFacts sex and age
 * @param device how it was taken
 * @param undecoded name of its compression if this program does not decode that, else empty
 */
record FileHeader(int rows, int columns, ViewPosition view, String modality, Numbers numbers, String taken,
        StudyDetails patientFacts, Acquisition device, String undecoded) {

    /**
     * Numbers of a DICOM file, empty where it has none; they are never stored as they are.
     *
     * @param patient Patient ID (0010,0020)
     * @param study Study Instance UID (0020,000D)
     * @param accession Accession Number (0008,0050)
     * @param instance SOP Instance UID (0008,0018)
     */
    record Numbers(String patient, String study, String accession, String instance) {

        private static Numbers of(RadiographHeader.Identity identity) {
            return new Numbers(identity.patientId().orElse(""), identity.studyUid().orElse(""),
                    identity.accessionNumber().orElse(""), identity.sopUid().orElse(""));
        }
    }

    /**
     * Reads a file's header.
     *
     * @throws IOException with the reason in words that follow the file's name
     */
    static FileHeader read(Path file) throws IOException {
        try {
            return of(RadiographReader.inspect(file));
        } catch (RadiographException e) {
            throw new IOException(reason(file, e), e);
        }
    }

    /**
     * Reads a file's header from its bytes as they come by, and sees that a DICOM file is whole.
     *
     * @throws IOException with the reason in words that follow the file's name
     */
    static FileHeader readWhole(Path file, InputStream in, long size) throws IOException {
        try {
            return of(RadiographReader.inspectWhole(file, in, size));
        } catch (RadiographException e) {
            throw new IOException(reason(file, e), e);
        }
    }

    private static FileHeader of(RadiographHeader header) {
        RadiographHeader.Identity identity = header.identity();
        RadiographHeader.Acquisition acquisition = header.acquisition();
        return new FileHeader(header.pixels().rows(), header.pixels().columns(), acquisition.view(),
                acquisition.modality().orElse(""), Numbers.of(identity), acquisition.study().sortable(),
                patientFacts(identity, acquisition), device(header),
                header.pixels().transferSyntax().flatMap(RadiographReader::undecoded).orElse(""));
    }

    private static StudyDetails patientFacts(RadiographHeader.Identity identity,
            RadiographHeader.Acquisition acquisition) {
        OptionalDouble stated = identity.age().map(Ages::of).orElse(OptionalDouble.empty());
        OptionalDouble age = stated.isPresent()
                ? stated
                : Ages.between(identity.birthDate().orElse(""), acquisition.study().date().orElse(""));
        return new StudyDetails(Sex.of(identity.sex().orElse("")), age, Map.of());
    }

    private static Acquisition device(RadiographHeader header) {
        RadiographHeader.Acquisition acquisition = header.acquisition();
        return new Acquisition(acquisition.device().manufacturer().orElse(""), acquisition.device().model().orElse(""),
                acquisition.laterality().orElse(""),
                header.display().spacing().map(spacing -> OptionalDouble.of(spacing.rowMillimetres()))
                        .orElse(OptionalDouble.empty()),
                header.display().spacing().map(spacing -> OptionalDouble.of(spacing.columnMillimetres()))
                        .orElse(OptionalDouble.empty()));
    }

    /** The list of rejected files names the file already. */
    static String reason(Path file, Exception e) {
        String sentence = String.valueOf(e.getMessage());
        String name = SourceFolder.nameOf(file) + ": ";
        return sentence.startsWith(name) ? sentence.substring(name.length()) : sentence;
    }

    @Override
    public String toString() {
        return rows + " x " + columns;
    }
}
