package org.refers.model.dicom.structured;

/** Who found something. */
public sealed interface Observer {

    /**
     * A reader.
     *
     * @param name pseudonym, such as {@code R1}
     */
    record Person(String name) implements Observer {
    }

    /**
     * A model.
     *
     * @param name of the algorithm
     * @param version what tells this model from others, such as the beginning of its file's digest
     */
    record Algorithm(String name, String version) implements Observer {
    }

    /** The name, whoever it is. */
    default String title() {
        return switch (this) {
            case Person(String name) -> name;
            case Algorithm(String name, String _) -> name;
        };
    }
}
