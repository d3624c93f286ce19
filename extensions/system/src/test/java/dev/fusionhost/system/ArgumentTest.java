package dev.fusionhost.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentTest {
    @Test
    void valuesTakeThePlacesOfTheirNamesAndNothingElseIsRead() {
        var argument = Argument.of("--name={name},{{{other}}}");

        assertThat(argument.names()).containsExactly("name", "other");
        assertThat(argument.with(Map.of("name", "{other} $HOME", "other", "b")))
                .contains("--name={other} $HOME,{b}");
    }

    @Test
    void withoutAValueForEachNameThereIsNoArgument() {
        assertThat(Argument.of("{a}{b}").with(Map.of("a", "1"))).isEmpty();
        assertThat(Argument.of("plain").with(Map.of())).contains("plain");
    }

    @Test
    void aBraceThatIsNotClosedIsRefused() {
        for (var wrong : new String[] {"{a", "a}", "{}", "{a b}"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Argument.of(wrong));
        }
    }
}
