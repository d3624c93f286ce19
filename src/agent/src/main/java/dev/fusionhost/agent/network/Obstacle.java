package dev.fusionhost.agent.network;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Names what is in the way of a connection that failed.
public final class Obstacle {
    /// Netty tells the proxy's answer in words alone.
    private static final Pattern PROXY_ANSWER = Pattern.compile("status: (\\d{3})");

    private static final String UNTRUSTED =
            "The server's certificate is not trusted: where a proxy inspects TLS, add its authority to the system's, or set FUSION_HOST_TLS_CA";

    /// The server's word about our certificate; clients tell it in words alone.
    private static final Pattern UNWELCOME =
            Pattern.compile("fatal alert: (\\w*certificate\\w*|unknown_ca|access_denied)");

    private Obstacle() {}

    /// A sentence without its full stop; null where neither a proxy nor TLS is to blame.
    public static @Nullable String in(@Nullable Throwable failure) {
        @Nullable String obstacle = null;
        // The cause that lies deepest knows best: what is around it only says that TLS failed.
        for (var each = failure; each != null; each = each.getCause()) {
            if (each.getClass().getSimpleName().endsWith("ProxyConnectException"))
                return proxy(String.valueOf(each.getMessage()));
            if (isUntrusted(each)) return UNTRUSTED;
            var word = UNWELCOME.matcher(String.valueOf(each.getMessage()));
            if (word.find())
                return "The server does not accept this device's certificate, or wants one (%s): set FUSION_HOST_TLS_CERTIFICATE"
                        .formatted(word.group(1));
            if (each instanceof CertificateExpiredException
                    || each instanceof CertificateNotYetValidException)
                return "The server's certificate has expired or is not valid yet, or this machine's clock is wrong (%s)"
                        .formatted(each.getMessage());
            // A certificate of another host, for one.
            if (each instanceof SSLException || each instanceof CertificateException)
                obstacle = "TLS failed (%s)".formatted(each.getMessage());
        }
        return obstacle;
    }

    /// Nobody vouches for it, or somebody else of the same name does.
    private static boolean isUntrusted(Throwable failure) {
        return failure instanceof CertPathBuilderException
                || failure instanceof CertPathValidatorException invalid
                        && invalid.getReason() == BasicReason.INVALID_SIGNATURE;
    }

    private static String proxy(String message) {
        var answer = PROXY_ANSWER.matcher(message);
        if (!answer.find()) return "The proxy can't be reached or does not answer";
        return answer.group(1).equals("407")
                ? "The proxy wants a user and a password (407): put them into the proxy's URL"
                : "The proxy refuses the connection (%s)".formatted(answer.group(1));
    }
}
