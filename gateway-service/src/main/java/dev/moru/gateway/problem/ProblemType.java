package dev.moru.gateway.problem;

import java.net.URI;
import java.util.Locale;

/** Every reason for which the API refuses a request. The URI is stable; {@code docs/problems.md} lists them all. */
public enum ProblemType {
    MALFORMED_BODY(400, "The body is not the JSON that this route takes"),
    UNKNOWN_FIELD(400, "The body has a field that this route does not know"),
    BAD_PARAMETER(400, "A parameter is not what this route takes"),
    BAD_FILTER(400, "The filter can't be read"),
    BAD_PAGE_TOKEN(400, "The page token is not one of this list"),
    UNAUTHENTICATED(401, "The request says not, or not rightly, who sends it"),
    FORBIDDEN(403, "The caller may not do this"),
    CSRF_TOKEN_MISSING(403, "A write with a session cookie needs its X-CSRF-Token"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The route does not know this method"),
    NOT_ACCEPTABLE(406, "The route has no answer in an accepted format"),
    NAME_TAKEN(409, "The name is in use"),
    PROTECTED(409, "The server is protected"),
    BEING_DELETED(409, "It is being deleted"),
    TOO_MANY_OPEN_OPERATIONS(409, "Too many operations of this server have not ended"),
    IN_USE(409, "Something still uses it"),
    COUNT_DIFFERS(409, "The filter matches another number of servers"),
    OPERATION_ENDED(409, "The operation has ended"),
    ALERT_OVER(409, "The alert is over"),
    BACKUP_RUNNING(409, "The backup is being taken"),
    BACKUP_UNAVAILABLE(409, "Nothing can be restored from the backup"),
    NOT_RETRYABLE(409, "The operation can't be repeated"),
    POOL_EMPTY(409, "The network has no free address"),
    ROLES_UNKNOWN(409, "Which roles there are is not known yet"),
    SITE_REMOVED(409, "The site is going away"),
    STILL_DEAD(409, "The record still can't be handled"),
    CURSOR_EXPIRED(410, "The cursor is too old, or of an earlier epoch"),
    VERSION_DIFFERS(412, "It has been changed since"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not in a format that this route takes"),
    INVALID(422, "The request can't be fulfilled as it stands"),
    UNKNOWN_REFERENCE(422, "The request names something that is not there"),
    PARTICIPANT_ABSENT(422, "No service of this installation does that"),
    RESERVED(422, "Reserved: not built yet"),
    KEY_REUSED(422, "The idempotency key was used for another request"),
    TOO_MANY_ATTEMPTS(429, "Too many failed sign-ins"),
    OVERLOADED(429, "More is asked for than can be accepted now"),
    INTERNAL(500, "Something is wrong with this service"),
    OWNER_AWAY(503, "The service that has it does not answer"),
    DISK_FULL(503, "Too little space is left to accept anything"),
    UNAVAILABLE(503, "The database is away");

    private static final String BASE = "https://moru.dev/problems/";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public URI uri() {
        return URI.create(BASE + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
