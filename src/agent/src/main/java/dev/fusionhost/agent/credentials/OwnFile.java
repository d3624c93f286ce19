package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;

/// Files of one kind in the credentials folder, one per server origin, only for their owner to
/// read.
///
/// @param ending what their names end with
record OwnFile(Path folder, String ending) {
    Path of(Origin origin) {
        return folder.resolve(origin.fileName() + ending);
    }

    /// At most a byte more than a credential can have.
    byte[] read(Origin origin) throws IOException {
        try (var in = Files.newInputStream(of(origin), LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(CredentialText.MAX_BYTES + 1);
        }
    }

    void write(Origin origin, byte[] content) throws IOException {
        OwnerOnly.folder(folder);
        OwnerOnly.replace(of(origin), content);
    }

    Path setAside(Origin origin, Instant now) {
        var file = of(origin);
        var aside = file.resolveSibling("%s.%s".formatted(file.getFileName(), Revoked.mark(now)));
        try {
            return Files.move(file, aside);
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO, "The revoked credential " + file + " can't be set aside.", failed);
        }
    }

    void delete(Origin origin) {
        try {
            Files.deleteIfExists(of(origin));
        } catch (IOException failed) {
            throw new HostFailure(ExitCode.IO, of(origin) + " can't be deleted.", failed);
        }
    }
}
