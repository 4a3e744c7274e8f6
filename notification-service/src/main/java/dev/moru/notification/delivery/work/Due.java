package dev.moru.notification.delivery.work;

import dev.moru.durable.FailPoint;
import dev.moru.durable.timer.TimerHandler;
import dev.moru.notification.delivery.Release;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What happens when a timer is due: the round of forgetting, or the end of a hold. */
@Component
class Due implements TimerHandler {

    private static final String RELEASE = "release:";

    private final ForgetDeliveries forget;
    private final Release release;

    Due(ForgetDeliveries forget, Release release) {
        this.forget = forget;
        this.release = release;
    }

    @Override
    public void fire(String key, String payload) {
        if (key.startsWith(RELEASE)) {
            release.release(UUID.fromString(key.substring(RELEASE.length())));
            FailPoint.reach("notification.before-release");
        } else {
            forget.forget();
        }
    }
}
