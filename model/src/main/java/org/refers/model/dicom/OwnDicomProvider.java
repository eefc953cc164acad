package org.refers.model.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** This program's reader and decoders, and decoders that were added as services for syntaxes which it does not decode. */
public final class OwnDicomProvider implements DicomProvider {

    /** Its name, where no decoder was added. */
    public static final String NAME = "refers";

    private final PixelData pixels = PixelData.standard();
    private final List<String> added = ServiceLoader.load(PixelDecoder.class).stream()
            .map(service -> service.type().getSimpleName()).toList();

    @Override
    public String name() {
        return added.isEmpty() ? NAME : NAME + "+" + String.join("+", added);
    }

    @Override
    public DicomFile read(Path file) throws IOException, DicomException {
        return DicomReader.read(file);
    }

    @Override
    public DicomFile readHeader(Path file) throws IOException, DicomException {
        return DicomReader.readHeader(file);
    }

    @Override
    public Set<TransferSyntax> syntaxes() {
        return pixels.syntaxes();
    }

    @Override
    public PixelFrame frame(DicomFile file, int index) throws DicomException {
        return pixels.frame(file, index);
    }

    @Override
    public PixelFrame frame(DicomFile file, int index, DecodeWatch watch) throws DicomException {
        return pixels.frame(file, index, watch);
    }
}
