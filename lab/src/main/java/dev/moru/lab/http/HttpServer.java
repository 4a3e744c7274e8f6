package dev.moru.lab.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** HTTPS with Proxmox's habits, on one thread. */
public final class HttpServer implements AutoCloseable {

    private static final int MAX_INITIAL_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 8 * 1024;
    private static final int MAX_CHUNK = 64 * 1024;

    private static final long CLOSE_PATIENCE_MILLIS = 2_000;

    private final EventLoopGroup threads;
    private final Channel channel;
    private final ChannelGroup connections;

    private HttpServer(EventLoopGroup threads, Channel channel, ChannelGroup connections) {
        this.threads = threads;
        this.channel = channel;
        this.connections = connections;
    }

    /** Port 0 takes any free one. */
    public static HttpServer listen(InetSocketAddress address, SslContext tls, BiConsumer<Request, Exchange> frontend)
            throws IOException {
        var threads = new MultiThreadIoEventLoopGroup(
                1,
                work -> {
                    var daemon = new Thread(work, "lab-http");
                    daemon.setDaemon(true);
                    return daemon;
                },
                NioIoHandler.newFactory());
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(pipeline(connections, tls, frontend))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(
                    "the lab can't listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new HttpServer(threads, bound.channel(), connections);
    }

    private static ChannelInitializer<SocketChannel> pipeline(
            ChannelGroup connections, SslContext tls, BiConsumer<Request, Exchange> frontend) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel connection) {
                connections.add(connection);
                connection
                        .pipeline()
                        .addLast(new TlsOrRedirect(tls))
                        .addLast(new HttpRequestDecoder(MAX_INITIAL_LINE, MAX_HEADERS, MAX_CHUNK))
                        .addLast(new ReasonPhraseEncoder())
                        .addLast(new RequestCollector(frontend));
            }
        };
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** A connection whose thread ends before it is closed stays open, and its client waits for an answer for ever. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly(CLOSE_PATIENCE_MILLIS);
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
