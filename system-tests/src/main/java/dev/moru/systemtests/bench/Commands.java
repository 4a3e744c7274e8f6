package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Reboots of the subject's servers, sent in one way or another. */
final class Commands {

    private final Subject subject;
    private final AtomicInteger next = new AtomicInteger();

    Commands(Subject subject) {
        this.subject = subject;
    }

    /** An answer and how long it took from the moment at which its request was due, milliseconds. */
    record Sent(int status, double millis) {}

    /** Each connection sends the next command as soon as the last one is answered: accepted in a second. */
    double asFastAsAnswered(int connections, Duration time) throws Exception {
        return Parallel.perSecond(connections, time, i -> Poster::new);
    }

    /** So many commands over several connections, as fast as they are answered. */
    void send(int connections, int count) throws Exception {
        var left = new AtomicInteger(count);
        Parallel.untilFalse(
                connections,
                i -> () -> new Poster() {
                    @Override
                    public boolean once() throws IOException {
                        return left.getAndDecrement() > 0 && super.once();
                    }
                });
    }

    /** New servers on the site whose driver does nothing, over several connections, as fast as they are answered. */
    void create(int connections, int count, String prefix) throws Exception {
        var left = new AtomicInteger(count);
        Parallel.untilFalse(
                connections,
                i -> () -> new Poster() {
                    @Override
                    public boolean once() throws IOException {
                        var n = left.getAndDecrement();
                        return n > 0 && createOne(http, prefix + n);
                    }
                });
    }

    private boolean createOne(RawHttp http, String name) throws IOException {
        var answer = http.send("POST", "/api/v1/projects/default/servers", newServer(name));
        if (!answer.isAccepted()) {
            throw new IllegalStateException("a create was answered with " + answer.status());
        }
        return subject.accepted().add(answer.operation());
    }

    /** The body that asks for a server on the site whose driver does nothing. */
    static String newServer(String name) {
        return "{\"name\":\"" + name + "\",\"site\":\"noop\",\"image\":\"debian-12\"}";
    }

    /**
     * One due at each tick of a clock, whether the earlier ones are answered or not, as long as there is a free connection.
     * Whoever can't keep up is not waited for longer than twice the time; what was not sent then is not in the answer.
     */
    List<Sent> atARate(int connections, int perSecond, Duration time) throws Exception {
        var due = new AtomicInteger();
        var sent = new ConcurrentLinkedQueue<Sent>();
        var count = (int) (perSecond * time.toMillis() / 1_000);
        var begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        var end = begin + 2 * time.toNanos();
        Parallel.untilFalse(
                connections,
                i -> () -> new Poster() {
                    @Override
                    public boolean once() throws IOException {
                        int n = due.getAndIncrement();
                        return n < count
                                && System.nanoTime() < end
                                && sendAt(begin + n * 1_000_000_000L / perSecond, http, sent);
                    }
                });
        return new ArrayList<>(sent);
    }

    private boolean sendAt(long dueNanos, RawHttp http, Queue<Sent> sent) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        var answer = one(http);
        sent.add(new Sent(answer.status(), (System.nanoTime() - dueNanos) / 1e6));
        return true;
    }

    RawHttp.Answer one(RawHttp http) throws IOException {
        var answer = http.send("POST", subject.rebootPath(next.getAndIncrement()), "{}");
        if (answer.isAccepted()) {
            subject.accepted().add(answer.operation());
        }
        return answer;
    }

    RawHttp connect() throws IOException {
        return new RawHttp(subject.installation().gateway(), Installation.token());
    }

    private class Poster implements Parallel.Connection {

        final RawHttp http;

        Poster() throws IOException {
            this.http = connect();
        }

        @Override
        public boolean once() throws IOException {
            return one(http).isAccepted();
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}
