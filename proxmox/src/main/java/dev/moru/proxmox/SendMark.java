package dev.moru.proxmox;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Notes the moment at which the first byte of a request may leave this machine. Whatever failed before it (lease, name,
 * connect, TLS) is certain to have had no effect; the kind of an exception alone does not tell.
 */
final class SendMark extends HttpRequestExecutor {

    private static final String SENT = SendMark.class.getName();

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        context.setAttribute(SENT, Boolean.TRUE);
        return super.execute(request, connection, informationCallback, context);
    }

    static boolean isSet(HttpContext context) {
        return context.getAttribute(SENT) != null;
    }
}
