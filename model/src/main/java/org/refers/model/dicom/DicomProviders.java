package org.refers.model.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The providers of an installation, and the one that was chosen. */
public final class DicomProviders {

    /** System property that names the provider to be used; {@value OwnDicomProvider#NAME} where it is not set. */
    public static final String CHOICE = "refers.dicom.provider";

    private final List<DicomProvider> providers;

    DicomProviders(List<DicomProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** This program's own provider and those that are found as services. One that cannot be loaded is as if not there. */
    public static DicomProviders found() {
        List<DicomProvider> providers = new ArrayList<>(List.of(new OwnDicomProvider()));
        ServiceLoader.load(DicomProvider.class).stream().forEach(service -> {
            try {
                providers.add(service.get());
            } catch (ServiceConfigurationError unusable) {
                // Its absence is told by name when it is chosen, and does no harm before.
            }
        });
        return new DicomProviders(providers);
    }

    /**
     * The provider that a person has chosen, this program's own where nobody did. None is ever taken because it is there.
     *
     * @param choice the provider's name; empty for the usual one
     * @throws DicomException if there is none of that name
     */
    public DicomProvider chosen(String choice) throws DicomException {
        DicomProvider own = providers.getFirst();
        if (choice.isEmpty() || choice.equals(OwnDicomProvider.NAME)) {
            return own;
        }
        for (DicomProvider provider : providers) {
            if (provider.name().equals(choice)) {
                return provider;
            }
        }
        throw new DicomException("cannot be read by the DICOM provider \"" + choice + "\" that " + CHOICE
                + " names, since there is none; there are: "
                + String.join(", ", providers.stream().map(DicomProvider::name).toList()));
    }
}
