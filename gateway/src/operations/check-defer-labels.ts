import { GraphQLError, Kind, type ValidationRule } from 'graphql';

/** A part of an answer is known by its label: each is written out, and none is given twice. Source: GraphQL incremental delivery, section 5.7. */
export const checkDeferLabels: ValidationRule = (context) => {
  const labels = new Set<string>();
  return {
    Directive(directive) {
      if (directive.name.value !== 'defer') return;
      const label = directive.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (!label || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) {
        context.reportError(
          new GraphQLError('The label of a @defer must be written out.', { nodes: directive }),
        );
      } else if (labels.has(label.value)) {
        const sentence = `The label "${label.value}" may be given to one @defer only.`;
        context.reportError(new GraphQLError(sentence, { nodes: directive }));
      } else {
        labels.add(label.value);
      }
    },
  };
};
