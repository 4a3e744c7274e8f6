package dev.moru.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.durable.KitDatabase.Counted;
import dev.moru.durable.outbox.Origin;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-" + PARENT + "-00";

    private final List<SpanData> ended = new ArrayList<>();
    private final Tracer tracer;
    private final Traces traces;

    TracesTest() {
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Ended()))
                .build();
        var otel = provider.get("test");
        tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
        traces = new Traces(
                tracer, new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel));
    }

    @Test
    void continuesASampledTraceInASpanOfItsOwn() {
        var inside = traces.within("work effect", SAMPLED, traces::current);

        assertThat(inside).startsWith("00-" + TRACE).endsWith("-01").isNotEqualTo(SAMPLED);
        assertThat(ended)
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId()).isEqualTo(PARENT));
    }

    @Test
    void makesNoSpanForWhatIsNotSampledButTellsTheLog() {
        var logged = traces.within("work effect", UNSAMPLED, () -> MDC.get("traceId"));

        assertThat(logged).isEqualTo(TRACE);
        assertThat(MDC.get("traceId")).isNull();
        assertThat(ended).isEmpty();
    }

    @Test
    void makesASpanForEachSampledMessageOfABatchAndNoneOfThemCurrent() {
        var current = traces.withinAll("handle topic", Arrays.asList(SAMPLED, null, UNSAMPLED, SAMPLED), () -> {
            return String.valueOf(traces.current());
        });

        assertThat(current).isEqualTo("null");
        assertThat(ended)
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(PARENT));
    }

    @Test
    void givesMessagesTheTraceOfTheRunningSpanUnlessTheyHaveOne() {
        var database = new KitDatabase();
        var outbox = new Outbox(database.jdbc, database.codec, new Origin("/moru/test", 1), () -> {}, traces);
        traces.within("handle topic", SAMPLED, () -> {
            database.inTransaction(() -> outbox.append(List.of(
                    new OutboundMessage("topic", "a", new Counted(1), MessageContext.NONE),
                    new OutboundMessage("topic", "a", new Counted(2), MessageContext.NONE.withTraceparent("own")))));
            return "";
        });

        var attributes = database.jdbc.queryForList("select attributes from outbox order by position", String.class);
        assertThat(attributes.get(0)).contains(TRACE);
        assertThat(attributes.get(1)).contains("\"own\"").doesNotContain(TRACE);
    }

    private final class Ended implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
