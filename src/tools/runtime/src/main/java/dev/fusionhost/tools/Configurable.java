package dev.fusionhost.tools;

import dev.fusionhost.tools.sandbox.Sandbox;
import java.util.Optional;

/// A tool that depends on what the operator has set, and on nothing that can change while the host
/// runs. It is asked when tools are listed and called, so the answer should be at hand.
public interface Configurable {
    /// What the model reads after the tool's description; empty where the operator has set
    /// nothing, and the tool is not offered.
    ///
    /// @throws BadSettingException where a setting is wrong: the host doesn't start then
    Optional<String> configured();

    /// Looks at the start whether what the operator has set fits the folders that tools may use.
    ///
    /// @throws BadSettingException where it doesn't: the host doesn't start then
    default void mustFit(Sandbox roots) {}
}
