package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.databind.JavaType;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A type at the place where it is used: a component, a list's item, a map's value.
///
/// @param name for the author of the tool: class, component, and `[]` for what is inside
/// @param use the annotations of the type itself; null where they can't be seen
/// @param nullable null, or nothing at all, is accepted
/// @param constraints what Bean Validation asks of the value
/// @param elements what it asks of the values inside
record Site(
        JavaType type,
        String name,
        @Nullable AnnotatedType use,
        boolean nullable,
        Set<ConstraintDescriptor<?>> constraints,
        Set<ContainerElementTypeDescriptor> elements) {

    /// A type on its own.
    static Site of(JavaType type) {
        return new Site(type, type.getRawClass().getName(), null, false, Set.of(), Set.of());
    }

    /// A component of a record.
    ///
    /// @param bean the record's constraints; null where they don't matter
    static Site of(RecordComponent component, JavaType type, @Nullable BeanDescriptor bean) {
        var name = component.getDeclaringRecord().getName() + "." + component.getName();
        var use = component.getAnnotatedType();
        var property = bean == null ? null : bean.getConstraintsForProperty(component.getName());
        return new Site(
                type,
                name,
                use,
                isNullable(use),
                property == null ? Set.of() : property.getConstraintDescriptors(),
                property == null ? Set.of() : property.getConstrainedContainerElementTypes());
    }

    /// What is inside: an `Optional`'s or a list's only type argument, an array's items, a map's
    /// key (0) or value (1).
    Site inside(int argument) {
        var inner =
                type.isArrayType() ? type.getContentType() : type.containedTypeOrUnknown(argument);
        var innerUse = inside(use, argument);
        var element =
                elements.stream()
                        .filter(one -> one.getTypeArgumentIndex() == argument)
                        .findAny()
                        .orElse(null);
        return new Site(
                inner,
                name + "[]",
                innerUse,
                isNullable(innerUse),
                element == null ? Set.of() : element.getConstraintDescriptors(),
                element == null ? Set.of() : element.getConstrainedContainerElementTypes());
    }

    boolean mayBeAbsent() {
        return nullable || type.hasRawClass(Optional.class);
    }

    boolean isConstrained() {
        return !constraints.isEmpty() || !elements.isEmpty();
    }

    Site orNull() {
        return new Site(type, name, use, true, constraints, elements);
    }

    private static @Nullable AnnotatedType inside(@Nullable AnnotatedType use, int argument) {
        return switch (use) {
            case AnnotatedParameterizedType of -> of.getAnnotatedActualTypeArguments()[argument];
            case AnnotatedArrayType of -> of.getAnnotatedGenericComponentType();
            case null, default -> null;
        };
    }

    private static boolean isNullable(@Nullable AnnotatedType use) {
        return use != null && use.isAnnotationPresent(Nullable.class);
    }
}
