package dev.moru.proxmox;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, read whole.
 *
 * @param reason the reason phrase, which carries the first line of an error's text
 * @param contentType empty when the answer names none
 */
record Answer(int status, String reason, String contentType, byte[] body) {

    /** The largest regular answer is a list of thousands of guests; what is larger is not an answer of this API. */
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    static Answer read(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        var contentType = response.getFirstHeader("Content-Type");
        return new Answer(
                response.getCode(),
                orEmpty(response.getReasonPhrase()),
                contentType == null ? "" : orEmpty(contentType.getValue()),
                entity == null ? new byte[0] : bounded(entity.getContent().readNBytes(MAX_BODY_BYTES + 1)));
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    private static byte[] bounded(byte[] body) throws IOException {
        if (body.length > MAX_BODY_BYTES) {
            throw new IOException("the answer is larger than " + MAX_BODY_BYTES + " bytes");
        }
        return body;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
