package dev.moru.contracts.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {

    private static final Path COMMITTED = Path.of("asyncapi.yaml");

    @Test
    void theDocumentIsWhatTheRecordsSay() throws IOException {
        var generated = new AsyncApiDocument().toYaml();
        if (Boolean.getBoolean("moru.regenerate")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(Files.readString(COMMITTED)).isEqualTo(generated);
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void eachTypeSaysWhatItMeans(Class<? extends Message> type) {
        assertThat(SourceDocs.of(type).summary()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void theSampleOfEachTypeIsWhatTheDocumentSays(Class<? extends Message> type) {
        assertThat(schemaOf(type).validate(Samples.of(type).toString(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void whatTodaysCodeWritesIsWhatTheDocumentSays(Class<? extends Message> type) {
        var written = Samples.JSON.writeValueAsString(Samples.JSON.treeToValue(Samples.of(type), type));

        assertThat(schemaOf(type).validate(written, InputFormat.JSON)).isEmpty();
    }

    @Test
    void aPayloadThatIsNoneIsTold() {
        var schema =
                schemaOf(MessageCatalog.find("dev.moru.delivery.redeliver.v1").orElseThrow());

        assertThat(schema.validate("{\"delivery\": 7}", InputFormat.JSON)).isNotEmpty();
        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    private static Schema schemaOf(Class<? extends Message> type) {
        var document = Map.of(
                "$ref",
                "#/components/schemas/" + type.getSimpleName(),
                "components",
                new AsyncApiDocument().toMap().get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Samples.JSON.writeValueAsString(document), InputFormat.JSON);
    }
}
