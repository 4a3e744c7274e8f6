package dev.moru.lab.task;

import dev.moru.lab.api.Call;
import java.util.function.Predicate;

/** The filters of a task list. */
final class TaskFilter implements Predicate<Task> {

    private final Call call;

    TaskFilter(Call call) {
        this.call = call;
    }

    @Override
    public boolean test(Task task) {
        var upid = task.id();
        return isFromSource(task)
                && call.find("vmid").filter(vmid -> !vmid.equals(upid.id())).isEmpty()
                && call.find("typefilter")
                        .filter(type -> !type.equals(upid.type()))
                        .isEmpty()
                && call.find("userfilter")
                        .filter(user -> !upid.user().contains(user))
                        .isEmpty()
                && call.number("since", 0) <= upid.startTime()
                && upid.startTime() <= call.number("until", Long.MAX_VALUE)
                && (!call.flag("errors", false) || status(task).equals("error"))
                && (!call.has("statusfilter") || call.list("statusfilter").contains(status(task)));
    }

    private boolean isFromSource(Task task) {
        return switch (call.text("source", "archive")) {
            case "active" -> task.isRunning();
            case "all" -> true;
            default -> !task.isRunning();
        };
    }

    private static String status(Task task) {
        var exit = task.exit();
        if (exit == null) {
            return "running";
        }
        if (exit.equals("OK")) {
            return "ok";
        }
        if (exit.startsWith("WARNINGS")) {
            return "warning";
        }
        return exit.equals("unexpected status") ? "unknown" : "error";
    }
}
