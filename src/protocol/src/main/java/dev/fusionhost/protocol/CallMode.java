package dev.fusionhost.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a mutation is to do; reads and actions ignore it.
public enum CallMode {
    /// Show the plan and change nothing. What an absent mode means.
    @JsonProperty("auto")
    AUTO,
    /// Carry out the plan that was shown.
    @JsonProperty("apply")
    APPLY
}
