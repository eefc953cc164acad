/** De-identification by the Basic Application Level Confidentiality Profile of DICOM PS3.15, annex E. */
@org.jspecify.annotations.NullMarked
package org.refers.model.dicom.deidentify;
