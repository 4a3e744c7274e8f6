package dev.moru.gateway.configuration;

import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.ProblemType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image as somebody asks for it.
 *
 * @param connection {@code ssh} or {@code none}; {@code winrm} is reserved
 */
public record ImageDraft(
        @Nullable String name,
        @Nullable List<ImageSource> sources,
        @Nullable String osFamily,
        @Nullable Boolean cloudInit,
        @Nullable Boolean agent,
        @Nullable String loginUser,
        @Nullable String connection,
        @Nullable String readiness,
        @Nullable Integer minDiskGiB,
        @Nullable String description)
        implements ResourceDraft {

    private static final String LINUX = "linux";
    private static final int LEAST_VM_ID = 100;
    private static final Pattern READINESS = Pattern.compile("ssh|agent|running|tcp:[1-9][0-9]{0,4}");

    @Override
    public void check(Complaints complaints) {
        var given = Text.orEmpty(sources);
        complaints.require(!given.isEmpty(), "/sources", "at least one source");
        for (int i = 0; i < given.size(); i++) {
            var source = given.get(i);
            Text.matches(Text.ID, source.node(), "/sources/" + i + "/node", complaints);
            Text.matches(Text.ID, source.storage(), "/sources/" + i + "/storage", complaints);
            complaints.require(source.vmId() >= LEAST_VM_ID, "/sources/" + i + "/vmId", "a VM id, from " + LEAST_VM_ID);
        }
        Text.oneOf(Set.of(LINUX, "windows", "other"), osFamily, "/osFamily", complaints);
        checkConnection(complaints);
        if (readiness != null) {
            Text.matches(READINESS, readiness, "/readiness", complaints);
        }
        Text.range(minDiskGiB, 1, 65_536, "/minDiskGiB", complaints);
        Text.description(description, complaints);
    }

    private void checkConnection(Complaints complaints) {
        if ("winrm".equals(connection)) {
            complaints.add(ProblemType.RESERVED, "/connection", "reserved: WinRM is not built yet");
        } else {
            Text.oneOf(Set.of("ssh", "none"), connection, "/connection", complaints);
        }
    }

    @Override
    public ImageSpec spec(Links links) {
        var family = Objects.requireNonNullElse(osFamily, LINUX);
        var reachedBy = Objects.requireNonNullElse(connection, family.equals(LINUX) ? "ssh" : "none");
        return new ImageSpec(
                Text.orEmpty(sources),
                family,
                Objects.requireNonNullElse(cloudInit, family.equals(LINUX)),
                Boolean.TRUE.equals(agent),
                Objects.requireNonNullElse(loginUser, "moru"),
                reachedBy,
                Objects.requireNonNullElse(readiness, reachedBy.equals("ssh") ? "ssh" : "running"),
                Objects.requireNonNullElse(minDiskGiB, 1),
                Text.orEmpty(description));
    }
}
