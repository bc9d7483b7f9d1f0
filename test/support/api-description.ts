import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { APP_ROOT } from './app-root.ts';

type Schema = { [key: string]: unknown };

/** @returns what is wrong with a request body by the service's own description; empty when nothing is */
export type CheckBody = (body: unknown) => string[];

/** The body of one operation of an OpenAPI description, and nothing that the description does not name. */
export function openApiBody(file: string, path: string, media: string): CheckBody {
  const api = readDescription(file) as { paths: Record<string, { post: Schema }>; components: Schema };
  const operation = api.paths[path]?.post;
  const body = resolve(api, operation?.requestBody as Schema) as { content: Record<string, { schema: Schema }> };
  return checker({ ...closed(body.content[media]?.schema ?? {}), components: closed(api.components) });
}

interface AwsShape {
  type: string;
  required?: string[];
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  enum?: string[];
}

/** The input of one operation of an AWS service model. */
export function awsInput(file: string, operation: string): CheckBody {
  const { operations, shapes } = readDescription(file) as {
    operations: Record<string, { input: { shape: string } }>;
    shapes: Record<string, AwsShape>;
  };
  const $defs = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, awsSchema(shape)]));
  return checker({ $ref: `#/$defs/${operations[operation]?.input.shape}`, $defs });
}

function awsSchema({ type, required = [], members = {}, member, enum: values }: AwsShape): Schema {
  const refTo = ({ shape }: { shape: string }) => ({ $ref: `#/$defs/${shape}` });
  if (type === 'structure') {
    const properties = Object.fromEntries(Object.entries(members).map(([name, one]) => [name, refTo(one)]));
    return { type: 'object', required, properties, additionalProperties: false };
  }
  if (type === 'list') return { type: 'array', items: member ? refTo(member) : {} };
  if (type === 'blob') return { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' };
  if (type === 'string') return { type: 'string', ...(values ? { enum: values } : {}) };
  return {};
}

function checker(schema: Schema): CheckBody {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('phone-number', /^\+[1-9]\d{1,14}$/);
  const validate = ajv.compile(schema);
  return (body) => (validate(body) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`));
}

/** A name that the description does not know is a mistake, though it may not say so. */
function closed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(closed) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
  const open = inner.type === 'object' && inner.properties !== undefined && inner.additionalProperties === undefined;
  return (open ? { ...inner, additionalProperties: false } : inner) as Value;
}

function resolve(api: Schema, node: Schema): unknown {
  const { $ref } = node as { $ref?: string };
  if (!$ref) return node;
  return $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Schema)[key], api);
}

function readDescription(file: string): unknown {
  return JSON.parse(readFileSync(join(APP_ROOT, 'test', 'fixtures', 'provider-apis', file), 'utf8'));
}
