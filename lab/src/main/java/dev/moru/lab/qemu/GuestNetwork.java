package dev.moru.lab.qemu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The interfaces of a guest as its agent reports them: loopback, then one per card, addressed by cloud-init. */
final class GuestNetwork {

    private final Qemu qemu;

    GuestNetwork(Qemu qemu) {
        this.qemu = qemu;
    }

    List<Map<String, Object>> interfaces(Vm vm) {
        var interfaces = new ArrayList<Map<String, Object>>();
        interfaces.add(shown("lo", "00:00:00:00:00:00", List.of(address("127.0.0.1", 8), address("::1", 128))));
        cards(vm)
                .forEach((number, nic) -> interfaces.add(
                        shown("eth" + number, nic.mac().toLowerCase(Locale.ROOT), addresses(vm, number, nic))));
        return interfaces;
    }

    private Map<Integer, Nic> cards(Vm vm) {
        var cards = new TreeMap<Integer, Nic>();
        vm.config().forEach((option, value) -> {
            if (Options.isNet(option)) {
                var schema = qemu.options().schema(option).orElseThrow();
                cards.put(Integer.parseInt(option.substring(3)), Nic.parse(schema, value, qemu.random()));
            }
        });
        return cards;
    }

    private static List<Map<String, Object>> addresses(Vm vm, int number, Nic nic) {
        var addresses = new ArrayList<Map<String, Object>>();
        for (var setting : vm.option("ipconfig" + number).orElse("").split(",")) {
            if (setting.equals("ip=dhcp")) {
                addresses.add(address(leased(vm.vmid(), number), 16));
            } else if (setting.startsWith("ip=") || setting.startsWith("ip6=") && setting.contains("/")) {
                var network = setting.substring(setting.indexOf('=') + 1).split("/", 2);
                addresses.add(address(network[0], Integer.parseInt(network[1])));
            }
        }
        addresses.add(address(linkLocal(nic.mac()), 64));
        return addresses;
    }

    /** What the simulated network's DHCP server gives: always the same to the same card. */
    private static String leased(int vmid, int number) {
        return "10." + (64 + number) + "." + (vmid >> 8 & 0xFF) + "." + (vmid & 0xFF);
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
