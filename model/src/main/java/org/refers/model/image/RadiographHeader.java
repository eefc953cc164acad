package org.refers.model.image;

import java.util.List;
import java.util.Optional;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;

/**
 * What a picture file says of itself, read without decoding its pixels. Text is as in the file; what a file does not say
 * is empty. PNG and JPEG files say nothing of patients and studies.
 *
 * @param format kind of file
 * @param pixels how the stored values lie
 * @param display how they are meant to be seen
 * @param acquisition how and when the picture was taken
 * @param identity whose picture it is: never to be written to a log or a run folder
 * @param device what took it
 */
public record RadiographHeader(Format format, Pixels pixels, Display display, Acquisition acquisition,
        Identity identity, Device device) {

    /** Kinds of files. */
    public enum Format {
        DICOM, PNG, JPEG
    }

    /**
     * The stored values.
     *
     * @param rows height in pixels
     * @param columns width in pixels
     * @param frames pictures in the file
     * @param bitsStored significant bits of a value
     * @param signed whether values are two's complement
     * @param photometric DICOM's Photometric Interpretation; the equivalent one for PNG and JPEG
     * @param transferSyntax UID of the DICOM transfer syntax
     * @param lossy whether values were ever compressed with loss
     */
    public record Pixels(int rows, int columns, int frames, int bitsStored, boolean signed, String photometric,
            Optional<String> transferSyntax, boolean lossy) {
    }

    /**
     * The display.
     *
     * @param windows windows that the file offers, in its order; those without a usable width are left out
     * @param spacing distance between pixels
     * @param burnedIn whether text is burned into the pixels: yes, no, or empty where the file does not say
     */
    public record Display(List<WindowLevel> windows, Optional<PixelSpacing> spacing, Optional<Boolean> burnedIn) {

        static final Display UNSTATED = new Display(List.of(), Optional.empty(), Optional.empty());

        /** Creates a display. */
        public Display {
            windows = List.copyOf(windows);
        }
    }

    /**
     * The acquisition.
     *
     * @param modality such as CR or DX
     * @param view view position, from View Position (0018,5101) or, without it, from view codes, descriptions and patient
     *     orientation
     * @param bodyPart Body Part Examined
     * @param laterality Image Laterality, or Laterality
     * @param seriesDescription Series Description
     * @param studyDate YYYYMMDD
     * @param studyTime HHMMSS, perhaps with a fraction
     * @param acquisitionDate YYYYMMDD, of the acquisition or else of the content
     * @param acquisitionTime HHMMSS, likewise
     */
    public record Acquisition(Optional<String> modality, ViewPosition view, Optional<String> bodyPart,
            Optional<String> laterality, Optional<String> seriesDescription, Optional<String> studyDate,
            Optional<String> studyTime, Optional<String> acquisitionDate, Optional<String> acquisitionTime) {

        static final Acquisition UNSTATED = new Acquisition(Optional.empty(), ViewPosition.UNKNOWN, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /**
     * The identity.
     *
     * @param patientId Patient ID
     * @param sex Patient's Sex: M, F or O
     * @param age Patient's Age, such as 054Y
     * @param birthDate Patient's Birth Date, YYYYMMDD
     * @param studyUid Study Instance UID
     * @param seriesUid Series Instance UID
     * @param sopUid SOP Instance UID
     * @param accessionNumber Accession Number
     */
    public record Identity(Optional<String> patientId, Optional<String> sex, Optional<String> age,
            Optional<String> birthDate, Optional<String> studyUid, Optional<String> seriesUid,
            Optional<String> sopUid, Optional<String> accessionNumber) {

        static final Identity UNSTATED = new Identity(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The device.
     *
     * @param manufacturer Manufacturer
     * @param model Manufacturer's Model Name
     */
    public record Device(Optional<String> manufacturer, Optional<String> model) {

        static final Device UNSTATED = new Device(Optional.empty(), Optional.empty());
    }

    static RadiographHeader ofPicture(Format format, Pixels pixels) {
        return new RadiographHeader(format, pixels, Display.UNSTATED, Acquisition.UNSTATED, Identity.UNSTATED,
                Device.UNSTATED);
    }
}
