package dev.moru.proxmox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The calls of one client view, and what their answers are read as.
 *
 * @param limits asked before each call how long it may take
 */
record Api(ClusterConnection connection, Supplier<Duration> limits) {

    Api within(Supplier<Duration> others) {
        return new Api(connection, others);
    }

    /** How long a call that is made now may take. */
    Duration limit() {
        var limit = limits.get();
        ProxmoxSettings.requirePositive(limit);
        return limit;
    }

    Ticker ticker() {
        return connection.ticker();
    }

    <T> T get(Class<T> type, Route route, Parameters parameters) {
        return call(Call.of(Call.Method.GET, route, parameters), data -> Json.read(data, type));
    }

    <T> T get(Class<T> type, Route route) {
        return get(type, route, Parameters.none());
    }

    <T> List<T> list(Class<T> type, Route route, Parameters parameters) {
        return call(Call.of(Call.Method.GET, route, parameters), data -> Json.readAll(data, type));
    }

    <T> List<T> list(Class<T> type, Route route) {
        return list(type, route, Parameters.none());
    }

    /** A call whose end is the end of its effect. */
    void done(Call.Method method, Route route, Parameters parameters) {
        call(Call.of(method, route, parameters), data -> data);
    }

    /** A question that is put as a POST: it has no effect, so it may be put again. */
    void ask(Route route, Parameters parameters) {
        call(new Call(Call.Method.POST, route, parameters, true), data -> data);
    }

    <T> T send(Class<T> type, Call.Method method, Route route, Parameters parameters) {
        return call(Call.of(method, route, parameters), data -> Json.read(data, type));
    }

    /** A call that starts a task. */
    Upid task(Call.Method method, Route route, Parameters parameters) {
        return call(Call.of(method, route, parameters), data -> Upid.parse(data.asString("")));
    }

    /** A call that starts a task, or is done at once: some do one or the other, by release or by duration. */
    Optional<Upid> taskOrDone(Call.Method method, Route route, Parameters parameters) {
        return call(
                Call.of(method, route, parameters),
                data -> data.isNull() ? Optional.empty() : Optional.of(Upid.parse(data.asString(""))));
    }

    private <T> T call(Call call, Function<JsonNode, T> read) {
        var data = connection.call(call, limit());
        try {
            return read.apply(data);
        } catch (JacksonException | IllegalArgumentException foreign) {
            throw new ProxmoxException.Unintelligible(
                    call, 200, "the answer has a form that is not expected here", foreign);
        }
    }
}
