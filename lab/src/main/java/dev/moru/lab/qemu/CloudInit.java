package dev.moru.lab.qemu;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The texts that cloud-init would find on its drive. */
final class CloudInit {

    private CloudInit() {}

    static String userData(Vm vm) {
        var text = new StringBuilder("#cloud-config\n");
        text.append("hostname: ").append(vm.name()).append('\n');
        text.append("manage_etc_hosts: true\n");
        vm.option("searchdomain")
                .ifPresent(domain -> text.append("fqdn: ")
                        .append(vm.name())
                        .append('.')
                        .append(domain)
                        .append('\n'));
        vm.option("ciuser").ifPresent(user -> text.append("user: ").append(user).append('\n'));
        vm.option("sshkeys").ifPresent(keys -> appendKeys(text, keys));
        text.append("chpasswd:\n  expire: False\n");
        text.append("users:\n  - default\n");
        text.append("package_upgrade: ")
                .append(!"0".equals(vm.config().get("ciupgrade")))
                .append('\n');
        return text.toString();
    }

    private static void appendKeys(StringBuilder text, String encoded) {
        text.append("ssh_authorized_keys:\n");
        decodedKeys(encoded).forEach(key -> text.append("  - ").append(key).append('\n'));
    }

    /** The option holds them percent-encoded. */
    static List<String> decodedKeys(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    static String networkData(Vm vm) {
        var text = new StringBuilder("version: 1\nconfig:\n");
        vm.config().forEach((option, value) -> {
            if (option.startsWith("ipconfig")) {
                text.append("  - type: physical\n    name: eth")
                        .append(option.substring(8))
                        .append('\n');
                text.append("    # ").append(value).append('\n');
            }
        });
        return text.toString();
    }

    /** Changes with the data, which makes cloud-init treat the guest as a new instance. */
    static String instanceId(Vm vm) {
        return UUID.nameUUIDFromBytes((userData(vm) + networkData(vm)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
