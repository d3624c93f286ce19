package dev.fusionhost.agent.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// The settings of a host. Each is an environment variable, too: `fusion.host.server` is
/// `FUSION_HOST_SERVER`. The command line goes before both, a file
/// of settings after them.
@ConfigMapping(prefix = "fusion.host")
public interface HostSettings {
    /// Base URL of the server, for example `https://pulsn.internal`.
    Optional<String> server();

    /// Allowed folders; the user's home folder where absent. One that ends in `:ro` is read-only.
    Optional<List<String>> roots();

    /// Pairing code for the first start. Works once.
    Optional<String> code();

    /// Human label of this device; the system's host name where absent.
    Optional<String> name();

    /// File that takes the log; standard output where absent.
    Optional<String> log();

    /// How a line of the log looks: `plain` or `json`.
    @WithDefault("plain")
    String logFormat();

    /// Where a new credential is kept: `file`, `secret-service`, `systemd`, `keychain` or `dpapi`;
    /// `auto` for the system's own store where it is open, else a file.
    @WithDefault("auto")
    String store();

    /// A file of settings, which the environment goes before.
    Optional<String> settings();

    /// Folder of the host's own state; `~/.fusion-host` where absent.
    Optional<String> home();

    /// Which tools are offered.
    Tools tools();

    /// Offer nothing but reads: `true` or `false`.
    @WithDefault("false")
    String readOnly();

    /// Names of tools, or of all tools of a kind: `kind:read`, `kind:action`, `kind:mutation`.
    interface Tools {
        /// Offer these alone; all where absent.
        Optional<List<String>> allow();

        /// Offer none of these, allowed or not.
        Optional<List<String>> deny();
    }

    /// The HTTP proxy on the way to the server, for example `http://user:password@proxy:3128`;
    /// `none` for no proxy whatever the environment says. Where absent, `HTTPS_PROXY`, `HTTP_PROXY`
    /// and `NO_PROXY` decide.
    Optional<String> proxy();

    /// Whom the host trusts, and how it shows who it is.
    Tls tls();

    /// What is said about TLS.
    interface Tls {
        /// PEM file of authorities that are trusted besides the system's.
        Optional<String> ca();

        /// The device's own certificate, for servers that ask for one: a PEM file, or a PKCS #12
        /// file that holds its key too.
        Optional<String> certificate();

        /// PEM file of that certificate's key: PKCS #8, without a password.
        Optional<String> key();

        /// What opens a PKCS #12 file.
        Optional<String> password();
    }

    /// Accept `http` to a server that isn't on this machine: `true` or `false`.
    @WithDefault("false")
    String allowHttp();
}
