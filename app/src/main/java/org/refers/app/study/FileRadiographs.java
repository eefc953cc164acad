package org.refers.app.study;

import java.nio.file.Path;
import org.refers.model.dicom.DecodeWatch;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;

/** Reads the pixels of files by the program's reader. */
public final class FileRadiographs implements RadiographSource {

    @Override
    public Radiograph read(Path file) throws RadiographException {
        return RadiographReader.read(file);
    }

    @Override
    public Radiograph read(Path file, DecodeWatch watch) throws RadiographException {
        return RadiographReader.read(file, watch);
    }
}
