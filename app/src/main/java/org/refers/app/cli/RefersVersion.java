package org.refers.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, or a word that says this is a checkout. */
final class RefersVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = RefersVersion.class.getPackage().getImplementationVersion();
        return new String[]{"REFERS Workstation " + (version == null ? "(from a checkout)" : version)};
    }
}
