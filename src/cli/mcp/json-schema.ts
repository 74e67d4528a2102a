import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import * as z from 'zod/mini';

/** A schema that also tells its form as JSON Schema, which the small build of zod leaves to whoever needs it. */
export function withJsonSchema<T extends z.ZodMiniType>(
  schema: T,
): StandardSchemaWithJSON<z.input<T>, z.output<T>> {
  const form = (): Record<string, unknown> => z.toJSONSchema(schema) as Record<string, unknown>;
  const standard = schema['~standard'] as StandardSchemaWithJSON<z.input<T>, z.output<T>>['~standard'];
  return { '~standard': { ...standard, jsonSchema: { input: form, output: form } } };
}
