package dev.moru.provisioning.server.work;

import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.SiteInspector;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The drivers that there are, by name. */
public final class Drivers {

    private final Map<String, Hypervisor> hypervisors;
    private final Map<String, SiteInspector> inspectors;

    public Drivers(List<Hypervisor> hypervisors, List<SiteInspector> inspectors) {
        this.hypervisors = hypervisors.stream().collect(Collectors.toMap(Hypervisor::driver, Function.identity()));
        this.inspectors = inspectors.stream().collect(Collectors.toMap(SiteInspector::driver, Function.identity()));
    }

    public Hypervisor hypervisor(String driver) {
        return known(hypervisors.get(driver), driver);
    }

    public SiteInspector inspector(String driver) {
        return known(inspectors.get(driver), driver);
    }

    private static <T> T known(@Nullable T found, String driver) {
        if (found == null) {
            throw HypervisorFailure.permanent(
                    "driver-unknown", "The driver is unknown", "this version has no driver " + driver, null);
        }
        return found;
    }
}
