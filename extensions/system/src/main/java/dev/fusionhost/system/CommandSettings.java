package dev.fusionhost.system;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The commands that may be run, by their ids: `fusion.host.commands.ID.executable` and so on.
/// All is text here; [DeclaredCommands] reads it.
@ConfigMapping(prefix = "fusion.host.commands")
public interface CommandSettings {
    @WithParentName
    Map<String, OneCommand> byId();

    /// One command.
    interface OneCommand {
        /// What the model reads about it.
        Optional<String> description();

        /// Absolute path of the program.
        Optional<String> executable();

        /// What it is started with; `{name}` stands for a parameter's value.
        Optional<List<String>> arguments();

        /// What the caller may choose, by the names in the arguments.
        Map<String, OneParameter> parameters();

        /// Where it runs, inside a root; the first root where absent.
        Optional<String> folder();

        /// Variables besides `PATH`, `HOME` and `LANG`.
        Map<String, String> environment();

        /// Seconds that it may take, at most 600; 60 where absent.
        Optional<String> timeout();

        /// How many bytes of the end of its output are given, at most 1048576; 65536 where absent.
        Optional<String> outputLimit();
    }

    /// One parameter.
    interface OneParameter {
        /// What the model reads about it.
        Optional<String> description();

        /// `text`, `integer`, or `path` for a path inside a root; `text` where absent.
        Optional<String> type();

        /// A regular expression (RE2 syntax) that the whole value has to match.
        Optional<String> pattern();

        /// All values that there are.
        Optional<List<String>> oneOf();

        /// Characters, at most 8192; 1000 where absent.
        Optional<String> maxLength();

        /// `true` or `false`; `true` where absent.
        Optional<String> required();
    }
}
