package dev.moru.provisioning.server;

import org.jspecify.annotations.Nullable;

/**
 * What an effect leaves.
 *
 * @param state of the guest; null when there is none any more
 * @param adopted what was found of a guest that was taken over
 */
public record EffectResult(
        @Nullable GuestState state, @Nullable AdoptedGuest adopted) {

    public static final EffectResult GONE = new EffectResult(null, null);

    public static EffectResult of(GuestState state) {
        return new EffectResult(state, null);
    }

    public static EffectResult of(AdoptedGuest adopted) {
        return new EffectResult(adopted.state(), adopted);
    }
}
