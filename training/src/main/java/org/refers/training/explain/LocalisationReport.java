package org.refers.training.explain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.refers.model.finding.Localisation;
import org.refers.model.finding.MapKind;

/**
 * How one kind of map did on a set of radiographs.
 *
 * @param kind the map
 * @param overall all cases of all findings asked for; empty where none is boxed
 * @param perFinding the findings that are boxed, by name
 */
public record LocalisationReport(MapKind kind, Optional<Localisation> overall, Map<String, Localisation> perFinding) {

    /** Creates a report; the map is copied in its order. */
    public LocalisationReport {
        perFinding = Collections.unmodifiableMap(new LinkedHashMap<>(perFinding));
    }
}
