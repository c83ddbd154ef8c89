package io.github.twitchoauth.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/**
 * An application that has been processed ahead of time. For tests that are run with
 * {@link CompileWithForkedClassLoader}.
 */
final class ProcessedApplication {

	private final Supplier<ApplicationContextInitializer<GenericApplicationContext>> initializer;

	private final RuntimeHints hints;

	private ProcessedApplication(Supplier<ApplicationContextInitializer<GenericApplicationContext>> initializer,
			RuntimeHints hints) {
		this.initializer = initializer;
		this.hints = hints;
	}

	@SuppressWarnings("unchecked")
	static void process(String properties, Consumer<ProcessedApplication> starts, Class<?>... configurations) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(properties.lines()).applyTo(context);
		context.register(configurations);
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem()
			.with(generation)
			.compile((compiled) -> starts.accept(new ProcessedApplication(
					() -> compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()),
					generation.getRuntimeHints())));
	}

	RuntimeHints hints() {
		return this.hints;
	}

	void start(String properties, Consumer<GenericApplicationContext> started) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of(properties.lines()).applyTo(context);
			this.initializer.get().initialize(context);
			context.refresh();
			started.accept(context);
		}
	}

}
