import java.util.Locale;
import java.util.regex.Pattern;

/** What differs between the systems. */
record Platform(String name, String installer, Pattern ownNatives) {

    static Platform current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return new Platform("windows", "msi", natives("win-x86_64", "Windows/x86_64", "win32-x86-64"));
        }
        if (os.startsWith("mac")) {
            return new Platform("mac", "dmg", natives("osx-aarch64", "Mac/aarch64", "darwin-aarch64"));
        }
        return new Platform("linux", "deb", natives("linux-x86_64", "Linux/x86_64", "linux-x86-64"));
    }

    private static Pattern natives(String... folders) {
        return Pattern.compile("(.*/)?(" + String.join("|", folders) + ")/.*");
    }

    boolean is(String system) {
        return name.equals(system);
    }
}
