package dev.fusionhost.agent.config;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.tools.BadSettingException;
import dev.fusionhost.tools.ToolKind;
import dev.fusionhost.tools.registry.ToolDefinition;
import dev.fusionhost.tools.registry.ToolRegistry;
import dev.fusionhost.tools.sandbox.Sandbox;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Which tools the operator lets this host offer. A tool that isn't offered isn't advertised and
/// can't be called.
///
/// A tool is named by its name, or with all others of its kind as `kind:read`, `kind:action` or
/// `kind:mutation`. Deny goes before allow; without an allow every tool is allowed.
@Singleton
public class ToolPolicy {
    private static final Logger LOG = Logger.getLogger(ToolPolicy.class);
    private static final String KIND = "kind:";
    private static final Pattern WORD =
            Pattern.compile("[a-z][a-z0-9_]{0,63}|kind:(read|action|mutation)");

    private final HostSettings settings;

    ToolPolicy(HostSettings settings) {
        this.settings = settings;
    }

    /// The tools that are left.
    ///
    /// @throws HostFailure where a word can't be a tool or a kind, or a setting of a tool is wrong
    public ToolRegistry offered(ToolRegistry tools) {
        mustBeSetWell(tools);
        var allow = words("allow", settings.tools().allow().orElse(List.of()), tools);
        var deny = words("deny", settings.tools().deny().orElse(List.of()), tools);
        var readOnly = Setting.yes("FUSION_HOST_READ_ONLY", settings.readOnly());
        return tools.only(
                tool ->
                        (allow.isEmpty() || matches(allow, tool))
                                && !matches(deny, tool)
                                && (!readOnly || tool.kind() == ToolKind.READ));
    }

    // Also those of tools that the policy leaves out: it may be changed later.
    private static void mustBeSetWell(ToolRegistry tools) {
        set(tools::tools);
    }

    /// @throws HostFailure where a setting of a tool doesn't fit the roots
    public static void mustFit(ToolRegistry tools, Sandbox roots) {
        set(() -> tools.mustFit(roots));
    }

    private static void set(Runnable look) {
        try {
            look.run();
        } catch (BadSettingException wrong) {
            throw new HostFailure(ExitCode.CONFIG, wrong.sentence(), wrong);
        }
    }

    private static boolean matches(Set<String> words, ToolDefinition tool) {
        return words.contains(tool.name()) || words.contains(word(tool.kind()));
    }

    private static Set<String> words(String list, List<String> given, ToolRegistry tools) {
        var words = given.stream().map(String::strip).collect(Collectors.toSet());
        for (var word : words) {
            if (!WORD.matcher(word).matches())
                throw new HostFailure(
                        ExitCode.CONFIG,
                        "fusion.host.tools.%s holds \"%s\", which is neither the name of a tool nor kind:read, kind:action or kind:mutation."
                                .formatted(list, word));
            // No reason to stop: a fleet's one policy may well name a tool that this build lacks.
            if (!word.startsWith(KIND) && tools.find(word).isEmpty())
                LOG.warnf(
                        "fusion.host.tools.%s names %s, which this host does not have; check the"
                                + " spelling.",
                        list, word);
        }
        return words;
    }

    private static String word(ToolKind kind) {
        return KIND + kind.name().toLowerCase(Locale.ROOT);
    }
}
