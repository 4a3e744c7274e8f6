package dev.moru.lab.http;

import dev.moru.lab.fault.FaultFile;
import dev.moru.lab.fault.FaultKind;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.ledger.Ledger;
import dev.moru.lab.state.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/** {@code /lab}: what Proxmox does not have. Open to everyone who reaches the port, which is on loopback. */
public final class LabSurface {

    private final Ledger ledger;
    private final Faults faults;
    private final Supplier<Map<String, Object>> state;
    private final String version;

    public LabSurface(Ledger ledger, Faults faults, Supplier<Map<String, Object>> state, String version) {
        this.ledger = ledger;
        this.faults = faults;
        this.state = state;
        this.version = version;
    }

    Response serve(Request request, List<String> segments) {
        var resource = request.method() + " " + String.join("/", segments);
        return switch (resource) {
            case "GET lab/health" -> Response.json(200, "OK", Map.of("status", "UP", "proxmox", version));
            case "GET lab/state" -> Response.json(200, "OK", state.get());
            case "GET lab/ledger" -> ledger(request);
            case "GET lab/faults" -> shown();
            case "PUT lab/faults" -> arm(request);
            case "DELETE lab/faults" -> disarm(request);
            default -> Response.json(404, "Not Found", Map.of("message", "the lab has no " + resource));
        };
    }

    private Response ledger(Request request) {
        var from = query(request).getOrDefault("from", "1");
        if (!from.matches("\\d{1,18}")) {
            return bad("'from' is no entry number");
        }
        return new Response(200, "OK", "application/x-ndjson", ledger.from(Long.parseLong(from)));
    }

    private Response arm(Request request) {
        try {
            faults.arm(FaultFile.read(Json.tree(request.body())));
            return shown();
        } catch (JacksonException malformed) {
            return bad("malformed JSON: " + malformed.getOriginalMessage());
        } catch (IllegalArgumentException wrong) {
            return bad(String.valueOf(wrong.getMessage()));
        }
    }

    private Response disarm(Request request) {
        var name = Optional.ofNullable(query(request).get("name"));
        var kind = name.flatMap(FaultKind::labelled);
        if (name.isPresent() && kind.isEmpty()) {
            return bad("unknown fault '" + name.get() + "'");
        }
        faults.disarm(kind);
        return shown();
    }

    private Response shown() {
        return Response.json(200, "OK", Map.of("faults", faults.shown()));
    }

    private static Response bad(String message) {
        return Response.json(400, "Bad Request", Map.of("message", message));
    }

    private static Map<String, String> query(Request request) {
        var query = new LinkedHashMap<String, String>();
        Parameters.addForm(request.rawQuery(), query);
        return query;
    }
}
