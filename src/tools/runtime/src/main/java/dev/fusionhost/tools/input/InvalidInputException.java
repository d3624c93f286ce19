package dev.fusionhost.tools.input;

import java.util.List;
import java.util.stream.Collectors;

/// An input that isn't what its tool asks for. The tool was not entered.
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int TOLD = 3;

    private final transient List<Fault> faults;

    public InvalidInputException(List<Fault> faults) {
        // It is an answer, not an accident: nobody needs the stack.
        super(sentence(faults), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /// At least one, in the schema's order.
    public List<Fault> faults() {
        return faults;
    }

    private static String sentence(List<Fault> faults) {
        var told = faults.stream().limit(TOLD).map(Fault::toString);
        var more = faults.size() > TOLD ? ", and " + (faults.size() - TOLD) + " more" : "";
        return told.collect(Collectors.joining("; ")) + more;
    }
}
