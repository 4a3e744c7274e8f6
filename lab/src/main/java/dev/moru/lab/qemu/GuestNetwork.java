package dev.moru.lab.qemu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The interfaces of a guest as its agent reports them: loopback, then one per card, addressed by cloud-init. */
final class GuestNetwork {

    private final Machines machines;

    GuestNetwork(Qemu qemu) {
        this.machines = new Machines(qemu);
    }

    List<Map<String, Object>> interfaces(Vm vm) {
        var interfaces = new ArrayList<Map<String, Object>>();
        interfaces.add(shown("lo", "00:00:00:00:00:00", List.of(address("127.0.0.1", 8), address("::1", 128))));
        machines.cards(vm)
                .forEach((number, nic) -> interfaces.add(
                        shown("eth" + number, nic.mac().toLowerCase(Locale.ROOT), addresses(vm, number, nic))));
        return interfaces;
    }

    private static List<Map<String, Object>> addresses(Vm vm, int number, Nic nic) {
        var addresses = new ArrayList<Map<String, Object>>();
        for (var address : IpConfig.of(vm, number).addresses()) {
            var network = address.split("/", 2);
            addresses.add(address(network[0], Integer.parseInt(network[1])));
        }
        addresses.add(address(linkLocal(nic.mac()), 64));
        return addresses;
    }

    private static String linkLocal(String mac) {
        var bytes = mac.toLowerCase(Locale.ROOT).split(":");
        var first = Integer.toHexString(Integer.parseInt(bytes[0], 16) ^ 2);
        return "fe80::" + first + bytes[1] + ":" + bytes[2] + "ff:fe" + bytes[3] + ":" + bytes[4] + bytes[5];
    }

    private static Map<String, Object> address(String address, int prefix) {
        return Map.of(
                "ip-address", address,
                "ip-address-type", address.contains(":") ? "ipv6" : "ipv4",
                "prefix", prefix);
    }

    private static Map<String, Object> shown(String name, String mac, List<Map<String, Object>> addresses) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("name", name);
        shown.put("hardware-address", mac);
        shown.put("ip-addresses", addresses);
        shown.put(
                "statistics",
                Map.of(
                        "rx-bytes",
                        0,
                        "rx-packets",
                        0,
                        "rx-errs",
                        0,
                        "rx-dropped",
                        0,
                        "tx-bytes",
                        0,
                        "tx-packets",
                        0,
                        "tx-errs",
                        0,
                        "tx-dropped",
                        0));
        return shown;
    }
}
