package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;

/** Rules of snapshots that several endpoints share. */
final class Snapshots {

    private Snapshots() {}

    static Vm.Snapshot required(Vm vm, String name) {
        var snapshot = vm.snapshots().get(name);
        if (snapshot == null) {
            throw ApiFailure.because("snapshot '" + name + "' does not exist");
        }
        return snapshot;
    }
}
