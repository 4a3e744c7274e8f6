package dev.moru.lab.http;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Caller;
import dev.moru.lab.ledger.Ledger;
import dev.moru.lab.ledger.Mark;
import dev.moru.lab.qemu.Vm;
import dev.moru.lab.qemu.Vms;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes state-changing calls into the ledger. Logins change nothing and are left out. */
public final class CallRecorder {

    private static final Pattern GUEST = Pattern.compile("/nodes/[^/]+/(?:qemu|lxc)/(\\d{3,9})(?:/.*)?");

    private static final Pattern CLONE = Pattern.compile("/nodes/[^/]+/qemu/\\d+/clone");
    private static final Pattern CREATE_OR_BACK_UP = Pattern.compile("/nodes/[^/]+/(?:qemu|vzdump)");

    private final Ledger ledger;
    private final Vms vms;

    public CallRecorder(Ledger ledger, Vms vms) {
        this.ledger = ledger;
        this.vms = vms;
    }

    void record(Request request, String path, Caller caller, int status, @Nullable Object result) {
        if (path.equals("/access/ticket")) {
            return;
        }
        var parameters = readable(request);
        var vmid = vmid(path, parameters);
        ledger.call(new Ledger.CallEntry(
                request.method(),
                path,
                caller.id(),
                status,
                result instanceof String text && text.startsWith("UPID:") ? text : null,
                vmid.orElse(null),
                operation(parameters, vmid).orElse(null)));
    }

    private static Map<String, String> readable(Request request) {
        try {
            return Parameters.of(request);
        } catch (ApiFailure unreadable) {
            return Map.of();
        }
    }

    /** The guest that the call changes: a clone changes the new one, not its template. */
    private static Optional<Integer> vmid(String path, Map<String, String> parameters) {
        if (CLONE.matcher(path).matches()) {
            return number(parameters.get("newid"));
        }
        if (CREATE_OR_BACK_UP.matcher(path).matches()) {
            return number(parameters.get("vmid"));
        }
        var guest = GUEST.matcher(path);
        return guest.matches() ? number(guest.group(1)) : Optional.empty();
    }

    private static Optional<Integer> number(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /** The mark that the call brings with it, else the one that the VM has. */
    private Optional<String> operation(Map<String, String> parameters, Optional<Integer> vmid) {
        return Mark.in(parameters.get("description"))
                .or(() -> vmid.flatMap(vms::find).map(Vm::description).flatMap(Mark::in))
                .map(Mark::operation);
    }
}
