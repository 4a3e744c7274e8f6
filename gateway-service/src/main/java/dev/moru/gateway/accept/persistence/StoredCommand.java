package dev.moru.gateway.accept.persistence;

import dev.moru.contracts.Command;
import dev.moru.durable.MessageCodec;
import java.nio.charset.StandardCharsets;

/** The command of an operation as it is kept beside it, to be sent again by a retry. */
record StoredCommand(String type, Object body) {

    static String of(Command command, MessageCodec codec) {
        return codec.write(new StoredCommand(codec.typeOf(command), command));
    }

    /** @param body the JSON of the member {@code body} */
    static Command read(String type, String body, MessageCodec codec) {
        return (Command) codec.decode(type, body.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("no command " + type));
    }
}
