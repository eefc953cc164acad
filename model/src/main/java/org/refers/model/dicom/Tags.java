package org.refers.model.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The attributes that this program reads or writes: tags by name, and what the dictionary (PS3.6) says of them. A tag is
 * an int with the group in its upper 16 bits.
 */
public final class Tags {

    public static final int FILE_META_INFORMATION_GROUP_LENGTH = 0x00020000;
    public static final int FILE_META_INFORMATION_VERSION = 0x00020001;
    public static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x00020002;
    public static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x00020003;
    public static final int TRANSFER_SYNTAX_UID = 0x00020010;
    public static final int IMPLEMENTATION_CLASS_UID = 0x00020012;
    public static final int IMPLEMENTATION_VERSION_NAME = 0x00020013;
    public static final int FILE_SET_ID = 0x00041130;
    public static final int FIRST_RECORD_OFFSET = 0x00041200;
    public static final int LAST_RECORD_OFFSET = 0x00041202;
    public static final int FILE_SET_CONSISTENCY_FLAG = 0x00041212;
    public static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;
    public static final int NEXT_RECORD_OFFSET = 0x00041400;
    public static final int RECORD_IN_USE_FLAG = 0x00041410;
    public static final int LOWER_LEVEL_OFFSET = 0x00041420;
    public static final int DIRECTORY_RECORD_TYPE = 0x00041430;
    public static final int REFERENCED_FILE_ID = 0x00041500;
    public static final int REFERENCED_SOP_CLASS_UID_IN_FILE = 0x00041510;
    public static final int REFERENCED_SOP_INSTANCE_UID_IN_FILE = 0x00041511;
    public static final int REFERENCED_TRANSFER_SYNTAX_UID_IN_FILE = 0x00041512;
    public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    public static final int IMAGE_TYPE = 0x00080008;
    public static final int SOP_CLASS_UID = 0x00080016;
    public static final int SOP_INSTANCE_UID = 0x00080018;
    public static final int STUDY_DATE = 0x00080020;
    public static final int SERIES_DATE = 0x00080021;
    public static final int ACQUISITION_DATE = 0x00080022;
    public static final int CONTENT_DATE = 0x00080023;
    public static final int STUDY_TIME = 0x00080030;
    public static final int SERIES_TIME = 0x00080031;
    public static final int ACQUISITION_TIME = 0x00080032;
    public static final int CONTENT_TIME = 0x00080033;
    public static final int ACCESSION_NUMBER = 0x00080050;
    public static final int MODALITY = 0x00080060;
    public static final int CONVERSION_TYPE = 0x00080064;
    public static final int PRESENTATION_INTENT_TYPE = 0x00080068;
    public static final int MANUFACTURER = 0x00080070;
    public static final int INSTITUTION_NAME = 0x00080080;
    public static final int REFERRING_PHYSICIAN_NAME = 0x00080090;
    public static final int CODE_VALUE = 0x00080100;
    public static final int CODING_SCHEME_DESIGNATOR = 0x00080102;
    public static final int CODE_MEANING = 0x00080104;
    public static final int STUDY_DESCRIPTION = 0x00081030;
    public static final int SERIES_DESCRIPTION = 0x0008103E;
    public static final int MANUFACTURER_MODEL_NAME = 0x00081090;
    public static final int REFERENCED_IMAGE_SEQUENCE = 0x00081140;
    public static final int REFERENCED_SOP_CLASS_UID = 0x00081150;
    public static final int REFERENCED_SOP_INSTANCE_UID = 0x00081155;
    public static final int DERIVATION_DESCRIPTION = 0x00082111;
    public static final int SOURCE_IMAGE_SEQUENCE = 0x00082112;
    public static final int ANATOMIC_REGION_SEQUENCE = 0x00082218;
    public static final int PATIENT_NAME = 0x00100010;
    public static final int PATIENT_ID = 0x00100020;
    public static final int PATIENT_BIRTH_DATE = 0x00100030;
    public static final int PATIENT_SEX = 0x00100040;
    public static final int PATIENT_AGE = 0x00101010;
    public static final int BODY_PART_EXAMINED = 0x00180015;
    public static final int KVP = 0x00180060;
    public static final int DEVICE_SERIAL_NUMBER = 0x00181000;
    public static final int DISTANCE_SOURCE_TO_DETECTOR = 0x00181110;
    public static final int DISTANCE_SOURCE_TO_PATIENT = 0x00181111;
    public static final int ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR = 0x00181114;
    public static final int IMAGER_PIXEL_SPACING = 0x00181164;
    public static final int ACQUISITION_DEVICE_PROCESSING_DESCRIPTION = 0x00181400;
    public static final int POSITIONER_TYPE = 0x00181508;
    public static final int NOMINAL_SCANNED_PIXEL_SPACING = 0x00182010;
    public static final int PATIENT_POSITION = 0x00185100;
    public static final int VIEW_POSITION = 0x00185101;
    public static final int DETECTOR_TYPE = 0x00187004;
    public static final int STUDY_INSTANCE_UID = 0x0020000D;
    public static final int SERIES_INSTANCE_UID = 0x0020000E;
    public static final int STUDY_ID = 0x00200010;
    public static final int SERIES_NUMBER = 0x00200011;
    public static final int INSTANCE_NUMBER = 0x00200013;
    public static final int PATIENT_ORIENTATION = 0x00200020;
    public static final int LATERALITY = 0x00200060;
    public static final int IMAGE_LATERALITY = 0x00200062;
    public static final int IMAGE_COMMENTS = 0x00204000;
    public static final int SAMPLES_PER_PIXEL = 0x00280002;
    public static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
    public static final int PLANAR_CONFIGURATION = 0x00280006;
    public static final int NUMBER_OF_FRAMES = 0x00280008;
    public static final int ROWS = 0x00280010;
    public static final int COLUMNS = 0x00280011;
    public static final int PIXEL_SPACING = 0x00280030;
    public static final int PIXEL_ASPECT_RATIO = 0x00280034;
    public static final int BITS_ALLOCATED = 0x00280100;
    public static final int BITS_STORED = 0x00280101;
    public static final int HIGH_BIT = 0x00280102;
    public static final int PIXEL_REPRESENTATION = 0x00280103;
    public static final int SMALLEST_IMAGE_PIXEL_VALUE = 0x00280106;
    public static final int LARGEST_IMAGE_PIXEL_VALUE = 0x00280107;
    public static final int PIXEL_PADDING_VALUE = 0x00280120;
    public static final int PIXEL_PADDING_RANGE_LIMIT = 0x00280121;
    public static final int QUALITY_CONTROL_IMAGE = 0x00280300;
    public static final int BURNED_IN_ANNOTATION = 0x00280301;
    public static final int PIXEL_SPACING_CALIBRATION_TYPE = 0x00280A02;
    public static final int PIXEL_SPACING_CALIBRATION_DESCRIPTION = 0x00280A04;
    public static final int PIXEL_INTENSITY_RELATIONSHIP = 0x00281040;
    public static final int PIXEL_INTENSITY_RELATIONSHIP_SIGN = 0x00281041;
    public static final int WINDOW_CENTER = 0x00281050;
    public static final int WINDOW_WIDTH = 0x00281051;
    public static final int RESCALE_INTERCEPT = 0x00281052;
    public static final int RESCALE_SLOPE = 0x00281053;
    public static final int RESCALE_TYPE = 0x00281054;
    public static final int WINDOW_CENTER_WIDTH_EXPLANATION = 0x00281055;
    public static final int VOI_LUT_FUNCTION = 0x00281056;
    public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281101;
    public static final int GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281102;
    public static final int BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281103;
    public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281201;
    public static final int GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281202;
    public static final int BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281203;
    public static final int SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281221;
    public static final int SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281222;
    public static final int SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281223;
    public static final int LOSSY_IMAGE_COMPRESSION = 0x00282110;
    public static final int LOSSY_IMAGE_COMPRESSION_RATIO = 0x00282112;
    public static final int LOSSY_IMAGE_COMPRESSION_METHOD = 0x00282114;
    public static final int MODALITY_LUT_SEQUENCE = 0x00283000;
    public static final int LUT_DESCRIPTOR = 0x00283002;
    public static final int LUT_EXPLANATION = 0x00283003;
    public static final int MODALITY_LUT_TYPE = 0x00283004;
    public static final int LUT_DATA = 0x00283006;
    public static final int VOI_LUT_SEQUENCE = 0x00283010;
    public static final int REQUESTED_PROCEDURE_DESCRIPTION = 0x00321060;
    public static final int PERFORMED_PROCEDURE_STEP_DESCRIPTION = 0x00400254;
    public static final int REQUEST_ATTRIBUTES_SEQUENCE = 0x00400275;
    public static final int ACQUISITION_CONTEXT_SEQUENCE = 0x00400555;
    public static final int CONCEPT_NAME_CODE_SEQUENCE = 0x0040A043;
    public static final int CONCEPT_CODE_SEQUENCE = 0x0040A168;
    public static final int VIEW_CODE_SEQUENCE = 0x00540220;
    public static final int VIEW_MODIFIER_CODE_SEQUENCE = 0x00540222;
    public static final int PRESENTATION_LUT_SHAPE = 0x20500020;
    public static final int PRESENTATION_LUT_SEQUENCE = 0x20500010;
    public static final int EXTENDED_OFFSET_TABLE = 0x7FE00001;
    public static final int EXTENDED_OFFSET_TABLE_LENGTHS = 0x7FE00002;
    public static final int FLOAT_PIXEL_DATA = 0x7FE00008;
    public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;
    public static final int PIXEL_DATA = 0x7FE00010;

    /** Marks in a stream, not attributes (PS3.5, table 7.5-3). */
    static final int ITEM = 0xFFFEE000;
    static final int ITEM_END = 0xFFFEE00D;
    static final int SEQUENCE_END = 0xFFFEE0DD;

    private static final Map<Integer, Entry> DICTIONARY = dictionary();

    private Tags() {
    }

    private record Entry(Vr vr, String name) {
    }

    /** The value representation that the dictionary gives a tag; empty for attributes it does not hold. */
    public static Optional<Vr> vrOf(int tag) {
        if ((tag & 0xffff) == 0) {
            return Optional.of(Vr.UL);
        }
        if ((tag >>> 16 & 1) == 1 && (tag & 0xff00) == 0 && (tag & 0xff) >= 0x10) {
            return Optional.of(Vr.LO);
        }
        return Optional.ofNullable(DICTIONARY.get(tag)).map(Entry::vr).or(() -> repeatingVr(tag))
                .or(() -> StandardVrs.of(tag));
    }

    /** A tag for a message: its name where known, and always {@code (gggg,eeee)}. */
    public static String describe(int tag) {
        String number = "(%04X,%04X)".formatted(tag >>> 16, tag & 0xffff);
        Entry entry = DICTIONARY.get(tag);
        return entry == null ? number : entry.name + " " + number;
    }

    /** Overlay planes repeat in the even groups 6000 to 601E. */
    private static Optional<Vr> repeatingVr(int tag) {
        if ((tag & 0xffe10000) != 0x60000000) {
            return Optional.empty();
        }
        return switch (tag & 0xffff) {
            case 0x0010, 0x0011, 0x0100, 0x0102 -> Optional.of(Vr.US);
            case 0x0015, 0x1302, 0x1303 -> Optional.of(Vr.IS);
            case 0x0022, 0x1500 -> Optional.of(Vr.LO);
            case 0x0040, 0x0045 -> Optional.of(Vr.CS);
            case 0x0050 -> Optional.of(Vr.SS);
            case 0x3000 -> Optional.of(Vr.OW);
            default -> Optional.empty();
        };
    }

    private static Map<Integer, Entry> dictionary() {
        try (InputStream in = Tags.class.getResourceAsStream("dictionary.txt")) {
            String table = new String(Objects.requireNonNull(in, "dictionary.txt").readAllBytes(),
                    StandardCharsets.UTF_8);
            return table.lines().filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableMap(line -> Integer.parseUnsignedInt(line.substring(0, 8), 16),
                            line -> new Entry(Vr.valueOf(line.substring(9, 11)), line.substring(12))));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own table of DICOM attributes cannot be read", e);
        }
    }
}
