package dev.fusionhost.tools.deployment;

import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.registry.RecordedTool;
import dev.fusionhost.tools.registry.ToolBlueprint;
import dev.fusionhost.tools.registry.ToolNames;
import dev.fusionhost.tools.registry.UnusableToolException;
import dev.fusionhost.tools.schema.SchemaGenerator;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassInfo.NestingType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/// Looks through the index for tools, and for what was meant to be one. Everything that is wrong
/// with any of them is collected, so that an author sees it all in one build.
final class Discovery {
    static final DotName TOOL = DotName.createSimple(Tool.class);

    private static final List<Class<?>> KINDS =
            List.of(ReadTool.class, ActionTool.class, MutationTool.class);
    private static final Set<NestingType> NAMED =
            EnumSet.of(NestingType.TOP_LEVEL, NestingType.INNER);
    private static final List<DotName> WITHOUT_A_CALL =
            List.of(
                    DotName.createSimple(RequestScoped.class),
                    DotName.createSimple(SessionScoped.class),
                    DotName.createSimple(ConversationScoped.class),
                    DotName.createSimple("jakarta.transaction.TransactionScoped"));

    private final IndexView index;
    private final SchemaGenerator schemas;
    private final ClassLoader classes;

    private final List<RecordedTool> tools = new ArrayList<>();
    private final TreeSet<String> types = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();
    private final ToolNames names = new ToolNames();

    Discovery(IndexView index, SchemaGenerator schemas, ClassLoader classes) {
        this.index = index;
        this.schemas = schemas;
        this.classes = classes;
    }

    /// All tools of the application.
    ///
    /// @throws DeploymentException with everything that is wrong
    ToolsBuildItem find() {
        candidates().forEach(this::look);
        problems.addAll(names.problems());
        if (!problems.isEmpty()) {
            throw new DeploymentException(
                    "Tools that can't be offered as they are written:\n- "
                            + String.join("\n- ", problems));
        }
        tools.sort(Comparator.comparing(RecordedTool::name));
        return new ToolsBuildItem(tools, List.copyOf(types));
    }

    private Collection<ClassInfo> candidates() {
        var candidates = new TreeMap<String, ClassInfo>();
        var marked = index.getAnnotations(TOOL).stream().map(tool -> tool.target().asClass());
        Stream.concat(marked, KINDS.stream().flatMap(this::implementing))
                .filter(tool -> !tool.hasDeclaredAnnotation(Vetoed.class))
                .forEach(tool -> candidates.put(tool.name().toString(), tool));
        return candidates.values();
    }

    /// Classes that make instances and have a name: where they have no @Tool, it was forgotten.
    private Stream<ClassInfo> implementing(Class<?> kind) {
        return index.getAllKnownImplementations(kind).stream()
                .filter(tool -> !tool.isAbstract())
                .filter(tool -> NAMED.contains(tool.nestingType()));
    }

    private void look(ClassInfo tool) {
        checkBean(tool);
        try {
            var type = Class.forName(tool.name().toString(), false, classes);
            var blueprint = ToolBlueprint.of(type, schemas);
            names.add(blueprint.definition().name(), tool.name().toString());
            tools.add(RecordedTool.of(tool.name().toString(), blueprint));
            blueprint.types().forEach(one -> types.add(one.getName()));
        } catch (UnusableToolException unusable) {
            problems.addAll(unusable.problems());
        } catch (ClassNotFoundException | LinkageError missing) {
            problems.add(
                    "%s: can't be loaded because of %s: add what it needs to the application"
                            .formatted(tool.name(), missing));
        }
    }

    private void checkBean(ClassInfo tool) {
        for (var scope : WITHOUT_A_CALL) {
            if (tool.hasDeclaredAnnotation(scope)) {
                problems.add(
                        "%s: is @%s, and a call has no such scope: use @Singleton or @ApplicationScoped"
                                .formatted(tool.name(), scope.withoutPackagePrefix()));
            }
        }
        var constructors = tool.constructors();
        boolean usable =
                constructors.size() <= 1
                        || constructors.stream().anyMatch(one -> one.parametersCount() == 0)
                        || constructors.stream().anyMatch(one -> one.hasAnnotation(Inject.class));
        if (!usable) {
            problems.add(tool.name() + ": has several constructors: put @Inject on the one to use");
        }
    }
}
