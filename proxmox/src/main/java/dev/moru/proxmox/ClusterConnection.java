package dev.moru.proxmox;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A cluster behind several endpoints. A call goes to the endpoint that served last. It moves on to the next one when
 * nothing was sent, and, if it may be repeated, when no usable answer came; a write that may have arrived is never sent
 * again.
 */
final class ClusterConnection implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(ClusterConnection.class);

    private final List<Wire> wires;
    private final Session session;
    private final Ticker ticker;
    private final ScheduledThreadPoolExecutor watchdog;
    private volatile Wire preferred;

    ClusterConnection(ProxmoxSettings settings, Ticker ticker) {
        this.ticker = ticker;
        this.session = Session.of(settings.credentials(), ticker);
        this.watchdog = watchdog();
        this.wires = settings.endpoints().stream()
                .map(endpoint -> new Wire(endpoint, settings.connectTimeout(), watchdog))
                .toList();
        this.preferred = wires.get(0);
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "proxmox-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    Ticker ticker() {
        return ticker;
    }

    /** The value under {@code data} of the answer. */
    JsonNode call(Call call, Duration limit) {
        var deadline = Deadline.in(limit, ticker);
        var failures = new ArrayList<ProxmoxException>();
        var order = inOrder();
        for (var tried = 0; tried < order.size() && !deadline.hasPassed(); tried++) {
            var wire = order.get(tried);
            // A read leaves time for the other endpoints; a write is not sent again, so it may take all of it.
            var attempt = call.repeatable() ? deadline.share(order.size() - tried) : deadline;
            try {
                var data = authorised(wire, call, attempt);
                preferred = wire;
                return data;
            } catch (ProxmoxException failure) {
                if (!mayMoveOn(call, failure)) {
                    throw failure;
                }
                log.debug("{} did not serve the call: {}", wire, failure.getMessage());
                failures.add(failure);
            }
        }
        throw mostTelling(call, failures);
    }

    /** Asks each endpoint on its own, without fail-over. */
    List<EndpointCheck> check(Call call, Duration limit) {
        return wires.stream().map(wire -> check(wire, call, limit)).toList();
    }

    private EndpointCheck check(Wire wire, Call call, Duration limit) {
        try {
            authorised(wire, call, Deadline.in(limit, ticker));
            return new EndpointCheck(wire.endpoint(), wire.certificateEnd(), null);
        } catch (ProxmoxException failure) {
            return new EndpointCheck(wire.endpoint(), wire.certificateEnd(), failure);
        }
    }

    private List<Wire> inOrder() {
        var first = wires.indexOf(preferred);
        var order = new ArrayList<>(wires.subList(first, wires.size()));
        order.addAll(wires.subList(0, first));
        return order;
    }

    private JsonNode authorised(Wire wire, Call call, Deadline deadline) {
        var headers = session.headers(call, signIn -> once(wire, signIn, Map.of(), deadline));
        try {
            return once(wire, call, headers, deadline);
        } catch (ProxmoxException.Unauthenticated refused) {
            // A refused call had no effect, so a write may be sent again with a fresh ticket.
            if (!session.renew(headers)) {
                throw refused;
            }
            var renewed = session.headers(call, signIn -> once(wire, signIn, Map.of(), deadline));
            return once(wire, call, renewed, deadline);
        }
    }

    private static JsonNode once(Wire wire, Call call, Map<String, String> headers, Deadline deadline) {
        return AnswerReader.data(call, wire.exchange(call, headers, deadline.remaining()));
    }

    private static boolean mayMoveOn(Call call, ProxmoxException failure) {
        var nothingSent =
                failure instanceof ProxmoxException.Unreachable || failure instanceof ProxmoxException.Untrusted;
        var noUsableAnswer = failure instanceof ProxmoxException.Unanswered
                || failure instanceof ProxmoxException.Unintelligible
                || failure instanceof ProxmoxException.NodeUnreachable;
        return nothingSent || noUsableAnswer && call.repeatable();
    }

    /** A certificate that is not trusted needs a person, so it is what is reported when another endpoint is just away. */
    private static ProxmoxException mostTelling(Call call, List<ProxmoxException> failures) {
        if (failures.isEmpty()) {
            return new ProxmoxException.Unreachable(call, "there was no time to connect", null);
        }
        var told = failures.stream()
                .filter(ProxmoxException.Untrusted.class::isInstance)
                .findFirst()
                .orElse(failures.get(failures.size() - 1));
        failures.stream().filter(other -> other != told).forEach(told::addSuppressed);
        return told;
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        for (var wire : wires) {
            try {
                wire.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
