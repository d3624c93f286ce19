package dev.fusionhost.git;

import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/// Whose commit it is.
record Author(
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^<>\\x00-\\x1f\\x7f]+") String name,
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^<>\\x00-\\x20\\x7f]+") String email) {
    /// The one that is given; or that of the repository's settings; or that of the user's own,
    /// where they are inside the roots.
    ///
    /// @throws ToolException `invalid_input` where there is none
    static Author of(@Nullable Author given, OpenRepository repository, ToolContext context)
            throws IOException {
        if (given != null) return given;
        return in(repository.jgit().getConfig())
                .or(() -> in(settingsOfTheUser(context)))
                .orElseThrow(
                        () ->
                                Refusals.invalid(
                                        "Nobody is named as the author in the settings: give"
                                                + " `author` with name and email."));
    }

    private static Optional<Author> in(Config settings) {
        var name = settings.getString("user", null, "name");
        var email = settings.getString("user", null, "email");
        return name == null || email == null
                ? Optional.empty()
                : Optional.of(new Author(name, email));
    }

    private static Config settingsOfTheUser(ToolContext context) {
        var settings = new Config();
        try (var in = Channels.newInputStream(context.existing("~/.gitconfig").open())) {
            settings.fromText(new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8));
        } catch (ToolException | IOException | ConfigInvalidException _) {
            // Then they name nobody.
        }
        return settings;
    }

    PersonIdent now() {
        return new PersonIdent(name, email);
    }

    @Override
    public String toString() {
        return "%s <%s>".formatted(name, email);
    }
}
