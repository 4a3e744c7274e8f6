package dev.moru.provisioning.bulk.messaging;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.messaging.Servers;

/** Says to children what their parent has decided, each under the lock of its own server. */
public final class ChildWordsHandler implements WorkHandler {

    private final MessageCodec codec;
    private final Servers servers;

    public ChildWordsHandler(MessageCodec codec, Servers servers) {
        this.codec = codec;
        this.servers = servers;
    }

    @Override
    public String kind() {
        return ChildWords.KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var messages = codec.read(item.payload(), ChildWords.class).words().stream()
                .map(word -> Servers.Addressed.to(word.server(), messageOf(word)))
                .toList();
        return WorkOutcome.done(() -> servers.handle(messages));
    }

    private static ServerMessage messageOf(ChildWords.Word word) {
        return word.cancel()
                ? new ServerMessage.CancelRequested(word.child())
                : new ServerMessage.ChildReleased(word.child());
    }
}
