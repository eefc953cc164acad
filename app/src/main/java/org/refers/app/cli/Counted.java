package org.refers.app.cli;

/** Numbers of things, in words. */
final class Counted {

    private Counted() {
    }

    /** Such as "1 study" and "1,200 studies". */
    static String of(long number, String one, String many) {
        return "%,d %s".formatted(number, number == 1 ? one : many);
    }

    static String radiographs(long number) {
        return of(number, "radiograph", "radiographs");
    }

    static String studies(long number) {
        return of(number, "study", "studies");
    }
}
