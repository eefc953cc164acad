package org.refers.training.store;

/** The version of this program, as it stands in what it writes. */
public final class ProgramVersion {

    private ProgramVersion() {
    }

    /** The packaged version; {@code checkout} where the classes were not packaged. */
    public static String get() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "checkout" : version;
    }
}
