package dev.moru.lab.http;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Caller;
import dev.moru.lab.ledger.Ledger;
import dev.moru.lab.ledger.Mark;
import dev.moru.lab.qemu.Vm;
import dev.moru.lab.qemu.Vms;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes state-changing calls into the ledger. Logins change nothing and are left out. */
public final class CallRecorder {

    private static final Pattern GUEST = Pattern.compile("/nodes/[^/]+/(?:qemu|lxc)/(\\d{3,9})(?:/.*)?");

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
        var upid = result instanceof String text && text.startsWith("UPID:") ? text : null;
        var vmid = vmid(path);
        ledger.call(new Ledger.CallEntry(
                request.method(),
                path,
                caller.id(),
                status,
                upid,
                vmid.orElse(null),
                operation(request, vmid).orElse(null)));
    }

    private static Optional<Integer> vmid(String path) {
        var guest = GUEST.matcher(path);
        return guest.matches() ? Optional.of(Integer.parseInt(guest.group(1))) : Optional.empty();
    }

    /** The mark that the call brings with it, else the one that the VM has. */
    private Optional<String> operation(Request request, Optional<Integer> vmid) {
        return brought(request)
                .or(() -> vmid.flatMap(vms::find).map(Vm::description).flatMap(Mark::in))
                .map(Mark::operation);
    }

    private static Optional<Mark> brought(Request request) {
        try {
            return Mark.in(Parameters.of(request).get("description"));
        } catch (ApiFailure unreadable) {
            return Optional.empty();
        }
    }
}
