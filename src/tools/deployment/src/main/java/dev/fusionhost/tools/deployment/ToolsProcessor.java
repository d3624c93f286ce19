package dev.fusionhost.tools.deployment;

import dev.fusionhost.tools.registry.ToolRegistry;
import dev.fusionhost.tools.registry.ToolsRecorder;
import dev.fusionhost.tools.schema.SchemaGenerator;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import jakarta.inject.Singleton;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jboss.jandex.ClassType;

/// The build steps.
class ToolsProcessor {
    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("fusion-host-tools");
    }

    /// A jar without an index is no part of the application, and its tools would be overlooked.
    @BuildStep
    void indexToolJars(
            CurateOutcomeBuildItem curated, BuildProducer<IndexDependencyBuildItem> indexes) {
        for (var jar : ToolJars.in(curated.getApplicationModel())) {
            indexes.produce(
                    new IndexDependencyBuildItem(
                            jar.getGroupId(), jar.getArtifactId(), jar.getClassifier()));
        }
    }

    /// The annotation is produced only once all tools have been found to be good. ArC waits for
    /// it, so that an author reads our sentences, and not what ArC makes of a bad tool.
    @BuildStep
    ToolsBuildItem findTools(
            CombinedIndexBuildItem index, BuildProducer<BeanDefiningAnnotationBuildItem> beans) {
        try (var validators =
                Validation.byProvider(HibernateValidator.class)
                        .configure()
                        .ignoreXmlConfiguration()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()) {
            var schemas = new SchemaGenerator(validators.getValidator());
            var classes = Thread.currentThread().getContextClassLoader();
            var tools = new Discovery(index.getIndex(), schemas, classes).find();
            beans.produce(
                    new BeanDefiningAnnotationBuildItem(Discovery.TOOL, DotNames.SINGLETON, false));
            return tools;
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem registry(ToolsBuildItem tools, ToolsRecorder recorder) {
        return SyntheticBeanBuildItem.configure(ToolRegistry.class)
                .scope(Singleton.class)
                .unremovable()
                .addInjectionPoint(ClassType.create(Validator.class))
                .createWith(recorder.registry(tools.tools()))
                .done();
    }

    /// Jackson makes the records of a native image by reflection.
    @BuildStep
    ReflectiveClassBuildItem reflection(ToolsBuildItem tools) {
        return ReflectiveClassBuildItem.builder(tools.types().toArray(String[]::new))
                .constructors()
                .methods()
                .fields()
                .reason("fusion-host-tools")
                .build();
    }
}
