package dev.kappasweep.results;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record groups by one of some records has its names in JSON without a level for the group. */
public final class FlatGroups extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    private final transient Set<Class<?>> groups;

    public FlatGroups(Class<?>... groups) {
        this.groups = Set.of(groups);
    }

    @Override
    public @Nullable NameTransformer findUnwrappingNameTransformer(AnnotatedMember member) {
        return groups.contains(member.getRawType()) ? NameTransformer.NOP : super.findUnwrappingNameTransformer(member);
    }
}
