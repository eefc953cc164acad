package org.refers.app.machine;

import org.refers.training.device.ProbeNews;
import org.refers.training.device.ProbeWire;

/** A probe's process that ends as native code ends one, or does not end. */
public final class DyingProbe {

    private DyingProbe() {
    }

    /** Begins to load, and then does what the argument says. */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(ProbeWire.news(new ProbeNews.Stage("loading PyTorch")));
        System.out.println("some library's message");
        if (arguments[0].equals("hang")) {
            Thread.sleep(600_000);
        }
        if (arguments[0].equals("crash")) {
            System.out.println("# Problematic frame:");
            System.out.println("# C  [libtorch_cpu.so+0x1d2c3]  at::native::init()+0x2f");
            System.out.println("#");
        }
        Runtime.getRuntime().halt(134);
    }
}
