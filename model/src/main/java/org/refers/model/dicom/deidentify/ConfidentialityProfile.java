package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.Vr;

/**
 * Table E.1-1 of PS3.15 with chosen options. What the table does not list is ruled by what it is: dates, names and UIDs
 * are treated as listed ones are, so that attributes of later editions are not left as they were.
 */
final class ConfidentialityProfile {

    /** Edition of the table, as records name it. */
    static final String EDITION = "PS3.15 Basic Application Level Confidentiality Profile, table E.1-1 of 2021"
            + " with the rows that 2024 added";

    private static final String FORMAT = "# Format 1.";
    private static final int OVERLAY_GROUPS = 0x6000;
    private static final int CURVE_GROUPS = 0x5000;
    private static final int GROUP_FAMILY = 0xff00;

    /** UIDs that name kinds of objects, encodings or vocabularies and never an object or a patient. */
    private static final Set<Integer> NAMING_UIDS = Set.of(0x00080016, 0x0008001A, 0x0008001B, 0x00080062, 0x0008010C,
            0x00080117, 0x00080118, 0x00081150, 0x0008115A, 0x00041510, 0x00041512, 0x0004151A,
            0x04000010);

    private final Map<Integer, Row> rows;
    private final Set<DeidentificationOption> options;

    /** One row of the table. */
    record Row(Vr vr, ProfileAction basic, boolean keptWithDevice, char patientOption, boolean isDate) {
    }

    private ConfidentialityProfile(Map<Integer, Row> rows, Set<DeidentificationOption> options) {
        this.rows = rows;
        this.options = options;
    }

    static ConfidentialityProfile with(Set<DeidentificationOption> options) {
        return new ConfidentialityProfile(Holder.ROWS, Set.copyOf(options));
    }

    /** What is done to an attribute. */
    ProfileAction action(int tag, Vr vr) {
        if (isPrivate(tag) || isGroupLength(tag) || isCurveOrOverlay(tag)) {
            return ProfileAction.REMOVE;
        }
        Row row = rows.get(tag);
        return row == null ? unlisted(tag, vr) : listed(row);
    }

    /** Whether the table lists an attribute, whatever is done to it. */
    boolean lists(int tag) {
        return rows.containsKey(tag);
    }

    /** The representation that the standard gives a listed attribute. */
    Optional<Vr> vr(int tag) {
        return Optional.ofNullable(rows.get(tag)).map(Row::vr);
    }

    private ProfileAction listed(Row row) {
        if (row.isDate && options.contains(DeidentificationOption.MODIFIED_DATES)) {
            return ProfileAction.SHIFT;
        }
        if (row.keptWithDevice && options.contains(DeidentificationOption.DEVICE_IDENTITY)) {
            return ProfileAction.KEEP;
        }
        boolean patient = options.contains(DeidentificationOption.PATIENT_CHARACTERISTICS);
        // C asks for cleaned text, and nobody can clean prose by machine: those attributes stay removed.
        return patient && row.patientOption == 'K' ? ProfileAction.KEEP : row.basic;
    }

    private ProfileAction unlisted(int tag, Vr vr) {
        return switch (vr) {
            case DA, DT, TM -> options.contains(DeidentificationOption.MODIFIED_DATES)
                    ? ProfileAction.SHIFT
                    : ProfileAction.DUMMY;
            case PN -> ProfileAction.EMPTY;
            case UI -> NAMING_UIDS.contains(tag) ? ProfileAction.KEEP : ProfileAction.NEW_UID;
            // Representation unknown: what cannot be read cannot be judged.
            case UN -> ProfileAction.REMOVE;
            case OB, OD, OF, OL, OV, OW -> holdsPixels(tag) ? ProfileAction.KEEP : ProfileAction.REMOVE;
            default -> ProfileAction.KEEP;
        };
    }

    /** Streams of bytes that belong to a picture: its pixels, lookup tables and colour profiles. */
    private static boolean holdsPixels(int tag) {
        int group = tag >>> 16;
        return group == 0x7FE0 || group == 0x0028 || group == 0x0048 || group == 0x0066;
    }

    private static boolean isPrivate(int tag) {
        return (tag >>> 16 & 1) == 1;
    }

    private static boolean isGroupLength(int tag) {
        return (tag & 0xffff) == 0;
    }

    private static boolean isCurveOrOverlay(int tag) {
        int family = tag >>> 16 & GROUP_FAMILY;
        return family == OVERLAY_GROUPS || family == CURVE_GROUPS;
    }

    private static final class Holder {
        private static final Map<Integer, Row> ROWS = read();

        private static Map<Integer, Row> read() {
            try (InputStream in = ConfidentialityProfile.class.getResourceAsStream("basic-profile.txt")) {
                String table = new String(Objects.requireNonNull(in, "basic-profile.txt").readAllBytes(),
                        StandardCharsets.US_ASCII);
                if (!table.startsWith(FORMAT)) {
                    throw new IllegalStateException("basic-profile.txt is of a format this program does not know");
                }
                Map<Integer, Row> rows = new HashMap<>();
                table.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(line, rows));
                return Map.copyOf(rows);
            } catch (IOException e) {
                throw new UncheckedIOException("the program's own table of the profile cannot be read", e);
            }
        }

        private static void add(String line, Map<Integer, Row> rows) {
            String[] cells = line.split(" ", -1);
            Row row = new Row(Vr.valueOf(cells[1]), ProfileAction.of(cells[2]), cells[3].equals("K"),
                    cells[4].charAt(0), cells[5].equals("C"));
            if (rows.put(Integer.parseUnsignedInt(cells[0], 16), row) != null) {
                throw new IllegalStateException("basic-profile.txt lists " + cells[0] + " twice");
            }
        }
    }
}
