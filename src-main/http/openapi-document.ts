import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '#shared/contract/router.ts';

/** Routes about the caller and not about an organization: they stand without a tenant in their address. */
const WITHOUT_TENANT = /^\/(auth|setup|stream)(\/|$)/;

const PROBLEM: OpenAPI.SchemaObject = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; a client may switch over it' },
    detail: { type: 'string', description: 'A plain sentence' },
    field: { type: 'string', description: 'The input field at fault, as a dotted path' },
    hint: { type: 'string', description: 'What to do about it' },
  },
};

export function standsWithoutTenant(path: string): boolean {
  return WITHOUT_TENANT.test(path);
}

/** OpenAPI 3.1, made from the contract. */
export async function openApiDocument(version: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: 'Herald',
      version,
      description:
        'Programs show an API key (Settings, API keys); people sign in at /auth/login for an access token of 15 minutes and a refresh ' +
        'token. Creating requests take an Idempotency-Key; ' +
        'answers that carry a revision have an ETag, and updates take it back in If-Match.',
    },
    servers: [
      {
        url: '/api/v1/tenants/{tenant}',
        variables: { tenant: { default: '-', description: 'Id or slug of the organization; - for your own' } },
      },
    ],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'API key or access token' } },
      schemas: { Problem: PROBLEM },
    },
    security: [{ bearer: [] }],
    customErrorResponseBodySchema: () => ({ $ref: '#/components/schemas/Problem' }),
  });
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    if (item && standsWithoutTenant(path)) item.servers = [{ url: '/api/v1' }];
    for (const operation of operationsOf(item)) describeConventions(operation.method, operation.about);
  }
  return document;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function operationsOf(item: OpenAPI.PathItemObject | undefined) {
  return METHODS.flatMap((method) => {
    const about = item?.[method];
    return about ? [{ method, about }] : [];
  });
}

function describeConventions(method: (typeof METHODS)[number], about: OpenAPI.OperationObject): void {
  for (const [status, response] of Object.entries(about.responses ?? {})) {
    if (Number(status) < 400 || !response || !('content' in response) || !response.content) continue;
    const { 'application/json': json, ...others } = response.content;
    if (json) response.content = { ...others, 'application/problem+json': json };
  }
  const header = { post: 'Idempotency-Key', put: 'If-Match' }[method as 'post' | 'put'];
  if (header) {
    about.parameters = [
      ...(about.parameters ?? []),
      { name: header, in: 'header', required: false, schema: { type: 'string', maxLength: 200 } },
    ];
  }
}
