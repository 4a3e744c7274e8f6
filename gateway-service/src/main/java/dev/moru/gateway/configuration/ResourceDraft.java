package dev.moru.gateway.configuration;

import dev.moru.gateway.problem.Complaints;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration resource as somebody asks for it; what is left out is filled in. */
public sealed interface ResourceDraft
        permits BackupPolicyDraft,
                ChannelDraft,
                ImageDraft,
                NetworkDraft,
                PresetDraft,
                ProjectDraft,
                RouteDraft,
                SiteDraft,
                StorageClassDraft {

    @Nullable
    String name();

    /** Complains about everything that can be told from the draft alone. */
    void check(Complaints complaints);

    /**
     * The spec with its defaults.
     *
     * @param links what stands in the spec instead of the draft's own words
     */
    Object spec(Links links);

    /** The secrets that came with the draft, by the field of the spec that holds their reference, or by their name there. */
    default Map<String, String> secrets() {
        return Map.of();
    }

    /** Where requests give a secret. */
    default String secretPointer(String secret) {
        return "/" + secret;
    }

    /** The fields of the spec that must refer to a secret, given now or before. */
    default Set<String> requiredSecrets() {
        return Set.of();
    }

    /**
     * Whether secrets of the present spec go nowhere else with this draft. Else they are not kept: who may change a resource
     * could send its secrets to a server of theirs.
     */
    default boolean keepsDestinationOf(Object present) {
        return true;
    }

    /** Schedules in cron, by their pointer: five fields behind that of the seconds, or a word such as {@code @daily}. */
    default Map<String, String> schedules() {
        return Map.of();
    }

    /** Names or ids of channels that have to be there. */
    default Set<String> channelWords() {
        return Set.of();
    }
}
