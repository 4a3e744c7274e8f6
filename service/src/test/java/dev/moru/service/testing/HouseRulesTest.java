package dev.moru.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Each rule is seen to be broken by classes that were written for it. */
class HouseRulesTest {

    private static final String BROKEN = "dev.moru.service.broken";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BROKEN);

    @Test
    void seesWhoBlocks() {
        assertThat(violationsOf(HouseRules.nothingBlocksOnAReactiveType)).contains("Order.waitForever", "Mono.block()");
    }

    @Test
    void seesADomainThatKnowsAFramework() {
        assertThat(violationsOf(HouseRules.theDomainKnowsNoTechnology(BROKEN + ".order")))
                .contains("Order> is annotated with <org.springframework.stereotype.Component>");
    }

    @Test
    void seesAnAdapterThatIsPublic() {
        assertThat(violationsOf(HouseRules.adaptersAreUsedByNobody("..persistence")))
                .contains("OrderTable");
    }

    @Test
    void seesACycle() {
        assertThat(violationsOf(HouseRules.featuresFormNoCycles(BROKEN))).contains("Slice order", "Slice stock");
    }

    @Test
    void seesWhoElseKnowsALibrary() {
        assertThat(violationsOf(HouseRules.onlyItsKeeperKnows("org.springframework..", BROKEN + ".stock")))
                .contains("Order> is annotated with <org.springframework.stereotype.Component>");
        assertThat(violationsOf(HouseRules.onlyItsKeeperKnows("org.springframework..", BROKEN + ".order")))
                .isEqualTo("[]");
    }

    private static String violationsOf(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails().toString();
    }
}
