package org.refers.model.dicom;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Against dcmtk and GDCM, where they are installed: their files decoded here, and the tests' files decoded there. */
class CodecOracleTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"dcmcrle,1,8", "dcmcrle,1,12", "dcmcrle,1,16", "dcmcrle,3,8", "dcmcjpeg +e1,1,8", "dcmcjpeg +e1,1,12",
        "dcmcjpeg +e1,1,16", "dcmcjpeg +e1,3,8", "dcmcjpeg +el +sv 1,1,12", "dcmcjpeg +el +sv 2,1,12",
        "dcmcjpeg +el +sv 3,1,12", "dcmcjpeg +el +sv 4,1,12", "dcmcjpeg +el +sv 5,1,12", "dcmcjpeg +el +sv 6,1,12",
        "dcmcjpeg +el +sv 7,1,12", "dcmcjpeg +el +sv 7,3,8", "dcmcjpls +el,1,8", "dcmcjpls +el,1,12",
        "dcmcjpls +el,1,16", "dcmcjpls +el +il,3,8", "dcmcjpls +el +is,3,8", "dcmcjpls +el +in,3,8",
        "dcmcjpls +el +pc +rs 31 +t1 5 +t2 12 +t3 40,1,8", "gdcmconv --rle,1,16", "gdcmconv --jpeg,1,12",
        "gdcmconv --jpegls,1,16", "gdcmconv --j2k,1,8", "gdcmconv --j2k,1,12", "gdcmconv --j2k,1,16",
        "gdcmconv --j2k,3,8", "gdcmconv --jpeg,3,8"})
    void losslessFilesOfOtherProgramsDecodeExactly(String encoder, int samples, int bits)
            throws IOException, InterruptedException, DicomException {
        Path coded = run(encoder, DicomWriter.toBytes(SyntheticPixels.dataSet(samples, bits, false).build()));
        DicomFile file = DicomReader.read(coded);
        assertTrue(file.syntax().isEncapsulated(), "the tool has compressed");
        assertArrayEquals(SyntheticPixels.values(samples, bits, false),
                PixelData.standard().frame(file, 0).values());
    }

    @ParameterizedTest
    @CsvSource({"dcmcjpeg +e1,12", "dcmcjpeg +e1,16", "dcmcjpls +el,12", "dcmcjpls +el,16", "dcmcrle,16"})
    void signedFilesOfOtherProgramsDecodeExactly(String encoder, int bits)
            throws IOException, InterruptedException, DicomException {
        Path coded = run(encoder, DicomWriter.toBytes(SyntheticPixels.dataSet(1, bits, true).build()));
        assertArrayEquals(SyntheticPixels.values(1, bits, true), values(coded));
    }

    /** Lossy streams: two right decoders may round a value that lies between two integers differently. */
    @ParameterizedTest
    @CsvSource({"dcmcjpeg +ee +bt,dcmdjpeg,1,12,1", "dcmcjpeg +eb,dcmdjpeg,1,8,1", "dcmcjpeg +ee +be,dcmdjpeg,1,8,1",
        "dcmcjpeg +el +sv 1 +pt 2,dcmdjpeg,1,12,0", "dcmcjpls +en +md 3,dcmdjpls,1,12,0",
        "dcmcjpls +en +md 2 +is,dcmdjpls,3,8,0", "gdcmconv --j2k --lossy -q 30 --irreversible,gdcmconv --raw,1,12,1"})
    void lossyFilesDecodeAsTheirOwnProgramDecodesThem(String encoder, String decoder, int samples, int bits, int most)
            throws IOException, InterruptedException, DicomException {
        Path coded = run(encoder, DicomWriter.toBytes(SyntheticPixels.dataSet(samples, bits, false).build()));
        short[] ours = values(coded);
        short[] theirs = values(run(decoder, Files.readAllBytes(coded)));
        assertEquals(theirs.length, ours.length);
        for (int i = 0; i < ours.length; i++) {
            // GDCM leaves what overshoots the stored bits.
            int other = Math.clamp(theirs[i], 0, (1 << bits) - 1);
            assertTrue(Math.abs(ours[i] - other) <= most, ours[i] + " and " + other + " at " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"dcmdrle,1,16", "gdcmconv --raw,1,16", "gdcmconv --raw,3,8"})
    void otherProgramsDecodeOurRunLengths(String decoder, int samples, int bits)
            throws IOException, InterruptedException, DicomException {
        byte[] file = DicomWriter.toRleBytes(SyntheticPixels.dataSet(samples, bits, false).build());
        assertArrayEquals(SyntheticPixels.values(samples, bits, false), values(run(decoder, file)));
    }

    /** That the tests' encoders write what the standard says, and not only what our decoders read. */
    @ParameterizedTest
    @CsvSource({"dcmdjpls,0,1,8,0", "dcmdjpls,0,1,16,0", "dcmdjpls,0,3,8,0", "dcmdjpls,1,3,8,0", "dcmdjpls,2,3,8,0",
        "gdcmconv --raw,0,1,12,0", "gdcmconv --raw,1,3,8,0", "dcmdjpls,0,1,12,3", "dcmdjpls,2,3,8,2"})
    void otherProgramsDecodeTheTestsJpegLs(String decoder, int interleave, int samples, int bits, int near)
            throws IOException, InterruptedException, DicomException {
        byte[] stream = JpegLsEncoder.encode(image(samples, bits),
                new JpegLsEncoder.Options(near, interleave, 0, new int[0]));
        TransferSyntax syntax = near == 0 ? TransferSyntax.JPEG_LS_LOSSLESS : TransferSyntax.JPEG_LS_NEAR_LOSSLESS;
        byte[] file = SyntheticPixels.compressed(SyntheticPixels.image(samples, bits, false), syntax, stream);
        short[] theirs = values(run(decoder, file));
        assertArrayEquals(theirs, PixelData.standard().frame(DicomReader.parse(file), 0).values());
        if (near == 0) {
            assertArrayEquals(SyntheticPixels.values(samples, bits, false), theirs);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,0,8,1", "2,4,12,1", "3,0,16,1", "4,2,12,1", "5,0,8,3", "6,3,12,1", "7,0,16,1"})
    void otherProgramsDecodeTheTestsLosslessJpeg(int predictor, int restartRows, int bits, int samples)
            throws IOException, InterruptedException, DicomException {
        byte[] stream = JpegLosslessEncoder.encode(image(samples, bits), predictor, restartRows);
        byte[] file = SyntheticPixels.compressed(SyntheticPixels.image(samples, bits, false),
                TransferSyntax.JPEG_LOSSLESS, stream);
        assertArrayEquals(SyntheticPixels.values(samples, bits, false), values(run("dcmdjpeg", file)));
    }

    private static JpegLosslessEncoder.Image image(int samples, int bits) {
        return new JpegLosslessEncoder.Image(SyntheticPixels.ROWS, SyntheticPixels.COLUMNS, samples, bits,
                SyntheticPixels.values(samples, bits, false));
    }

    private static short[] values(Path file) throws IOException, DicomException {
        return PixelData.standard().frame(DicomReader.read(file), 0).values();
    }

    /** Runs a tool on a file; it gets the names of the file and of what it shall write as its last words. */
    private Path run(String command, byte[] input) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        boolean installed = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, words.get(0))));
        assumeTrue(installed, () -> "skipped: " + words.get(0) + " is not installed");
        Path in = Files.createTempFile(folder, "in", ".dcm");
        Path out = Files.createTempFile(folder, "out", ".dcm");
        Files.write(in, input);
        words.add(in.toString());
        words.add(out.toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve("said").toFile())).start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended && process.waitFor() == 0, () -> command + " failed: " + said());
        return out;
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException unreadable) {
            return "nothing";
        }
    }
}
