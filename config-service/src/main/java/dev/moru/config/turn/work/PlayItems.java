package dev.moru.config.turn.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.config.ConfigProperties;
import dev.moru.config.turn.PlayQueue;
import dev.moru.durable.work.Lane;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Plays as work items, of which a few run at a time. One that waits for its turn takes in further servers meanwhile. */
@Component
class PlayItems implements PlayQueue {

    private final WorkQueue queue;
    private final ConfigProperties properties;

    PlayItems(WorkQueue queue, ConfigProperties properties) {
        this.queue = queue;
        this.properties = properties;
    }

    @Override
    public void enqueue(UUID play) {
        queue.enqueue(List.of(new WorkRequest(
                UuidCreator.getTimeOrderedEpoch(),
                PlayWork.KIND,
                play,
                List.of(new Lane("plays", properties.playsAtATime())),
                new PlayWork.Payload(play),
                properties.gather())));
    }

    @Override
    public void stop(UUID play) {
        queue.requestCancel(play);
    }
}
