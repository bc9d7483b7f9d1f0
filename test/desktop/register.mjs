// `node --import` this: every `import 'electron'` of the built window process gets the stand-in.
import { registerHooks } from 'node:module';

const standin = new URL('./standin/electron.mjs', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'electron' ? { url: standin, format: 'module', shortCircuit: true } : next(specifier, context);
  },
});
