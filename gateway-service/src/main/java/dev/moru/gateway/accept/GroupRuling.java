package dev.moru.gateway.accept;

import dev.moru.gateway.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules on the requests of a group in their order, and on at most one for a server, a name or a key. */
public final class GroupRuling {

    private final Estate estate;
    private final Set<Object> taken = new HashSet<>();

    private GroupRuling(Estate estate) {
        this.estate = estate;
    }

    public static List<Ruling> of(List<Submission> group, Estate estate) {
        var ruling = new GroupRuling(estate);
        var rulings = new ArrayList<Ruling>(group.size());
        group.forEach(submission -> rulings.add(ruling.rule(submission)));
        return rulings;
    }

    private Ruling rule(Submission submission) {
        var earlier = estate.sameAs(submission.key());
        if (earlier.isPresent()) {
            return repeated(submission, earlier.get());
        }
        if (!claims(submission).stream().allMatch(taken::add)) {
            return new Ruling.Deferred();
        }
        return submission.wish().rule(submission, estate);
    }

    private static Ruling repeated(Submission submission, EarlierRequest earlier) {
        return earlier.key().equals(submission.key())
                ? new Ruling.Known(earlier.operation())
                : Ruling.refused(ProblemType.KEY_REUSED, "the Idempotency-Key was sent with another body before");
    }

    /** What no second request of the group may touch: its key, and each server by its head or by the name it will have. */
    private Set<Object> claims(Submission submission) {
        var claims = new HashSet<Object>();
        claims.add(submission.key().key());
        for (var ref : submission.wish().servers()) {
            claims.add(estate.find(ref).<Object>map(head -> head.id()).orElse(ref));
        }
        return claims;
    }
}
