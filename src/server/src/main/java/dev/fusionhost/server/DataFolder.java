package dev.fusionhost.server;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds the embedded database, the owner's alone.
@Singleton
class DataFolder {
    private final Path path;

    DataFolder(ServerConfig config) {
        path = config.data().toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    /// Makes the folder. One that is there keeps its permissions: they are the operator's choice.
    void prepare() {
        try {
            Files.createDirectories(path, ownerOnly());
        } catch (IOException failed) {
            throw new BadSettingException(
                    "fusion.server.data: can't make the folder " + failed.getMessage());
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        var permissions = PosixFilePermissions.fromString("rwx------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
