package dev.fusionhost.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManualPageTest {
    @Command(name = "survey", description = "Measures. And more.", subcommands = Level.class)
    static class Survey {}

    @Command(
            name = "level",
            description = ".begins with a dot",
            footer = "Try: ${ROOT-COMMAND-NAME} level")
    static class Level {
        @Option(
                names = {"-n", "--lines"},
                paramLabel = "N",
                defaultValue = "20",
                description = "How many. Default: ${DEFAULT-VALUE}.")
        int lines;

        @Parameters(paramLabel = "FILE", description = "Which one, as C:\\points.csv.")
        String file;
    }

    private final String page =
            new ManualPage(new CommandLine(new Survey()).getCommandSpec(), "1.2").toString();

    @Test
    void itBeginsWithTheProgram() {
        assertThat(page)
                .startsWith(
                        ".TH \"SURVEY\" 1 \"\" \"survey 1.2\"\n.SH NAME\nsurvey \\- Measures\n");
    }

    @Test
    void eachCommandIsThereWithItsOptionsAndParameters() {
        assertThat(page)
                .contains(
                        ".SS survey level\n",
                        ".TP\n\\fB\\-n, \\-\\-lines N\\fR\nHow many. Default: 20.\n",
                        ".TP\n\\fBFILE\\fR\n",
                        "Try: survey level\n");
    }

    @Test
    void whatHasAMeaningThereIsEscaped() {
        assertThat(page).contains("\n\\&.begins with a dot\n", "C:\\epoints.csv");
    }
}
