// A jar keeps no modes.
new File(request.outputDirectory, "${request.artifactId}/mvnw").setExecutable(true, false)
