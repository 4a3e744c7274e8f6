package dev.moru.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Each invariant is violated once by hand, so that a silent checker is noticed. */
class HistoryCheckerTest {

    private static final UUID OPERATION = UUID.fromString("01920000-0000-7000-8000-000000000001");
    private static final String SERVER = "01920000-0000-7000-8000-00000000000a";

    private final List<SpineRecord> records = new ArrayList<>();
    private final List<LabLedger.Entry> ledger = new ArrayList<>();

    private void publish(String type, long sequence, UUID id) {
        records.add(new SpineRecord(
                "moru.provisioning.events",
                0,
                records.size(),
                id,
                "/moru/provisioning",
                type,
                SERVER,
                1,
                sequence,
                OPERATION,
                JsonMapper.shared().createObjectNode()));
    }

    private void end(long sequence) {
        publish("dev.moru.operation.ended.v1", sequence, UUID.randomUUID());
    }

    private void ledger(String line) {
        ledger.add(new LabLedger.Entry(JsonMapper.shared().readTree(line)));
    }

    private List<String> violated() {
        var history = new History(Set.of(OPERATION), records, new LabLedger(ledger), Set.of(101));
        return HistoryChecker.check(history).stream().map(Violation::invariant).toList();
    }

    @Test
    void acceptsARunInWhichARecordWasPublishedTwice() {
        publish("dev.moru.operation.progressed.v1", 1, UUID.randomUUID());
        var id = UUID.randomUUID();
        publish("dev.moru.operation.ended.v1", 2, id);
        publish("dev.moru.operation.ended.v1", 2, id);
        ledger("{\"effect\":\"vm.created\",\"vmid\":2000,\"operation\":\"" + OPERATION + "\"}");

        assertThat(violated()).isEmpty();
    }

    @Test
    void findsAnAcceptedOperationThatNeverEnds() {
        assertThat(violated()).containsExactly("I1");
    }

    @Test
    void findsAnOperationThatEndsTwice() {
        end(1);
        end(2);

        assertThat(violated()).containsExactly("I1");
    }

    @Test
    void findsTwoMachinesOfOneOperation() {
        end(1);
        ledger("{\"effect\":\"vm.created\",\"vmid\":2000,\"operation\":\"" + OPERATION + "\"}");
        ledger("{\"effect\":\"vm.created\",\"vmid\":2001,\"operation\":\"" + OPERATION + "\"}");

        assertThat(violated()).containsExactly("I3");
    }

    @Test
    void findsAVmIdThatIsUsedAgain() {
        end(1);
        ledger("{\"effect\":\"vm.created\",\"vmid\":2000}");
        ledger("{\"effect\":\"vm.destroyed\",\"vmid\":2000}");
        ledger("{\"effect\":\"vm.created\",\"vmid\":2000}");

        assertThat(violated()).containsExactly("I3");
    }

    @Test
    void findsACallThatTouchesAForeignGuest() {
        end(1);
        ledger("{\"method\":\"POST\",\"path\":\"/nodes/lab1/qemu/101/status/stop\",\"vmid\":101}");

        assertThat(violated()).containsExactly("I3");
    }

    @Test
    void findsAGapInAStream() {
        end(2);

        assertThat(violated()).containsExactly("I5");
    }
}
