package dev.moru.notification.delivery.work;

import dev.moru.notification.channel.Answer;
import dev.moru.notification.delivery.Attempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How long attempts take, by what was answered. */
@Component
class AttemptMeters {

    private final MeterRegistry registry;

    AttemptMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Optional<Attempt> timed(Supplier<Optional<Attempt>> call) {
        var sample = Timer.start(registry);
        var attempt = call.get();
        attempt.ifPresent(made -> sample.stop(timer(made.answer())));
        return attempt;
    }

    private Timer timer(Answer answer) {
        return Timer.builder("moru.notification.attempts")
                .description("Attempts to deliver an event to a channel")
                .tag("answer", answer.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
