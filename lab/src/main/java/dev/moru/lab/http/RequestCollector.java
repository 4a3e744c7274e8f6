package dev.moru.lab.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a request together, refuses what Proxmox's server refuses, and writes the answer. */
final class RequestCollector extends SimpleChannelInboundHandler<HttpObject> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestCollector.class);
    private static final int MAX_BODY = 64 * 1024;
    private static final int GZIP_ABOVE = 1024;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final BiConsumer<Request, Exchange> frontend;
    private @Nullable HttpRequest head;
    private @Nullable ByteArrayOutputStream body;

    RequestCollector(BiConsumer<Request, Exchange> frontend) {
        this.frontend = frontend;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) throws IOException {
        if (part instanceof HttpRequest request) {
            begin(context, request);
        }
        if (part instanceof HttpContent content && body != null) {
            collect(content.content());
        }
        if (part instanceof LastHttpContent && body != null && head != null) {
            var whole = request(head, body.toByteArray());
            var reply = new Reply(context, head);
            body = null;
            frontend.accept(whole, reply);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = request;
        body = new ByteArrayOutputStream(0);
        var refusal = refusal(context, request);
        if (refusal != null) {
            body = null;
            new Reply(context, request).answer(refusal);
        } else if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private static @Nullable Response refusal(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return refused(400, "bad request");
        }
        if (context.channel().hasAttr(TlsOrRedirect.PLAIN)) {
            return refused(301, "Moved Permanently");
        }
        if (!METHODS.contains(request.method().name())) {
            return refused(501, "method '" + request.method() + "' not available");
        }
        if (HttpUtil.isTransferEncodingChunked(request)) {
            return refused(501, "chunked transfer encoding not supported");
        }
        var length = HttpUtil.getContentLength(request, 0L);
        var method = request.method().name();
        if (length > 0 && (method.equals("GET") || method.equals("DELETE"))) {
            return refused(501, "a body is not expected with " + method);
        }
        return length > MAX_BODY ? refused(501, "the body is too large") : null;
    }

    private static Response refused(int status, String reason) {
        return Response.text(status, reason, "text/plain", "");
    }

    private void collect(ByteBuf content) throws IOException {
        if (body != null && content.isReadable()) {
            content.readBytes(body, content.readableBytes());
        }
    }

    private static Request request(HttpRequest head, byte[] body) {
        var question = head.uri().indexOf('?');
        return new Request(
                head.method().name(),
                question < 0 ? head.uri() : head.uri().substring(0, question),
                question < 0 ? "" : head.uri().substring(question + 1),
                headers(head.headers()),
                body);
    }

    private static Map<String, String> headers(HttpHeaders sent) {
        var headers = new LinkedHashMap<String, String>();
        sent.forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection to the lab broke", cause);
        context.close();
    }

    private record Reply(ChannelHandlerContext context, HttpRequest head) implements Exchange {

        @Override
        public void answer(Response response) {
            var gzip = response.body().length > GZIP_ABOVE
                    && head.headers().get(HttpHeaderNames.ACCEPT_ENCODING, "").contains("gzip");
            var content = gzip ? gzipped(response.body()) : response.body();
            var status = new HttpResponseStatus(response.status(), oneLine(response.reason()));
            var message = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
            describe(message.headers(), response.contentType(), gzip);
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.length);
            if (response.status() == 301) {
                message.headers()
                        .set(
                                HttpHeaderNames.LOCATION,
                                "https://" + head.headers().get("Host", "") + head.uri());
            }
            send(message, response.status() < 300 && HttpUtil.isKeepAlive(head));
        }

        private static void describe(HttpHeaders headers, String contentType, boolean gzip) {
            var now = HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
            headers.set(HttpHeaderNames.CACHE_CONTROL, "max-age=0")
                    .set(HttpHeaderNames.PRAGMA, "no-cache")
                    .set(HttpHeaderNames.SERVER, "pve-api-daemon/3.0")
                    .set(HttpHeaderNames.DATE, now)
                    .set(HttpHeaderNames.EXPIRES, now)
                    .set(HttpHeaderNames.CONTENT_TYPE, contentType);
            if (gzip) {
                headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
            }
        }

        private void send(DefaultFullHttpResponse message, boolean keepAlive) {
            message.headers().set(HttpHeaderNames.CONNECTION, keepAlive ? "Keep-Alive" : "close");
            var written = context.writeAndFlush(message);
            if (!keepAlive) {
                written.addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void hangUp() {
            context.close();
        }

        private static String oneLine(String reason) {
            var first = reason.strip().split("[\\r\\n]", 2)[0];
            return new String(first.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        }

        private static byte[] gzipped(byte[] content) {
            var bytes = new ByteArrayOutputStream(content.length / 4);
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }
    }
}
