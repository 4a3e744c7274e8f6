package dev.moru.durable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a record as they came, in order, with values in base 64; a dead letter keeps them. */
public record RawHeaders(List<Header> headers) {

    /** One header. */
    public record Header(String name, String value) {}

    public RawHeaders {
        headers = List.copyOf(headers);
    }

    /** The same headers and one more. */
    public RawHeaders with(String name, byte[] value) {
        var all = new ArrayList<>(headers);
        all.add(header(name, value));
        return new RawHeaders(all);
    }

    public static Header header(String name, byte[] value) {
        return new Header(name, Base64.getEncoder().encodeToString(value));
    }

    public Headers toKafka() {
        var kafka = new RecordHeaders();
        headers.forEach(header -> kafka.add(header.name(), Base64.getDecoder().decode(header.value())));
        return kafka;
    }
}
