package dev.fusionhost.agent.service;

import java.util.List;
import java.util.stream.Stream;

/// The beginning of a command line.
record Words(List<String> words) {
    static Words of(String... words) {
        return new Words(List.of(words));
    }

    List<String> and(String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }
}
