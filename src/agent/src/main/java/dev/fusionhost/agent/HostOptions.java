package dev.fusionhost.agent;

import dev.fusionhost.tools.LocalTool;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How to run a host. Begin with [#of]; everything else has a default.
///
/// ```java
/// host.run(HostOptions.of("https://pulsn.internal").withRoots(List.of("/srv/models")));
/// ```
///
/// @param server base URL of the server, for example `https://pulsn.internal`
/// @param tools the tools this host exposes; every tool bean where null
/// @param roots allowed folders; the user's home folder where empty. A root that ends in `:ro` is
///     read-only
/// @param code pairing code for the first start
/// @param name human label of the device; the system's host name where null
/// @param log takes each line that is written for the operator; standard output where null
/// @param store where a new credential is kept, as `--store` has it; as it is set where null
/// @param allowHttp accept `http` to a server that isn't on this machine
public record HostOptions(
        String server,
        @Nullable List<LocalTool<?, ?>> tools,
        List<String> roots,
        @Nullable String code,
        @Nullable String name,
        @Nullable Consumer<String> log,
        @Nullable String store,
        boolean allowHttp) {

    public static HostOptions of(String server) {
        return new HostOptions(server, null, List.of(), null, null, null, null, false);
    }

    public HostOptions withTools(List<LocalTool<?, ?>> tools) {
        return new HostOptions(server, tools, roots, code, name, log, store, allowHttp);
    }

    public HostOptions withRoots(List<String> roots) {
        return new HostOptions(server, tools, roots, code, name, log, store, allowHttp);
    }

    public HostOptions withCode(@Nullable String code) {
        return new HostOptions(server, tools, roots, code, name, log, store, allowHttp);
    }

    public HostOptions withName(@Nullable String name) {
        return new HostOptions(server, tools, roots, code, name, log, store, allowHttp);
    }

    public HostOptions withLog(@Nullable Consumer<String> log) {
        return new HostOptions(server, tools, roots, code, name, log, store, allowHttp);
    }

    public HostOptions withStore(@Nullable String store) {
        return new HostOptions(server, tools, roots, code, name, log, store, allowHttp);
    }

    public HostOptions withAllowHttp(boolean allowHttp) {
        return new HostOptions(server, tools, roots, code, name, log, store, allowHttp);
    }

    /// The code is a secret.
    @Override
    public String toString() {
        return "HostOptions[server=" + server + ", roots=" + roots + ", name=" + name + "]";
    }
}
