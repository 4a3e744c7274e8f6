package dev.moru.systemtests.history;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What exists in the lab when a run is over, as {@code GET /lab/state} shows it. */
public record LabState(JsonNode json) {

    public static final LabState NONE = new LabState(MissingNode.getInstance());

    /** A virtual machine with a mark of Moru's, which names another one when it was copied. */
    public record Marked(int vmId, String node, UUID server, UUID operation, String line) {}

    public Stream<Marked> marked() {
        return json.path("vms").valueStream().flatMap(vm -> marked(vm).stream());
    }

    public Stream<Integer> vmIds() {
        return json.path("vms").valueStream().map(vm -> vm.path("vmid").asInt());
    }

    public Stream<Integer> diskOwners() {
        return json.path("disks").valueStream().map(disk -> disk.path("vmid").asInt());
    }

    /** The backups on all storages, by volume. */
    public Stream<String> archives() {
        return json.path("backups")
                .valueStream()
                .map(backup -> backup.path("volid").asString());
    }

    private static Optional<Marked> marked(JsonNode vm) {
        var mark = vm.path("mark");
        return mark.isObject()
                ? Optional.of(new Marked(
                        vm.path("vmid").asInt(),
                        vm.path("node").asString(""),
                        UUID.fromString(mark.path("server").asString()),
                        UUID.fromString(mark.path("operation").asString()),
                        line(mark)))
                : Optional.empty();
    }

    /** As it stands in the description of the machine. */
    private static String line(JsonNode mark) {
        return Stream.of("installation", "server", "vm", "operation")
                .map(name -> name + "=" + mark.path(name).asString(""))
                .collect(Collectors.joining(" ", "moru: ", ""));
    }
}
