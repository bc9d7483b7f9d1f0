/** Chromium refuses schemes it does not know, so a custom one travels on an origin of its own. */
const handlers = new Map();

export const protocol = {
  privileged: [],
  registerSchemesAsPrivileged: (schemes) => protocol.privileged.push(...schemes),
  handle: (scheme, handler) => handlers.set(scheme, handler),
};

export const CARRIER = 'http://herald-app.localhost';

export const toCarrier = (url) => url.replace(/^app:\/\/herald/, CARRIER);
export const fromCarrier = (url) => (url.startsWith(CARRIER) ? `app://herald${url.slice(CARRIER.length)}` : url);

/** Answers a page's request from the handler of the custom scheme. */
export async function carry(route) {
  const request = route.request();
  const handler = handlers.get('app');
  if (!handler) return route.abort();
  const response = await handler(new Request(fromCarrier(request.url()), { method: request.method() }));
  // The stand-in's origin is called differently than the real one, which 'self' in the policy follows by itself.
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
