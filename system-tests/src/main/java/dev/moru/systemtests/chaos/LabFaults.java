package dev.moru.systemtests.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each fault of the lab arms there. */
final class LabFaults {

    private static final Map<Fault, List<Map<String, Object>>> ARMED = Map.of(
            Fault.LAB_SLOW,
            List.of(Map.of("name", "latency", "delay", "PT1.5S", "probability", 0.5)),
            Fault.LAB_ERRORS,
            List.of(
                    Map.of("name", "error", "status", 500, "probability", 0.2),
                    Map.of("name", "error", "status", 503, "probability", 0.1, "after", true)),
            Fault.LAB_HTML,
            List.of(
                    Map.of("name", "html", "probability", 0.3),
                    Map.of("name", "html", "probability", 0.1, "after", true)),
            Fault.LAB_NODES_APART,
            List.of(
                    Map.of("name", "proxy-595", "probability", 0.3),
                    Map.of("name", "proxy-596", "probability", 0.2, "after", true)),
            Fault.LAB_SILENT,
            List.of(
                    Map.of("name", "half-open", "probability", 0.1),
                    Map.of("name", "half-open", "probability", 0.1, "after", true)),
            Fault.LAB_HANGS_UP,
            List.of(
                    Map.of("name", "hang-up", "probability", 0.1),
                    Map.of("name", "hang-up", "probability", 0.3, "after", true)),
            Fault.LAB_LOSES_TASKS,
            List.of(Map.of("name", "task-lost", "probability", 0.5)),
            Fault.LAB_FAILS_TASKS,
            List.of(
                    Map.of("name", "task-fail", "text", "the storage is tired", "probability", 0.2),
                    Map.of("name", "task-dies", "probability", 0.2)),
            Fault.LAB_LOCKED,
            List.of(Map.of("name", "lock-file", "probability", 0.2), Map.of("name", "no-quorum", "probability", 0.2)));

    private LabFaults() {}

    /** Drawn by the schedule's number, so that a run that is repeated meets the same ones. */
    static List<Map<String, ?>> of(Act act) {
        return ARMED.getOrDefault(act.fault(), List.of()).stream()
                .<Map<String, ?>>map(fault -> {
                    var seeded = new HashMap<String, Object>(fault);
                    seeded.put("seed", act.draw() >>> 1);
                    return seeded;
                })
                .toList();
    }
}
