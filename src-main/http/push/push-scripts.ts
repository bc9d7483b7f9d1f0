/**
 * For the page of a site. It wires every element with data-herald-push: hidden where the browser can't, pressed when messages are on.
 * Nothing is asked of the reader before they press it. `heraldPush` offers the same to scripts.
 */
export function pageScript(base: string, publicKey: string): string {
  return `(() => {
  const BASE = ${JSON.stringify(base)};
  const KEY = ${JSON.stringify(publicKey)};
  const { contact = '', worker = '/herald-sw.js' } = document.currentScript.dataset;
  const supported = contact !== '' && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const registration = () => navigator.serviceWorker.register(worker).then(() => navigator.serviceWorker.ready);
  const current = () => registration().then((ready) => ready.pushManager.getSubscription());
  const tell = async (path, subscription) => {
    const body = JSON.stringify({ token: contact, subscription });
    const answer = await fetch(BASE + '/n/' + path, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
    if (!answer.ok) throw new Error('Herald has answered ' + answer.status);
  };
  const heraldPush = {
    supported,
    isOn: async () => supported && Notification.permission === 'granted' && (await current()) !== null,
    async on() {
      if ((await Notification.requestPermission()) !== 'granted') return false;
      const ready = await registration();
      const subscription = (await ready.pushManager.getSubscription()) ??
        (await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(KEY) }));
      await tell('on', subscription);
      return true;
    },
    async off() {
      const subscription = await current();
      if (!subscription) return;
      await tell('off', subscription);
      await subscription.unsubscribe();
    },
  };
  window.heraldPush = heraldPush;
  const show = (on) => {
    for (const button of document.querySelectorAll('[data-herald-push]')) {
      button.hidden = false;
      button.setAttribute('aria-pressed', String(on));
    }
  };
  const wire = async () => {
    if (!supported) return;
    show(await heraldPush.isOn());
    document.addEventListener('click', async (event) => {
      if (!event.target.closest?.('[data-herald-push]')) return;
      if (await heraldPush.isOn()) await heraldPush.off();
      else await heraldPush.on();
      show(await heraldPush.isOn());
    });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', wire);
  else wire();
})();
`;
}

/** For the service worker of a site: shows messages, and opens what a tap leads to. */
export const WORKER_SCRIPT = `self.addEventListener('push', (event) => {
  const { title = '', body, url, icon, image, tag } = event.data ? event.data.json() : {};
  const options = { body, tag, data: { url }, ...(icon ? { icon } : {}), ...(image ? { image } : {}) };
  event.waitUntil(self.registration.showNotification(title, options));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data ?? {};
  if (url) event.waitUntil(self.clients.openWindow(url));
});
`;
