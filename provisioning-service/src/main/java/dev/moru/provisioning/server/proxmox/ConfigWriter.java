package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Changes a guest's configuration. Each write carries the digest of what was read; where somebody else wrote in between,
 * the intent is applied once more to what stands there now.
 */
final class ConfigWriter {

    private final Effect effect;
    private final GuestLookup lookup;

    ConfigWriter(Effect effect, GuestLookup lookup) {
        this.effect = effect;
        this.lookup = lookup;
    }

    /** Writes what differs, if anything does. */
    void write(Qemu vm, Function<QemuConfig, Changes> wanted) {
        onFreshConfig(vm, config -> {
            var changes = wanted.apply(config);
            if (!changes.areNone()) {
                effect.stopIfAsked();
                effect.patiently(() -> {
                    vm.configure(changes.parameters(), config.digest());
                    return true;
                });
            }
        });
    }

    /** Does something with the configuration as it is, and again when it is refused because that was not the newest. */
    void onFreshConfig(Qemu vm, Consumer<QemuConfig> work) {
        try {
            work.accept(lookup.own(vm));
        } catch (ProxmoxException.Modified changed) {
            again(vm, work);
        }
    }

    private void again(Qemu vm, Consumer<QemuConfig> work) {
        try {
            work.accept(lookup.own(vm));
        } catch (ProxmoxException.Modified changed) {
            throw HypervisorFailure.passing(
                    "configuration-changed",
                    "Somebody else changes the guest",
                    "the configuration of VM " + vm.vmid() + " changed twice while it was written",
                    changed);
        }
    }
}
