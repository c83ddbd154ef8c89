package io.github.twitchoauth.architecture;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.springframework.context.ApplicationEvent;
import org.springframework.util.Assert;

/**
 * The calls between the types of a directory of class files. What a lambda calls counts
 * as called by the method that contains it, and a method reference is a call.
 */
final class CallGraph {

	private final JavaClasses types;

	CallGraph(Path classFiles) {
		this.types = new ClassFileImporter().importPath(classFiles);
	}

	/**
	 * Return the top-level types with a method that can be reached from a method. A call
	 * of a method with a single overriding method reaches that one, too. Constructors,
	 * records, enums, exceptions and application events are not followed.
	 * @param type the name of the type to begin at, without the root package
	 * @param method the name of the method
	 * @return the types
	 */
	Set<JavaClass> typesReachedFrom(String type, String method) {
		Set<JavaMethod> reached = new HashSet<>();
		Deque<JavaMethod> next = new ArrayDeque<>(entries(type, method));
		while (!next.isEmpty()) {
			JavaMethod caller = next.remove();
			if (isFollowed(caller) && reached.add(caller)) {
				next.addAll(callees(caller));
			}
		}
		return reached.stream()
			.map((member) -> topLevel(member.getOwner()))
			.collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(JavaClass::getName))));
	}

	private List<JavaMethod> entries(String type, String method) {
		List<JavaMethod> entries = this.types.get(ArchitectureTests.ROOT + "." + type)
			.getMethods()
			.stream()
			.filter((candidate) -> candidate.getName().equals(method))
			.toList();
		Assert.state(!entries.isEmpty(), () -> "There is no method '" + method + "' in " + type);
		return entries;
	}

	private boolean isFollowed(JavaMethod method) {
		JavaClass type = topLevel(method.getOwner());
		return this.types.contain(type.getName()) && !type.isRecord() && !type.isEnum()
				&& !type.isAssignableTo(Throwable.class) && !type.isAssignableTo(ApplicationEvent.class);
	}

	private static List<JavaMethod> callees(JavaCodeUnit caller) {
		return Stream.of(caller.getMethodCallsFromSelf(), caller.getMethodReferencesFromSelf())
			.flatMap(Collection::stream)
			.map(JavaCodeUnitAccess::getTarget)
			.flatMap(CallGraph::methods)
			.toList();
	}

	private static Stream<JavaMethod> methods(CodeUnitAccessTarget target) {
		List<JavaMethod> overriding = target.getOwner()
			.getAllSubclasses()
			.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getName().equals(target.getName())
					&& method.getRawParameterTypes().equals(target.getRawParameterTypes()))
			.toList();
		Stream<JavaMethod> called = target.resolveMember().map(JavaMethod.class::cast).stream();
		return (overriding.size() == 1) ? Stream.concat(called, overriding.stream()) : called;
	}

	private static JavaClass topLevel(JavaClass type) {
		return type.getEnclosingClass().map(CallGraph::topLevel).orElse(type);
	}

}
