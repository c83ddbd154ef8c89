package io.github.twitchoauth.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import org.jspecify.annotations.NullMarked;

import org.springframework.context.ApplicationEvent;

/**
 * The packages, and which of them may know which.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.github.twitchoauth";

	@ArchTest
	final ArchRule arrowsBetweenPackagesGoOneWay = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("root")
		.definedBy(ROOT)
		.layer("endpoint")
		.definedBy(ROOT + ".endpoint..")
		.layer("store")
		.definedBy(ROOT + ".store..")
		.layer("event")
		.definedBy(ROOT + ".event..")
		.layer("account")
		.definedBy(ROOT + ".account..")
		.layer("lifecycle")
		.definedBy(ROOT + ".lifecycle..")
		.layer("observation")
		.definedBy(ROOT + ".observation..")
		.layer("cluster")
		.definedBy(ROOT + ".cluster..")
		.layer("console")
		.definedBy(ROOT + ".console..")
		.layer("authorization")
		.definedBy(ROOT + ".authorization..")
		.optionalLayer("web")
		.definedBy(ROOT + ".web..")
		.layer("page")
		.definedBy(ROOT + ".page..")
		.optionalLayer("actuate")
		.definedBy(ROOT + ".actuate..")
		.optionalLayer("twitch4j")
		.definedBy(ROOT + ".twitch4j..")
		.layer("autoconfigure")
		.definedBy(ROOT + ".autoconfigure..")
		.whereLayer("root")
		.mayNotAccessAnyLayer()
		.whereLayer("account")
		.mayOnlyAccessLayers("root")
		.whereLayer("endpoint")
		.mayOnlyAccessLayers("root", "account")
		.whereLayer("store")
		.mayOnlyAccessLayers("root")
		.whereLayer("event")
		.mayOnlyAccessLayers("root")
		.whereLayer("lifecycle")
		.mayOnlyAccessLayers("root", "event")
		.whereLayer("observation")
		.mayOnlyAccessLayers("root")
		.whereLayer("cluster")
		.mayOnlyAccessLayers("root", "lifecycle", "store")
		.whereLayer("console")
		.mayOnlyAccessLayers("root", "event")
		.whereLayer("authorization")
		.mayOnlyAccessLayers("root", "account", "lifecycle", "cluster", "endpoint", "store", "event", "observation")
		.whereLayer("web")
		.mayOnlyAccessLayers("root", "account", "lifecycle", "endpoint", "store", "event", "authorization")
		.whereLayer("page")
		.mayOnlyAccessLayers("root", "console")
		.whereLayer("actuate")
		.mayOnlyAccessLayers("root", "account", "lifecycle", "cluster", "endpoint", "store", "event", "authorization")
		.whereLayer("twitch4j")
		.mayOnlyAccessLayers("root", "account", "lifecycle", "cluster", "endpoint", "store", "event", "authorization")
		.whereLayer("autoconfigure")
		.mayNotBeAccessedByAnyLayer()
		.ensureAllClassesAreContainedInArchitecture();

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching(ROOT + ".(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule onlyAutoConfigurationAndActuateKnowSpringBoot = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages(ROOT + ".autoconfigure..", ROOT + ".actuate..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	final ArchRule onlyAdaptersKnowTheServerThatThePageIsServedBy = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage(ROOT + ".page..")
		.and()
		.haveNameNotMatching(
				".*\\.(ServletLoginPage|ServletEvents|ReactiveLoginPage|HeadedResponse|SpringSecurity)(\\$.*)?")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta..", "org.springframework.security..", "org.springframework.web.servlet..",
				"org.springframework.web.reactive..", "org.springframework.web.server..")
		.because("the rules must be the same whatever serves the page");

	@ArchTest
	final ArchRule everyPackageIsNullMarked = ArchRuleDefinition.classes().should(resideInANullMarkedPackage());

	@ArchTest
	final ArchRule refreshesHaveOneCaller = ArchRuleDefinition.noClasses()
		.that()
		.haveNameNotMatching(".*\\.authorization\\.RefreshAttempt(\\$.*)?")
		.should()
		.accessTargetWhere(JavaAccess.Predicates.target(HasName.Predicates.name("refresh"))
			.and(JavaAccess.Predicates.targetOwner(JavaClass.Predicates.assignableTo(TwitchIdClient.class))))
		.because("a refresh token that is presented twice destroys the user's connection");

	@ArchTest
	final ArchRule publicExceptionsHaveOneBase = ArchRuleDefinition.classes()
		.that()
		.areAssignableTo(Throwable.class)
		.and()
		.arePublic()
		.and()
		.resideOutsideOfPackage(ROOT + ".autoconfigure..")
		.should()
		.beAssignableTo(TwitchOAuthException.class)
		.because("applications catch one; those of a failed start are Spring Boot's to report");

	@ArchTest
	final ArchRule namesSayWhatAClassIsFor = ArchRuleDefinition.noClasses()
		.should()
		.haveNameMatching(".*(Impl|Helper|Helpers|Util|Utils)(\\$.*)?")
		.because("a name that fits anything says nothing");

	@ArchTest
	final ArchRule publicClassesAreFinal = ArchRuleDefinition.classes()
		.that()
		.arePublic()
		.and()
		.areTopLevelClasses()
		.and(areNotMadeToBeExtended())
		.should()
		.haveModifier(JavaModifier.FINAL);

	private static DescribedPredicate<JavaClass> areNotMadeToBeExtended() {
		return DescribedPredicate.describe("are neither sealed, interfaces, exceptions, events nor properties",
				(type) -> !type.isInterface() && !type.reflect().isSealed() && !type.isAssignableTo(Throwable.class)
						&& !type.isAssignableTo(ApplicationEvent.class)
						&& !type.getSimpleName().endsWith("Properties"));
	}

	private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
		return new ArchCondition<>("reside in a package with a package-info that is @NullMarked") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
				events.add(new SimpleConditionEvent(type, marked, type.getDescription() + " in package "
						+ type.getPackageName() + (marked ? " is" : " is not") + " null-marked"));
			}
		};
	}

}
