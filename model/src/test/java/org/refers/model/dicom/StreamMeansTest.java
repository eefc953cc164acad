package org.refers.model.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Streams of a few hundred bytes that state a picture of a hundred million pixels. */
class StreamMeansTest {

    @ParameterizedTest
    @ValueSource(strings = {"grey12-jpegls", "grey12-lossless", "grey12-extended", "grey8-baseline"})
    void aLargePictureNeedsBytes(String name) throws IOException, DicomException {
        DicomFile file = DicomReader.parse(PixelDecoderTest.resource(name));
        DicomElement pixels = file.dataSet().element(Tags.PIXEL_DATA).orElseThrow();
        byte[] stream = ((DicomValue.Fragments) pixels.value()).fragments().getFirst().clone();
        int frame = 2;
        while ((stream[frame + 1] & 0xf0) != 0xc0 && (stream[frame + 1] & 0xff) != 0xf7
                || (stream[frame + 1] & 0xff) == 0xc4) {
            frame += 2 + ByteBuffer.wrap(stream).getShort(frame + 2);
        }
        ByteBuffer.wrap(stream).putShort(frame + 5, (short) 9_000).putShort(frame + 7, (short) 9_000);
        DicomObject large = file.dataSet().toBuilder().integers(Tags.ROWS, 9_000).integers(Tags.COLUMNS, 9_000)
                .put(new DicomElement(Tags.PIXEL_DATA, Vr.OB,
                        new DicomValue.Fragments(java.util.List.of(), java.util.List.of(stream))))
                .build();
        DicomException refused = assertThrows(DicomException.class,
                () -> PixelData.standard().frame(new DicomFile(file.meta(), file.syntax(), large), 0));
        assertTrue(refused.getMessage().contains("far too few"), refused.getMessage());
    }

    /** What is counted is what comes, not what is promised: the last layers may be left out. */
    @Test
    void jpeg2000LayersThatAreNotThereCostNothing() throws Exception {
        byte[] whole = PixelDecoderTest.resource("grey12-jpeg2000");
        int coding = 600;
        while (whole[coding] != (byte) 0xff || whole[coding + 1] != 0x52) {
            coding++;
        }
        byte[] layers = whole.clone();
        Arrays.fill(layers, coding + 6, coding + 8, (byte) 0xff);
        short[] decoded = assertTimeoutPreemptively(Duration.ofMinutes(1),
                () -> PixelData.standard().frame(DicomReader.parse(layers), 0).values());
        assertArrayEquals(SyntheticPixels.values(1, 12, false), decoded);
    }
}
