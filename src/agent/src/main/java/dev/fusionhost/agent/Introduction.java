package dev.fusionhost.agent;

import dev.fusionhost.agent.dispatch.Dispatcher;
import dev.fusionhost.protocol.Agent;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ToolDescription;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.tools.ToolKind;
import dev.fusionhost.tools.registry.ToolDefinition;
import dev.fusionhost.tools.registry.ToolRegistry;
import java.util.List;
import java.util.UUID;

/// Says hello: who we are, and what we can do. One a start, since its boot id stands for the start.
final class Introduction implements Dispatcher.Greeting {
    private final String bootId = UUID.randomUUID().toString();
    private final String deviceId;
    private final String name;
    private final ToolRegistry tools;

    Introduction(String deviceId, String name, ToolRegistry tools) {
        this.deviceId = deviceId;
        this.name = name;
        this.tools = tools;
    }

    @Override
    public HostFrame.Hello hello(List<String> running, List<String> unsettled) {
        return new HostFrame.Hello(
                Wire.VERSION,
                deviceId,
                bootId,
                name,
                new Agent("fusion-host", Platform.version(), Platform.os(), Platform.arch()),
                tools.tools().stream().map(tool -> description(tool.definition())).toList(),
                HostLimits.DEFAULT,
                running,
                unsettled);
    }

    private static ToolDescription description(ToolDefinition tool) {
        return new ToolDescription(
                tool.name(),
                tool.title(),
                tool.description(),
                kind(tool.kind()),
                tool.inputSchema(),
                tool.outputSchema());
    }

    private static ToolDescription.Kind kind(ToolKind kind) {
        return switch (kind) {
            case READ -> ToolDescription.Kind.READ;
            case ACTION -> ToolDescription.Kind.ACTION;
            case MUTATION -> ToolDescription.Kind.MUTATION;
        };
    }
}
