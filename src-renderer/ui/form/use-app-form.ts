import { toNestErrors } from '@hookform/resolvers';
import {
  useForm,
  type DefaultValues,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
} from 'react-hook-form';
import type { z } from 'zod';
import { encodeProblem } from '../../i18n/messages.ts';

/**
 * A form over a schema of the contract: the same words of refusal beside the field as from the server. Fields are checked
 * when they are left, and again on every key once they are wrong.
 */
export function useAppForm<S extends z.ZodType<FieldValues, FieldValues>>(
  schema: S,
  defaultValues: z.input<S>,
): UseFormReturn<z.input<S>, unknown, z.output<S>> {
  return useForm<z.input<S>, unknown, z.output<S>>({
    resolver: schemaResolver(schema),
    defaultValues: defaultValues as DefaultValues<z.input<S>>,
    mode: 'onTouched',
    reValidateMode: 'onChange',
  });
}

function schemaResolver<S extends z.ZodType<FieldValues, FieldValues>>(
  schema: S,
): Resolver<z.input<S>, unknown, z.output<S>> {
  return (values, _context, options) => {
    const result = schema.safeParse(values);
    if (result.success) return { values: result.data, errors: {} };
    const flat: Record<string, { type: string; message: string }> = {};
    for (const issue of result.error.issues) {
      flat[issue.path.join('.')] ??= {
        type: issue.code ?? 'custom',
        message: encodeProblem({ code: issue.message }),
      };
    }
    return { values: {}, errors: toNestErrors<z.input<S>>(flat, options) };
  };
}
