package org.refers.model.workspace.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.image.PngWriter;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DicomSinkTest {

    private static final int ROWS = 4;
    private static final int COLUMNS = 6;

    @TempDir
    Path temp;

    /** A model takes seconds for a radiograph: those that cannot be referred to are told before. */
    @Test
    void whatCannotBeReferredToIsLeftOutBeforeItIsMarked() throws Exception {
        BoxSink sink = DicomSink.of(temp, BoxFormat.SR, LocalDateTime.of(2026, 1, 2, 3, 4, 5));
        dicom("good.dcm", "1.2.3.4");
        PngWriter.writeGrey(temp.resolve("picture.png"), ROWS, COLUMNS, new byte[ROWS * COLUMNS]);
        assertTrue(sink.takes(entry("rgood", "good.dcm", ROWS)));
        assertFalse(sink.takes(entry("rsize", "good.dcm", ROWS + 1)));
        assertFalse(sink.takes(entry("rpng", "picture.png", ROWS)));
        assertFalse(sink.takes(entry("rgone", "gone.dcm", ROWS)));
        BoxSink.Written written = sink.finish();
        assertEquals(List.of("rsize", "rpng", "rgone"),
                written.leftOut().stream().map(BoxSink.LeftOut::radiograph).toList());
        assertEquals(0, written.files());
        assertFalse(Files.exists(temp.resolve("rgood.sr.dcm")));
    }

    private static RadiographEntry entry(String id, Path file, int rows) {
        return new RadiographEntry(id, file, ViewPosition.PA, "DX", rows, COLUMNS, "0".repeat(64), Map.of(),
                List.of());
    }

    private RadiographEntry entry(String id, String file, int rows) {
        return entry(id, temp.resolve(file), rows);
    }

    private void dicom(String name, String uid) throws Exception {
        Radiograph radiograph = new Radiograph(ROWS, COLUMNS, new short[ROWS * COLUMNS], false, 12, 1, 0, false,
                List.of(), OptionalInt.empty(), Optional.empty(), ViewPosition.PA);
        DicomWriter.write(RadiographModules.of(radiograph).text(Tags.SOP_CLASS_UID, Uids.DIGITAL_XRAY_FOR_PRESENTATION)
                .text(Tags.SOP_INSTANCE_UID, uid).text(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .text(Tags.SERIES_INSTANCE_UID, "1.2.3.5").text(Tags.PATIENT_ID, "P").text(Tags.MODALITY, "DX").build(),
                temp.resolve(name));
    }
}
