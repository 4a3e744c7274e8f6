package dev.moru.gateway.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertSilenceFailed;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryEvent;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryGrouped;
import dev.moru.contracts.notification.DeliveryHeld;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageContext;
import dev.moru.gateway.testing.Happenings;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaterReportsTest {

    private static final UUID ID = UUID.randomUUID();
    private static final Delivery DELIVERY = Happenings.delivery(ID, DeliveryState.PENDING);

    private final Happenings happenings = new Happenings();
    private final LaterReports later = new LaterReports();

    static Stream<Function<Delivery, DeliveryEvent>> whatBecomesOfDeliveries() {
        return Stream.of(
                DeliveryDelayed::new,
                DeliverySucceeded::new,
                DeliveryFailed::new,
                DeliveryHeld::new,
                DeliveryGrouped::new);
    }

    @ParameterizedTest
    @MethodSource("whatBecomesOfDeliveries")
    void replacesWhateverWasToldOfADeliveryBefore(Function<Delivery, DeliveryEvent> becomes) {
        var first = told(becomes.apply(DELIVERY));
        var last = told(new DeliverySucceeded(DELIVERY));

        assertThat(later.replace(last)).isFalse();
        assertThat(later.replace(first)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("whatBecomesOfDeliveries")
    void replacesByWhateverIsToldOfADelivery(Function<Delivery, DeliveryEvent> becomes) {
        var first = told(new DeliveryDelayed(DELIVERY));
        var last = told(becomes.apply(DELIVERY));

        assertThat(later.replace(last)).isFalse();
        assertThat(later.replace(first)).isTrue();
    }

    @Test
    void replacesNoAlertBecauseItCouldNotBeSilenced() {
        var alert = Happenings.alert(ID, "default", AlertState.FIRING, null);
        var fired =
                happenings.event(Topics.MONITORING_EVENTS, ID.toString(), new AlertFired(alert), MessageContext.NONE);
        var failed = happenings.event(
                Topics.MONITORING_EVENTS,
                ID.toString(),
                new AlertSilenceFailed(alert, "it is away"),
                MessageContext.NONE);

        assertThat(later.replace(failed.envelope())).isFalse();
        assertThat(later.replace(fired.envelope())).isFalse();
    }

    private Envelope told(DeliveryEvent event) {
        return happenings
                .event(Topics.NOTIFICATION_EVENTS, ID.toString(), event, MessageContext.NONE)
                .envelope();
    }
}
