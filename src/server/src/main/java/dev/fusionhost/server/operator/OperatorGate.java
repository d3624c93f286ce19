package dev.fusionhost.server.operator;

import dev.fusionhost.server.rest.Refused;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/// Answers 401 to everybody who hasn't got the key.
@Provider
@OperatorOnly
class OperatorGate implements ContainerRequestFilter {
    private final OperatorKey key;

    OperatorGate(OperatorKey key) {
        this.key = key;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!key.opens(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            throw Refused.unauthorized("invalid_key", "This needs the operator key.");
        }
    }
}
