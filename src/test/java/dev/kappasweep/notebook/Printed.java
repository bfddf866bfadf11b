package dev.kappasweep.notebook;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Takes what code prints to standard output. */
final class Printed {
    private Printed() {}

    static String by(Runnable code) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        PrintStream here = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(here);
        try {
            // Scala has a standard output of its own.
            scala.Console.withOut(here, () -> {
                code.run();
                return scala.runtime.BoxedUnit.UNIT;
            });
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
