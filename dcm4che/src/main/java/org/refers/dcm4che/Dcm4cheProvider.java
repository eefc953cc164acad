package org.refers.dcm4che;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomProvider;
import org.refers.model.dicom.PixelData;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.TransferSyntax;

/**
 * Reads files by dcm4che and decodes RLE by its plug-in, which is all that it decodes without native libraries. Stored values
 * are taken from its bytes by this program's own rules, so that the two providers can be held against each other.
 */
public final class Dcm4cheProvider implements DicomProvider {

    private static final int TO_THE_END = -1;

    private final PixelData pixels = new PixelData(List.of(new Dcm4cheRle()));

    @Override
    public String name() {
        return "dcm4che";
    }

    @Override
    public Set<TransferSyntax> syntaxes() {
        return EnumSet.of(TransferSyntax.IMPLICIT_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_BIG_ENDIAN, TransferSyntax.DEFLATED, TransferSyntax.RLE_LOSSLESS);
    }

    @Override
    public DicomFile read(Path file) throws IOException, DicomException {
        return read(file, TO_THE_END);
    }

    @Override
    public DicomFile readHeader(Path file) throws IOException, DicomException {
        return read(file, Tag.PixelData);
    }

    @Override
    public PixelFrame frame(DicomFile file, int index) throws DicomException {
        return pixels.frame(file, index);
    }

    private static DicomFile read(Path path, int stopTag) throws DicomException {
        try (DicomInputStream in = new DicomInputStream(path.toFile())) {
            Attributes meta = in.readFileMetaInformation();
            Attributes dataSet = in.readDataset(-1, stopTag);
            String uid = in.getTransferSyntax();
            TransferSyntax syntax = TransferSyntax.of(uid).orElseThrow(
                    () -> new DicomException("names a transfer syntax that this program does not read"));
            DicomObject none = DicomObject.builder().build();
            return new DicomFile(meta == null ? none : Dcm4cheData.dataSet(meta), syntax,
                    Dcm4cheData.dataSet(dataSet));
        } catch (DicomException e) {
            throw e.in(path);
        } catch (IOException | RuntimeException e) {
            // dcm4che tells of damaged files by unchecked exceptions too.
            throw new DicomException("cannot be read by dcm4che", e).in(path);
        }
    }
}
