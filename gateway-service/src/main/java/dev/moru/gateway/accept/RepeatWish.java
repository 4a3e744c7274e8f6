package dev.moru.gateway.accept;

import dev.moru.contracts.Command;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.server.BackUpServer;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.contracts.server.ServerCommand;
import dev.moru.contracts.server.StartServer;
import dev.moru.contracts.server.StopServer;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.server.VerifyBackup;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.ServerRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An operation that did not succeed is to be repeated. While its server was kept, the owner goes on from the failed step;
 * where nothing was kept, the name is claimed anew for a new server.
 *
 * @param newServer the id of a server, or of a machine to try a backup on, that has to be begun again
 */
public record RepeatWish(EndedOperation previous, UUID newServer) implements Wish {

    @Override
    public List<ServerRef> servers() {
        var refs = new ArrayList<ServerRef>();
        refs.add(new ServerRef(project(), before().target().id().toString()));
        if (begins()) {
            refs.add(new ServerRef(
                    project(), Objects.requireNonNull(before().target().name())));
        }
        return refs;
    }

    /** What the command needs by name is kept from going away until the owner of the server has heard of it again. */
    @Override
    public Set<Lookup> configuration() {
        return required().stream().map(RepeatWish::lookup).collect(Collectors.toSet());
    }

    private static Lookup lookup(ConfigurationRef ref) {
        return new Lookup(kindOf(ref), ref.name());
    }

    private static ResourceKind kindOf(ConfigurationRef ref) {
        return Arrays.stream(ResourceKind.values())
                .filter(kind -> kind.contract().filter(ref.kind()::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private List<ConfigurationRef> required() {
        List<ConfigurationRef> required = null;
        if (previous.command() instanceof ProvisionServer provision) {
            required = provision.requires();
        } else if (previous.command() instanceof AdoptServer adopt) {
            required = adopt.requires();
        } else if (previous.command() instanceof UpdateServer update) {
            required = update.requires();
        } else if (previous.command() instanceof RestoreServer restore) {
            required = restore.requires();
        } else if (previous.command() instanceof VerifyBackup verify) {
            required = verify.requires();
        }
        return Objects.requireNonNullElse(required, List.of());
    }

    /** The first thing that the command needs and that is not there any more, or is on its way out. */
    private Optional<Ruling> refusalOfConfiguration(Estate estate) {
        return required().stream()
                .filter(ref -> estate.catalog().all(kindOf(ref)).stream()
                        .noneMatch(found -> found.id().equals(ref.id()) && !found.deleting()))
                .findFirst()
                .map(gone -> Ruling.refused(
                        ProblemType.BEING_DELETED,
                        kindOf(gone).word() + " " + gone.name() + " is gone, or is being deleted"));
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var lacking = refusalOfConfiguration(estate);
        if (lacking.isPresent()) {
            return lacking.get();
        }
        var acceptance = new Acceptance(submission, kind(), estate, before().id());
        if (previous.command() instanceof VerifyBackup) {
            var site = Objects.requireNonNull(before().site());
            return acceptance.other(before().target(), project(), site, newServer, repeated(previous.command()));
        }
        var kept = estate.find(servers().get(0));
        if (kept.isPresent()) {
            return repeat(kept.get(), acceptance, estate);
        }
        if (!begins()) {
            return Refusals.noServer(servers().get(0));
        }
        return Refusals.ofName(project(), servers().get(1).word(), estate)
                .orElseGet(() -> acceptance.newServer(begun(estate), repeated(previous.command()), deadline()));
    }

    private Ruling repeat(Head head, Acceptance acceptance, Estate estate) {
        var goesAway = previous.command() instanceof DeleteServer;
        var refusal = goesAway ? Refusals.ofDeleting(head) : Refusals.ofCommand(head);
        return refusal.or(() -> goesAway || overwrites() ? DeleteWish.ofProtection(head) : Optional.empty())
                .orElseGet(() -> {
                    var open = head.withOpenOperation(estate.now());
                    return acceptance.server(
                            goesAway ? open.goingAway() : open,
                            repeated(previous.command()),
                            deadline(),
                            Ruling.HeadChange.UPDATE);
                });
    }

    private Head begun(Estate estate) {
        if (previous.command() instanceof ProvisionServer provision) {
            return Head.created(newServer, project(), provision.spec(), estate.now());
        }
        if (previous.command() instanceof RestoreServer restore) {
            return Head.created(newServer, project(), restore.spec(), estate.now());
        }
        var adopt = (AdoptServer) previous.command();
        return Head.adopted(newServer, project(), adopt.name(), adopt.site(), estate.now());
    }

    private boolean begins() {
        return previous.command() instanceof ProvisionServer
                || previous.command() instanceof AdoptServer
                || isRestore(RestoreTarget.NEW);
    }

    private boolean overwrites() {
        return isRestore(RestoreTarget.IN_PLACE);
    }

    private boolean isRestore(RestoreTarget target) {
        return previous.command() instanceof RestoreServer restore && restore.target() == target;
    }

    private Operation before() {
        return previous.document();
    }

    private String project() {
        return Objects.requireNonNullElse(before().project(), "");
    }

    private Duration deadline() {
        return Duration.between(before().createdAt(), before().deadlineAt());
    }

    private OperationKind kind() {
        return OperationKind.of(before().kind()).orElseThrow();
    }

    /** The same command under a new operation. */
    private Command repeated(Command command) {
        var retryOf = before().id();
        if (command instanceof ProvisionServer it) {
            return new ProvisionServer(it.spec(), it.requires(), retryOf, null);
        }
        if (command instanceof AdoptServer it) {
            return new AdoptServer(it.name(), it.site(), it.vmId(), it.requires(), retryOf, null);
        }
        if (command instanceof UpdateServer it) {
            return new UpdateServer(it.change(), it.apply(), it.requires(), retryOf, null);
        }
        if (command instanceof BackUpServer it) {
            // Another try is another backup.
            return new BackUpServer(newServer, it.storageClass(), retryOf, null);
        }
        if (command instanceof RestoreServer it) {
            return new RestoreServer(it.backup(), it.target(), it.spec(), it.start(), it.requires(), retryOf, null);
        }
        if (command instanceof VerifyBackup it) {
            return new VerifyBackup(it.backup(), it.spec(), it.requires(), retryOf, null);
        }
        if (command instanceof ReconfigureServer it) {
            return new ReconfigureServer(it.check(), retryOf, null);
        }
        if (command instanceof StopServer it) {
            return new StopServer(it.force(), retryOf, null);
        }
        if (command instanceof StartServer) {
            return new StartServer(retryOf, null);
        }
        if (command instanceof RebootServer) {
            return new RebootServer(retryOf, null);
        }
        var deletion = (DeleteServer) command;
        return new DeleteServer(deletion.backups(), retryOf, null);
    }

    /** Why an operation can't be repeated, if it can't. */
    public static Optional<Ruling.Refused> refusalOf(EndedOperation previous) {
        var operation = previous.document();
        if (!operation.state().isTerminal()) {
            return Optional.of(
                    Ruling.refused(ProblemType.NOT_RETRYABLE, "operation " + operation.id() + " has not ended"));
        }
        if (operation.state() == OperationState.SUCCEEDED) {
            return Optional.of(
                    Ruling.refused(ProblemType.NOT_RETRYABLE, "operation " + operation.id() + " has succeeded"));
        }
        return previous.origin().filter(ServerCommand.class::isInstance).isPresent()
                ? Optional.empty()
                : Optional.of(Ruling.refused(
                        ProblemType.NOT_RETRYABLE, operation.kind() + " is asked for again, not repeated"));
    }
}
