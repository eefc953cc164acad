package org.refers.sampledata.files;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.PngWriter;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.SyntheticStudy;
import org.refers.sampledata.study.SamplePicture;

/** A picture's file: which format it has, and its bytes. All pictures of a study have one format, as from one archive. */
public final class PictureFile {

    private static final double JPEG = 0.60;
    private static final double DICOM = 0.25;
    private static final double RLE = 0.35;
    private static final double INVERTED = 0.3;
    private static final double EIGHT_BIT_PNG = 0.65;
    private static final double QUALITY = 0.9;

    private static final DicomObject CHEST = DicomObject.builder().text(Tags.CODE_VALUE, "51185008")
            .text(Tags.CODING_SCHEME_DESIGNATOR, "SCT").text(Tags.CODE_MEANING, "Chest").build();

    private final SyntheticStudy study;
    private final Radiograph radiograph;
    private final Format format;
    private final Seeded seeded;

    private enum Format {
        JPEG, PNG, DICOM
    }

    /** Creates the file of a study's picture. */
    public PictureFile(SyntheticStudy study, SamplePicture picture) {
        this.study = study;
        this.radiograph = picture.radiograph();
        this.seeded = new Seeded(study.seed()).split(4);
        double u = seeded.uniform();
        this.format = u < JPEG ? Format.JPEG : u < JPEG + DICOM ? Format.DICOM : Format.PNG;
    }

    /** Name in the folder of pictures, such as {@code S00001_pa.jpg}. */
    public String name() {
        String extension = switch (format) {
            case JPEG -> "jpg";
            case PNG -> "png";
            case DICOM -> "dcm";
        };
        return study.id() + "_" + radiograph.view().name().toLowerCase(Locale.ROOT) + "." + extension;
    }

    /** The bytes of the file. */
    public byte[] bytes() throws IOException {
        return switch (format) {
            case JPEG -> JpegWriter.grey(radiograph.rows(), radiograph.columns(), eightBits(), QUALITY);
            case PNG -> seeded.chance(EIGHT_BIT_PNG)
                    ? PngWriter.greyQuickly(radiograph.rows(), radiograph.columns(), eightBits())
                    : PngWriter.grey16Quickly(radiograph.rows(), radiograph.columns(), sixteenBits());
            case DICOM -> dicom();
        };
    }

    private byte[] eightBits() {
        short[] stored = radiograph.stored();
        byte[] grey = new byte[stored.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (stored[i] >> 4);
        }
        return grey;
    }

    private short[] sixteenBits() {
        short[] stored = radiograph.stored();
        short[] grey = new short[stored.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (short) (stored[i] << 4 | stored[i] >> 8);
        }
        return grey;
    }

    private byte[] dicom() throws IOException {
        boolean inverted = seeded.chance(INVERTED);
        boolean compressed = seeded.chance(RLE);
        DicomObject.Builder builder = RadiographModules.of(asStored(inverted));
        identify(builder, inverted);
        try {
            return compressed ? DicomWriter.toRleBytes(builder.build()) : DicomWriter.toBytes(builder.build());
        } catch (DicomException wrong) {
            throw new IOException("a sample picture that cannot be compressed", wrong);
        }
    }

    /** Detectors do not use their whole range: values are squeezed, and the window says where they are. */
    private Radiograph asStored(boolean inverted) {
        int low = seeded.below(500);
        int percent = 70 + seeded.below(17);
        short[] from = radiograph.stored();
        short[] stored = new short[from.length];
        for (int i = 0; i < stored.length; i++) {
            int value = low + from[i] * percent / 100;
            stored[i] = (short) (inverted ? 4095 - value : value);
        }
        double width = 4096 * percent / 100.0;
        double center = low + width / 2;
        WindowLevel usual = WindowLevel.linear(Math.round(inverted ? 4095 - center : center), Math.round(width));
        double lung = low + width * .38;
        WindowLevel narrow = WindowLevel.linear(Math.round(inverted ? 4095 - lung : lung), Math.round(width * .7));
        List<WindowLevel> windows = seeded.chance(.5) ? List.of(usual, narrow) : List.of(usual);
        return new Radiograph(radiograph.rows(), radiograph.columns(), stored, false, 12, 1, 0, inverted, windows,
                OptionalInt.empty(), radiograph.spacing(), radiograph.view());
    }

    private void identify(DicomObject.Builder builder, boolean inverted) {
        String date = study.visit().date().format(DateTimeFormatter.BASIC_ISO_DATE);
        boolean lateral = radiograph.view() == ViewPosition.LATERAL;
        String uid = "refers sample data " + study.seed() + " " + study.id();
        builder.text(Tags.IMAGE_TYPE, "DERIVED\\PRIMARY")
                .text(Tags.SOP_CLASS_UID, Uids.DIGITAL_XRAY_FOR_PRESENTATION)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed(uid + radiograph.view()))
                .text(Tags.STUDY_INSTANCE_UID, Uids.fromSeed(uid))
                .text(Tags.SERIES_INSTANCE_UID, Uids.fromSeed(uid + " series " + radiograph.view()))
                .text(Tags.STUDY_DATE, date).text(Tags.STUDY_TIME, "").text(Tags.CONTENT_DATE, date)
                .text(Tags.CONTENT_TIME, "").text(Tags.ACQUISITION_DATE, date).text(Tags.ACQUISITION_TIME, "")
                .text(Tags.ACCESSION_NUMBER, study.id()).text(Tags.STUDY_ID, study.id())
                .text(Tags.MODALITY, "DX").text(Tags.PRESENTATION_INTENT_TYPE, "FOR PRESENTATION")
                .text(Tags.MANUFACTURER, "REFERS sample data").text(Tags.REFERRING_PHYSICIAN_NAME, "")
                .text(Tags.STUDY_DESCRIPTION, "Chest, synthetic")
                .text(Tags.PATIENT_NAME, "Synthetic^" + study.patient()).text(Tags.PATIENT_ID, study.patient())
                .text(Tags.PATIENT_BIRTH_DATE, "").text(Tags.PATIENT_SEX, study.visit().sex().name())
                .text(Tags.PATIENT_AGE, String.format(Locale.ROOT, "%03dY", study.visit().age()))
                .text(Tags.BODY_PART_EXAMINED, "CHEST").text(Tags.PATIENT_ORIENTATION, lateral ? "P\\F" : "L\\F")
                .text(Tags.IMAGE_LATERALITY, "U").text(Tags.BURNED_IN_ANNOTATION, "NO")
                .text(Tags.SERIES_NUMBER, lateral ? "2" : "1").text(Tags.INSTANCE_NUMBER, "1")
                .text(Tags.PIXEL_INTENSITY_RELATIONSHIP, "LOG")
                .integers(Tags.PIXEL_INTENSITY_RELATIONSHIP_SIGN, inverted ? 1 : -1)
                .items(Tags.ANATOMIC_REGION_SEQUENCE, List.of(CHEST)).text(Tags.DETECTOR_TYPE, "")
                .text(Tags.POSITIONER_TYPE, "").items(Tags.ACQUISITION_CONTEXT_SEQUENCE, List.of())
                .text(Tags.LOSSY_IMAGE_COMPRESSION, "00");
    }
}
