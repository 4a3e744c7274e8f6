package dev.moru.lab.task;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Page;
import dev.moru.lab.api.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looking at tasks, following their logs, stopping them. */
public final class TaskRoutes {

    private static final int DEFAULT_LIMIT = 50;
    private static final int RECENT = 25;

    private final Tasks tasks;
    private final Permissions permissions;

    public TaskRoutes(Tasks tasks, Permissions permissions) {
        this.tasks = tasks;
        this.permissions = permissions;
    }

    public void addTo(Routes routes) {
        routes.get("/cluster/tasks", this::recent)
                .get("/nodes/{node}/tasks", this::list)
                .get("/nodes/{node}/tasks/{upid}", call -> List.of(Map.of("name", "log"), Map.of("name", "status")))
                .get("/nodes/{node}/tasks/{upid}/status", this::status)
                .get("/nodes/{node}/tasks/{upid}/log", this::log)
                .delete("/nodes/{node}/tasks/{upid}", this::stop);
    }

    private Task required(Call call) {
        var text = call.text("upid");
        var upid = Upid.parse(text)
                .filter(one -> one.node().equals(call.node()))
                .orElseThrow(() -> ApiFailure.badParameter("upid", "unable to parse worker upid '" + text + "'"));
        return tasks.find(upid.toString()).orElseThrow(() -> ApiFailure.badParameter("upid", "no such task"));
    }

    private boolean mayRead(Call call, Upid upid) {
        return call.caller().owns().test(upid.user())
                || permissions.has(call.caller(), "/nodes/" + upid.node(), "Sys.Audit");
    }

    private Task readable(Call call) {
        var task = required(call);
        if (!mayRead(call, task.id())) {
            throw ApiFailure.forbidden("/nodes/" + call.node() + ", Sys.Audit");
        }
        return task;
    }

    private static Map<String, Object> described(Task task) {
        var upid = task.id();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("upid", task.upid());
        shown.put("node", upid.node());
        shown.put("pid", upid.pid());
        shown.put("pstart", upid.pstart());
        shown.put("starttime", upid.startTime());
        shown.put("type", upid.type());
        shown.put("id", upid.id());
        shown.put("user", upid.userWithoutToken());
        upid.tokenId().ifPresent(token -> shown.put("tokenid", token));
        return shown;
    }

    private Map<String, Object> status(Call call) {
        var task = readable(call);
        var shown = described(task);
        shown.put("status", task.isRunning() ? "running" : "stopped");
        if (task.exit() != null) {
            shown.put("exitstatus", task.exit());
        }
        return shown;
    }

    private Page log(Call call) {
        var lines = readable(call).log();
        var all = lines.isEmpty() ? List.of("no content") : lines;
        var start = (int) Math.min(all.size(), call.number("start", 0));
        var limit = (int) call.number("limit", DEFAULT_LIMIT);
        var end = limit == 0 ? all.size() : Math.min(all.size(), start + limit);
        var page = new ArrayList<Map<String, Object>>();
        for (var i = start; i < end; i++) {
            page.add(Map.of("n", i + 1, "t", all.get(i)));
        }
        return new Page(page, all.size());
    }

    private @Nullable Object stop(Call call) {
        var task = required(call);
        if (!call.caller().owns().test(task.id().user())) {
            permissions.require(call.caller(), "/nodes/" + call.node(), "Sys.Modify");
        }
        tasks.stop(task.upid());
        return null;
    }

    private static Map<String, Object> listed(Task task) {
        var shown = described(task);
        if (task.exit() != null) {
            shown.put("status", task.exit());
            shown.put("endtime", task.endTime());
        } else {
            shown.put("status", "RUNNING");
        }
        return shown;
    }

    private Page list(Call call) {
        var filter = new TaskFilter(call);
        var found = tasks.all().stream()
                .filter(task -> task.id().node().equals(call.node()) && mayRead(call, task.id()))
                .filter(filter)
                .toList();
        var start = (int) Math.min(found.size(), call.number("start", 0));
        var end = (int) Math.min(found.size(), start + call.number("limit", DEFAULT_LIMIT));
        return new Page(
                found.subList(start, end).stream().map(TaskRoutes::listed).toList(), found.size());
    }

    private List<Map<String, Object>> recent(Call call) {
        return tasks.all().stream()
                .filter(task -> mayRead(call, task.id()))
                .limit(RECENT)
                .map(TaskRoutes::listed)
                .toList();
    }
}
