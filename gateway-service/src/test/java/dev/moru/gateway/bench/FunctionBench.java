package dev.moru.gateway.bench;

import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.operation.StepState;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.audit.AuditChain;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is done for each message and each accepted command, with the compiler that {@code ./moru} runs: an event of a create
 * with five steps is written and read, and a row of the audit trail is chained.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class FunctionBench {

    private final MessageCodec codec = GatewayDatabase.codec();
    private final OperationProgressed event = new OperationProgressed(Happenings.operation(
            new UUID(7, 1),
            "server.create",
            new UUID(7, 2),
            OperationState.RUNNING,
            null,
            List.of(
                    new Step(
                            "reserve",
                            StepState.SUCCEEDED,
                            1,
                            Happenings.TIME,
                            Happenings.TIME,
                            "VMID 101 on pve1",
                            null,
                            List.of()),
                    new Step("clone", StepState.RUNNING, 1, Happenings.TIME, null, "template 9000", null, List.of()),
                    Step.pending("boot"),
                    Step.pending("configure"),
                    Step.pending("watch"))));
    private final String type = codec.typeOf(event);
    private final byte[] body = codec.write(event).getBytes(StandardCharsets.UTF_8);
    private final AuditChain.Row row = new AuditChain.Row(
            1_000_000,
            Happenings.TIME,
            Arrays.asList(
                    new UUID(7, 3).toString(),
                    "admin",
                    "server.create",
                    "ACCEPTED",
                    "default",
                    "server",
                    new UUID(7, 2).toString(),
                    "web-1",
                    new UUID(7, 1).toString(),
                    "127.0.0.1",
                    null));

    @Benchmark
    public String writeEvent() {
        return codec.write(event);
    }

    @Benchmark
    public Object readEvent() {
        return codec.decode(type, body).orElseThrow();
    }

    @Benchmark
    public byte[] chainAuditRow() {
        return AuditChain.link(AuditChain.BEGINNING, 1_000_000, row);
    }
}
