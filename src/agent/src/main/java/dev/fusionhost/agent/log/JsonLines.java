package dev.fusionhost.agent.log;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/// Each line of the log as a JSON object: `time`, `level`, `logger`, `message` and, where something
/// was thrown, `trace`.
final class JsonLines extends ExtFormatter {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public String format(ExtLogRecord line) {
        var json = MAPPER.createObjectNode();
        json.put("time", line.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("level", line.getLevel().getName().toLowerCase(Locale.ROOT));
        json.put("logger", line.getLoggerName());
        json.put("message", line.getFormattedMessage());
        if (line.getThrown() != null) json.put("trace", trace(line.getThrown()));
        return json + "\n";
    }

    /// What was thrown and where, as Java writes it.
    static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
