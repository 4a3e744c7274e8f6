package dev.moru.service.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in every service: {@code ArchTests.in(HouseRules.class)}, and the rules that need to know its packages. */
public final class HouseRules {

    /** A commit whose answer is not awaited to the end can't be told from one that never was. */
    @ArchTest
    public static final ArchRule nothingBlocksOnAReactiveType = noClasses()
            .should()
            .callMethodWhere(describe(
                    "blocks",
                    call -> call.getName().startsWith("block")
                            && call.getTargetOwner().getName().startsWith("reactor.")));

    private static final String[] TECHNOLOGY = {
        "org.springframework..",
        "org.apache..",
        "java.sql..",
        "javax.sql..",
        "io.r2dbc..",
        "tools.jackson..",
        "io.micrometer..",
        "dev.moru.durable..",
        "dev.moru.proxmox..",
        "dev.moru.secrets.."
    };

    private HouseRules() {}

    /** @param domain the packages in which is decided; what carries the decisions is in those below them */
    public static ArchRule theDomainKnowsNoTechnology(String... domain) {
        return noClasses()
                .that()
                .resideInAnyPackage(domain)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TECHNOLOGY);
    }

    /** @param adapters the packages that are reached through the ports of the features above them */
    public static ArchRule adaptersAreUsedByNobody(String... adapters) {
        return classes().that().resideInAnyPackage(adapters).should().notBePublic();
    }

    /** @param service its root package, {@code dev.moru.config} */
    public static ArchRule featuresFormNoCycles(String service) {
        return slices().matching(service + ".(*)..").should().beFreeOfCycles();
    }

    /** @param known a library, or a package whose classes only the keeper may name */
    public static ArchRule onlyItsKeeperKnows(String known, String keeper) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(keeper)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(known);
    }
}
