package io.github.twitchoauth.architecture;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * Spring Boot's own rules for auto-configurations.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class AutoConfigurationArchitectureTests {

	private static final String AUTO_CONFIGURATION = ".*AutoConfiguration";

	@ArchTest
	final ArchRule autoConfigurationsArePublicAndFinal = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveNameMatching(AUTO_CONFIGURATION);

	@ArchTest
	final ArchRule autoConfigurationsAreAnnotatedAndFound = ArchRuleDefinition.classes()
		.that()
		.haveNameMatching(AUTO_CONFIGURATION)
		.should()
		.beAnnotatedWith(AutoConfiguration.class)
		.andShould(beListedInTheImportsFile());

	@ArchTest
	final ArchRule beanMethodsArePackagePrivate = ArchRuleDefinition.methods()
		.that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	final ArchRule conditionsOnClassesAreNeverOnMethods = ArchRuleDefinition.noMethods()
		.should()
		.beAnnotatedWith(ConditionalOnClass.class)
		.because("the method's return type is loaded before the condition is asked");

	@ArchTest
	final ArchRule nothingIsFoundByScanning = ArchRuleDefinition.noClasses()
		.that()
		.areNotMetaAnnotatedWith(AutoConfiguration.class)
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith(ControllerAdvice.class)
		.should()
		.beMetaAnnotatedWith(Component.class);

	@ArchTest
	final ArchRule fieldsAreNotInjected = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	final ArchRule methodsAreNotInjected = ArchRuleDefinition.noMethods()
		.should()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
		.orShould()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
		.orShould()
		.beAnnotatedWith("jakarta.inject.Inject")
		.orShould()
		.beAnnotatedWith("jakarta.annotation.Resource");

	private static ArchCondition<JavaClass> beListedInTheImportsFile() {
		List<String> candidates = ImportCandidates
			.load(AutoConfiguration.class, AutoConfigurationArchitectureTests.class.getClassLoader())
			.getCandidates();
		return new ArchCondition<>("be listed in the .imports file") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean listed = candidates.contains(type.getName());
				events.add(new SimpleConditionEvent(type, listed,
						type.getDescription() + (listed ? " is" : " is not") + " listed in the .imports file"));
			}
		};
	}

}
