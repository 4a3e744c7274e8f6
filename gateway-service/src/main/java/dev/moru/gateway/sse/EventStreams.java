package dev.moru.gateway.sse;

import dev.moru.gateway.journal.ReaderTooSlow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Writes server-sent events from bytes that are shared between readers. */
public final class EventStreams {

    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);

    private EventStreams() {}

    /** One frame, as section 9.2 of the HTML standard has it. */
    public static byte[] frame(String head, byte[] data) {
        var prefix = (head + "data: ").getBytes(StandardCharsets.UTF_8);
        var frame = new byte[prefix.length + data.length + 2];
        System.arraycopy(prefix, 0, frame, 0, prefix.length);
        for (int i = 0; i < data.length; i++) {
            // JSON has line breaks only between its tokens, where a blank means the same and does not end the line.
            frame[prefix.length + i] = data[i] == '\n' || data[i] == '\r' ? (byte) ' ' : data[i];
        }
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return frame;
    }

    /** A comment that shows that the connection lives; with the cursor, so that a resume need not go further back. */
    public static byte[] heartbeat(String head) {
        var prefix = head.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[prefix.length + HEARTBEAT.length];
        System.arraycopy(prefix, 0, frame, 0, prefix.length);
        System.arraycopy(HEARTBEAT, 0, frame, prefix.length, HEARTBEAT.length);
        return frame;
    }

    /** Writes each group of frames at once. A reader that was too slow loses its connection. */
    public static Mono<Void> write(ServerHttpResponse response, Flux<List<byte[]>> groups) {
        var headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        // Some reverse proxies hold back what is not a whole page.
        headers.set("X-Accel-Buffering", "no");
        var buffers = groups.map(group -> Mono.just(joined(response.bufferFactory(), group)))
                .onErrorResume(ReaderTooSlow.class, tooSlow -> {
                    disconnect(response);
                    return Mono.empty();
                });
        return response.writeAndFlushWith(buffers);
    }

    private static DataBuffer joined(DataBufferFactory buffers, List<byte[]> group) {
        return group.size() == 1
                ? buffers.wrap(group.get(0))
                : buffers.join(group.stream().map(buffers::wrap).toList());
    }

    /** An end of the response would wait behind what the reader does not take. */
    private static void disconnect(ServerHttpResponse response) {
        if (ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse connected) {
            connected.withConnection(connection -> connection.dispose());
        }
    }
}
