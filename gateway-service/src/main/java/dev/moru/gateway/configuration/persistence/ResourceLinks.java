package dev.moru.gateway.configuration.persistence;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.gateway.configuration.Change;
import dev.moru.gateway.configuration.Links;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceDraft;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.configuration.SiteDraft;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.secret.RequestSecrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts the secrets of a draft where they belong, and finds what it refers to by name. */
@Component
class ResourceLinks {

    private final ConfigurationRows rows;
    private final RequestSecrets secrets;

    ResourceLinks(ConfigurationRows rows, RequestSecrets secrets) {
        this.rows = rows;
        this.secrets = secrets;
    }

    /** @param before references that stay in force where the draft brings no new secret */
    Mono<Links> of(UUID id, ResourceName name, ResourceDraft draft, Map<String, String> before, Change change) {
        requireSecrets(draft, before);
        return channels(name, draft)
                .flatMap(channels -> references(id, name, draft, before, change)
                        .map(references -> new Links(project(name), references, channels)));
    }

    /** What a resource refers to in the secret store, by field, and may go on referring to as the draft has it. */
    static Map<String, String> referencesKept(Resource resource, ResourceDraft draft) {
        if (!draft.keepsDestinationOf(resource.spec())) {
            return Map.of();
        }
        if (resource.spec() instanceof SiteSpec site && site.tokenSecret() != null) {
            return Map.of(SiteDraft.TOKEN_SECRET, site.tokenSecret());
        }
        return resource.spec() instanceof ChannelSpec channel ? channel.secrets() : Map.of();
    }

    static @Nullable String project(ResourceName name) {
        return name.kind().belongsToProject() && !name.scope().isEmpty() ? name.scope() : null;
    }

    private static void requireSecrets(ResourceDraft draft, Map<String, String> before) {
        var complaints = new Complaints();
        for (var field : draft.requiredSecrets()) {
            complaints.require(
                    draft.secrets().containsKey(field) || before.containsKey(field),
                    draft.secretPointer(field),
                    "must be given");
        }
        complaints.problem().ifPresent(problem -> {
            throw problem.asException();
        });
    }

    private Mono<Map<String, String>> references(
            UUID id, ResourceName name, ResourceDraft draft, Map<String, String> before, Change change) {
        return change.validateOnly()
                ? Mono.just(before)
                : secrets.put(name.kind().word() + "/" + id, draft.secrets()).map(put -> {
                    var all = new HashMap<>(before);
                    all.putAll(put);
                    return all;
                });
    }

    private Mono<Map<String, UUID>> channels(ResourceName name, ResourceDraft draft) {
        if (draft.channelWords().isEmpty()) {
            return Mono.just(Map.of());
        }
        return rows.visible(ResourceKind.CHANNEL, name.scope())
                .filter(channel -> !channel.deleting())
                .collectList()
                .map(visible -> resolve(draft, visible));
    }

    private static Map<String, UUID> resolve(ResourceDraft draft, List<Resource> visible) {
        var complaints = new Complaints();
        var ids = new HashMap<String, UUID>();
        for (var word : draft.channelWords()) {
            visible.stream()
                    .filter(channel -> channel.name().equals(word)
                            || channel.id().toString().equals(word))
                    .forEach(channel -> ids.put(word, channel.id()));
            if (!ids.containsKey(word)) {
                complaints.unknown("/channels", "there is no channel " + word);
            }
        }
        complaints.problem().ifPresent(problem -> {
            throw problem.asException();
        });
        return ids;
    }
}
