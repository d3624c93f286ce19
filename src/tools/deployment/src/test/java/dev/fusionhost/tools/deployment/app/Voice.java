package dev.fusionhost.tools.deployment.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

@ApplicationScoped
class Voice {
    String loud(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
