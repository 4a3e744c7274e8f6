package dev.moru.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.contracts.operation.OperationState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final ListTable TABLE = ListTable.of("thing")
            .key("id", "id", FieldType.ID)
            .field("name", "name", FieldType.TEXT)
            .words("state", "state", OperationState.class)
            .sortable("createdAt", "created_at", FieldType.TIME)
            .field("vmId", "vm_id", FieldType.INTEGER)
            .field("protected", "protected", FieldType.BOOLEAN)
            .field("tags", "tags", FieldType.TEXTS)
            .orderedBy("createdAt desc");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            state=RUNNING                        | state = $1
            state = "RUNNING"                    | state = $1
            state!=RUNNING                       | state is distinct from $1
            name="web-01"                        | name = $1
            name='web-01'                        | name = $1
            name:web                             | name ilike $1
            name=web*                            | name like $1
            name:*                               | name is not null
            vmId>=100                            | vm_id >= $1
            vmId < 100                           | vm_id < $1
            protected=true                       | protected = $1
            tags:shop                            | tags @> array[$1]::text[]
            NOT state=RUNNING                    | (state = $1) is not true
            -state=RUNNING                       | (state = $1) is not true
            state=RUNNING AND name:web           | (state = $1 and name ilike $2)
            state=RUNNING OR state=FAILED        | (state = $1 or state = $2)
            state=FAILED OR vmId=1 AND name=a    | ((state = $1 or vm_id = $2) and name = $3)
            state=FAILED OR (vmId=1 AND name=a)  | (state = $1 or (vm_id = $2 and name = $3))
            NOT (vmId=1 OR name=a)               | ((vm_id = $1 or name = $2)) is not true
            """)
    void compilesToConditionsWithBoundValues(String filter, String condition) {
        assertThat(compiled(filter).text()).isEqualTo(condition);
    }

    @Test
    void letsAnIndexFindTheParts() {
        var servers = ListTable.of("thing")
                .key("id", "id", FieldType.ID)
                .name("name", "name")
                .orderedBy("name");

        assertThat(compiled("name:web", servers).text())
                .isEqualTo("(name_parts(name) @> name_parts($1) and name ilike $2)");
        assertThat(compiled("name:we", servers).text()).isEqualTo("name ilike $1");
    }

    @Test
    void readsValuesAsTheTypeOfTheirField() {
        var id = UUID.randomUUID();

        var values = compiled("createdAt>\"2026-01-01T09:00:00+09:00\" AND vmId=7 AND protected=false AND id=" + id)
                .values();

        assertThat(values).containsExactly(Instant.parse("2026-01-01T00:00:00Z"), 7L, false, id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            name:50%_\\          | %50\\%\\_\\\\%
            name=*web            | %web
            name=*a%b*           | %a\\%b%
            name="we\\"b"        | we"b
            """)
    void takesPatternSignsInValuesLiterally(String filter, String value) {
        assertThat(compiled(filter).values()).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=\"x' or 1=1 --\"",
                "name='; drop table thing; --'",
                "name:\"$1\"",
                "name=\"\\\\\"",
                "name=:id",
            })
    void putsNothingOfAValueIntoTheStatement(String filter) {
        assertThat(compiled(filter).text()).isIn("name = $1", "name ilike $1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            colour=red                       | unknown field 'colour'; the fields are id, name, state, createdAt, vmId, protected, tags
            created_at>"2026-01-01"          | unknown field 'created_at'
            1=1                              | unknown field '1'
            name=a; drop table thing         | expected AND or OR
            name=a name=b                    | expected AND or OR
            name                             | expected = != < <= > >= or :
            name=                            | expected a value
            (name=a                          | expected )
            name=a)                          | expected AND or OR
            name="a                          | the quotation has no end
            state=RUNING                     | field 'state' is one of ACCEPTED, RUNNING, SUCCEEDED
            vmId=ten                         | field 'vmId' takes a whole number
            createdAt>yesterday              | field 'createdAt' takes a time
            id=1-1-1-1-1                     | field 'id' takes an id
            protected=yes                    | field 'protected' takes true or false
            name<a                           | field 'name' has only
            vmId:1                           | field 'vmId' has only
            tags=shop                        | field 'tags' has only :
            AND                              | unknown field 'AND'
            NOT                              | expected a field
            """)
    void saysWhatIsWrong(String filter, String complaint) {
        assertThatExceptionOfType(InvalidListRequest.class)
                .isThrownBy(() -> compiled(filter))
                .withMessageContaining(complaint)
                .satisfies(refusal -> assertThat(refusal.parameter()).isEqualTo("filter"));
    }

    @Test
    void refusesWhatWouldCostTooMuch() {
        for (var filter : List.of(
                "(".repeat(30) + "name=a" + ")".repeat(30),
                "name=a" + " OR name=a".repeat(60),
                "name=" + "a".repeat(3_000))) {
            assertThatExceptionOfType(InvalidListRequest.class).isThrownBy(() -> compiled(filter));
        }
    }

    @Test
    void refusesTextThatPostgresCannotHold() {
        assertThatExceptionOfType(InvalidListRequest.class).isThrownBy(() -> compiled("name=\"a\0b\""));
    }

    private static SqlText compiled(String filter) {
        return compiled(filter, TABLE);
    }

    private static SqlText compiled(String filter, ListTable table) {
        var sql = new SqlText();
        FilterParser.parse(filter, table).writeTo(sql);
        return sql;
    }
}
