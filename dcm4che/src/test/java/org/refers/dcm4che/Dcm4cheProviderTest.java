package org.refers.dcm4che;

import org.refers.model.dicom.DicomProvider;
import org.refers.model.dicom.DicomProviderContract;

class Dcm4cheProviderTest extends DicomProviderContract {

    private final DicomProvider dcm4che = new Dcm4cheProvider();

    @Override
    protected DicomProvider provider() {
        return dcm4che;
    }
}
