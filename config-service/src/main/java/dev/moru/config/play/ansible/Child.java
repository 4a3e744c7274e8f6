package dev.moru.config.play.ansible;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program and everything that it starts, in a process group of its own, with nothing of this process's environment. The
 * group is killed when it is closed, and also when this process dies: a shell at its head is told so by the kernel. When this
 * process is only frozen, the group ends itself with its {@link Leash}.
 */
final class Child implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Child.class);
    private static final Duration KILL = Duration.ofSeconds(5);

    /**
     * The head of the group, and beside it who looks at the {@link Leash}. The key comes on standard input, so that it is in no file and no argument; with an empty one
     * there is no agent. One that was killed has left its socket. The program itself dies with the head, however that ends.
     */
    private static final String HEAD = """
            trap 'kill -KILL 0' TERM INT HUP
            ulimit -v "$1" && shift
            exec 3<&0
            if [ -n "$SSH_AUTH_SOCK" ]; then
                rm -f "$SSH_AUTH_SOCK"
                ssh-agent -D -a "$SSH_AUTH_SOCK" >/dev/null 3<&- &
                agent=$!
                while [ ! -S "$SSH_AUTH_SOCK" ] && kill -0 "$agent"; do sleep 0.02; done
                ssh-add -q - <&3 || exit 70
            fi
            while sleep 1; do
                read -r end <alive && read -r now idle </proc/uptime && [ "${now%%.*}" -ge "$end" ] && kill -KILL 0
            done >/dev/null 2>&1 </dev/null 3<&- &
            watch=$!
            setpriv --pdeathsig KILL -- "$@" </dev/null 3<&- &
            wait $!
            ended=$?
            kill $watch $agent
            exit "$ended"
            """;

    private final Process process;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>(10_000);
    private final List<Thread> readers;

    /** A line of standard output, or of standard error. */
    record Line(boolean isError, String text) {}

    private Child(Process process) {
        this.process = process;
        this.readers =
                List.of(reader("out", process.getInputStream(), false), reader("err", process.getErrorStream(), true));
        readers.forEach(Thread::start);
    }

    /**
     * Starts a program. The thread that does so must outlive it, because the kernel takes that thread's end for the parent's.
     *
     * @param folder where the program works, in which its leash is
     * @param memoryKiB the most that one of its processes may have
     * @param input what is written to its standard input, which is closed then
     */
    static Child start(List<String> command, Map<String, String> environment, Path folder, long memoryKiB, byte[] input)
            throws IOException {
        var line = new ArrayList<>(List.of(
                "setsid", "setpriv", "--pdeathsig", "TERM", "--", "sh", "-c", HEAD, "play", String.valueOf(memoryKiB)));
        line.addAll(command);
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var child = new Child(builder.start());
        try (var stdin = child.process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            log.debug("The program ended before it had read its input", e);
        }
        return child;
    }

    private Thread reader(String name, InputStream stream, boolean isError) {
        var thread = new Thread(() -> read(stream, isError), "play-" + name + "-" + process.pid());
        thread.setDaemon(true);
        return thread;
    }

    private void read(InputStream stream, boolean isError) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                lines.put(new Line(isError, text));
            }
        } catch (IOException e) {
            log.debug("The output of process {} has ended", process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lines that have come since the last call; waits a moment for the first one. */
    List<Line> lines(Duration atMost) throws InterruptedException {
        var first = lines.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        var drained = new ArrayList<Line>();
        if (first != null) {
            drained.add(first);
            lines.drainTo(drained);
        }
        return drained;
    }

    boolean hasMore() {
        return process.isAlive() || readers.stream().anyMatch(Thread::isAlive) || !lines.isEmpty();
    }

    long pid() {
        return process.pid();
    }

    /** What the program ended with; more than 128 when it was killed. */
    int exitCode() {
        return process.isAlive() ? -1 : process.exitValue();
    }

    /** Kills the whole group. What it has printed up to now can still be read. */
    @Override
    public void close() {
        // The group has the number of its head, and outlives it.
        var boundToEnd = new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            boundToEnd.start().onExit().get(KILL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            log.warn("The processes of group {} could not be killed", process.pid(), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
