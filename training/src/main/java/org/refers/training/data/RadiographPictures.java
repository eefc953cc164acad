package org.refers.training.data;

import java.io.IOException;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.OwnDicomProvider;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.image.Resampler;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.store.FileDigest;

/** Decodes radiographs as their files want them shown, reduced with antialiasing to a square. */
public final class RadiographPictures implements PictureReader {

    @Override
    public Picture read(RadiographEntry entry, int side) throws IOException {
        try {
            Picture picture = of(RadiographReader.read(entry.file()), side);
            // The picture is kept, and the run's data told, by the digest of the import.
            if (!FileDigest.sha256(entry.file()).equals(entry.sha256())) {
                throw new IOException("has changed since it was imported; import its folder again");
            }
            return picture;
        } catch (RadiographException unreadable) {
            throw new IOException(withoutName(String.valueOf(unreadable.getMessage()), entry), unreadable);
        }
    }

    @Override
    public String decoder() {
        try {
            String name = RadiographReader.providerName();
            return name.equals(OwnDicomProvider.NAME) ? "" : name;
        } catch (DicomException absent) {
            // Every file then says so; nothing is decoded.
            return "";
        }
    }

    /** The picture of a radiograph that is in memory. */
    public static Picture of(Radiograph radiograph, int side) {
        float[] grey = Resampler.displayGrey(radiograph, side, side);
        byte[] levels = new byte[grey.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(Math.clamp(grey[i], 0f, 1f) * 255);
        }
        return new Picture(side, levels);
    }

    /** The reason alone: a file's name may hold a patient's, and this goes to a run's log. */
    private static String withoutName(String sentence, RadiographEntry entry) {
        String name = entry.file().getFileName() + ": ";
        return sentence.startsWith(name) ? sentence.substring(name.length()) : "cannot be read";
    }
}
