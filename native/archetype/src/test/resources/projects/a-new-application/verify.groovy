// The application of one's own runs: it has our tools and its own, which answers.
def program = new File(basedir, 'project/my-host/target/quarkus-app/quarkus-run.jar')
def run = { String... arguments ->
    def java = new File(System.getProperty('java.home'), 'bin/java').path
    def command = [java, '-jar', program.path] + arguments.toList()
    def process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).start()
    def said = process.inputStream.text
    assert process.waitFor() == 0: said
    said
}

def tools = run('tools')
assert tools.contains('file_hash') && tools.contains('read_file')

def answer = run('tools', 'call', 'file_hash', '{"path": "goal.txt"}', '--root', '.')
assert answer =~ /"sha256" *: *"[0-9a-f]{64}"/
assert new File(basedir, 'project/my-host/mvnw').canExecute()
