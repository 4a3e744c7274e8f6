package dev.moru.contracts.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of the record headers, which are the same for all messages. */
final class Envelopes {

    private static final List<String> REQUIRED = List.of(
            "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_epoch", "ce_sequence");

    private Envelopes() {}

    static Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        add(properties, "ce_specversion", "1.0");
        add(properties, "ce_id", "UUIDv7 of the message, kept over redeliveries");
        add(properties, "ce_source", "/moru/<service>");
        add(properties, "ce_type", "the message's name");
        add(properties, "ce_subject", "the record key");
        add(properties, "ce_time", "RFC 3339, UTC");
        add(
                properties,
                "ce_epoch",
                "of the installation; a restore from a backup raises it, and what is older is to be skipped");
        add(properties, "ce_sequence", "counts from 1 without gaps per topic, source and subject");
        add(properties, "ce_operationid", "the operation that it belongs to");
        add(properties, "ce_causationid", "the message that led to this one");
        add(properties, "ce_actor", "who asked for it: user:, token:, policy: or system: and a name");
        add(properties, "ce_project", "absent: the installation");
        add(properties, "ce_site", "the site that it is about");
        add(properties, "ce_severity", "of an event: info, warning, error or critical");
        add(properties, "ce_expiresat", "of a command: when it must not be begun any more");
        add(properties, "ce_answerto", "of a command: what its answer has to name, where its body can't be read");
        add(properties, "ce_traceparent", "W3C trace context");
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", "CloudEvents attributes as record headers, each a UTF-8 string.");
        schema.put("type", "object");
        schema.put("required", REQUIRED);
        schema.put("properties", properties);
        return schema;
    }

    private static void add(Map<String, Object> properties, String name, String description) {
        var property = new LinkedHashMap<String, Object>();
        property.put("type", "string");
        property.put("description", description);
        properties.put(name, property);
    }
}
