package dev.moru.lab.qemu;

import dev.moru.lab.estate.Estate;
import dev.moru.lab.storage.Size;
import dev.moru.lab.storage.Storages;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Puts the guests of the estate into an empty cluster. They are no effects of anybody's call: the ledger is silent. */
public final class Seed {

    private static final double DATA_SHARE = 0.5;

    private final Estate estate;
    private final Vms vms;
    private final Storages storages;
    private final Clock clock;
    private final RandomGenerator random;

    public Seed(Estate estate, Vms vms, Storages storages, Clock clock, RandomGenerator random) {
        this.estate = estate;
        this.vms = vms;
        this.storages = storages;
        this.clock = clock;
        this.random = random;
    }

    public void plant() {
        estate.templates().forEach(this::plant);
        estate.guests().forEach(this::plant);
    }

    private void plant(Estate.Template template) {
        var config = vmConfig(template.name(), 1, 1024);
        config.put("scsi0", disk(template.node(), template.storage(), template.vmid(), "base", template.diskGiB()));
        if (template.cloudInit()) {
            config.put("ide2", cloudInitDrive(template));
            config.put("ipconfig0", "ip=dhcp");
        }
        if (template.agent().installed()) {
            config.put("agent", "enabled=1");
        }
        config.put("template", "1");
        var after = template.agent().after();
        plant(
                template.vmid(),
                template.node(),
                false,
                config,
                Vm.Power.OFF,
                new Vm.Guest(after == null ? -1 : after.toMillis()));
    }

    private void plant(Estate.Guest guest) {
        var power = guest.running() ? new Vm.Power(clock.millis(), false) : Vm.Power.OFF;
        var config =
                guest.container() ? containerConfig(guest) : vmConfig(guest.name(), guest.cores(), guest.memoryMiB());
        var disk = disk(guest.node(), guest.storage(), guest.vmid(), "vm", guest.diskGiB());
        config.put(guest.container() ? "rootfs" : "scsi0", disk);
        plant(guest.vmid(), guest.node(), guest.container(), config, power, Vm.Guest.WITHOUT_AGENT);
    }

    private void plant(
            int vmid, String node, boolean container, Map<String, String> config, Vm.Power power, Vm.Guest guest) {
        vms.put(new Vm(vmid, node, container, config, Map.of(), Map.of(), power, guest));
    }

    private Map<String, String> vmConfig(String name, int cores, int memoryMiB) {
        var config = new LinkedHashMap<String, String>();
        config.put("name", name);
        config.put("cores", String.valueOf(cores));
        config.put("sockets", "1");
        config.put("memory", String.valueOf(memoryMiB));
        config.put("ostype", "l26");
        config.put("scsihw", "virtio-scsi-single");
        config.put("boot", "order=scsi0");
        config.put("serial0", "socket");
        config.put(
                "net0",
                "virtio=" + Nic.randomMac(random) + ",bridge="
                        + estate.bridges().get(0));
        config.put("smbios1", "uuid=" + UUID.randomUUID());
        config.put("vmgenid", UUID.randomUUID().toString());
        return config;
    }

    private Map<String, String> containerConfig(Estate.Guest guest) {
        var config = new LinkedHashMap<String, String>();
        config.put("hostname", guest.name());
        config.put("arch", "amd64");
        config.put("ostype", "debian");
        config.put("cores", String.valueOf(guest.cores()));
        config.put("memory", String.valueOf(guest.memoryMiB()));
        config.put("swap", "512");
        config.put("unprivileged", "1");
        config.put(
                "net0",
                "name=eth0,bridge=" + estate.bridges().get(0) + ",hwaddr=" + Nic.randomMac(random)
                        + ",ip=dhcp,type=veth");
        return config;
    }

    private String disk(String node, String storageId, int vmid, String prefix, int sizeGiB) {
        var storage = storages.require(node, storageId);
        var size = sizeGiB * Size.GIB;
        var name = Storages.diskName(storage, vmid, prefix + "-" + vmid + "-disk-0", null);
        var volume = storages.allocate(
                node, storage, name, new Storages.Wanted(vmid, size, (long) (size * DATA_SHARE), null, "images", null));
        return new Disk(volume.id(), Map.of()).with("size", Size.print(size)).print();
    }

    private String cloudInitDrive(Estate.Template template) {
        var storage = storages.require(template.node(), template.storage());
        var size = 4 * Size.MIB;
        var name = Storages.diskName(storage, template.vmid(), "vm-" + template.vmid() + "-cloudinit", null);
        var volume = storages.allocate(
                template.node(), storage, name, new Storages.Wanted(template.vmid(), size, size, null, "images", null));
        return new Disk(volume.id(), Map.of())
                .with("media", "cdrom")
                .with("size", "4M")
                .print();
    }
}
