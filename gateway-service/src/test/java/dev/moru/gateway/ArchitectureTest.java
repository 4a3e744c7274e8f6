package dev.moru.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.moru.service.testing.HouseRules;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.moru.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What is decided is decided without a framework; reading and writing happen in the packages below. */
    @ArchTest
    static final ArchRule DOMAIN_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("dev.moru.gateway.accept", "dev.moru.gateway.configuration", "dev.moru.gateway.audit")
            .and()
            .haveSimpleNameNotEndingWith("Properties")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.r2dbc..", "java.sql..", "org.apache.kafka..");

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule ROUTES_ARE_NOBODYS_BUSINESS =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();
}
