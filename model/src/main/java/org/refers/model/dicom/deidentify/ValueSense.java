package org.refers.model.dicom.deidentify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.refers.model.dicom.Vr;

/** Whether a text is what its representation promises: a name that stands where a number should is nobody's number. */
final class ValueSense {

    private static final Map<Vr, Pattern> FORMS = Map.of(Vr.DS, Pattern.compile("[0-9.+\\-eE ]{0,24}"), Vr.IS,
            Pattern.compile("[0-9+\\- ]{0,16}"), Vr.UI, Pattern.compile("[0-9.]{0,64}"), Vr.AS,
            Pattern.compile("|\\d{1,3}[DWMY]"), Vr.DA, Pattern.compile("[0-9.\\-]{0,17}"), Vr.TM,
            Pattern.compile("[0-9.:\\-]{0,28}"), Vr.DT, Pattern.compile("[0-9.+\\-]{0,54}"), Vr.CS,
            Pattern.compile("[A-Za-z0-9_ /.+\\-]{0,64}"));

    private ValueSense() {
    }

    static boolean isSensible(Vr vr, List<String> values) {
        Optional<Pattern> form = Optional.ofNullable(FORMS.get(vr));
        return form.isEmpty() || values.stream().allMatch(value -> form.get().matcher(value).matches());
    }
}
