package dev.fusionhost.testing.tools;

import dev.fusionhost.protocol.Limits;
import dev.fusionhost.testing.FakeClock;
import dev.fusionhost.tools.execution.CallRunner;
import dev.fusionhost.tools.registry.ToolRegistry;
import dev.fusionhost.tools.sandbox.Safekeeping;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/// What stays from call to call: the tools, the plans that were shown, the time, and what is kept
/// for undo.
record Host(ToolRegistry tools, CallRunner runner, FakeClock clock, Safekeeping safekeeping) {
    private static final Validator VALIDATOR =
            Validation.byDefaultProvider()
                    .configure()
                    // The default one asks for an expression language, which nothing here uses.
                    .messageInterpolator(new ParameterMessageInterpolator())
                    .buildValidatorFactory()
                    .getValidator();

    Host() {
        this(ToolRegistry.of(List.of(), VALIDATOR), new FakeClock());
    }

    private Host(ToolRegistry tools, FakeClock clock) {
        this(
                tools,
                new CallRunner(tools, Limits.PLAN_LIFETIME, clock, clock::nanoTime),
                clock,
                StateFolder.next());
    }
}
