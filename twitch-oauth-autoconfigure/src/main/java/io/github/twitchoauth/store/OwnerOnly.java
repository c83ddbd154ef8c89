package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Permissions that keep other users of the machine out, to be given at creation: a file
 * that is closed to others later was open to them before.
 */
final class OwnerOnly {

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

	private OwnerOnly() {
	}

	static FileAttribute<?>[] file() throws IOException {
		return attributes(FILE, EnumSet.noneOf(AclEntryFlag.class));
	}

	static FileAttribute<?>[] directory() throws IOException {
		return attributes(DIRECTORY, EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT));
	}

	// Returns whether other users had access before. Only POSIX permissions are changed:
	// files on Windows inherit those of the system and its administrators.
	static boolean tighten(Path file) throws IOException {
		if (!isPosix() || FILE.containsAll(Files.getPosixFilePermissions(file))) {
			return false;
		}
		Files.setPosixFilePermissions(file, FILE);
		return true;
	}

	static boolean isPosix() {
		return supports("posix");
	}

	// Returns an empty array where the file system has no permissions.
	private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions, Set<AclEntryFlag> flags)
			throws IOException {
		if (isPosix()) {
			return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) };
		}
		return supports("acl") ? new FileAttribute<?>[] { new Acl(List.of(everything(flags))) }
				: new FileAttribute<?>[0];
	}

	private static boolean supports(String view) {
		return FileSystems.getDefault().supportedFileAttributeViews().contains(view);
	}

	static AclEntry everything(Set<AclEntryFlag> flags) throws IOException {
		FileSystem fileSystem = FileSystems.getDefault();
		UserPrincipal owner = fileSystem.getUserPrincipalLookupService()
			.lookupPrincipalByName(System.getProperty("user.name"));
		return AclEntry.newBuilder()
			.setType(AclEntryType.ALLOW)
			.setPrincipal(owner)
			.setPermissions(EnumSet.allOf(AclEntryPermission.class))
			.setFlags(flags)
			.build();
	}

	private record Acl(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {

		@Override
		public String name() {
			return "acl:acl";
		}

	}

}
