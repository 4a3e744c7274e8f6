package dev.moru.notification.delivery.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.work.Lane;
import dev.moru.durable.work.WorkProperties;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.delivery.DispatchQueue;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Deliveries as work items. Each channel is a lane of its own, so that a slow one holds up nobody else; and what may well
 * fail shares a lane that is narrower than there are workers, so that many slow ones together don't either.
 */
@Component
class DispatchWork implements DispatchQueue {

    private final WorkQueue queue;
    private final int perChannel;
    private final Lane doubtful;

    DispatchWork(WorkQueue queue, WorkProperties work, NotificationProperties properties) {
        this.queue = queue;
        this.perChannel = properties.attemptsPerChannel();
        this.doubtful = new Lane("doubtful", Math.max(1, work.workers() / 2));
    }

    @Override
    public void send(List<Sending> sendings) {
        queue.enqueue(sendings.stream().map(this::request).toList());
    }

    @Override
    public void sendNow(UUID delivery) {
        queue.makeDue(delivery);
    }

    private WorkRequest request(Sending sending) {
        return new WorkRequest(
                UuidCreator.getTimeOrderedEpoch(),
                SendDelivery.KIND,
                sending.delivery(),
                lanesOf(sending),
                new SendDelivery.Payload(sending.delivery()),
                sending.pause());
    }

    private List<Lane> lanesOf(Sending sending) {
        var channel = new Lane("channel:" + sending.channel(), perChannel);
        return switch (sending.way()) {
            case ORDINARY -> List.of(channel);
            case DOUBTFUL -> List.of(channel, doubtful);
            case AWAITED -> List.of(new Lane("awaited:" + sending.channel(), 1));
        };
    }
}
