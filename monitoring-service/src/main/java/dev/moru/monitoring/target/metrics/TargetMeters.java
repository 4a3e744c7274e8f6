package dev.moru.monitoring.target.metrics;

import dev.moru.monitoring.target.Targets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The monitoring guide's {@code active_servers_total}, whose suffix the Prometheus client takes off a gauge. */
@Component
class TargetMeters implements MeterBinder {

    private final Targets targets;

    TargetMeters(Targets targets) {
        this.targets = targets;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("active.servers", this::active)
                .description("Servers that run")
                .register(registry);
    }

    private double active() {
        try {
            return targets.active();
        } catch (DataAccessException e) {
            // Not known, which is not zero.
            return Double.NaN;
        }
    }
}
