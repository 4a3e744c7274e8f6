package dev.moru.lab.http;

import dev.moru.lab.api.Loop;
import java.util.function.BiConsumer;

/** Sorts requests by their first path segment, on the lab's own thread. */
public final class Frontend implements BiConsumer<Request, Exchange> {

    private final Loop loop;
    private final ApiFront api;
    private final LabSurface lab;

    public Frontend(Loop loop, ApiFront api, LabSurface lab) {
        this.loop = loop;
        this.api = api;
        this.lab = lab;
    }

    @Override
    public void accept(Request request, Exchange exchange) {
        loop.execute(() -> serve(request, exchange));
    }

    private void serve(Request request, Exchange exchange) {
        var segments = request.segments();
        if (segments.size() >= 2 && segments.get(0).equals("api2")) {
            api.serve(request, segments, exchange);
        } else if (!segments.isEmpty() && segments.get(0).equals("lab")) {
            exchange.answer(lab.serve(request, segments));
        } else {
            exchange.answer(Response.text(501, "no such file '" + request.rawPath() + "'", "text/plain", ""));
        }
    }
}
