package dev.moru.lab.qemu;

/** Rules of the guest agent. */
final class Agent {

    private Agent() {}

    static boolean isConfigured(Vm vm) {
        var first = vm.option("agent").orElse("0").split(",", 2)[0].replaceFirst("^enabled=", "");
        return first.equals("1") || first.equals("on") || first.equals("yes") || first.equals("true");
    }
}
