package dev.moru.lab.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the reason phrase in ISO-8859-1, as HTTP/1.1 has it; Netty's own encoder knows ASCII only. */
final class ReasonPhraseEncoder extends HttpResponseEncoder {

    @Override
    protected void encodeInitialLine(ByteBuf target, HttpResponse response) {
        var status = response.status();
        var line = response.protocolVersion().text() + " " + status.code() + " " + status.reasonPhrase() + "\r\n";
        target.writeCharSequence(line, StandardCharsets.ISO_8859_1);
    }
}
