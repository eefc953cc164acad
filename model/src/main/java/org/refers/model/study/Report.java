package org.refers.model.study;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The free-text report of a study.
 *
 * @param findings what was seen; empty when the report has no such section
 * @param impression what it means; empty when the report has no such section
 */
public record Report(String findings, String impression) {

    /** Both sections in the order the method reads them, findings first. */
    public String text() {
        return Stream.of(findings, impression).map(String::strip).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
