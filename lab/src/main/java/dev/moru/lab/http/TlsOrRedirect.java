package dev.moru.lab.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.AttributeKey;

/** Plain HTTP on the TLS port is told to come back with TLS. */
final class TlsOrRedirect extends OptionalSslHandler {

    static final AttributeKey<Boolean> PLAIN = AttributeKey.valueOf("lab.plain");

    TlsOrRedirect(SslContext tls) {
        super(tls);
    }

    @Override
    protected ChannelHandler newNonSslHandler(ChannelHandlerContext context) {
        context.channel().attr(PLAIN).set(true);
        return super.newNonSslHandler(context);
    }
}
