package org.refers.model.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has read which radiographs and boxed what there.
 *
 * @param boxes by radiograph, of all readers
 * @param read by the same radiographs the readers who looked at them
 */
public record Readings(Map<String, List<ReaderBox>> boxes, Map<String, Set<String>> read) {

    /** Copies the maps; they must be of the same radiographs. */
    public Readings {
        boxes = new LinkedHashMap<>(boxes);
        read = new LinkedHashMap<>(read);
        if (!boxes.keySet().equals(read.keySet())) {
            throw new IllegalArgumentException("boxes and readings are not of the same radiographs");
        }
    }

    /** How far readers agree. */
    public ReaderAgreement agreement() {
        List<List<ReaderBox>> ofRadiographs = new ArrayList<>();
        List<Set<String>> readers = new ArrayList<>();
        boxes.forEach((radiograph, all) -> {
            ofRadiographs.add(all);
            readers.add(read.getOrDefault(radiograph, Set.of()));
        });
        return ReaderAgreement.of(ofRadiographs, readers);
    }

    /** The findings that readers boxed. */
    public Set<String> findings() {
        Set<String> findings = new TreeSet<>();
        boxes.values().stream().flatMap(Collection::stream).map(ReaderBox::finding).forEach(findings::add);
        return findings;
    }

    /** A name that no reader goes by, as near to the wanted one as can be. */
    public String freeName(String wanted) {
        Set<String> taken = new LinkedHashSet<>();
        read.values().forEach(taken::addAll);
        String name = wanted;
        while (taken.contains(name)) {
            name += "*";
        }
        return name;
    }

    /**
     * How far readers agree, and a model with them: on the radiographs that it read, and the findings that it knows. Boxes of
     * other findings say nothing for or against it.
     *
     * @param model its name among the readers, which no reader has
     * @param known findings that it knows
     * @param itsBoxes by radiograph, an empty list where it boxed nothing
     */
    public ReaderAgreement with(String model, Collection<String> known, Map<String, List<ReaderBox>> itsBoxes) {
        Map<String, List<ReaderBox>> both = new LinkedHashMap<>();
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        itsBoxes.forEach((radiograph, own) -> {
            List<ReaderBox> all = new ArrayList<>(own);
            boxes.getOrDefault(radiograph, List.of()).stream().filter(box -> known.contains(box.finding()))
                    .forEach(all::add);
            Set<String> who = new TreeSet<>(read.getOrDefault(radiograph, Set.of()));
            who.add(model);
            both.put(radiograph, all);
            readers.put(radiograph, who);
        });
        return agreement().joined(model, new Readings(both, readers).agreement());
    }
}
