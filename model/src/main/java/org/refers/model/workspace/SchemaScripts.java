package org.refers.model.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The scripts that make a workspace's tables, in this package's resources: {@code schema.sql} makes version 1,
 * {@code upgrade-2.sql} makes version 2 of it, and so on. A new version is a new file; the highest number without a gap is the
 * version that this program writes.
 *
 * @param scripts the script of version 1, of version 2 and so on
 */
record SchemaScripts(List<String> scripts) {

    SchemaScripts {
        scripts = List.copyOf(scripts);
    }

    /** This program's scripts. */
    static SchemaScripts load() throws WorkspaceException {
        List<String> scripts = new ArrayList<>();
        String name = "schema.sql";
        try (InputStream first = SchemaScripts.class.getResourceAsStream(name)) {
            if (first == null) {
                throw new WorkspaceException("this program lacks its file schema.sql; install it again");
            }
            scripts.add(text(first));
            boolean more = true;
            while (more) {
                name = "upgrade-" + (scripts.size() + 1) + ".sql";
                try (InputStream next = SchemaScripts.class.getResourceAsStream(name)) {
                    more = next != null;
                    if (next != null) {
                        scripts.add(text(next));
                    }
                }
            }
        } catch (WorkspaceException e) {
            throw e;
        } catch (IOException e) {
            throw new WorkspaceException("this program cannot read its file " + name + "; install it again", e);
        }
        return new SchemaScripts(scripts);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The version that the last script makes. */
    int version() {
        return scripts.size();
    }

    /** The script that makes a version of the one before, or version 1 of nothing. */
    String to(int version) {
        return scripts.get(version - 1);
    }
}
