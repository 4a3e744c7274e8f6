package dev.moru.gateway.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many followers of one stream on one thread, which only count frames: their own cost must not be what is measured. */
final class Crowd implements AutoCloseable {

    private final URI gateway;
    private final String token;
    private final int size;
    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    private long frames;

    Crowd(URI gateway, String token, int size) throws IOException {
        this.gateway = gateway;
        this.token = token;
        this.size = size;
        this.selector = Selector.open();
    }

    void connect() throws IOException {
        var request = ("GET /api/v1/events HTTP/1.1\r\nHost: gateway\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < size; i++) {
            var channel = SocketChannel.open(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            channel.write(ByteBuffer.wrap(request));
            readHead(channel);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            channels.add(channel);
        }
    }

    private void readHead(SocketChannel channel) throws IOException {
        buffer.clear();
        channel.read(buffer);
        buffer.flip();
        var head = StandardCharsets.US_ASCII.decode(buffer).toString();
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(head);
        }
    }

    /** Counts until all have come, or nothing comes for a while. */
    long await(long expected) throws IOException {
        while (frames < expected) {
            if (selector.select(Duration.ofSeconds(5).toMillis()) == 0) {
                return frames;
            }
            for (var key : selector.selectedKeys()) {
                read((SocketChannel) key.channel());
            }
            selector.selectedKeys().clear();
        }
        return frames;
    }

    private void read(SocketChannel channel) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            channel.close();
            return;
        }
        buffer.flip();
        // Every event has one line "data: {"; a colon and a brace stand together only there at a line's begin.
        while (buffer.remaining() > 1) {
            if (buffer.get() == 'd' && buffer.get(buffer.position()) == 'a' && isData()) {
                frames++;
            }
        }
    }

    /** Whether the bytes around the position are {@code \ndata: }. */
    private boolean isData() {
        int at = buffer.position() - 1;
        return at > 0 && buffer.get(at - 1) == '\n' && at + 4 < buffer.limit() && buffer.get(at + 4) == ':';
    }

    @Override
    public void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
