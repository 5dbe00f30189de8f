import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the explorer and the playground into `dist/web`, where the server finds it. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy admits images from files; none is inlined.
    assetsInlineLimit: 0,
    // The code editor is one large chunk by nature and is loaded on demand.
    chunkSizeWarningLimit: 8192,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        explorer: resolve(import.meta.dirname, 'index.html'),
        playground: resolve(import.meta.dirname, 'playground.html'),
      },
      onwarn(warning, warn) {
        // "use client" and the like speak to server renderers and compilers, none of which run here.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') {
          warn(warning);
        }
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/graphql': 'http://localhost:4000',
      '/export': 'http://localhost:4000',
      '/feeds': 'http://localhost:4000',
    },
  },
});
