package org.refers.training.data;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CommonWordsTest {

    @Test
    void aNameThatOnePatientAloneBearsIsSpelled() {
        CommonWords words = new CommonWords();
        words.add("p1", "Mrs Zztest, no 4711: small effusion. Zztest was seen.");
        words.add("p1", "Zztest again.");
        words.add("p2", "SMALL effusion, was 12.");
        assertEquals("Z z t e s t was: a small effusion, 4 7 1 1.",
                words.spelled("Zztest was: a small effusion, 4711."));
    }

    @Test
    void oneSinglePatientIsLearntFrom() {
        CommonWords words = new CommonWords();
        words.add("p1", "small effusion");
        assertEquals("small effusion", words.spelled("small effusion"));
    }
}
