package dev.moru.gateway.configuration;

import dev.moru.gateway.problem.Complaints;
import org.jspecify.annotations.Nullable;

/** A project as somebody asks for it. */
public record ProjectDraft(@Nullable String name, @Nullable String description) implements ResourceDraft {

    @Override
    public void check(Complaints complaints) {
        Text.description(description, complaints);
    }

    @Override
    public ProjectSpec spec(Links links) {
        return new ProjectSpec(Text.orEmpty(description));
    }
}
