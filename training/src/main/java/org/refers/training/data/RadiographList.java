package org.refers.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyIndex;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/** Radiographs whose pictures are wanted, by position. */
public interface RadiographList {

    /** Number of radiographs. */
    int size();

    /** Pseudonymous key. */
    String id(int position);

    /** SHA-256 of the file. */
    byte[] digest(int position);

    /**
     * The radiograph with the place of its file.
     *
     * @throws IOException if the workspace cannot be read
     */
    RadiographEntry entry(int position) throws IOException;

    /** A list that is in memory. */
    static RadiographList of(List<RadiographEntry> entries) {
        List<RadiographEntry> copy = List.copyOf(entries);
        return new RadiographList() {

            @Override
            public int size() {
                return copy.size();
            }

            @Override
            public String id(int position) {
                return copy.get(position).id();
            }

            @Override
            public byte[] digest(int position) {
                return HexFormat.of().parseHex(copy.get(position).sha256());
            }

            @Override
            public RadiographEntry entry(int position) {
                return copy.get(position);
            }
        };
    }

    /**
     * Some radiographs of an index.
     *
     * @param index of the side
     * @param radiographs their positions in it
     */
    record Part(StudyIndex index, int[] radiographs) {

        /** All radiographs of an index. */
        public static Part all(StudyIndex index) {
            int[] every = new int[index.radiographs()];
            Arrays.setAll(every, i -> i);
            return new Part(index, every);
        }
    }

    /** Radiographs of a workspace, whose entries are read when a file must be decoded. */
    static RadiographList of(Workspace workspace, List<Part> parts) {
        return new Indexed(workspace, new ArrayList<>(parts));
    }

    /**
     * Radiographs of a workspace, part after part.
     *
     * @param workspace open
     * @param parts the parts
     */
    record Indexed(Workspace workspace, List<Part> parts) implements RadiographList {

        @Override
        public int size() {
            return parts.stream().mapToInt(part -> part.radiographs.length).sum();
        }

        private <T> T at(int position, Take<T> take) {
            int left = position;
            for (Part part : parts) {
                if (left < part.radiographs.length) {
                    return take.from(part.index, part.radiographs[left]);
                }
                left -= part.radiographs.length;
            }
            throw new IndexOutOfBoundsException(position);
        }

        @Override
        public String id(int position) {
            return at(position, StudyIndex::radiographId);
        }

        @Override
        public byte[] digest(int position) {
            return at(position, StudyIndex::digest);
        }

        @Override
        public RadiographEntry entry(int position) throws IOException {
            try {
                return workspace.radiograph(id(position))
                        .orElseThrow(() -> new IOException("it is no longer in the workspace"));
            } catch (WorkspaceException unreadable) {
                throw new IOException("the workspace cannot be read", unreadable);
            }
        }
    }

    /** Takes something of a radiograph of an index. */
    @FunctionalInterface
    interface Take<T> {
        T from(StudyIndex index, int radiograph);
    }
}
