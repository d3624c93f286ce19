package dev.fusionhost.tools.registry;

import dev.fusionhost.tools.LocalTool;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.annotations.Recorder;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/// Makes the injectable [ToolRegistry] of what the build has found.
@Recorder
public class ToolsRecorder {
    private static final TypeLiteral<LocalTool<?, ?>> TOOL = new TypeLiteral<>() {};

    public Function<SyntheticCreationalContext<ToolRegistry>, ToolRegistry> registry(
            List<RecordedTool> tools) {
        return context -> {
            var beans = new HashMap<String, LocalTool<?, ?>>();
            for (var handle : Arc.container().listAll(TOOL, Any.Literal.INSTANCE)) {
                beans.put(handle.getBean().getBeanClass().getName(), handle.get());
            }
            return ToolRegistry.of(tools, beans, context.getInjectedReference(Validator.class));
        };
    }
}
