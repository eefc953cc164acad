package org.refers.model.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** How SQLite keeps the database whole while it is written. */
public enum JournalMode {
    /** Write-ahead log: many may read while one writes. Needs memory shared between processes, hence a local disk. */
    WAL,
    /** Rollback journal: right on network drives too, where readers wait for the writer. */
    ROLLBACK;

    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs",
            "webdav", "davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "9p", "vboxsf", "ncpfs",
            "ceph", "fuse.ceph", "glusterfs", "fuse.glusterfs", "lustre", "gpfs", "beegfs", "afs", "prl_fs");

    /** The mode that is safe in a folder, told from the kind of its file system. */
    static JournalMode of(Path folder) {
        if (folder.toAbsolutePath().toString().startsWith("\\\\")) {
            return ROLLBACK;
        }
        try {
            return ofFileSystem(Files.getFileStore(folder).type());
        } catch (IOException e) {
            return ROLLBACK;
        }
    }

    static JournalMode ofFileSystem(String type) {
        return NETWORK.contains(type.toLowerCase(Locale.ROOT)) ? ROLLBACK : WAL;
    }

    /** SQLite's word for the mode. */
    String pragma() {
        return this == WAL ? "wal" : "delete";
    }
}
