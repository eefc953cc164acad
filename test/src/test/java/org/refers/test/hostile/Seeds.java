package org.refers.test.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;
import org.refers.model.dicom.presentation.PresentationState;
import org.refers.model.dicom.presentation.PresentationState.Drawn;
import org.refers.model.dicom.presentation.PresentationState.Look;
import org.refers.model.dicom.presentation.PresentationStateWriter;
import org.refers.model.dicom.structured.BoxReport;
import org.refers.model.dicom.structured.BoxReportWriter;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.finding.Box;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.PngWriter;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.study.WindowLevel;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.Casing;
import org.refers.model.text.ReportLanguage;
import org.refers.model.text.WordPieceTrainer;
import org.refers.training.data.PictureDoor;

/**
 * The files that a search begins with, one folder a target in this package's resources. {@link #main} writes them anew with
 * the program's own writers; files named {@code found-} are what searches have found and are left alone.
 */
public final class Seeds {

    private static final String DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private Seeds() {
    }

    /** All seeds of a target by name. */
    static Map<String, byte[]> of(Target target) throws IOException {
        URL folder = Objects.requireNonNull(Seeds.class.getResource("seeds"), "no seeds");
        Map<String, byte[]> seeds = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()).resolve(target.name()))) {
            for (Path file : files.toList()) {
                seeds.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
        return seeds;
    }

    /** Writes the seeds below a folder; the second is that of the model's test resources, {@code org/refers/model}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path model = Path.of(arguments[1]);
        pixels(folder, model.resolve("dicom"));
        weights(folder, model.resolve("weights"));
        texts(folder);
        tables(folder);
        objects(folder);
        runs(folder);
    }

    private static void pixels(Path folder, Path dicom) throws Exception {
        for (var decoder : PixelTargets.samplesByDecoder().entrySet()) {
            for (String name : decoder.getValue()) {
                byte[] whole = Files.readAllBytes(dicom.resolve(name + ".dcm"));
                put(folder, decoder.getKey(), name + ".bin", PixelTargets.stream(whole));
                if (name.startsWith("grey")) {
                    put(folder, "dicom", name + ".dcm", whole);
                }
            }
        }
        DicomObject grey = image(9, 7);
        put(folder, "dicom", "native.dcm", DicomWriter.toBytes(grey));
        put(folder, "dicom", "rle.dcm", DicomWriter.toRleBytes(grey));
        put(folder, "rle", "grey12.bin", PixelTargets.stream(DicomWriter.toRleBytes(grey)));
        short[] values = new short[63];
        new SplittableRandom(3).ints(63, 0, 256).boxed().toList()
                .forEach(value -> values[value % 63] = value.shortValue());
        byte[] bytes = new byte[63];
        new SplittableRandom(4).nextBytes(bytes);
        Path picture = Files.createTempFile("seed", "");
        PngWriter.writeGrey16(picture, 9, 7, values);
        put(folder, "png", "grey16.png", Files.readAllBytes(picture));
        JpegWriter.writeGrey(picture, 9, 7, bytes, 0.9);
        put(folder, "jpeg", "grey.jpg", Files.readAllBytes(picture));
    }

    private static DicomObject image(int rows, int columns) {
        byte[] pixels = new byte[2 * rows * columns];
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (byte) (i * 7);
            pixels[i + 1] = (byte) (i / 9 & 15);
        }
        return DicomObject.builder().text(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
                .text(Tags.SOP_INSTANCE_UID, "2.25.1").text(Tags.STUDY_INSTANCE_UID, "2.25.2")
                .text(Tags.MODALITY, "DX").text(Tags.PATIENT_ID, "P1").text(Tags.VIEW_POSITION, "PA")
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1").integers(Tags.ROWS, rows)
                .integers(Tags.COLUMNS, columns).integers(Tags.SAMPLES_PER_PIXEL, 1).integers(Tags.BITS_ALLOCATED, 16)
                .integers(Tags.BITS_STORED, 12).integers(Tags.HIGH_BIT, 11).integers(Tags.PIXEL_REPRESENTATION, 0)
                .decimals(Tags.WINDOW_CENTER, 2048).decimals(Tags.WINDOW_WIDTH, 4096)
                .bytes(Tags.PIXEL_DATA, Vr.OW, pixels).build();
    }

    private static void weights(Path folder, Path weights) throws IOException {
        put(folder, "npz", "jax.npz", Files.readAllBytes(weights.resolve("jax.npz")));
        put(folder, "torch-zip", "finetuned.pth", Files.readAllBytes(weights.resolve("finetuned.pth")));
        put(folder, "torch-legacy", "old.bin", Files.readAllBytes(weights.resolve("old.pth")));
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(weights.resolve("finetuned.pth").toFile())) {
            var entry = zip.stream().filter(one -> one.getName().endsWith("/data.pkl")).findFirst().orElseThrow();
            put(folder, "pickle", "finetuned.pkl", zip.getInputStream(entry).readAllBytes());
        }
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(weights.resolve("jax.npz").toFile())) {
            var entry = zip.stream().filter(one -> one.getSize() < 400).findFirst().orElseThrow();
            put(folder, "npy", "array.npy", zip.getInputStream(entry).readAllBytes());
        }
        Path file = Files.createTempFile("seed", "");
        SafetensorsWriter writer = Safetensors.writer();
        ModelFile.describe(writer, NetworkConfig.of(Preset.PAPER, Size.TINY, 50, 50));
        writer.floats("a", new long[]{2, 2}, new float[]{1, 2, 3, 4})
                .longs("b", new long[]{1}, new long[]{5}).write(file);
        put(folder, "safetensors", "small.safetensors", Files.readAllBytes(file));
    }

    private static void texts(Path folder) throws IOException {
        List<String> reports = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            reports.add("no pleural effusion. heart size normal. small left pleural effusion.");
        }
        put(folder, "tokenizer-json", "bpe.json", new BpeTrainer(40, 2).train(reports).toBytes());
        var pieces = new WordPieceTrainer(60, 2, Casing.UNCASED).train(reports);
        put(folder, "tokenizer-json", "wordpiece.json", pieces.toBytes());
        put(folder, "vocabulary", "vocab.txt", pieces.toVocabularyText());
        put(folder, "sentencepiece", "bpe.model", sentencePiece());
        text(folder, "report", "report.txt", "FINDINGS: Heart size is normal.\n\nIMPRESSION: No acute disease.\n");
        text(folder, "openi", "report.xml", """
                <?xml version="1.0" encoding="utf-8"?>
                <eCitation><uId id="CXR1"/><Abstract><AbstractText Label="FINDINGS">Heart &amp; lungs.</AbstractText>
                <AbstractText Label="IMPRESSION">Normal.</AbstractText></Abstract><MeSH><major>normal</major></MeSH>
                <parentImage id="CXR1_1_IM-0001-3001"/></eCitation>
                """);
        text(folder, "openi", "entity.xml", """
                <!DOCTYPE eCitation [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">
                <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><eCitation><uId id="CXR1"/><AbstractText Label="FINDINGS">&b;
                &secret;</AbstractText></eCitation>
                """);
        text(folder, "recipe", "recipe.yaml", "format: 1\nbase: demo\nlr: {value: 0.01, reason: 'tried'}\n"
                + "pretrain:\n  batch_size: 4\n  precision: bf16\n");
        text(folder, "experiment", "grid.yaml", """
                workspace: w
                set: {max_steps: 3}
                methods:
                  scratch: random
                  pretrained: {pretrain: {set: {max_steps: 3}}}
                tasks: [findings]
                label_ratios: [0.1, 1]
                seeds: [1, 2]
                """);
        try (InputStream table = Objects
                .requireNonNull(ReportLanguage.class.getResourceAsStream("languages/de.json"))) {
            put(folder, "language", "de.json", table.readAllBytes());
        }
        text(folder, "explanation", "settings.json", ExplanationSettings.untuned(List.of("effusion")).toJson());
        text(folder, "preprocessing", "preprocessing.json",
                "{\"format\":1,\"picture_size\":64,\"evaluation_crop\":\"none\"}");
    }

    /** Three pieces of kind BPE: unknown, start, a letter. */
    private static byte[] sentencePiece() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object[] piece : new Object[][]{{"<unk>", 2}, {"<s>", 3}, {"</s>", 3}, {"\u2581", 1}, {"s", 1},
            {"\u2581s", 1}}) {
            byte[] name = ((String) piece[0]).getBytes(StandardCharsets.UTF_8);
            out.write(0x0a);
            out.write(name.length + 9);
            out.write(0x0a);
            out.write(name.length);
            out.writeBytes(name);
            out.writeBytes(new byte[]{0x15, 0, 0, 0, 0, 0x18, ((Integer) piece[1]).byteValue()});
        }
        out.writeBytes(new byte[]{0x12, 2, 0x18, 2});
        byte[] normalizer = "nmt_nfkc".getBytes(StandardCharsets.UTF_8);
        out.write(0x1a);
        out.write(normalizer.length + 2);
        out.write(0x0a);
        out.write(normalizer.length);
        out.writeBytes(normalizer);
        return out.toByteArray();
    }

    private static void tables(Path folder) throws IOException {
        String table = "file,patient,view,report\na.png,1,PA,\"No effusion, heart normal\"\nb.png,2,AP,\n";
        text(folder, "csv", "studies.csv", table);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(table.getBytes(StandardCharsets.UTF_8));
        }
        put(folder, "csv-gz", "studies.csv.gz", packed.toByteArray());
        text(folder, "boxes", "boxes.csv", "file,finding,reader,x,y,width,height\na.png,mass,R1,1,2,3.5,4\n");
        text(folder, "drawn-table", "drawn.csv", "file,finding,reader,x,y,width,height\n"
                + "a.png,mass,R1,1,2,3.5,4\n");
        text(folder, "drawn-coco", "drawn.json", """
                {"info":{"description":"Boxes of a REFERS workspace","version":2},
                "images":[{"id":1,"file_name":"a.png","width":64,"height":48}],"categories":[{"id":1,"name":"mass"}],
                "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3.5,4],"reader":"R1"}],
                "labels":[{"image_id":1,"category_id":1,"reader":"R1","label":"present"}]}
                """);
        text(folder, "scores", "scores.txt", "1 0.9 p1\n0 0.25 p2\n0,0.5,p2\n");
        text(folder, "predictions", "test.csv", "radiograph_id,study_id,patient_id,split,effusion,effusion_label\n"
                + "r1,s1,p1,test,0.25,1\nr2,s2,p2,test,0.75,\n");
    }

    /** Boxes and measurements as the program writes them, and a rectangle as other programs do. */
    private static void objects(Path folder) throws Exception {
        ReferencedRadiograph radiograph = ReferencedRadiograph.of(image(9, 7).toBuilder()
                .text(Tags.SERIES_INSTANCE_UID, "2.25.3").build());
        LocalDateTime then = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
        Observer reader = new Observer.Person("R1");
        FoundBox box = new FoundBox("mass", new Box(1, 2, 3.5, 4), OptionalDouble.empty());
        put(folder, "drawn-dicom", "report.dcm", DicomWriter.toBytes(
                BoxReportWriter.write(new BoxReport(radiograph, reader, List.of(box), then)).orElseThrow()));
        Drawn drawn = new Drawn(List.of(box), List.of(new ReaderMeasurement("R1", ReaderMeasurement.Kind.DISTANCE,
                List.of(new MeasuredLine(1, 1, 5, 5)))));
        DicomObject state = PresentationStateWriter.write(new PresentationState(radiograph, reader, drawn,
                new Look(Optional.of(WindowLevel.linear(2048, 4096)), Optional.empty()), then)).orElseThrow();
        put(folder, "drawn-dicom", "state.dcm", DicomWriter.toBytes(state));
        put(folder, "drawn-dicom", "foreign.dcm", DicomWriter.toBytes(foreign(state)));
    }

    /** Without our name as the maker, and with a compound graphic. */
    private static DicomObject foreign(DicomObject state) {
        DicomObject rectangle = DicomObject.builder().text(0x00700282, "PIXEL").text(0x00700294, "RECTANGLE")
                .floats(0x00700022, 1, 1, 4, 5).integers(0x00700226, 1).build();
        DicomObject annotation = state.items(0x00700001).getFirst().toBuilder().items(0x00700209, List.of(rectangle))
                .build();
        return state.toBuilder().text(Tags.MANUFACTURER, "Other").items(0x00700001, List.of(annotation)).build();
    }

    private static void runs(Path folder) throws IOException {
        String file = "{\"bytes\":0,\"sha256\":\"" + DIGEST + "\"}";
        text(folder, "state", "state.json", "{\"format\":1,\"step\":3,\"best_step\":2,\"best_value\":0.5,"
                + "\"since_best\":1,\"seconds\":2.5,\"micro_batch_size\":0,\"validation_due\":false,\"files\":{"
                + "\"model.safetensors\":" + file + ",\"optimizer.safetensors\":" + file + "}}");
        text(folder, "metrics", "metrics.jsonl", "{\"event\":\"step\",\"step\":1,\"loss\":2.5,\"terms\":{\"a\":1}}\n"
                + "{\"event\":\"validation\",\"step\":1,\"metrics\":{\"auroc\":0.5}}\n"
                + "{\"event\":\"finished\",\"step\":1,\"stopped\":false}\n");
        text(folder, "config", "config.yaml", "format: 1\nkind: finetune\ntask: findings\nfindings: a,b\n"
                + "init: random\nlabel_ratio: 0.1\nbase: demo\nrecipe:\n  max_steps: {value: 3, origin: command}\n");
        text(folder, "queue", "ticket", "123456 1700000000");
        Path pictures = Files.createTempDirectory("seed").resolve("file.npy");
        PictureDoor.write(pictures, FileTargets.SIDE, 3);
        put(folder, "pictures", "segment.npy", Files.readAllBytes(pictures));
        put(folder, "picture-table", "segment.csv", Files.readAllBytes(pictures.resolveSibling("file.csv")));
        text(folder, "run-wire", "event.json", "{\"event\":{\"type\":\"RunStarted\",\"value\":{\"run\":\"r\","
                + "\"kind\":\"pretrain\",\"device\":\"cpu\",\"from\":0,\"total\":3}}}");
        text(folder, "run-wire", "failure.json", "{\"failure\":{\"kind\":\"INPUT\",\"sentence\":\"No.\"}}");
    }

    private static void text(Path folder, String target, String name, String text) throws IOException {
        put(folder, target, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(Path folder, String target, String name, byte[] bytes) throws IOException {
        Files.write(Files.createDirectories(folder.resolve(target)).resolve(name), bytes);
    }

}
