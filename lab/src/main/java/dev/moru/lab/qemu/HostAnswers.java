package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.guest.Guests.Answer;
import dev.moru.lab.guest.Guests.Command;
import dev.moru.lab.state.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the system behind a VM says, asked by commands inside it. Its agent comes up together with its SSH. */
final class HostAnswers {

    private static final long FIRST_PID = 1_000;
    private static final int KEPT_EXECUTIONS = 100;
    private static final int MOST_BYTES = 16 << 20;

    /** Answers only when the system is up; {@code "$@"} is the question. */
    private static final List<String> WHEN_UP =
            List.of("/bin/sh", "-c", "systemctl --quiet is-active ssh && exec \"$@\"", "agent");

    private final Hosts hosts;
    private final Map<Long, CompletableFuture<Answer>> executions = new LinkedHashMap<>();
    private long lastPid = FIRST_PID;

    HostAnswers(Hosts hosts) {
        this.hosts = hosts;
    }

    private static Command whenUp(String input, List<String> words) {
        var all = new ArrayList<>(WHEN_UP);
        all.addAll(words);
        return new Command(all, input);
    }

    private String asked(Vm vm, String... words) {
        var answer = hosts.ask(vm.vmid(), whenUp("", List.of(words)));
        if (answer.exit() != 0) {
            throw Agent.notRunning();
        }
        return answer.output();
    }

    Map<String, Object> ping(Vm vm) {
        asked(vm, "true");
        return Map.of();
    }

    Map<String, String> hostName(Vm vm) {
        return Map.of("host-name", asked(vm, "hostname").strip());
    }

    Map<String, String> operatingSystem(Vm vm) {
        var lines =
                asked(vm, "/bin/sh", "-c", "cat /etc/os-release; echo KERNEL=$(uname -r); echo MACHINE=$(uname -m)");
        var said = new HashMap<String, String>();
        lines.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> said.put(pair[0], pair[1].replaceAll("^\"|\"$", "")));
        return Map.of(
                "id", said.getOrDefault("ID", ""),
                "name", said.getOrDefault("NAME", ""),
                "pretty-name", said.getOrDefault("PRETTY_NAME", ""),
                "version-id", said.getOrDefault("VERSION_ID", ""),
                "kernel-release", said.getOrDefault("KERNEL", ""),
                "machine", said.getOrDefault("MACHINE", ""));
    }

    List<Map<String, Object>> interfaces(Vm vm) {
        return Json.MAPPER
                .readTree(asked(vm, "ip", "-json", "-statistics", "address"))
                .valueStream()
                .map(HostAnswers::shown)
                .toList();
    }

    private static Map<String, Object> shown(JsonNode link) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("name", link.path("ifname").asString());
        shown.put("hardware-address", link.path("address").asString());
        shown.put(
                "ip-addresses",
                link.path("addr_info").valueStream().map(HostAnswers::address).toList());
        shown.put("statistics", statistics(link.path("stats64")));
        return shown;
    }

    private static Map<String, Object> address(JsonNode info) {
        return Map.of(
                "ip-address", info.path("local").asString(),
                "ip-address-type", info.path("family").asString().equals("inet6") ? "ipv6" : "ipv4",
                "prefix", info.path("prefixlen").asInt());
    }

    private static Map<String, Long> statistics(JsonNode stats) {
        var statistics = new LinkedHashMap<String, Long>();
        for (var direction : List.of("rx", "tx")) {
            Map.of("bytes", "bytes", "packets", "packets", "errs", "errors", "dropped", "dropped")
                    .forEach((name, kernels) -> statistics.put(
                            direction + "-" + name,
                            stats.path(direction).path(kernels).asLong()));
        }
        return statistics;
    }

    /** Starts a command; what becomes of it is kept for a while. */
    Map<String, Object> execute(Vm vm, Call call) {
        ping(vm);
        var words = Arrays.stream(call.text("command").split("\0")).toList();
        var pid = ++lastPid;
        executions.put(pid, hosts.guests().run(vm.vmid(), new Command(words, call.text("input-data", ""))));
        executions.keySet().removeIf(old -> old <= pid - KEPT_EXECUTIONS);
        return Map.of("pid", pid);
    }

    Map<String, Object> status(Vm vm, Call call) {
        var execution = executions.get(Long.parseLong(call.text("pid")));
        if (execution == null) {
            throw ApiFailure.because("Agent error: PID " + call.text("pid") + " does not exist");
        }
        if (!execution.isDone()) {
            return Map.of("exited", 0);
        }
        var answer = execution
                .exceptionally(failure -> new Answer(-1, "", String.valueOf(failure.getMessage())))
                .join();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("exited", 1);
        shown.put("exitcode", answer.exit());
        if (!answer.output().isEmpty()) {
            shown.put("out-data", answer.output());
        }
        if (!answer.errors().isEmpty()) {
            shown.put("err-data", answer.errors());
        }
        return shown;
    }

    Map<String, Object> read(Vm vm, Call call) {
        var file = call.text("file");
        var answer =
                hosts.ask(vm.vmid(), whenUp("", List.of("head", "-c", String.valueOf(MOST_BYTES + 1), "--", file)));
        if (answer.exit() != 0) {
            throw ApiFailure.because("Agent error: failed to open file '" + file + "': "
                    + answer.errors().lines().collect(Collectors.joining(" ")));
        }
        var isLonger = answer.output().length() > MOST_BYTES;
        return Map.of(
                "content",
                isLonger ? answer.output().substring(0, MOST_BYTES) : answer.output(),
                "truncated",
                isLonger ? 1 : 0);
    }
}
