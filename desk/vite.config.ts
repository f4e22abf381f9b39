import { defineConfig } from 'vite';

// The same bytes from the same sources on every machine: the built bundle is committed, and a test builds it again and compares.
export default defineConfig({
  base: '/',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  build: {
    outDir: 'dist', emptyOutDir: true, target: 'es2022', cssCodeSplit: false, assetsInlineLimit: 0, sourcemap: false, reportCompressedSize: false,
    minify: 'terser', terserOptions: { compress: { passes: 3, ecma: 2020 }, format: { comments: false } }, // 3 KB smaller than esbuild's
    modulePreload: { polyfill: false }, // the polyfill would need an inline script's rights
    rollupOptions: { output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' } },
  },
  // `npm run dev` beside a running `stemma serve`: the desk from here, the data from there.
  server: { proxy: Object.fromEntries(['/events', '/session', '/decisions', '/undo', '/redo', '/import', '/login'].map((path) => [path, 'http://127.0.0.1:8743'])) },
  test: { include: ['test/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
