package dev.moru.provisioning.server;

import dev.moru.contracts.server.OnFailure;
import java.time.Duration;
import java.time.Instant;

/** States that other features meet, reached by real transitions. */
public final class ServerStates {

    /** When they were reached, at the latest. */
    public static final Instant SINCE = ServerWalk.START.plus(Duration.ofHours(1));

    private ServerStates() {}

    public static ServerState ready() {
        return ServerWalk.ready().state;
    }

    public static ServerState rebooting() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.reboot());
        return walk.state;
    }

    public static ServerState configuring() {
        return ServerWalk.configuring(OnFailure.KEEP).state;
    }

    /** Its site has not answered for a minute. */
    public static ServerState unreachable() {
        var walk = ServerWalk.ready();
        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.SiteSilent(walk.now, walk.now.minusSeconds(60)));
        return walk.state;
    }

    /** A reboot has failed that began while its site did not answer. */
    public static ServerState notRebooted() {
        var walk = ServerWalk.ready();
        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.SiteSilent(walk.now, walk.now.minusSeconds(60)));
        walk.ask(ServerWalk.reboot());
        walk.failed();
        return walk.state;
    }

    /** A creation has timed out, and its site did not answer. */
    public static ServerState leftBehind() {
        var walk = new ServerWalk();
        walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        walk.reserved();
        walk.pass(Duration.ofHours(1));
        walk.tell(new ServerMessage.EffectUnanswered(walk.turn(), "connection refused"));
        return walk.state;
    }
}
