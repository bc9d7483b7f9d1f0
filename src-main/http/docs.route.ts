import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '#main/services/service-context.ts';
import { DOCS_STYLE, docsPage } from './docs-page.ts';
import { openApiDocument } from './openapi-document.ts';

const PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The description of the REST API, for machines and for people. Both are made of the contract on the first request. */
export function docsRoutes(scope: FastifyInstance, services: ServiceContext): void {
  let document: ReturnType<typeof openApiDocument> | undefined;
  const described = () => {
    document ??= openApiDocument(services.version);
    return document;
  };
  scope.get('/api/openapi.json', described);
  scope.get('/api/docs', async (_request, reply) =>
    reply
      .header('content-security-policy', PAGE_POLICY)
      .type('text/html; charset=utf-8')
      .send(docsPage(await described())),
  );
  scope.get('/api/docs.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(DOCS_STYLE));
}
