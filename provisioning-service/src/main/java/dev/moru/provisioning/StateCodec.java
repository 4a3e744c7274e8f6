package dev.moru.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.moru.durable.RecordModule;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stored state as JSON: what is absent is left out, what is unknown is ignored, so that versions can follow each other. Times
 * are seconds, which are read several times as fast as words; both are understood.
 */
public final class StateCodec {

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new RecordModule())
            .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    public String write(Object state) {
        return json.writeValueAsString(state);
    }

    public <T> T read(String text, Class<T> type) {
        return json.readValue(text, type);
    }
}
