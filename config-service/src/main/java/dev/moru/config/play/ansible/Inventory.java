package dev.moru.config.play.ansible;

import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The one input of a play: its hosts and their variables, as JSON, in which every text is marked as no template. */
final class Inventory {

    // What Ansible reads back as its type for text that is never templated.
    private static final String UNSAFE = "__ansible_unsafe";

    private Inventory() {}

    /** @param patience with what an earlier run has begun at a host */
    static String of(Play play, RunFolder folder, Duration patience, JsonMapper json) {
        var hosts = new LinkedHashMap<String, Object>();
        for (var host : play.hosts()) {
            hosts.put(host.alias(), variables(host, hosts.size(), folder, patience));
        }
        return json.writeValueAsString(Map.of("all", Map.of("hosts", hosts)));
    }

    private static Map<String, Object> variables(PlayHost host, int index, RunFolder folder, Duration patience) {
        var variables = new LinkedHashMap<String, Object>();
        host.variables().forEach((name, value) -> variables.put(name, data(value)));
        // Behind those of the user, of which none can take their place.
        variables.put("ansible_host", data(host.login().address()));
        variables.put("ansible_port", host.login().port());
        variables.put("ansible_user", data(host.login().user()));
        variables.put("moru_roles", data(host.roles()));
        variables.put("moru_removed_roles", data(host.removedRoles()));
        variables.put("moru_run", folder.path().getFileName().toString());
        variables.put("moru_patience", patience.toSeconds());
        // By itself Ansible takes hosts with one address for the same, and lets them share a connection.
        variables.put("ansible_control_path", data("%(directory)s/" + index));
        variables.put("ansible_ssh_common_args", data(ssh(host.login(), folder)));
        return variables;
    }

    /** For sftp too, which opens a connection of its own where that of ssh has ended. */
    private static String ssh(PlayHost.Login login, RunFolder folder) {
        var alias = "-o HostKeyAlias=" + login.server();
        var jumpHost = login.jumpHost();
        return jumpHost == null ? alias : alias + " -o ProxyCommand=\"" + through(jumpHost, folder) + "\"";
    }

    /** What {@code ProxyJump} would start takes none of the options that it is given with. */
    private static String through(String jumpHost, RunFolder folder) {
        int colon = jumpHost.indexOf(':');
        var host = colon < 0 ? jumpHost : jumpHost.substring(0, colon);
        var port = colon < 0 ? "22" : jumpHost.substring(colon + 1);
        return "ssh " + Settings.ssh(folder) + " -p " + port + " -W '[%h]:%p' -- " + host;
    }

    private static Object data(Object value) {
        if (value instanceof String text) {
            return Map.of(UNSAFE, text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Inventory::data).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, entry) -> copy.put(String.valueOf(key), data(entry)));
            return copy;
        }
        return value;
    }
}
