package dev.fusionhost.server.release;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// The host that is wanted on devices.
@ConfigMapping(prefix = "fusion.server.host-release")
interface ReleaseConfig {
    /// The newest version; nothing is said where absent.
    Optional<String> version();

    /// Where people get it.
    Optional<String> page();
}
