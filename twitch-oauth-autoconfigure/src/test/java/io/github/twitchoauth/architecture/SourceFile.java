package io.github.twitchoauth.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

/**
 * A file of Java source.
 *
 * @param packageName its package
 * @param lines the number of all its lines
 * @param types the number of top-level types
 * @param publicTypes the number of public top-level types
 * @param methods the number of lines of each method that has a body, from its first
 * annotation or modifier to its closing brace
 */
record SourceFile(String packageName, int lines, int types, int publicTypes, List<Integer> methods) {

	/**
	 * Read all files of a source directory.
	 * @param directory the directory; nothing is read if there is none
	 * @return the files
	 */
	static List<SourceFile> readAll(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (Stream<Path> paths = Files.walk(directory);
				StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
			List<Path> sources = paths.filter((path) -> path.toString().endsWith(".java")).sorted().toList();
			JavacTask parser = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(sources));
			SourcePositions positions = Trees.instance(parser).getSourcePositions();
			return StreamSupport.stream(parser.parse().spliterator(), false)
				.map((unit) -> read(unit, positions))
				.toList();
		}
	}

	private static SourceFile read(CompilationUnitTree unit, SourcePositions positions) {
		List<ClassTree> types = unit.getTypeDecls()
			.stream()
			.filter(ClassTree.class::isInstance)
			.map(ClassTree.class::cast)
			.toList();
		int publicTypes = (int) types.stream()
			.filter((type) -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
			.count();
		return new SourceFile(unit.getPackageName().toString(), lines(unit), types.size(), publicTypes,
				methods(unit, positions));
	}

	private static int lines(CompilationUnitTree unit) {
		try {
			return (int) unit.getSourceFile().getCharContent(true).toString().lines().count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Integer> methods(CompilationUnitTree unit, SourcePositions positions) {
		List<Integer> lengths = new ArrayList<>();
		LineMap map = unit.getLineMap();
		new TreeScanner<Void, Void>() {
			@Override
			public Void visitMethod(MethodTree method, Void parameter) {
				if (method.getBody() != null) {
					long first = map.getLineNumber(positions.getStartPosition(unit, method));
					long last = map.getLineNumber(positions.getEndPosition(unit, method));
					lengths.add((int) (last - first + 1));
				}
				return super.visitMethod(method, parameter);
			}
		}.scan(unit, null);
		return lengths;
	}

}
