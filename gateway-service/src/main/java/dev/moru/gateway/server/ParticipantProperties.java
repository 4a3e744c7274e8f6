package dev.moru.gateway.server;

import dev.moru.contracts.turn.Participant;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The same setting as provisioning's, because the owner of the servers hands turns over and the gateway promises them.
 *
 * @param participants services that take part in turns and are in this installation; none: what they do is refused
 */
@ConfigurationProperties("moru")
public record ParticipantProperties(@DefaultValue Set<Participant> participants) {

    public ParticipantProperties {
        participants = Set.copyOf(participants);
    }
}
