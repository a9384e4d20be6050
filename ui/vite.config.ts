import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const words = fileURLToPath(new URL('../src-tauri/crates/words', import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // The catalogue is Rust's too: one file for each language.
  // Vitest takes Svelte's server build unless it is told that this is a browser.
  resolve: { alias: { $words: words }, ...(mode === 'test' ? { conditions: ['browser'] } : {}) },
  server: { port: 5173, strictPort: true, fs: { allow: ['.', words] } },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
}));
