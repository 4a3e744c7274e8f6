package dev.moru.config.play.ansible;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code ansible.cfg} of a run. */
final class Settings {

    private Settings() {}

    static String of(AnsibleProperties properties, RunFolder folder) {
        var collections = Stream.concat(Stream.of(folder.file("collections")), properties.collections().stream())
                .map(Object::toString)
                .collect(Collectors.joining(":"));
        return """
                [defaults]
                stdout_callback = ansible.posix.jsonl
                collections_path = %1$s
                collections_paths = %1$s
                forks = %2$d
                timeout = %3$d
                gathering = explicit
                inject_facts_as_vars = false
                host_key_checking = true
                retry_files_enabled = false
                localhost_warning = false
                deprecation_warnings = false
                system_warnings = false
                interpreter_python = auto_silent
                diff_always = false
                nocolor = true

                [inventory]
                enable_plugins = yaml
                any_unparsed_is_failed = true

                [ssh_connection]
                pipelining = true
                control_path_dir = %4$s
                ssh_args = %5$s -o ControlMaster=auto -o ControlPersist=15s
                """.formatted(
                        collections,
                        properties.forks(),
                        properties.connectTimeout().toSeconds(),
                        folder.file("cp"),
                        ssh(folder));
    }

    /** Nothing of the account that the service runs as is read or written; a host that was seen before must be the same. */
    static String ssh(RunFolder folder) {
        return String.join(
                " ",
                "-F /dev/null",
                "-o UserKnownHostsFile=" + folder.file(KnownHosts.FILE),
                "-o GlobalKnownHostsFile=/dev/null",
                "-o StrictHostKeyChecking=accept-new",
                "-o HashKnownHosts=no",
                "-o PasswordAuthentication=no",
                "-o KbdInteractiveAuthentication=no",
                "-o ServerAliveInterval=5",
                "-o ServerAliveCountMax=6");
    }
}
