package dev.moru.lab.qemu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What cloud-init shall do with a card: the option {@code ipconfigN}.
 *
 * @param ipv4 with prefix length, empty for none
 */
record IpConfig(Optional<String> ipv4, Optional<String> ipv6, Optional<String> gateway4, Optional<String> gateway6) {

    private static final int LEASED_PREFIX = 16;

    static IpConfig of(Vm vm, int number) {
        var settings = settings(vm.option("ipconfig" + number).orElse(""));
        var ip = Optional.ofNullable(settings.get("ip"));
        var isLeased = ip.filter("dhcp"::equals).isPresent();
        return new IpConfig(
                ip.map(address -> isLeased ? leased(vm.vmid(), number) + "/" + LEASED_PREFIX : address),
                Optional.ofNullable(settings.get("ip6")).filter(address -> address.contains("/")),
                Optional.ofNullable(isLeased ? leaseGateway(number) : settings.get("gw")),
                Optional.ofNullable(settings.get("gw6")));
    }

    private static Map<String, String> settings(String text) {
        var settings = new LinkedHashMap<String, String>();
        Arrays.stream(text.split(","))
                .map(setting -> setting.split("=", 2))
                .filter(setting -> setting.length == 2)
                .forEach(setting -> settings.put(setting[0].strip(), setting[1].strip()));
        return settings;
    }

    /** What the simulated network's DHCP server gives: always the same to the same card. */
    private static String leased(int vmid, int number) {
        return "10." + (64 + number) + "." + (vmid >> 8 & 0xFF) + "." + (vmid & 0xFF);
    }

    private static String leaseGateway(int number) {
        return "10." + (64 + number) + ".255.254";
    }

    List<String> addresses() {
        return Stream.of(ipv4, ipv6).flatMap(Optional::stream).toList();
    }

    List<String> gateways() {
        return Stream.of(gateway4, gateway6).flatMap(Optional::stream).toList();
    }

    List<String> gatewaysWithPrefix() {
        var gateways = new ArrayList<String>();
        ipv4.ifPresent(address -> gateway4.ifPresent(gateway -> gateways.add(gateway + prefix(address))));
        ipv6.ifPresent(address -> gateway6.ifPresent(gateway -> gateways.add(gateway + prefix(address))));
        return gateways;
    }

    private static String prefix(String address) {
        return address.substring(address.indexOf('/'));
    }
}
