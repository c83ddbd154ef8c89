package io.github.twitchoauth.architecture;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls that the main code does without.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class CodingRulesTests {

	@ArchTest
	final ArchRule loggingIsNotOfTheJdk = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

	@ArchTest
	final ArchRule onlyTheConsolePrints = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage(ArchitectureTests.ROOT + ".console..")
		.should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

	@ArchTest
	final ArchRule nothingSleeps = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(use(Thread.class, "sleep"))
		.orShould()
		.accessTargetWhere(use(TimeUnit.class, "sleep"))
		.because("waiting is done by Reactor's timers, which hold no thread and follow virtual time");

	@ArchTest
	final ArchRule onlyBlockingThreadsAndBlockingClientsBlockOnReactor = ArchRuleDefinition.noClasses()
		.that()
		.haveNameNotMatching(
				".*\\.(lifecycle\\.Blocking(\\$.*)?|web\\.(ReadResponse|TwitchClientHttpRequestInterceptor)"
						+ "|twitch4j\\.(HelixTransport|TwitchClient))")
		.should()
		.accessTargetWhere(use(Mono.class, "block", "blockOptional"))
		.orShould()
		.accessTargetWhere(use(Flux.class, "blockFirst", "blockLast", "toIterable", "toStream"));

	@ArchTest
	final ArchRule onlyAutoConfigurationChoosesTheClock = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage(ArchitectureTests.ROOT + ".autoconfigure..")
		.should()
		.accessTargetWhere(use(Clock.class, "systemUTC", "systemDefaultZone", "system", "tick", "tickMillis",
				"tickSeconds", "tickMinutes"))
		.orShould()
		.accessTargetWhere(use(Instant.class, "now"))
		.orShould()
		.accessTargetWhere(use(System.class, "currentTimeMillis"));

	private static DescribedPredicate<JavaAccess<?>> use(Class<?> owner, String... names) {
		Set<String> forbidden = Set.of(names);
		return DescribedPredicate.describe("the target is one of " + owner.getSimpleName() + "'s " + forbidden,
				(access) -> access.getTargetOwner().isAssignableTo(owner) && forbidden.contains(access.getName()));
	}

}
