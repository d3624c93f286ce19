package dev.fusionhost.server.rest;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/// The two keys of the API, for its description at `/q/openapi`.
@SecurityScheme(
        securitySchemeName = "operator",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The operator key, `fso_…`, printed once at the server's first start.")
@SecurityScheme(
        securitySchemeName = "device",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The token, `fht_…`, that a device got when it enrolled.")
public class ApiDescription extends Application {}
