package dev.fusionhost.agent.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A task of Windows that begins when its user logs on, see Microsoft's "Task Scheduler Schema" and
/// `schtasks`. Written by them, and not yet run on Windows.
///
/// @param folder where the task's file is kept
/// @param user the account's name, with its domain
record TaskScheduler(Path folder, String user) implements InitSystem {
    /// `conhost --headless` keeps a console program from opening a window.
    private static final String TASK =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
              <RegistrationInfo>
                <Description>%1$s</Description>
              </RegistrationInfo>
              <Triggers>
                <LogonTrigger>
                  <Enabled>true</Enabled>
                  <UserId>%2$s</UserId>
                </LogonTrigger>
              </Triggers>
              <Principals>
                <Principal id="Owner">
                  <UserId>%2$s</UserId>
                  <LogonType>InteractiveToken</LogonType>
                  <RunLevel>LeastPrivilege</RunLevel>
                </Principal>
              </Principals>
              <Settings>
                <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
                <RestartOnFailure>
                  <Interval>PT1M</Interval>
                  <Count>999</Count>
                </RestartOnFailure>
              </Settings>
              <Actions Context="Owner">
                <Exec>
                  <Command>conhost.exe</Command>
                  <Arguments>--headless %3$s</Arguments>
                </Exec>
              </Actions>
            </Task>
            """;

    @Override
    public Path file(ServiceDefinition service) {
        return folder.resolve(service.name() + "-task.xml");
    }

    @Override
    public String text(ServiceDefinition service) {
        var command =
                service.command().stream()
                        .map(TaskScheduler::word)
                        .collect(Collectors.joining(" "));
        return TASK.formatted(Xml.text(service.description()), Xml.text(user), Xml.text(command));
    }

    /// By the rules of `CommandLineToArgvW`: backslashes are plain, except before a quote.
    private static String word(String word) {
        var quoted = word.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1");
        return '"' + quoted + '"';
    }

    @Override
    public Optional<List<String>> probe() {
        return Optional.empty();
    }

    @Override
    public List<List<String>> afterInstall(ServiceDefinition service) {
        return List.of(
                schtasks("/Create", service, "/XML", file(service).toString(), "/F"),
                start(service));
    }

    @Override
    public List<List<String>> beforeUninstall(ServiceDefinition service) {
        return List.of(stop(service), schtasks("/Delete", service, "/F"));
    }

    @Override
    public List<String> start(ServiceDefinition service) {
        return schtasks("/Run", service);
    }

    @Override
    public List<String> stop(ServiceDefinition service) {
        return schtasks("/End", service);
    }

    @Override
    public List<String> status(ServiceDefinition service) {
        return schtasks("/Query", service, "/V", "/FO", "LIST");
    }

    @Override
    public List<String> logs(ServiceDefinition service) {
        var log = service.log().toString().replace("'", "''");
        return List.of(
                "powershell",
                "-NoProfile",
                "-Command",
                "Get-Content -Tail 200 -Encoding UTF8 -LiteralPath '%s'".formatted(log));
    }

    @Override
    public boolean keepsLogs() {
        return false;
    }

    @Override
    public Optional<String> hint() {
        return Optional.empty();
    }

    private static List<String> schtasks(
            String action, ServiceDefinition service, String... arguments) {
        return Words.of("schtasks", action, "/TN", service.name()).and(arguments);
    }
}
