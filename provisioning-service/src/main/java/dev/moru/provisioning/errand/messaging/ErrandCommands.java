package dev.moru.provisioning.errand.messaging;

import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.server.PlanServer;
import dev.moru.contracts.site.CheckSite;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.site.DiscoverSite;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.provisioning.command.Accepted;
import dev.moru.provisioning.errand.ErrandRequest;
import dev.moru.provisioning.errand.ErrandState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Errands of the contract, in the words of the domain. */
public final class ErrandCommands {

    private static final Duration ALLOWANCE = Duration.ofMinutes(2);

    private ErrandCommands() {}

    /** Empty when the message asks for no errand. */
    public static Optional<ErrandState> in(InboundMessage message) {
        var body = message.body();
        if (body instanceof CheckSite check) {
            return Optional.of(asked(message, new ErrandRequest.Check(check.site()), check.requires()));
        }
        if (body instanceof DiscoverSite discover) {
            var request = new ErrandRequest.Discover(discover.site(), discover.kind());
            return Optional.of(asked(message, request, discover.requires()));
        }
        if (body instanceof PlanServer plan) {
            return Optional.of(asked(message, new ErrandRequest.Plan(plan.spec()), plan.requires()));
        }
        return Optional.empty();
    }

    private static ErrandState asked(InboundMessage message, ErrandRequest request, List<ConfigurationRef> requires) {
        var subject = message.envelope().subject();
        var plans = request instanceof ErrandRequest.Plan;
        var target =
                new OperationTarget(plans ? "server" : "site", UUID.fromString(subject), plans ? null : request.site());
        var operation = Accepted.from(message.envelope(), null, null)
                .document(request.kind(), target, List.of(request.step()), ALLOWANCE);
        return new ErrandState(subject, request, Objects.requireNonNullElse(requires, List.of()), operation, false);
    }
}
