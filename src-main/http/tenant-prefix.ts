import type { ServiceContext } from '#main/services/service-context.ts';
import { findTenant } from '#main/services/system/organization.service.ts';
import { standsWithoutTenant } from './openapi-document.ts';

const BASE = '/api/v1';
const TENANT = /^\/api\/v1\/tenants\/([^/]+)(\/.*)$/;

/**
 * The part of an address before the procedure's own path: `/api/v1`, or with a tenant that is the caller's organization. Null where
 * there is nothing: another tenant, or a tenant before a route that belongs to none.
 */
export function prefixOf(services: Pick<ServiceContext, 'db'>, url: string): string | null {
  const path = url.split('?', 1)[0] ?? url;
  const match = TENANT.exec(path);
  if (!match) return path.startsWith(`${BASE}/`) ? BASE : null;
  const [, tenant = '', rest = ''] = match;
  if (standsWithoutTenant(rest)) return null;
  if (tenant !== '-' && !isTenant(services, tenant)) return null;
  return `${BASE}/tenants/${tenant}`;
}

function isTenant(services: Pick<ServiceContext, 'db'>, tenant: string): boolean {
  const organization = findTenant(services);
  return organization?.id === tenant || organization?.slug === tenant;
}
